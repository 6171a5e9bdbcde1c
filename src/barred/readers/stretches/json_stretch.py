"""Read a stretch of JSON lines: a row for each line, under the columns that the file's beginning showed."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pyarrow as pa

from barred.readers.json_values import flatten
from barred.readers.stretches.asked import in_order, laid_out
from barred.readers.stretches.stretch import Stretch

__all__ = ["read_json_lines"]


def read_json_lines(stretch: Stretch, size: int) -> Iterator[pa.RecordBatch]:
    """Read a stretch; lines that are no object or text stay in their place, with the reason.

    Returns:
        Batches of at most `size` questions; a blank line is no row.
    """
    lines = _lines(stretch)
    while some := list(islice(lines, size)):
        rows: list[tuple[int, dict[str, str]]] = []
        bad: list[tuple[int, str]] = []
        for number, line in some:
            cells = _cells(line)
            if isinstance(cells, str):
                bad.append((number, cells))
            else:
                rows.append((number, cells))
        columns = [pa.array([row.get(name, "") for _, row in rows], pa.string()) for name in stretch.layout.header]
        numbers = pa.array([number for number, _ in rows], pa.int64())
        batch = laid_out(columns, stretch.layout, file=stretch.file, rows=numbers) if rows else None
        yield from in_order(batch, bad, file=stretch.file)


def _lines(stretch: Stretch) -> Iterator[tuple[int, bytes]]:
    at = stretch.start
    with Path(stretch.path).open("rb") as file:
        file.seek(at)
        for number, line in enumerate(file, stretch.row):
            at += len(line)
            if line.strip():
                yield number, line
            if at >= stretch.stop:
                return


def _cells(line: bytes) -> dict[str, str] | str:
    try:
        return flatten(json.loads(line.decode("utf-8")))
    except (ValueError, RecursionError) as error:
        return f"not JSON: {error}"

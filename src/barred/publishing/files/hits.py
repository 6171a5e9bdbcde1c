"""_Write hits of name matching: JSON lines, CSV or Parquet, whole or not at all."""

import csv
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet

from barred.errors import UsageProblem
from barred.publishing.files.safe_cell import safe_cell
from barred.publishing.files.whole_file import replacing
from barred.tables import HITS

__all__ = ["hit_writer"]

_Write = Callable[[Mapping[str, Any]], None]

_BATCH = 10_000


@contextmanager
def hit_writer(path: Path | None, *, versions: Mapping[str, str]) -> Iterator[_Write]:
    """Give what writes one hit.

    Args:
        path: A file of a known kind; standard output as JSON lines without one.
        versions: What gave the hits; told with each.

    Raises:
        UsageProblem: The ending of the file names no form that is written.
        FileProblem: The file cannot be written.
    """
    if path is None:
        yield lambda hit: _write_json(sys.stdout, hit, versions)
        return
    forms = {".jsonl": _jsonl, ".csv": _csv, ".parquet": _parquet}
    if path.suffix not in forms:
        what = f"{path.suffix or path.name!r} is no form of hits"
        raise UsageProblem(what, where="-o", remedy="use .jsonl, .csv or .parquet")
    with forms[path.suffix](path, versions) as write:
        yield write


def _write_json(file: IO[str], hit: Mapping[str, Any], versions: Mapping[str, str]) -> None:
    file.write(json.dumps({**hit, "versions": versions}, ensure_ascii=False) + "\n")


@contextmanager
def _jsonl(path: Path, versions: Mapping[str, str]) -> Iterator[_Write]:
    with replacing(path) as made, made.open("w", encoding="utf-8", newline="\n") as file:
        yield lambda hit: _write_json(file, hit, versions)


@contextmanager
def _csv(path: Path, versions: Mapping[str, str]) -> Iterator[_Write]:
    with replacing(path) as made, made.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HITS.names)
        yield lambda hit: _write_row(writer, _row(hit, versions))


def _write_row(writer: Any, row: Mapping[str, Any]) -> None:  # noqa: ANN401 - the csv module names no type
    writer.writerow(["" if row[name] is None else safe_cell(str(row[name])) for name in HITS.names])


@contextmanager
def _parquet(path: Path, versions: Mapping[str, str]) -> Iterator[_Write]:
    waiting: list[dict[str, Any]] = []
    with replacing(path) as made, pa.parquet.ParquetWriter(made, HITS) as file:

        def write(hit: Mapping[str, Any]) -> None:
            waiting.append(_row(hit, versions))
            if len(waiting) >= _BATCH:
                flush()

        def flush() -> None:
            file.write_table(pa.Table.from_pylist(waiting, HITS))
            waiting.clear()

        yield write
        flush()


def _row(hit: Mapping[str, Any], versions: Mapping[str, str]) -> dict[str, Any]:
    told = {**hit, **versions}
    made = {name: told.get(name) for name in HITS.names}
    made["why"] = json.dumps(hit["why"], ensure_ascii=False, sort_keys=True)
    return made

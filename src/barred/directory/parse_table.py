"""Parse the text of a bulk table: the rows that fit its header, and where the others stand."""

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Parsed", "parse_table"]

_Row = tuple[int, dict[str, str]]


class Parsed(NamedTuple):
    """The header, the rows with the lines on which they begin, and line and words of each fault."""

    header: tuple[str, ...]
    rows: tuple[_Row, ...]
    faults: tuple[tuple[int, str], ...]


def parse_table(text: str) -> Parsed:
    r"""Parse a table.

    Args:
        text: CSV with a header; cells in quotes may hold commas and line breaks.

    Returns:
        All that fits. After a fault of quoting the rest of the text is not read.

    Example:
        >>> parse_table("word,source\ncamera,list\nlens\n").faults
        ((3, '1 cells where the header has 2'),)
    """
    rows: list[_Row] = []
    faults: list[tuple[int, str]] = []
    lines = _lines(text, faults)
    _, header = next(lines, (1, []))
    if not header or not all(header) or len(set(header)) < len(header):
        return Parsed((), (), (*faults, (1, "the header lacks a name or has one twice")))
    for line, cells in lines:
        if len(cells) == len(header):
            rows.append((line, dict(zip(header, cells, strict=True))))
        else:
            faults.append((line, f"{len(cells)} cells where the header has {len(header)}"))
    return Parsed(tuple(header), tuple(rows), tuple(faults))


def _lines(text: str, faults: list[tuple[int, str]]) -> Iterator[tuple[int, list[str]]]:
    """Give the cells of each row with the line on which it begins, up to a fault of quoting."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begin = 1
    try:
        for cells in reader:
            yield begin, cells
            begin = reader.line_num + 1
    except csv.Error as trouble:
        faults.append((begin, str(trouble)))

"""The declared layout of a list in rows, and its rows for as long as the file keeps to it.

A publisher that renames a column or adds one may have changed what the others mean. Such a file is
refused and told, never read by position in the hope that it is still the same.
"""

import csv
from collections.abc import Iterator
from typing import NamedTuple

from barred.errors import FileProblem
from barred.lists.entry import ListFile

__all__ = ["Layout", "Row", "rows"]

# A file of MS-DOS ends with this sign; OFAC's still do.
_END_OF_FILE = "\x1a"


class Layout(NamedTuple):
    """What a file must look like.

    Args:
        list: Id of the list, for messages.
        used: Columns that are read.
        ignored: Columns that are known and left aside: addresses, remarks, what is told of persons.
        order: All columns in file order, for a file without a header; empty when it has one.
        delimiter: The sign between cells.
        fallback: Encoding of a file that is not UTF-8; empty when there is none.
        preamble: How the line above the header begins; empty when there is none.
    """

    list: str
    used: tuple[str, ...]
    ignored: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    delimiter: str = ","
    fallback: str = ""
    preamble: str = ""


class Row(NamedTuple):
    """The line on which a row begins, and its cells by column, without spaces around them."""

    line: int
    cells: dict[str, str]


def rows(file: ListFile, layout: Layout) -> Iterator[Row]:
    """Read the rows of a file.

    Raises:
        FileProblem: A column is missing, new or named twice, a row has another number of cells, or
            the text cannot be decoded or parted into cells.
    """
    records = _records(file, layout)
    if layout.preamble:
        _, above = next(records, (1, []))
        if not "".join(above[:1]).startswith(layout.preamble):
            raise _changed(f"list {layout.list}: no line {layout.preamble!r} above the header", file.name)
    header = layout.order
    if not header:
        _, first = next(records, (1, []))
        header = tuple(_bare(first))
        _check_header(header, layout, file)
    for line, record in records:
        cells = _fitted(record, len(header))
        if not any(cells):
            continue
        if len(cells) != len(header):
            what = f"list {layout.list}: {len(cells)} columns where its layout has {len(header)}"
            raise _changed(what, f"{file.name}:{line}")
        yield Row(line, dict(zip(header, cells, strict=True)))


def _records(file: ListFile, layout: Layout) -> Iterator[tuple[int, list[str]]]:
    text = _text(file, layout)
    reader = csv.reader((f"{line}\n" for line in text.split("\n")), delimiter=layout.delimiter, strict=True)
    begin = 1
    try:
        for cells in reader:
            yield begin, [cell.strip() for cell in cells]
            begin = reader.line_num + 1
    except csv.Error as trouble:
        raise _changed(f"list {layout.list}: {trouble}", f"{file.name}:{begin}") from trouble


def _text(file: ListFile, layout: Layout) -> str:
    try:
        text = file.content.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        if not layout.fallback:
            raise _changed(f"list {layout.list}: not UTF-8 at byte {trouble.start}", file.name) from trouble
        text = file.content.decode(layout.fallback, "replace")
    return text.rstrip(_END_OF_FILE)


def _bare(cells: list[str]) -> list[str]:
    """Leave out empty cells at the end: a spreadsheet that was once wider writes them."""
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]


def _fitted(cells: list[str], width: int) -> list[str]:
    return cells if len(cells) <= width else [*cells[:width], *_bare(cells[width:])]


def _check_header(header: tuple[str, ...], layout: Layout, file: ListFile) -> None:
    known = {*layout.used, *layout.ignored}
    missing = [name for name in (*layout.used, *layout.ignored) if name not in header]
    new = [name for name in header if name not in known]
    twice = [name for name in header if header.count(name) > 1]
    told = [f"column {name!r} is missing" for name in missing]
    told += [f"column {name!r} is not known" for name in new] + [f"column {name!r} stands twice" for name in twice[:1]]
    if told:
        raise _changed(f"list {layout.list}: {', '.join(told)}", file.name)


def _changed(what: str, where: str) -> FileProblem:
    return FileProblem(what, where=where, remedy="the layout changed: compare the file with the list before you use it")

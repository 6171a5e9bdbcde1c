"""Look into a zipped workbook before it is unpacked: whole, of a known kind, and of a bearable size."""

import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from barred.errors import FileProblem
from barred.readers.headings.columns import index_of_letters

__all__ = ["check_zipped", "zipped_kind"]

_BLOCK = 1 << 20
_MOST_BYTES = 2 * 1024**3
_MOST_RATIO = 200
_RATIO_MATTERS = 200 * 1024**2
# The spreadsheet library holds a sheet as a full rectangle, 31 bytes a cell (measured 2026-11 on
# 1,048,576 x 201 cells): one stray cell in the last corner would ask for half a terabyte.
_MOST_CELLS = 25_000_000
# More than any limit: what cannot be told is taken for that.
_FAR = 1 << 34
# A cell as every office writes it, and whatever may be one: in other quotes, with other spaces, without its place.
_CELL = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d{1,7})"[^<>"\']*(?:"[^<>"\']*"[^<>"\']*)*>')
_PREFIX = rb"(?:[^\s<>/:=!?\"']+:)?"
_ANY_CELL = re.compile(b"<" + _PREFIX + rb"c(?=[\s/>])")
_ODD_CELLS = (b":c", b"<c\t", b"<c\r", b"<c\n", b"<c/", b"<c>")
_ATTRIBUTES = rb"""(?=[\s/>])((?:[^<>"']|"[^<"]*"|'[^<']*')*)>"""
_ROW_OR_CELL = re.compile(b"<" + _PREFIX + b"(row|c)" + _ATTRIBUTES)
_ANY_ROW_OR_CELL = re.compile(b"<" + _PREFIX + rb"(?:row|c)(?=[\s/>])")
_AT = re.compile(rb"""\sr\s*=\s*["']([^"']*)["']""")
_PLACE = re.compile(rb"([A-Za-z]{0,3})(\d{1,7})")
_ROWS = b"sheetData"
# The library takes memory for so many texts as are claimed, before it has seen one.
_CLAIMED = re.compile(rb"""uniqueCount\s*=\s*["']0*(\d+)""")
_ODS_TAG = re.compile(rb"<(/?)table:(table-row|table-cell|covered-table-cell|table)" + _ATTRIBUTES)
_ANY_ODS_TAG = re.compile(rb"</?table:(?:table-row|table-cell|covered-table-cell|table)(?=[\s/>])")
_REPEATED = re.compile(rb"""table:number-(?:rows|columns)-repeated\s*=\s*["']([^"']*)["']""")
_OVERLAP, _ATTRIBUTE = 4096, 128
_END, _END_SIGN, _END_BYTES = "<4s4H2LH", b"PK\x05\x06", 22
_END_64_SIGN, _END_64_BYTES = b"PK\x06\x07", 20
# What the standard library raises over archives that are cut, changed or packed in ways unknown to it.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    LookupError,
)


def zipped_kind(path: Path) -> str:
    """Tell which kind of document a zip archive holds.

    Returns:
        `xlsx`, `ods`, `docx`, `xlsb` or `zip`.

    Raises:
        FileProblem: The archive is cut short or damaged.
    """
    with _opened(path) as archive:
        names = set(archive.namelist())
        media = _head(archive, "mimetype") if "mimetype" in names else b""
    if b"opendocument.spreadsheet" in media:
        return "ods"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    return "docx" if "word/document.xml" in names or media else "zip"


def check_zipped(path: Path) -> None:
    """Refuse a workbook that would unpack to more than this machine should be asked for.

    Raises:
        FileProblem: It is damaged, a zip bomb, or has a sheet that spans too many cells.
    """
    _check_end(path)
    with _opened(path) as archive:
        members = archive.infolist()
        total = sum(member.file_size for member in members)
        ratio = total / max(1, sum(member.compress_size for member in members))
        if total > _MOST_BYTES or (total > _RATIO_MATTERS and ratio > _MOST_RATIO):
            raise FileProblem(
                f"the workbook unpacks to {total / 1024**2:,.0f} MB, {ratio:,.0f} times its size",
                where=str(path),
                remedy="if you trust it, save the sheet you need as CSV",
            )
        for member in members:
            cells = _span(archive, member)
            if cells > _MOST_CELLS:
                raise FileProblem(
                    f"{member.filename} spans {cells:,} cells, at most {_MOST_CELLS:,} are read",
                    where=str(path),
                    remedy="delete stray cells far from the table, or save the sheet as CSV",
                )


def _check_end(path: Path) -> None:
    """Refuse an archive whose end two programs may read in two ways, and so find other members in it.

    What is looked at here is then what the spreadsheet library opens: the list of members stands where the end says,
    right before it, and nothing follows.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _END_BYTES - _END_64_BYTES))
        tail = file.read()
    sign, *_, length, start, comment = struct.unpack(_END, tail[-_END_BYTES:].ljust(_END_BYTES, b"\0"))
    if sign != _END_SIGN or comment or length + start + _END_BYTES != size or tail.startswith(_END_64_SIGN):
        raise FileProblem(
            "something stands before or behind the archive in it", where=str(path), remedy="open it and save it again"
        )


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except _BROKEN as error:
        raise FileProblem(
            f"the archive is cut short or damaged ({error})", where=str(path), remedy="get the file again"
        ) from None


def _head(archive: zipfile.ZipFile, member: str) -> bytes:
    try:
        with archive.open(member) as file:
            return file.read(_OVERLAP)
    except _BROKEN:
        return b""


def _span(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> int:
    try:
        with archive.open(member) as file:
            if member.filename == "content.xml":
                return _span_of_ods(_read(file))
            span = _span_of_xlsx(_read(file))
        # Any member may be a sheet: which are is said by others.
        if span is not None:
            return span
        with archive.open(member) as file:
            return _loose_span_of_xlsx(_read(file))
    except _BROKEN as error:
        raise FileProblem(
            f"{member.filename} inside it cannot be unpacked ({error})",
            where=str(archive.filename),
            remedy="get the file again, without a password",
        ) from None


def _read(file: IO[bytes]) -> Iterator[bytes]:
    return iter(lambda: file.read(_BLOCK), b"")


def _blocks(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Give blocks that each begin with the unfinished tag of the one before."""
    held = b""
    for block in blocks:
        joined = held + block
        cut = joined.rfind(b"<")
        # Where no tag is begun there is at most an attribute of one.
        cut = cut if cut > len(joined) - _OVERLAP else max(0, len(joined) - _ATTRIBUTE)
        yield joined[:cut]
        held = joined[cut:]
    yield held


def _span_of_xlsx(blocks: Iterator[bytes]) -> int | None:
    """Give the cells of the rectangle that a sheet needs, 0 of what is no sheet; None where a cell is not plain.

    Texts that are claimed count as cells: each takes as much.
    """
    last_row, is_sheet, is_plain = 0, False, True
    names: set[bytes] = set()
    for block in _blocks(blocks):
        if any(int(claimed) > _MOST_CELLS for claimed in _CLAIMED.findall(block)):
            return _FAR
        is_sheet = is_sheet or _ROWS in block
        found = _CELL.findall(block)
        is_plain = is_plain and len(found) == _count_cells(block)
        names.update(column for column, _ in found)
        last_row = max(last_row, max((int(row) for _, row in found), default=0))
    columns = max((index_of_letters(name.decode("ascii")) or 0 for name in names), default=-1) + 1
    return (last_row * columns if is_plain else None) if is_sheet else 0


def _count_cells(block: bytes) -> int:
    # The odd ways hardly ever come, and looking for them at every sign took as long as the rest.
    has_odd = any(one in block for one in _ODD_CELLS)
    return len(_ANY_CELL.findall(block)) if has_odd else block.count(b"<c ")


def _loose_span_of_xlsx(blocks: Iterator[bytes]) -> int:
    """Give no fewer cells than the rectangle has, of a sheet that is written in whatever way."""
    last_row = last_column = rows = cells = most_cells = 0
    for block in _blocks(blocks):
        found = _ROW_OR_CELL.findall(block)
        if len(found) != len(_ANY_ROW_OR_CELL.findall(block)):
            return _FAR
        for tag, attributes in found:
            at = _AT.search(attributes)
            place = _PLACE.fullmatch(at[1]) if at else None
            if at and place is None:
                return _FAR
            # Without a place it is the next one.
            rows, cells = (rows + (not at), 0) if tag == b"row" else (rows, cells + (not at))
            most_cells = max(most_cells, cells)
            if place:
                last_row = max(last_row, int(place[2]))
                last_column = max(last_column, (index_of_letters(place[1].decode("ascii").upper()) or 0) + 1)
    return (last_row + rows) * (last_column + most_cells)


def _span_of_ods(blocks: Iterator[bytes]) -> int:
    """Give the cells of the rectangles up to the last filled cell of each sheet together, repeats included."""
    total = row = column = last_row = last_column = 0
    repeat = 1
    for block in _blocks(blocks):
        found = _ODS_TAG.findall(block)
        if len(found) != len(_ANY_ODS_TAG.findall(block)):
            return _FAR
        for closing, tag, attributes in found:
            if tag == b"table":
                # The library holds all sheets at once.
                total += last_row * last_column
                row = last_row = last_column = 0
            elif tag == b"table-row":
                row += repeat if closing or attributes.endswith(b"/") else 0
                repeat, column = _repeated(attributes), 0
            elif not closing:
                column += _repeated(attributes)
                if b"value-type" in attributes:
                    last_row, last_column = max(last_row, row + repeat), max(last_column, column)
    return total + last_row * last_column


def _repeated(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    return 1 if found is None else int(found[1]) if found[1].isdigit() else _FAR

"""Look into a zipped workbook before it is unpacked: whole, of a known kind, and of a bearable size."""

import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from barred.errors import FileProblem
from barred.readers.columns import index_of_letters

__all__ = ["check_zipped", "zipped_kind"]

_BLOCK = 1 << 20
_MOST_BYTES = 2 * 1024**3
_MOST_RATIO = 200
_RATIO_MATTERS = 200 * 1024**2
# The spreadsheet library holds a sheet as a full rectangle, 31 bytes a cell (measured 2026-11 on
# 1,048,576 x 201 cells): one stray cell in the last corner would ask for half a terabyte.
_MOST_CELLS = 25_000_000
_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?r="([A-Z]{1,3})(\d{1,7})"')
_ODS_TAG = re.compile(rb"<(/?)table:(table-row|table-cell|covered-table-cell|table)(?=[\s/>])([^>]*)>")
_REPEATED = re.compile(rb'table:number-(?:rows|columns)-repeated="(\d+)"')
_OVERLAP = 4096
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
            if member.filename.startswith("xl/worksheets/"):
                return _span_of_xlsx(iter(lambda: file.read(_BLOCK), b""))
            if member.filename == "content.xml":
                return _span_of_ods(iter(lambda: file.read(_BLOCK), b""))
    except _BROKEN as error:
        raise FileProblem(
            f"{member.filename} inside it cannot be unpacked ({error})",
            where=str(archive.filename),
            remedy="get the file again, without a password",
        ) from None
    return 0


def _blocks(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Give blocks that each begin with the unfinished tag of the one before."""
    held = b""
    for block in blocks:
        joined = held + block
        cut = joined.rfind(b"<")
        cut = cut if cut > len(joined) - _OVERLAP else len(joined)
        yield joined[:cut]
        held = joined[cut:]
    yield held


def _span_of_xlsx(blocks: Iterator[bytes]) -> int:
    last_row = 0
    names: set[bytes] = set()
    for block in _blocks(blocks):
        found = _CELL.findall(block)
        names.update(column for column, _ in found)
        last_row = max(last_row, max((int(row) for _, row in found), default=0))
    columns = max((index_of_letters(name.decode("ascii")) or 0 for name in names), default=-1) + 1
    return last_row * columns


def _span_of_ods(blocks: Iterator[bytes]) -> int:
    """Give the cells of the widest rectangle up to the last filled cell of each sheet, repeats included."""
    worst = row = column = last_row = last_column = 0
    repeat = 1
    for block in _blocks(blocks):
        for closing, tag, attributes in _ODS_TAG.findall(block):
            if tag == b"table":
                worst = max(worst, last_row * last_column)
                row = last_row = last_column = 0
            elif tag == b"table-row":
                row += repeat if closing or attributes.endswith(b"/") else 0
                repeat, column = _repeated(attributes), 0
            elif not closing:
                column += _repeated(attributes)
                if b"value-type" in attributes:
                    last_row, last_column = max(last_row, row + repeat), max(last_column, column)
    return max(worst, last_row * last_column)


def _repeated(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    return int(found[1]) if found else 1

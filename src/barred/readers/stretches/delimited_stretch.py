"""Read a stretch of delimited text: as columns where its lines are plain, else record by record."""

import re
from collections.abc import Iterator
from io import BufferedReader, BytesIO, RawIOBase, TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Literal

import pyarrow as pa
import pyarrow.compute
import pyarrow.csv

from barred.readers.delimited import records
from barred.readers.stretches.asked import in_order, laid_out
from barred.readers.stretches.stretch import Stretch
from barred.readers.table import BadRow

__all__ = ["read_delimited", "read_records"]

# The stubs of pyarrow know only some kinds of array that its functions take; the twin test checks them instead.
_compute: Any = pyarrow.compute

_MOST_BYTES = 1 << 28  # a longer stretch holds a quotation mark that nobody closed, and is streamed
_LONGEST_LINE = 100_000  # no cell of a shorter line is one that the record reader would refuse
_NO_SIGN = "\x1f"


def read_delimited(stretch: Stretch, size: int) -> Iterator[pa.RecordBatch]:
    """Read a stretch; `size` rows at most come in a batch.

    Returns:
        The questions that `read_records` gives for it, in the same order.
    """
    if stretch.stop - stretch.start <= _MOST_BYTES:
        with Path(stretch.path).open("rb") as file:
            file.seek(stretch.start)
            data = file.read(stretch.stop - stretch.start)
        cells = _columns(data, stretch)
        if cells is not None:
            yield from _batches(cells, stretch, size)
            return
    yield from read_records(stretch, size)


def read_records(stretch: Stretch, size: int) -> Iterator[pa.RecordBatch]:
    """Read a stretch record by record, as `barred check` would; what cannot be read stays in its place."""
    width, layout = len(stretch.layout.header), stretch.layout
    found = _records(stretch)
    while some := list(islice(found, size)):
        rows = [one for one in some if not isinstance(one, BadRow)]
        bad = [(one.row, one.why) for one in some if isinstance(one, BadRow)]
        cells = [pa.array([row[1][at] for row in rows], pa.string()) for at in range(width)]
        numbers = pa.array([row[0] for row in rows], pa.int64())
        batch = laid_out(cells, layout, file=stretch.file, rows=numbers) if rows else None
        yield from in_order(batch, bad, file=stretch.file)


def _records(stretch: Stretch) -> Iterator[tuple[int, list[str]] | BadRow]:
    width, before = len(stretch.layout.header), stretch.row - 1
    with Path(stretch.path).open("rb") as binary:
        binary.seek(stretch.start)
        piece = BufferedReader(_Piece(binary, stretch.stop - stretch.start))
        with TextIOWrapper(piece, "utf-8", newline="") as text:
            for one in records(text, stretch.layout.delimiter, line=stretch.line):
                if isinstance(one, BadRow):
                    yield BadRow(one.row + before, one.why)
                elif one[0] + before > stretch.layout.header_row and one[1]:
                    yield _fitted(one[0] + before, one[1], width)


def _fitted(number: int, cells: list[str], width: int) -> tuple[int, list[str]] | BadRow:
    if len(cells) > width and any(map(str.strip, cells[width:])):
        return BadRow(number, f"{len(cells)} cells, but the table has {width} columns")
    return number, cells[:width] + [""] * (width - len(cells))


class _Piece(RawIOBase):
    """The next bytes of an opened file, and then the end."""

    def __init__(self, file: BinaryIO, left: int) -> None:
        super().__init__()
        self._file, self._left = file, left

    def readable(self) -> bool:
        """Tell that it can be read, which is all that it can."""
        return True

    def readinto(self, buffer: Any, /) -> int:  # noqa: ANN401 - whatever can be written into
        """Fill a buffer; 0 at the end."""
        data = self._file.read(min(len(buffer), self._left))
        self._left -= len(data)
        buffer[: len(data)] = data
        return len(data)


def _columns(data: bytes, stretch: Stretch) -> list[pa.StringArray] | None:
    """Parse plain lines; None when any of them is not plain, so that only the record reader knows what it means."""
    delimiter = stretch.layout.delimiter
    odd = (b"\0", b"\x1f") if delimiter != _NO_SIGN else (b"\0",)
    if any(sign in data for sign in odd) or data.count(b"\r") != data.count(b"\r\n"):
        return None
    lines = _parsed(data, 1, _NO_SIGN, quote=False)
    if lines is None or not _are_plain(lines[0], delimiter):
        return None
    return _parsed(data, len(stretch.layout.header), delimiter, quote=True)


def _are_plain(lines: pa.StringArray, delimiter: str) -> bool:
    """Tell whether every line is a record in which quotation marks stand around whole cells or nowhere."""
    sizes = _compute.binary_length(lines)
    if not len(lines) or _compute.min(sizes).as_py() == 0 or _compute.max(sizes).as_py() > _LONGEST_LINE:
        return False
    quoted = lines.filter(_compute.match_substring(lines, '"'))
    sign = re.escape(delimiter)
    cell = f'(?:[^"{sign}]*|"(?:[^"]|"")*")'
    return bool(_compute.all(_compute.match_substring_regex(quoted, f"^{cell}(?:{sign}{cell})*$")).as_py())


def _parsed(data: bytes, width: int, delimiter: str, *, quote: bool) -> list[pa.StringArray] | None:
    names = [str(at) for at in range(width)]
    odd: list[object] = []

    def is_odd(row: object) -> Literal["skip"]:
        odd.append(row)
        return "skip"

    try:
        table = pyarrow.csv.read_csv(
            BytesIO(data),
            read_options=pyarrow.csv.ReadOptions(column_names=names, use_threads=False, block_size=len(data) + 1),
            parse_options=pyarrow.csv.ParseOptions(
                delimiter=delimiter,
                quote_char='"' if quote else False,
                ignore_empty_lines=False,
                invalid_row_handler=is_odd,
            ),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    columns: list[Any] = table.columns
    return None if odd else [column.combine_chunks() for column in columns]


def _batches(cells: list[pa.StringArray], stretch: Stretch, size: int) -> Iterator[pa.RecordBatch]:
    count = len(cells[0])
    first = max(0, stretch.layout.header_row + 1 - stretch.row)
    for at in range(first, count, size):
        rows = pa.array(range(stretch.row + at, stretch.row + min(at + size, count)), pa.int64())
        yield laid_out([column.slice(at, size) for column in cells], stretch.layout, file=stretch.file, rows=rows)

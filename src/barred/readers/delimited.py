"""Read CSV, TSV and other delimited text as a stream; the file is never held in memory."""

import csv
import io
from collections import deque
from collections.abc import Iterator
from functools import partial
from itertools import count, islice
from pathlib import Path

from barred.readers.delimiter import find_delimiter
from barred.readers.options import Options
from barred.readers.table import BadRow, RawRow
from barred.readers.text_encoding import decide_encoding

__all__ = ["Delimited", "read", "records"]

_SNIFFED = 200
# A cell of more lines than this is taken for a quotation mark that nobody closed.
_LONGEST_CELL = 200
# Characters after which a line is cut; far above what a row of the longest cells allowed would take.
_LONGEST_LINE = 1 << 22
_SEPARATOR_LINE = "sep="


def read(path: Path, options: Options) -> list["Delimited"]:
    """Open a delimited text.

    Raises:
        FileProblem: A byte does not fit the encoding.
        UsageProblem: The encoding that the user stated is not known.
    """
    encoding = decide_encoding(path, stated=options.encoding)
    with path.open(encoding=encoding, newline="") as file:
        lines = [line.lstrip("\ufeff") for line in islice(_lines(file), _SNIFFED)]
    if lines and lines[0].lower().startswith(_SEPARATOR_LINE) and lines[0].rstrip("\r\n")[len(_SEPARATOR_LINE) :]:
        delimiter = lines[0][len(_SEPARATOR_LINE)]
    else:
        delimiter = find_delimiter(lines, preferred="\t" if path.suffix.lower() in {".tsv", ".tab"} else None)
    return [Delimited(path, encoding, delimiter)]


class Delimited:
    """The rows of one delimited text; a row is a record, so that a cell may hold line breaks."""

    declared: list[str] | None = None
    across: frozenset[int] = frozenset()

    def __init__(self, path: Path, encoding: str, delimiter: str) -> None:
        self.name = path.name
        self.size_bytes = path.stat().st_size
        self.delimiter = delimiter
        self._path = path
        self._encoding = encoding
        self._file: io.BufferedReader | None = None

    def position(self) -> int:
        """Give the bytes read so far by the latest walk."""
        if self._file is None or self._file.closed:
            return self.size_bytes if self._file else 0
        return self._file.tell()

    def rows(self) -> Iterator[RawRow | BadRow]:
        """Give the records from the first, numbered from 1."""
        with self._path.open("rb") as binary, io.TextIOWrapper(binary, self._encoding, newline="") as text:
            self._file = binary
            yield from records(text, self.delimiter)


def records(text: io.TextIOBase, delimiter: str, *, line: int = 1) -> Iterator[RawRow | BadRow]:
    """Cut a text into records, numbered from 1; what cannot be read is told and the next line read on.

    Args:
        text: The text, its line ends as they are.
        delimiter: The sign between cells.
        line: Number of its first line, where it is a part of a longer one.
    """
    return iter(_Records(_lines(text), delimiter, line))


def _lines(text: io.TextIOBase) -> Iterator[str]:
    """Give the lines with their ends; a file without any would otherwise be read as a whole."""
    return iter(partial(text.readline, _LONGEST_LINE), "")


class _UnclosedQuote(Exception):
    """Raised through the parser when a record does not end; never leaves this module."""


class _Records:
    """Cut lines into records, and start again on the next line after one that cannot be read."""

    def __init__(self, lines: Iterator[str], delimiter: str, line: int) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._again: deque[str] = deque()  # lines given back, to be read before the rest
        self._pending: list[str] = []  # lines of the record being read
        self._line = line  # number of the first of them

    def __iter__(self) -> Iterator[RawRow | BadRow]:
        parser = csv.reader(self._feed(), delimiter=self._delimiter)
        for number in count(1):
            try:
                cells = next(parser)
                if len(self._pending) > 1:
                    self._prove_quotes()
            except StopIteration:
                return
            except _UnclosedQuote:
                yield BadRow(number, f"a quotation mark on line {self._line} is never closed")
                self._again.extendleft(reversed(self._pending[1:]))
                del self._pending[1:]
                parser = csv.reader(self._feed(), delimiter=self._delimiter)
            except csv.Error as error:
                yield BadRow(number, f"line {self._line}: {error}")
            else:
                yield self._checked(number, cells)
            self._line += len(self._pending)
            self._pending.clear()

    def _checked(self, number: int, cells: list[str]) -> RawRow | BadRow:
        if "\0" in self._pending[0] or (len(self._pending) > 1 and "\0" in "".join(self._pending)):
            return BadRow(number, f"line {self._line} holds a NUL byte")
        if number == 1 and cells:
            cells[0] = cells[0].removeprefix("\ufeff")
        return number, cells

    def _prove_quotes(self) -> None:
        """Refuse a record of several lines whose quotes only seem to pair.

        Two rows that each open a quotation mark and close none would otherwise swallow the rows
        between them into one cell, unseen.
        """
        try:
            list(csv.reader(self._pending, delimiter=self._delimiter, strict=True))
        except csv.Error:
            raise _UnclosedQuote from None

    def _feed(self) -> Iterator[str]:
        while True:
            line = self._again.popleft() if self._again else next(self._lines, "")
            if line:
                self._pending.append(line)
            if len(self._pending) > _LONGEST_CELL or (self._pending and not line):
                raise _UnclosedQuote
            if not line:
                return
            yield line

"""Read JSON lines: an object or a text on each line, streamed in two passes (keys, then rows)."""

import json
from collections.abc import Iterator
from io import TextIOWrapper
from itertools import islice
from pathlib import Path

from barred.readers.json_values import JsonRow, flatten, header_of, rows_of
from barred.readers.options import Options
from barred.readers.table import BadRow, RawRow
from barred.readers.text_encoding import decide_encoding

__all__ = ["JsonLines", "is_json_line", "read"]


def read(path: Path, options: Options) -> list["JsonLines"]:
    """Open a file of JSON lines.

    Raises:
        FileProblem: No line is a JSON object or text, or a byte does not fit the encoding.
    """
    return [JsonLines(path, decide_encoding(path, stated=options.encoding))]


class JsonLines:
    """The lines of one file; a row's number is its line's.

    Args:
        path: The file.
        encoding: Decodes all of it.
        most: How many lines from the top are read at all; None reads every one.
    """

    across: frozenset[int] = frozenset()

    def __init__(self, path: Path, encoding: str, *, most: int | None = None) -> None:
        self.name = path.name
        self.size_bytes = path.stat().st_size
        self._path = path
        self._encoding = encoding
        self._position = 0
        self._most = most
        self.declared: list[str] | None = header_of(self._lines(), where=str(path))

    def position(self) -> int:
        """Give the bytes read so far by the latest walk."""
        return self._position

    def rows(self) -> Iterator[RawRow | BadRow]:
        """Give a row for each line, blank ones too."""
        return rows_of(self._lines(), self.declared or [])

    def _lines(self) -> Iterator[JsonRow]:
        # U+2028 and its like may stand inside a JSON text, so only line feeds end a line.
        with self._path.open("rb") as binary, TextIOWrapper(binary, self._encoding, newline="\n") as file:
            for number, line in enumerate(islice(file, self._most), 1):
                self._position = binary.tell()
                yield _row(number, line.removeprefix("\ufeff").strip())
        self._position = self.size_bytes


def _row(number: int, line: str) -> JsonRow:
    if not line:
        return number, {}
    try:
        cells = flatten(json.loads(line))
    except (ValueError, RecursionError) as error:
        return BadRow(number, f"not JSON: {error}")
    return BadRow(number, cells) if isinstance(cells, str) else (number, cells)


def is_json_line(line: str) -> bool:
    """Tell whether a line by itself is a JSON object or text."""
    return not isinstance(_row(1, line.strip()), BadRow)

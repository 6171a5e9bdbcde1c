"""Read a JSON document: a list of objects or texts, or an object that holds one such list, however deep."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from barred.errors import FileProblem
from barred.readers.json_values import JsonRow, flatten, header_of, rows_of
from barred.readers.options import Options
from barred.readers.table import BadRow, RawRow
from barred.readers.text_encoding import decide_encoding

__all__ = ["JsonDocument", "load_json", "read"]

# A document is parsed as a whole, at about eight times its size in memory.
_MOST_BYTES = 100 * 1024**2


def read(path: Path, options: Options) -> list["JsonDocument"]:
    """Open a JSON document.

    Raises:
        FileProblem: It is not JSON, holds no list of rows, or is too large to parse whole.
    """
    return [JsonDocument(path, _list_in(load_json(path, options), path))]


def load_json(path: Path, options: Options) -> Any:  # noqa: ANN401 - whatever the document holds
    """Parse a document whole.

    Raises:
        FileProblem: It is not JSON, or too large to parse whole.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise FileProblem(
            f"a JSON document of more than {_MOST_BYTES // 1024**2} MB is not read whole",
            where=str(path),
            remedy="give JSON lines, one object a line, which are streamed",
        )
    text = path.read_text(encoding=decide_encoding(path, stated=options.encoding))
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise FileProblem(f"not JSON: {error}", where=str(path), remedy="give a list of objects") from None


def _list_in(value: object, path: Path) -> list[object]:
    if isinstance(value, list):
        return value
    lists = list(_lists(value))
    if len(lists) == 1 and all(isinstance(one, dict | str) for one in lists[0]):
        return lists[0]
    if isinstance(value, dict) and not lists:
        return [value]
    raise FileProblem("no single list of rows is in it", where=str(path), remedy="give a list of objects")


def _lists(value: object) -> Iterator[list[Any]]:
    """Give the outermost lists in an object, however deep it wraps them."""
    for one in value.values() if isinstance(value, dict) else ():
        if isinstance(one, list):
            yield one
        else:
            yield from _lists(one)


class JsonDocument:
    """The items of one list, numbered from 1."""

    across: frozenset[int] = frozenset()

    def __init__(self, path: Path, values: list[object]) -> None:
        self.name = path.name
        self.size_bytes = path.stat().st_size
        self._values = values
        self._at = 0
        self.declared = header_of(self._items(), where=str(path))

    def position(self) -> int:
        """Give the share of `size_bytes` that the latest walk has passed."""
        return self.size_bytes * self._at // max(1, len(self._values))

    def rows(self) -> Iterator[RawRow | BadRow]:
        """Give a row for each item."""
        return rows_of(self._items(), self.declared)

    def _items(self) -> Iterator[JsonRow]:
        for number, value in enumerate(self._values, 1):
            self._at = number
            cells = flatten(value)
            yield BadRow(number, cells) if isinstance(cells, str) else (number, cells)

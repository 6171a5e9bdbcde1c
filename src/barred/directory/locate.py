"""Find the line of a field in a TOML file, which the standard parser does not tell."""

import re
from collections.abc import Mapping

__all__ = ["FieldPath", "line_of", "lines_of"]

FieldPath = tuple[str | int, ...]

_HEADER = re.compile(r"(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?")
# An element of a list of texts cannot look like this: behind its closing quote stands a comma.
_KEY = re.compile(r'\s*((?:[\w-]+|"[^"]*")(?:\s*\.\s*(?:[\w-]+|"[^"]*"))*)\s*=\s*(.*)')
_INLINE_RECORD = re.compile(r"\s+\{")


def lines_of(text: str) -> dict[FieldPath, int]:
    r"""Give the line of every table and key of a file.

    Args:
        text: The file.

    Returns:
        Path to line, from 1. A path holds keys and positions from the top, such as
        `("targets", 2, "reach")`; that of a list of records is the line of the first.

    Cost:
        One pass over the lines.

    Example:
        >>> lines_of('id = "x"\n[[names]]\ntext = "X"\n')
        {('id',): 1, ('names',): 2, ('names', 0): 2, ('names', 0, 'text'): 3}
    """
    found: dict[FieldPath, int] = {}
    counts: dict[FieldPath, int] = {}
    table: FieldPath = ()
    listed: FieldPath | None = None
    position = 0
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.fullmatch(line):
            table, listed = _table(_keys(header[2]), counts, is_list=header[1] == "[["), None
            if table and isinstance(table[-1], int):
                found.setdefault(table[:-1], number)
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            path = (*table, *_keys(key[1]))
            found.setdefault(path, number)
            listed, position = (path if key[2] == "[" else None), 0
        elif listed and _INLINE_RECORD.match(line):
            # The formatter writes records that are short enough as one line each.
            found[(*listed, position)] = number
            position += 1
    return found


def line_of(lines: Mapping[FieldPath, int], path: FieldPath) -> int:
    """Give the line on which a field stands.

    Args:
        lines: What `lines_of` found in the file.
        path: Keys and positions from the top.

    Returns:
        The line, from 1: that of the field, else of the record or table that should hold it, else 1.
    """
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return 1


def _keys(dotted: str) -> tuple[str, ...]:
    return tuple(one.strip().strip('"') for one in re.findall(r'"[^"]*"|[^.]+', dotted))


def _table(keys: tuple[str, ...], counts: dict[FieldPath, int], *, is_list: bool) -> FieldPath:
    """Give the path of a header: of lists on the way, the record that began last is meant."""
    path: FieldPath = ()
    for n, key in enumerate(keys):
        path = (*path, key)
        if is_list and n == len(keys) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path

"""Parse the text of one record, or say where it stops being one."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from barred.directory.locate import FieldPath, line_of, lines_of
from barred.directory.schema import KINDS
from barred.model.finding import Finding

__all__ = ["parse"]

_AT = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")
_ID_LINE = re.compile(r"id\s*=")
# How every record begins.
_FIRST = {"id", "title"}
# Fields whose records have an id of their own.
_NAMED = {
    kind: [field for field in fields if "id" in {one.name for one in field.fields}] for kind, fields in KINDS.items()
}


def parse(kind: str, text: str, *, shown: str) -> dict[str, Any] | Finding:
    """Parse a record.

    Args:
        kind: The kind of record that the file's folder holds.
        text: The file.
        shown: How the file is named in a finding.

    Returns:
        Its fields; or DIR-001 when the text is no TOML, DIR-002 when it holds a second record.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        return _broken(kind, text, str(trouble), shown=shown)
    second = _second(kind, data)
    return _second_record(shown, line_of(lines_of(text), second)) if second else data


def _broken(kind: str, text: str, trouble: str, *, shown: str) -> Finding:
    at = _AT.search(trouble)
    line = int(at[1]) if at and at[1] else text.count("\n") + 1
    again = [n for n in _ids(text)[1:] if n <= line]
    if _NAMED[kind]:
        # The records inside have ids too: only the id or the title that stands twice gives the second away.
        again = [n for n in again if n + 1 >= line and "overwrite" in trouble]
    if again:
        return _second_record(shown, again[0])
    return Finding(shown, line, "DIR-001", f"not TOML: {_AT.sub('', trouble)}", "correct the syntax")


def _ids(text: str) -> list[int]:
    return [n for n, line in enumerate(text.split("\n"), 1) if _ID_LINE.match(line)]


def _second(kind: str, data: Mapping[str, Any]) -> FieldPath:
    """Find a second record that TOML takes for fields of the last table of the first."""
    for field in KINDS[kind]:
        inside = data.get(field.name)
        if field in _NAMED[kind]:
            continue
        if isinstance(inside, dict) and set(inside) >= _FIRST:
            return (field.name, "id")
        for n, one in enumerate(inside if isinstance(inside, list) else []):
            if isinstance(one, dict) and set(one) >= _FIRST:
                return (field.name, n, "id")
    return ()


def _second_record(shown: str, line: int) -> Finding:
    return Finding(shown, line, "DIR-002", "a second record begins here", "keep one record a file")

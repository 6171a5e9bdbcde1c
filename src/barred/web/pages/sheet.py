"""A view as CSV: the list that the page is about, one row for each of its entries."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from io import StringIO
from typing import Any

from barred.publishing.files.safe_cell import safe_cell
from barred.web.answering.json import written
from barred.web.views.leaf import Leaf

__all__ = ["sheet", "sheet_part"]


def sheet(view: Leaf) -> bytes:
    """Write the list of a view that its class names.

    Returns:
        UTF-8 with a byte order mark, which spreadsheets look for. Lists are joined by `; `, what is nested stands as
        JSON, and a cell that a spreadsheet would take for a formula is made safe.
    """
    rows = [_plain(one) for one in getattr(view, view.TABLE)]
    return sheet_part(rows, is_first=True)


def sheet_part(rows: Sequence[Mapping[str, Any]], *, is_first: bool) -> bytes:
    """Write a part of a list as `sheet` does; the rows of all parts have the same columns.

    Args:
        rows: The entries.
        is_first: Whether the mark and the names of the columns come before them.
    """
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if is_first:
        writer.writerow(names)
    writer.writerows([safe_cell(_cell(row.get(name))) for name in names] for row in rows)
    return (b"\xef\xbb\xbf" if is_first else b"") + out.getvalue().encode()


def _plain(entry: object) -> Mapping[str, Any]:
    if is_dataclass(entry) and not isinstance(entry, type):
        return asdict(entry)
    if isinstance(entry, Mapping):
        return entry
    return {"value": entry}


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case str() | int() | float():
            return str(value)
        case list() | tuple() if not any(isinstance(one, Mapping | list) for one in value):
            return "; ".join(map(str, _each(value)))
        case _:
            return written(value).decode()


def _each(values: Iterable[object]) -> Iterable[object]:
    return ("" if one is None else one for one in values)

"""A view as CSV: its list, made safe for spreadsheets."""

import csv
from dataclasses import dataclass
from io import StringIO
from typing import Any, ClassVar

from barred.web.pages.sheet import sheet
from barred.web.views.leaf import Leaf


@dataclass(frozen=True, kw_only=True)
class _Shelf(Leaf):
    TABLE: ClassVar[str] = "rows"

    rows: list[Any]


def _rows(*rows: object) -> list[list[str]]:
    told: dict[str, Any] = {"snapshot": "", "checked": "", "on": None, "known": None, "notice": ""}
    view = _Shelf(**told, names={}, labels={}, rows=list(rows))
    return list(csv.reader(StringIO(sheet(view).decode("utf-8-sig"))))


def test_columns_are_those_of_all_rows() -> None:
    """A row without a column has an empty cell; lists are joined, what is nested stands as JSON."""
    found = _rows({"id": "a", "about": ["x", "y"]}, {"id": "b", "stages": [{"date": "2021"}], "is_new": True})

    assert found == [
        ["id", "about", "stages", "is_new"],
        ["a", "x; y", "", ""],
        ["b", "", '[{"date":"2021"}]', "true"],
    ]


def test_a_cell_that_looks_like_a_formula_is_made_safe() -> None:
    """What somebody typed is never run by a spreadsheet."""
    [_, [cell]] = _rows({"text": '=HYPERLINK("x")'})

    assert not cell.startswith("=")


def test_an_empty_list_is_an_empty_sheet() -> None:
    """No row, no column."""
    assert _rows() == [[]]

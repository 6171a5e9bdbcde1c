"""Count restrictions by a column, and keep proposals, refusals and reversals out of the count."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from barred.errors import UsageProblem
from barred.model.question import Context
from barred.publishing.library import Library
from barred.publishing.restriction_rows import chosen_restrictions
from barred.publishing.row_filter import Row

__all__ = ["DIMENSIONS", "Count", "Tally", "count"]

# What a user may call a dimension, and the column it is.
DIMENSIONS: Mapping[str, str] = {
    "country": "country",
    "place": "place",
    "actor": "actor",
    "actor-type": "actor_type",
    "actor-kind": "actor_type",
    "kind": "actor_type",
    "maker": "target",
    "target": "target",
    "rationale": "rationale",
    "stage": "stage",
    "action": "action",
    "coarse": "coarse",
    "strength": "strength",
}


class Tally(NamedTuple):
    """How many measures have a value: surely in force, perhaps, and not in force that day.

    `records` are the ids of those that are or may be in force, so that each can be shown with its sources.
    """

    value: str
    in_force: int
    open: int
    not_in_force: int
    records: tuple[str, ...] = ()


class Count(NamedTuple):
    """The tallies of a dimension, their total, and what was not counted as a measure.

    A measure with several values, such as two makers, stands in several tallies and counts once
    in the total. `apart` counts what never binds, by action: no action is on both sides.
    """

    by: str
    tallies: tuple[Tally, ...]
    total: Tally
    apart: Mapping[str, int]


def count(by: str, filters: Mapping[str, str], *, context: Context, book: Library) -> Count:
    """Count the restrictions on a day.

    Args:
        by: One of `DIMENSIONS`, or empty for the total alone.
        filters: Column to value, as `chosen_restrictions` reads them.
        context: The day, and the day by whose knowledge it is counted.
        book: The directory.

    Returns:
        The tallies, most in force first, then by value.

    Raises:
        UsageProblem: There is no such dimension, or a filter names no column.
    """
    column = _column(by)
    rows = list(chosen_restrictions(filters, context=context, book=book))
    measures = [row for row in rows if row["ever_in_force"] != "never-binds"]
    values = sorted({value for row in measures for value in _values(row, column)}) if column else []
    tallies = [_tally(value, [row for row in measures if value in _values(row, column)]) for value in values]
    tallies.sort(key=lambda one: (-one.in_force, -one.open, -one.not_in_force, one.value))
    apart = Counter(row["action"] for row in rows if row["ever_in_force"] == "never-binds")
    return Count(column, tuple(tallies), _tally("total", measures), dict(sorted(apart.items())))


def _column(by: str) -> str:
    if not by:
        return ""
    name = by.replace("_", "-")
    if name not in DIMENSIONS:
        raise UsageProblem(f"restrictions are not counted by {by!r}", remedy=f"use one of {', '.join(DIMENSIONS)}")
    return DIMENSIONS[name]


def _values(row: Row, column: str) -> list[str]:
    cell = row[column]
    return cell if isinstance(cell, list) else [cell]


def _tally(value: str, rows: list[Row]) -> Tally:
    found = Counter(row["in_force"] for row in rows)
    records = tuple(row["id"] for row in rows if row["in_force"] != "no")
    return Tally(value, found["yes"], found["open"], found["no"], records)

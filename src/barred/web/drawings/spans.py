"""Where the bars of a timeline lie: a line a restriction, from its first step to its last or to the day asked about.

All places are parts of a hundred, so that a timeline fits its window and the words beside it need no room of it.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from barred.model.day import first_day

__all__ = ["Bar", "Spans", "lay_spans"]

_MOST, _YEARS = 30, 8


class Bar(NamedTuple):
    """A restriction: where it was first heard of, where it bound, and its steps."""

    id: str
    x1: float
    x2: float
    force: str
    marks: tuple[tuple[str, str, float], ...]


class Spans(NamedTuple):
    """A timeline: the years along it, the day asked about, its bars, and how many were left out."""

    years: tuple[tuple[int, float], ...]
    now: float
    bars: tuple[Bar, ...]
    left_out: int


def lay_spans(spans: Sequence[Any], on: str) -> Spans:
    """Lay a timeline out.

    Args:
        spans: Entries with `id`, `in_force` and `stages` (each with `stage` and `date`).
        on: The day asked about.

    Returns:
        The latest of them, oldest first; a year is as wide as any other.
    """
    dated = sorted((one for one in spans if one.stages), key=lambda one: (first_day(one.stages[0]["date"]), one.id))
    kept = dated[-_MOST:]
    days = [first_day(step["date"]) for one in kept for step in one.stages]
    low = int(min(days, default=on)[:4])
    high = max(int(first_day(on)[:4]), int(max(days, default=on)[:4])) + 1

    def place(date: str) -> float:
        year, month, day = (int(part) for part in first_day(date).split("-"))
        return round((year - low + (month - 1) / 12 + (day - 1) / 372) * 100 / (high - low), 2)

    bars = []
    for one in kept:
        marks = tuple((step["stage"], step["date"], place(step["date"])) for step in one.stages)
        last = place(on) if one.in_force in {"yes", "open"} else max(x for _, _, x in marks)
        first = min(x for _, _, x in marks)
        bars.append(Bar(one.id, first, max(first, last), one.in_force, marks))
    years = tuple((year, place(str(year))) for year in range(low, high, max(1, -(-(high - low) // _YEARS))))
    return Spans(years, place(on), tuple(bars), len(dated) - len(kept))

"""Where the bars of a timeline lie: a line a restriction, from its first step to its last or to the day asked about."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from barred.model.day import first_day

__all__ = ["Bar", "Spans", "lay_spans"]

_LEFT, _WIDTH, _STEP, _TOP = 4, 1080, 24, 26
_MOST = 40


class Bar(NamedTuple):
    """A restriction: where it was first heard of, where it bound, and its steps."""

    id: str
    y: int
    x1: int
    x2: int
    force: str
    marks: tuple[tuple[str, str, int], ...]


class Spans(NamedTuple):
    """A timeline: its size, the years along it, the day asked about, its bars, and how many were left out."""

    width: int
    height: int
    years: tuple[tuple[int, int], ...]
    now: int
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
    scale = _WIDTH / (high - low)

    def place(date: str) -> int:
        year, month, day = (int(part) for part in first_day(date).split("-"))
        return _LEFT + round((year - low + (month - 1) / 12 + (day - 1) / 372) * scale)

    bars = []
    for row, one in enumerate(kept):
        marks = tuple((step["stage"], step["date"], place(step["date"])) for step in one.stages)
        last = place(on) if one.in_force in {"yes", "open"} else max(x for _, _, x in marks)
        first = min(x for _, _, x in marks)
        bars.append(Bar(one.id, _TOP + row * _STEP, first, max(first, last), one.in_force, marks))
    step = max(1, (high - low) // 12)
    years = tuple((year, place(str(year))) for year in range(low, high, step))
    return Spans(
        _WIDTH + _LEFT * 2, _TOP + len(kept) * _STEP + 6, years, place(on), tuple(bars), len(dated) - len(kept)
    )

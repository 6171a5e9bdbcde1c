"""Dates as precise as their source: a year, a month or a day, written as an ISO 8601 prefix.

`2022-11` is some day of that November. Whether it has come by 10 November 2022 is therefore
open, not true and not false.
"""

import re

from barred.errors import UsageProblem
from barred.model.truth import Truth

__all__ = ["first_day", "last_day", "parse_day", "reached", "within"]

_PREFIX = re.compile(r"((?!0000)\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _days_in(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _DAYS[month - 1]  # noqa: PLR2004 - February


def parse_day(text: str, *, where: str = "") -> str:
    """Check that a text is an ISO date prefix and give it back.

    Raises:
        UsageProblem: It is not, or names a day that its month does not have.

    Example:
        >>> parse_day("2019-08")
        '2019-08'
    """
    found = _PREFIX.fullmatch(text.strip())
    if found is None:
        raise UsageProblem(f"{text!r} is not a date", where=where, remedy="write 2019, 2019-08 or 2019-08-13")
    year, month, day = found.groups()
    if day and int(day) > _days_in(int(year), int(month)):
        raise UsageProblem(f"{text!r}: that month has {_days_in(int(year), int(month))} days", where=where)
    return text.strip()


def first_day(prefix: str) -> str:
    """Give the earliest day that a date prefix can mean.

    Example:
        >>> first_day("2022-11")
        '2022-11-01'
    """
    return prefix + "-01-01"[len(prefix) - 4 :]


def last_day(prefix: str) -> str:
    """Give the latest day that a date prefix can mean.

    Example:
        >>> last_day("2024-02")
        '2024-02-29'
    """
    match len(prefix):
        case 4:
            return f"{prefix}-12-31"
        case 7:
            return f"{prefix}-{_days_in(int(prefix[:4]), int(prefix[5:])):02d}"
        case _:
            return prefix


def reached(date: str, on: str) -> Truth:
    """Tell whether a date has come by a day.

    Args:
        date: When something happened; ISO prefix.
        on: The day asked about; ISO prefix.

    Returns:
        Yes when every day that `date` can mean is over or come, no when none is, else open.

    Example:
        >>> reached("2022-11", "2022-11-10").word, reached("2022-11-24", "2022-11-24").word
        ('open', 'yes')
    """
    if first_day(on) >= last_day(date):
        return Truth.YES
    if last_day(on) < first_day(date):
        return Truth.NO
    return Truth.OPEN


def within(start: str | None, end: str | None, *, on: str) -> Truth:
    """Tell whether a day lies in a period whose end is the first day outside.

    A start or end that is None leaves that side unbounded.

    Example:
        >>> within("2018", "2022-11", on="2020-05-01").word
        'yes'
    """
    begun = Truth.YES if start is None else reached(start, on)
    over = Truth.NO if end is None else reached(end, on)
    return min(begun, over.negated())

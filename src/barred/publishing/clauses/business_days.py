"""Count the days and hours of a clause: business days of the United States government, or hours on the clock.

A business day is Monday to Friday without the federal holidays (5 U.S.C. 6103, as the library
`holidays` keeps it). The day of the event is not counted, and the time ends with the last day.
"""

import datetime as dt
from typing import NamedTuple

__all__ = ["DueDay", "add_business_days", "add_hours"]

_SATURDAY = 5
_DAY = dt.timedelta(days=1)


class DueDay(NamedTuple):
    """The last day, and the holidays that were passed over, each with its name."""

    day: dt.date
    holidays: tuple[tuple[dt.date, str], ...]


def add_business_days(begin: dt.date, number: int) -> DueDay:
    """Give the day that is so many business days after another.

    Args:
        begin: The day of the event, whichever day of the week.
        number: At least 1.

    Example:
        >>> due = add_business_days(dt.date(2026, 11, 25), 1)
        >>> due.day.isoformat(), [name for _, name in due.holidays]
        ('2026-11-27', ['Thanksgiving Day'])
    """
    from holidays import country_holidays  # noqa: PLC0415 - half a second that only a clause needs

    kept = country_holidays("US")
    passed: list[tuple[dt.date, str]] = []
    day, left = begin, number
    while left:
        day += _DAY
        if day in kept and day.weekday() < _SATURDAY:
            passed.append((day, str(kept[day])))
        elif day.weekday() < _SATURDAY:
            left -= 1
    return DueDay(day, tuple(passed))


def add_hours(begin: dt.datetime, number: int) -> dt.datetime:
    """Give the moment that is so many hours after another.

    Without an offset from UTC the hours are counted on the clock of the place, which may be an hour
    off where summer time begins or ends in between.

    Example:
        >>> add_hours(dt.datetime.fromisoformat("2026-11-20T10:00"), 72).isoformat(timespec="minutes")
        '2026-11-23T10:00'
    """
    return begin + dt.timedelta(hours=number)

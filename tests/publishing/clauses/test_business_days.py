"""Business days of the United States: weekends and federal holidays are passed over, told by name."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barred.publishing.clauses.business_days import add_business_days, add_hours

# Written down by hand from 5 U.S.C. 6103 for 2026 and the first days of 2027, days in lieu included.
HOLIDAYS = {
    dt.date(2026, 1, 1), dt.date(2026, 1, 19), dt.date(2026, 2, 16), dt.date(2026, 5, 25), dt.date(2026, 6, 19),
    dt.date(2026, 7, 3), dt.date(2026, 9, 7), dt.date(2026, 10, 12), dt.date(2026, 11, 11), dt.date(2026, 11, 26),
    dt.date(2026, 12, 25), dt.date(2027, 1, 1), dt.date(2027, 1, 18), dt.date(2027, 2, 15),
}  # fmt: skip


@pytest.mark.parametrize(
    ("begin", "number", "end"),
    [
        ("2026-11-20", 1, "2026-11-23"),  # a Friday: Monday is next
        ("2026-11-21", 1, "2026-11-23"),  # a Saturday
        ("2026-11-25", 1, "2026-11-27"),  # the day before Thanksgiving
        ("2026-12-24", 1, "2026-12-28"),  # Christmas on a Friday
        ("2026-07-02", 1, "2026-07-06"),  # the Fourth on a Saturday, kept on Friday
        ("2026-11-23", 10, "2026-12-08"),  # over Thanksgiving
        ("2026-12-31", 1, "2027-01-04"),  # over the year's end
    ],
)
def test_days_are_counted(begin: str, number: int, end: str) -> None:
    """The day of the event is not counted."""
    assert add_business_days(dt.date.fromisoformat(begin), number).day == dt.date.fromisoformat(end)


@given(st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)), st.integers(1, 15))
def test_the_slow_twin_counts_the_same(begin: dt.date, number: int) -> None:
    """Listing every day and taking out those that are none gives the same day."""
    days = [begin + dt.timedelta(days=at) for at in range(1, 60)]
    business = [day for day in days if day.strftime("%a") not in {"Sat", "Sun"} and day not in HOLIDAYS]

    due = add_business_days(begin, number)

    assert due.day == business[number - 1]
    assert {day for day, _ in due.holidays} == {day for day in HOLIDAYS if begin < day < due.day}


def test_hours_go_on_over_weekends() -> None:
    """A clock of hours knows no weekend, and keeps the offset that was said."""
    end = add_hours(dt.datetime.fromisoformat("2026-11-20T10:00-05:00"), 72)

    assert end.isoformat() == "2026-11-23T10:00:00-05:00"

"""Dates as precise as their source, held against a slow twin that counts days."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barred.errors import UsageProblem
from barred.model.day import first_day, last_day, parse_day, reached, within
from barred.model.truth import Truth

# Close enough together to overlap, with a leap year among them.
DAYS = st.dates(date(2019, 11, 1), date(2021, 2, 28))
PREFIXES = st.builds(lambda day, length: str(day)[:length], DAYS, st.sampled_from([4, 7, 10]))


@cache
def days(prefix: str) -> tuple[date, ...]:
    """Give every day that a prefix can mean, by looking at each day of three years."""
    first = date(2019, 1, 1)
    return tuple(day for day in (first + timedelta(n) for n in range(1096)) if str(day).startswith(prefix))


def verdict(answers: Iterable[bool]) -> Truth:
    """Join the answers for all days: yes when all are, no when none is."""
    found = set(answers)
    return Truth.OPEN if len(found) > 1 else Truth.YES if True in found else Truth.NO


@pytest.mark.parametrize("text", ["2019", "2019-08", "2019-08-13", "2024-02-29", "2000-02-29", "2019-12-31"])
def test_a_prefix_is_a_date(text: str) -> None:
    """A year, a month or a day is given back as it is; spaces around it are not part of it."""
    assert parse_day(text) == text
    assert parse_day(f" {text} ") == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "19",
        "2019-8",
        "2019-13",
        "2019-00",
        "2019-08-00",
        "2019-08-32",
        "20190813",
        "2019-08-13T00:00",
        "13.8.2019",
        "soon",
    ],
)
def test_another_form_is_no_date(text: str) -> None:
    """The message says what is, and where it was given."""
    with pytest.raises(UsageProblem, match=r"--on: .* is not a date; write 2019, 2019-08 or 2019-08-13"):
        parse_day(text, where="--on")


@pytest.mark.parametrize(
    ("text", "length"), [("2023-02-29", 28), ("1900-02-29", 28), ("2024-02-30", 29), ("2019-04-31", 30)]
)
def test_a_day_that_its_month_lacks_is_no_date(text: str, length: int) -> None:
    """Leap years are those of the calendar: every fourth, but of the full hundreds only every fourth."""
    with pytest.raises(UsageProblem, match=f"that month has {length} days"):
        parse_day(text)


@given(st.dates())
def test_every_day_is_a_date(day: date) -> None:
    """What the calendar has, is; what follows its last day, is not."""
    text = day.isoformat()

    assert parse_day(text) == first_day(text) == last_day(text) == text
    assert first_day(text[:7]) <= text <= last_day(text[:7])
    assert first_day(text[:4]) <= text <= last_day(text[:4])


@given(PREFIXES)
def test_first_and_last_day_are_the_ends(prefix: str) -> None:
    """Of all days that the prefix can mean, they are the earliest and the latest."""
    assert (first_day(prefix), last_day(prefix)) == (str(days(prefix)[0]), str(days(prefix)[-1]))


@settings(deadline=None)
@given(PREFIXES, PREFIXES)
def test_a_date_is_reached_as_the_days_tell(when: str, on: str) -> None:
    """The answer is that of every pair of days which the two can mean, or open where these differ."""
    assert reached(when, on) is verdict({begun <= today for begun in days(when) for today in days(on)})


@settings(deadline=None)
@given(st.none() | PREFIXES, st.none() | PREFIXES, PREFIXES)
def test_a_period_holds_as_the_days_tell(start: str | None, end: str | None, on: str) -> None:
    """The same for a period whose end is the first day outside; a missing side has no bound."""
    starts = days(start) if start else (date.min,)
    ends = days(end) if end else (date.max,)
    if min(starts) >= max(ends):
        return  # no period: a check of the directory refuses it

    # Only the first and the last day of each side can make a difference.
    wanted = {
        begun <= day < over for begun in (starts[0], starts[-1]) for over in (ends[0], ends[-1]) for day in days(on)
    }

    assert within(start, end, on=on) is verdict(wanted)


@pytest.mark.parametrize(
    ("when", "on", "word"),
    [
        ("2022-11-24", "2022-11-23", "no"),
        ("2022-11-24", "2022-11-24", "yes"),
        ("2022-11", "2022-10-31", "no"),
        ("2022-11", "2022-11-01", "open"),
        ("2022-11", "2022-11-30", "yes"),
        ("2022", "2022-12-31", "yes"),
        ("2022-11-24", "2022-11", "open"),
        ("2022-11-24", "2022", "open"),
        ("2022-11-01", "2022-11", "yes"),
        ("2022-11", "2022", "open"),
        ("2024-02", "2024-02-28", "open"),
        ("2023-02", "2023-02-28", "yes"),
    ],
)
def test_the_days_around_a_date(when: str, on: str, word: str) -> None:
    """The day itself counts; what the sources leave open stays open, on either side."""
    assert reached(when, on).word == word


@pytest.mark.parametrize(
    ("start", "end", "on", "word"),
    [
        ("2018", "2022-11-24", "2022-11-23", "yes"),
        ("2018", "2022-11-24", "2022-11-24", "no"),
        ("2018", "2022-11", "2022-11-10", "open"),
        ("2018", "2022-11", "2022-12-01", "no"),
        ("2018", None, "2018-06-01", "open"),
        (None, "2022-11", "1900", "yes"),
        (None, None, "2022", "yes"),
    ],
)
def test_the_days_around_a_period(start: str | None, end: str | None, on: str, word: str) -> None:
    """The end is the first day outside."""
    assert within(start, end, on=on).word == word

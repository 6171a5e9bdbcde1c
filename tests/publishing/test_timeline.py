"""The timeline: order, vague dates, periods, knowledge and filters."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barred.errors import UsageProblem
from barred.model.account import Event, Role, Statement
from barred.model.day import first_day, last_day
from barred.model.restriction import Target
from barred.publishing.timeline import TIMELINE_COLUMNS, Period, timeline
from tests.shelf import Shelf, law, maker

BOOK = Shelf(
    maker("acme"),
    law("ban", target=Target("acme"), stages=(("announced", "2019-03"), ("in-force", "2019-08-13"))),
    law("plan", target=Target(target_class="prc-ict"), stages=(("proposed", "2019"),), action="propose"),
    Statement("denial", "Acme: not so", "Invented.", "acme", "denial", "business", "2019-03-01", about=("lumen",)),
    Event(
        "suit",
        "Acme sues",
        "Invented.",
        "lawsuit",
        "2020-01",
        place="us-vt",
        about=("acme",),
        known_since="2020-05",
        roles=(Role("acme", "plaintiff"), Role("authority", "defendant")),
    ),
)
ALWAYS = Period()
DATES = st.dates(date(2018, 1, 1), date(2021, 12, 31)).map(date.isoformat)
PREFIXES = st.builds(lambda day, length: day[:length], DATES, st.sampled_from([4, 7, 10]))


def told(known: str | None = None, **filters: str) -> list[str]:
    """Give the entries of the shelf as `id what`."""
    return [f"{row['id']} {row['what']}" for row in timeline(filters, ALWAYS, known=known, book=BOOK)]


def test_everything_dated_is_in_order() -> None:
    """By the first day that a date can mean, the vaguer date first, each as its source gives it."""
    rows = [*timeline({}, ALWAYS, book=BOOK)]

    assert [row["date"] for row in rows] == ["2019", "2019-03", "2019-03-01", "2019-08-13", "2020-01"]
    assert [row["kind"] for row in rows] == ["restriction", "restriction", "statement", "restriction", "event"]
    assert len({tuple(row) for row in rows}) == 1
    assert set(TIMELINE_COLUMNS) <= set(rows[0])


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"kind": "statement"}, ["denial denial"]),
        ({"what": "in-force"}, ["ban in-force"]),
        ({"place": "us"}, ["plan proposed", "ban announced", "ban in-force", "suit lawsuit"]),
        ({"place": "us-vt"}, ["suit lawsuit"]),
        ({"about": "acme"}, ["ban announced", "ban in-force", "suit lawsuit"]),
        ({"concerns": "acme"}, ["plan proposed", "ban announced", "ban in-force", "suit lawsuit"]),
        ({"concerns": "lumen"}, ["denial denial"]),
        ({"about": "class:prc-ict"}, ["plan proposed"]),
        ({"actor": "acme"}, ["denial denial", "suit lawsuit"]),
        ({"coarse": "propose"}, ["plan proposed"]),
        ({"action": "ban-procurement", "what": "announced"}, ["ban announced"]),
    ],
)
def test_filters(filters: dict[str, str], found: list[str]) -> None:
    """A restriction is about its targets; whoever took part in an event is an actor of it."""
    rows = timeline(filters, ALWAYS, book=BOOK)

    assert [f"{row['id']} {row['what']}" for row in rows] == found


@pytest.mark.parametrize(
    ("known", "count"), [("2018-12", 0), ("2019-03-02", 3), ("2020-04", 4), ("2020-05", 5), (None, 5)]
)
def test_knowledge_of_a_day(known: str | None, count: int) -> None:
    """What became known later is left out; a vague date counts from its first day on."""
    assert len(told(known=known)) == count


def test_an_unknown_column_is_an_error() -> None:
    """It is no empty timeline."""
    with pytest.raises(UsageProblem, match="about"):
        told(colour="red")


@given(since=st.none() | PREFIXES, until=st.none() | PREFIXES, entry=PREFIXES)
def test_a_period_holds_what_some_day_of_it_may_be(since: str | None, until: str | None, entry: str) -> None:
    """The slow twin looks at every day that the date can mean."""
    first, last = date.fromisoformat(first_day(entry)), date.fromisoformat(last_day(entry))
    days = [(first + timedelta(n)).isoformat() for n in range((last - first).days + 1)]
    after = [since is None or day >= first_day(since) for day in days]
    before = [until is None or day <= last_day(until) for day in days]

    assert Period(since, until).may_hold(entry) == (any(after) and any(before))


@given(dates=st.lists(PREFIXES, max_size=8))
def test_order_holds_for_any_dates(dates: list[str]) -> None:
    """First days never go back, and every statement is there once."""
    said = [Statement(f"s{n}", "", "", "acme", "denial", "business", one) for n, one in enumerate(dates)]

    rows = [*timeline({}, ALWAYS, book=Shelf(*said))]

    assert sorted(row["date"] for row in rows) == sorted(dates)
    assert all(first_day(one["date"]) <= first_day(other["date"]) for one, other in pairwise(rows))

"""When a stage could be known, by the dates of the documents that its record cites."""

import pytest

from barred.judge.stage import known_since
from barred.model.restriction import Restriction, Target
from barred.model.source import Evidence, Part, Source
from tests.shelf import Shelf, law


def since(stage: str, date: str, *, published: str, parts: tuple[Part, ...] = (), start: int | None = None) -> str:
    """Give the day from which one stage of an invented law is known."""
    paper = Source("paper", "Paper", "press", "Printer", "reported", published=published, parts=parts)
    made: Restriction = law("l", target=Target("acme"), stages=((stage, date),))
    made = made._replace(evidence=(Evidence("seen", "paper", start=start),))
    return known_since(made.stages[0], made, book=Shelf(paper, made))


def test_a_start_that_was_told_in_advance_is_known_from_then_on() -> None:
    """An act of August tells that it binds a year later."""
    assert since("in-force", "2019-08-13", published="2018-08-13") == "2018-08-13"
    assert since("deadline", "2024-12-31", published="2024-05") == "2024-05"


@pytest.mark.parametrize("published", ["2023", "2023-02", "2023-02-09", "2023-03"])
def test_a_source_of_the_same_year_or_month_does_not_make_a_stage_known_sooner(published: str) -> None:
    """That something was published in 2023 is no proof that it was known before 9 February 2023."""
    assert since("in-force", "2023-02-09", published=published) == "2023-02-09"


@pytest.mark.parametrize("stage", ["adopted", "announced", "proposed", "declined", "closed"])
def test_a_decision_is_not_known_before_it_is_taken(stage: str) -> None:
    """A page that was captured later than it was dated seems to tell what was still to come."""
    assert since(stage, "2018-08-13", published="2018-07-31") == "2018-08-13"


def test_a_part_of_a_collection_has_a_date_of_its_own() -> None:
    """Where several documents are kept in one file, the passage tells which of them is cited."""
    parts = (Part("old", 0, 99, published="2022-11"), Part("new", 100, 199, published="2023-03"))

    assert since("in-force", "2023-02", published="2023", parts=parts, start=50) == "2022-11"
    assert since("in-force", "2023-02", published="2022", parts=parts, start=150) == "2023-02"


def test_a_record_may_say_itself_since_when() -> None:
    """What was secret, or fixed by a text that nobody captured, says so."""
    made = law("l", target=Target("acme"))
    [stage] = made.stages

    assert known_since(stage._replace(known_since="2020-05-01"), made, book=Shelf(made)) == "2020-05-01"

"""What changed: between two directories, and since a day."""

from barred.model.account import Event, Statement
from barred.model.question import Context
from barred.model.restriction import Target
from barred.publishing.difference import difference, news
from tests.shelf import Shelf, law

ACME = Target("acme")
TODAY = Context(on="2024-01-01")
OLD = law("old", target=ACME, stages=(("in-force", "2019"),))
GONE = law("gone", target=ACME)
NEW = law("new", target=ACME)
SAID = Statement("said", "Acme: no", "", "acme", "denial", "business", "2023-03")


def test_two_directories() -> None:
    """Added, removed, changed field by field, and what stands otherwise on the day."""
    ended = OLD._replace(stages=law("old", target=ACME, stages=(("in-force", "2019"), ("expired", "2023"))).stages)

    found = [*difference(Shelf(OLD, GONE), Shelf(ended, NEW, SAID), context=TODAY)]

    assert [(one.change, one.kind, one.id, one.field) for one in found] == [
        ("removed", "restriction", "gone", ""),
        ("added", "restriction", "new", ""),
        ("changed", "restriction", "old", "stages"),
        ("added", "statement", "said", ""),
        ("standing", "restriction", "old", "stage"),
    ]
    assert (found[-1].before, found[-1].after) == ("in-force (in force)", "expired (not in force)")


def test_a_directory_does_not_differ_from_itself() -> None:
    """Nothing is told."""
    book = Shelf(OLD, SAID)

    assert list(difference(book, book, context=TODAY)) == []


def test_an_end_after_the_day_changes_no_standing() -> None:
    """The record differs; how it stands on that day does not."""
    ended = law("old", target=ACME, stages=(("in-force", "2019"), ("expired", "2023")))

    found = [*difference(Shelf(OLD), Shelf(ended), context=Context(on="2022-01-01"))]

    assert [one.change for one in found] == ["changed"]


def test_news_since_a_month() -> None:
    """What began, ended or was said in that month or later; what is surely older is no news."""
    book = Shelf(
        law("older", target=ACME, stages=(("in-force", "2023-02-28"),)),
        law("began", target=ACME, stages=(("announced", "2022"), ("in-force", "2023-03-01"))),
        law("undone", target=ACME, stages=(("in-force", "2019"), ("reversed", "2023-04"))),
        law("fresh", target=ACME, stages=(("proposed", "2023-05"),), action="propose"),
        SAID,
        SAID._replace(id="said-before", date="2023-02"),
        SAID._replace(id="said-that-year", date="2023"),
        Event("met", "A hearing", "", "hearing", "2023-06"),
        Event("leaked", "A letter", "", "letter", "2020", known_since="2023-07"),
    )

    found = {one.id: (one.change, one.before, one.after) for one in news("2023-03", TODAY, book=book)}

    assert found == {
        "began": ("standing", "announced (not in force)", "in-force (in force)"),
        "fresh": ("added", None, "proposed"),
        "undone": ("standing", "in-force (in force)", "reversed (not in force)"),
        "said-that-year": ("added", None, "2023"),
        "said": ("added", None, "2023-03"),
        "leaked": ("added", None, "2020"),
        "met": ("added", None, "2023-06"),
    }


def test_news_of_today_is_none() -> None:
    """From a day after everything there is nothing to tell."""
    assert list(news("2024-01-01", TODAY, book=Shelf(OLD, SAID))) == []

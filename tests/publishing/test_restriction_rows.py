"""Restrictions as rows: whether a measure ever bound anybody, and who undid what."""

import pytest

from barred.errors import UsageProblem
from barred.model.question import Context
from barred.model.restriction import Target
from barred.publishing.restriction_rows import chosen_restrictions, country_of, restriction_rows
from tests.shelf import Shelf, law, maker

ACME = Target("acme")
CAMERAS = Target(target_class="prc-video-surveillance")


@pytest.mark.parametrize(
    ("stages", "action", "ever", "undone"),
    [
        ((("in-force", "2019-08-13"),), "ban-use", "yes", "no"),
        ((("announced", "2019-01"),), "ban-use", "no", "no"),
        ((("announced", "2019-01"), ("withdrawn", "2019-02")), "ban-use", "no", "no"),
        ((("announced", "2019-01"), ("in-force", "2021-01")), "ban-use", "not-yet", "no"),
        ((("in-force", "2020"),), "ban-use", "open", "no"),
        ((("completed", "2019-05"),), "ban-use", "yes", "no"),
        ((("in-force", "2018"), ("reversed", "2019-03")), "ban-use", "yes", "yes"),
        ((("in-force", "2018"), ("reversed", "2020")), "ban-use", "yes", "open"),
        ((("in-force", "2019"),), "reverse", "never-binds", "act"),
        ((("proposed", "2019"),), "propose", "never-binds", "no"),
        ((("declined", "2019"),), "decline-to-act", "never-binds", "no"),
    ],
)
def test_whether_it_ever_bound(stages: tuple[tuple[str, str], ...], action: str, ever: str, undone: str) -> None:
    """A measure with no start never came; a later start, a vague one and a proposal are three other things."""
    book = Shelf(law("one", target=ACME, stages=stages, action=action))

    [row] = restriction_rows(Context(on="2020-03-01"), book)

    assert (row["ever_in_force"], row["reversed"]) == (ever, undone)


def test_knowledge_of_a_day_decides() -> None:
    """What was not yet known is no row, and a start not yet known leaves a measure announced."""
    stages = (("announced", "2019-01-01"), ("in-force", "2019-06-01"))
    book = Shelf(law("one", target=ACME, stages=stages))

    before = [*restriction_rows(Context(on="2020-01-01", known="2018-12-31"), book)]
    [between] = restriction_rows(Context(on="2020-01-01", known="2019-03-01"), book)

    assert before == []
    assert (between["stage"], between["ever_in_force"]) == ("announced", "no")


def test_concerns_takes_classes_in() -> None:
    """A ban on cameras of a country concerns its makers of cameras, though it names none."""
    laws = (law("named", target=ACME), law("class", target=CAMERAS), law("other", target=Target("lumen")))
    book = Shelf(maker("acme"), maker("lumen", country="us"), *laws)
    context = Context(on="2020-01-01")

    def ids(**filters: str) -> list[str]:
        return [row["id"] for row in chosen_restrictions(filters, context=context, book=book)]

    assert ids(target="acme") == ["named"]
    assert ids(concerns="acme") == ["class", "named"]
    assert ids(concerns="lumen") == ["other"]
    assert ids(concerns="acme", target="class:prc-video-surveillance") == ["class"]


def test_an_unknown_column_is_an_error() -> None:
    """It names the columns there are."""
    with pytest.raises(UsageProblem, match="ever_in_force"):
        list(chosen_restrictions({"colour": "red"}, context=Context(on="2020"), book=Shelf(law("one", target=ACME))))


@pytest.mark.parametrize(
    ("place", "country"),
    [("us", "us"), ("us-va-suffolk", "us"), ("dk-84", "dk"), ("de", "de"), ("eu", "eu"), ("zz", "zz")],
)
def test_country_of_a_place(place: str, country: str) -> None:
    """The country, not the union that it is in; a union stands for itself."""
    assert country_of(place, book=Shelf()) == country

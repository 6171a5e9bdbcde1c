"""Whom a class without a country takes in, and where a rule for everybody is told."""

import pytest

from barred.model.candidate import Candidate
from barred.model.organisation import Link
from barred.model.restriction import Scope, Target
from tests.judge.test_decide import verdict
from tests.shelf import Shelf, asked, law, maker

EVERYBODY = Target(target_class="video-surveillance-makers")
TEST = law(
    "test", target=EVERYBODY, scope=Scope(conduct=("sell",), places=("in",), circumstances=("certified/missing",))
)


@pytest.mark.parametrize("country", ["cn", "se"])
def test_a_class_of_goods_takes_in_makers_of_every_country(country: str) -> None:
    """Only what the class names is looked at."""
    shelf = Shelf(maker("acme", country=country), TEST)
    case = asked(conduct="sell", place="in", circumstances=("certified/missing",))

    assert verdict(shelf, case).outcome == "barred"


def test_a_maker_of_other_goods_is_not_in_it() -> None:
    """A maker of radios makes no cameras."""
    shelf = Shelf(maker("acme", makes=("ict/telecommunications/radio",)), TEST)

    assert verdict(shelf, asked(conduct="sell", place="in")).outcome == "clear"


@pytest.mark.parametrize(("place", "outcome"), [("in", "depends"), ("gb", "clear"), (None, "clear")])
def test_a_rule_for_every_maker_is_told_only_where_the_case_is_told_to_be(place: str | None, outcome: str) -> None:
    """Else each maker of cameras would be tied to the rule of one country."""
    shelf = Shelf(maker("acme", country="se"), TEST)

    assert verdict(shelf, asked(conduct="sell", place=place)).outcome == outcome


def test_goods_beside_who_puts_none_on_the_market_stay_unidentified() -> None:
    """A shop or a standard on a line does not tell whose goods these are."""
    named = Candidate("onvif", None, None, 0.99, "probable", (), "ict/video-surveillance/camera")

    assert verdict(Shelf(), asked(), named).outcome == "unidentified"
    assert verdict(Shelf(), asked(), named._replace(product=None)).outcome == "clear"


@pytest.mark.parametrize(
    ("kind", "reach", "outcome"),
    [
        ("part-of", (), "depends"),
        ("part-of", ("subsidiaries",), "barred"),
        ("owned-by", (), "noted"),
        ("made-by", (), "noted"),
    ],
)
def test_whether_an_own_brand_is_meant_by_the_name_of_its_maker_is_asked(
    kind: str, reach: tuple[str, ...], outcome: str
) -> None:
    """Silence on a brand or unit of the very maker settles nothing; another firm is another firm."""
    link = Link(kind, "acme", evidence=("seen",))
    shelf = Shelf(maker("acme"), maker("line", link), law("l", target=Target("acme", reach=reach)))
    candidate = Candidate("line", None, None, 0.99, "confirmed", ())

    assert verdict(shelf, asked(), candidate).outcome == outcome

"""Two names give one probability, the same whichever is first, from features that are shown."""

from math import exp, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barred.matching.compare import FEATURES, Comparison, compare
from barred.matching.explain import explain
from tests.matching.words_known import company_names, lexicon, prepared, slips

LANDS = st.sampled_from(["", "cn", "us"])
# Odds are shown with three decimals and the score with four.
NEARLY = 0.02


def compared(left: str, right: str, *countries: str) -> Comparison:
    """Compare two names."""
    lands = (countries[0], countries[1]) if countries else ("", "")
    return compare(prepared(left), prepared(right), lexicon=lexicon(), countries=lands)


@settings(deadline=None)
@given(company_names(), company_names(), LANDS, LANDS)
def test_sides_can_be_swapped(left: str, right: str, here: str, there: str) -> None:
    """Who is asked about whom changes neither score nor features."""
    one, other = compared(left, right, here, there), compared(right, left, there, here)

    assert one.score == other.score
    assert dict(one.features) == dict(other.features)


@settings(deadline=None)
@given(st.data(), company_names())
def test_sides_can_be_swapped_with_a_slip(data: st.DataObject, name: str) -> None:
    """The same holds where a letter is wrong."""
    written = data.draw(slips(name))

    assert compared(name, written).score == compared(written, name).score


@settings(deadline=None)
@given(company_names(), company_names(), LANDS, LANDS)
def test_the_odds_that_are_explained_add_up_to_the_score(left: str, right: str, here: str, there: str) -> None:
    """Nothing but what is shown made the score, and every feature is one that is known."""
    found = compared(left, right, here, there)

    told = explain(found, lexicon(), names=(prepared(left), prepared(right)))

    assert tuple(found.features) == FEATURES
    assert 0 <= found.score <= 1
    total = sum(told["odds"].values())
    assert abs(1 / (1 + exp(-total)) - found.score) < NEARLY
    if NEARLY < found.score < 1 - NEARLY:
        assert total == pytest.approx(log(found.score / (1 - found.score)), abs=NEARLY)


def test_an_explanation_tells_every_word() -> None:
    """Paired words with how and what they weigh, words too many with their kind, and what decides against."""
    left, right = "Veloptic Tech Co Ltd", "Velopfic Technology Shipping III Co Ltd"
    told = explain(compared(left, right), lexicon(), names=(prepared(left), prepared(right)))

    assert [(one["left"], one["right"], one["how"], one.get("edits")) for one in told["words"]] == [
        ("veloptic", "velopfic", "typo", 1),
        ("tech", "technology", "meaning", None),
    ]
    assert [(one["word"], one["kind"]) for one in told["right_over"]] == [("shipping", "trade"), ("iii", "number")]
    assert told["left_over"] == []
    assert "number_one" in told["vetoes"]


@settings(deadline=None)
@given(company_names())
def test_a_name_is_surely_itself(name: str) -> None:
    """Nothing scores higher than a name beside its copy."""
    assert compared(name, name).score > 0.9


@settings(deadline=None)
@given(company_names())
def test_another_country_speaks_against(name: str) -> None:
    """The same name stated in two countries is less sure than in one, and a country that is not known says nothing."""
    assert compared(name, name, "cn", "us").score < compared(name, name, "cn", "cn").score
    assert compared(name, name, "cn", "").score == compared(name, name).score

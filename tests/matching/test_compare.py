"""Two names give one probability, the same whichever is first, from features that are shown."""

from math import exp, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barred.matching.align import align
from barred.matching.compare import FEATURES, Comparison, compare, may_be_same
from barred.matching.explain import explain
from barred.matching.match import SAME_FROM
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


def listed(left: str, right: str, *countries: str, found_as: str = "listed") -> float:
    """Give the score of a name that was found among many."""
    lands = (countries[0], countries[1]) if countries else ("", "")
    return compare(prepared(left), prepared(right), lexicon=lexicon(), countries=lands, found_as=found_as).score


def test_a_weak_alias_proves_less() -> None:
    """A list that calls its own alias weak is believed."""
    assert listed("Veloptic Ltd", "Veloptic", found_as="weak") < listed("Veloptic Ltd", "Veloptic")
    assert listed("Velo Ltd", "Velo", found_as="weak") < SAME_FROM


def test_an_abbreviation_is_borne_by_many() -> None:
    """Three letters found among many name nobody, unless the legal form stands beside them on both sides."""
    assert listed("QXV Corporation", "QXV") < SAME_FROM <= listed("QXV Corporation", "QXV Corp.")
    assert compared("QXV Corporation", "QXV").score >= SAME_FROM


def test_a_slip_stands_beside_the_same_legal_form() -> None:
    """Who is a letter away and of another form is somebody else more often than not."""
    assert listed("Velopic OOD", "Velotic OOD") > listed("Velopic OOD", "Velotic GmbH")
    assert listed("OOO Velopic", "OOO Velotic") > listed("OOO Velopic", "PAO Velotic")


@pytest.mark.parametrize(("short", "long"), [("LLC", "Limited Liability Company"), ("Corp.", "Corporation")])
def test_a_legal_form_may_be_written_out(short: str, long: str) -> None:
    """The abbreviation and what it stands for are one form."""
    assert listed(f"Velopic {short}", f"Velotic {long}") > listed(f"Velopic {short}", "Velotic GmbH")


def test_generic_words_alone_need_the_same_legal_form() -> None:
    """Nobody is found among many by words of trade alone."""
    assert listed("Digital Services Ltd", "Digital Services EAD") < SAME_FROM <= listed(*["Digital Services EAD"] * 2)


def test_a_legal_form_speaks_for_its_country() -> None:
    """A stated country that is not that of the other's form speaks against it, unless the name is abroad anyway."""
    assert listed("Veloptic", "Veloptic GmbH", "us", "") < listed("Veloptic", "Veloptic GmbH", "de", "")
    assert listed("Veloptic GmbH", "Veloptic GmbH", "us", "") == listed("Veloptic GmbH", "Veloptic GmbH")


@settings(deadline=None)
@given(company_names(), company_names(), LANDS, LANDS)
def test_what_cannot_be_the_same_is_not(left: str, right: str, here: str, there: str) -> None:
    """Whom the bound rules out, the whole measure rules out too."""
    names = prepared(left), prepared(right)
    bound = may_be_same(names, align(*names), lexicon=lexicon(), countries=(here, there))

    assert bound or listed(left, right, here, there) < SAME_FROM


@settings(deadline=None)
@given(st.data(), company_names())
def test_what_is_the_same_with_a_slip_is_within_the_bound(data: st.DataObject, name: str) -> None:
    """A slip alone rules nobody out who is found."""
    written = data.draw(slips(name))
    names = prepared(name), prepared(written)

    assert listed(name, written) < SAME_FROM or may_be_same(names, align(*names), lexicon=lexicon(), countries=("", ""))


def test_the_bound_knows_whatever_speaks_for_two_names() -> None:
    """A weight above nothing that the bound does not count would rule out names that are the same."""
    counted = {"evidence", "coverage", "whole", "joined", "lookalike", "shortened", "acronym", "forms_alike"}

    assert {one for one, weight in lexicon().weights.items() if weight > 0} <= counted | {"country_alike"}

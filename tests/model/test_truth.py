"""Three truth values: the tables of Kleene's strong logic, and what they mean."""

from collections.abc import Callable, Iterable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barred.model.truth import Truth, every, some

NO, OPEN, YES = Truth
VALUES = st.lists(st.sampled_from(Truth), max_size=5)


def settled(values: list[Truth], join: Callable[[Iterable[bool]], bool]) -> Truth:
    """Answer every open part in both ways and see whether the whole depends on it."""
    ways = product(*([one is YES] if one is not OPEN else [False, True] for one in values))
    found = {join(way) for way in ways}
    return OPEN if len(found) > 1 else YES if True in found else NO


@given(VALUES)
def test_every_is_what_all_answers_agree_on(values: list[Truth]) -> None:
    """A conjunction is open exactly when answers to its open parts would decide it."""
    assert every(values) is settled(values, all)


@given(VALUES)
def test_some_is_what_all_answers_agree_on(values: list[Truth]) -> None:
    """A disjunction is open exactly when answers to its open parts would decide it."""
    assert some(values) is settled(values, any)


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (NO, NO, NO, NO),
        (NO, OPEN, NO, OPEN),
        (NO, YES, NO, YES),
        (OPEN, OPEN, OPEN, OPEN),
        (OPEN, YES, OPEN, YES),
        (YES, YES, YES, YES),
    ],
)
def test_the_tables(one: Truth, other: Truth, both: Truth, either: Truth) -> None:
    """The order of two values changes nothing."""
    assert every([one, other]) is every([other, one]) is both
    assert some([one, other]) is some([other, one]) is either


@given(VALUES)
def test_negation_turns_one_into_the_other(values: list[Truth]) -> None:
    """Not all is some not; twice not is nothing."""
    negated = [one.negated() for one in values]

    assert every(values).negated() is some(negated)
    assert [one.negated() for one in negated] == values


def test_values_have_words() -> None:
    """As they stand in a verdict, from worst to best known."""
    assert [one.word for one in sorted(Truth)] == ["no", "open", "yes"]
    assert (every([]), some([])) == (YES, NO)

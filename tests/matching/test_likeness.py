"""Pairs of texts are compared in bulk as they are one by one."""

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from barred.matching.likeness import are_near, are_near_unspaced, are_one_edit
from barred.text.distance import is_one_edit

TEXTS = st.text("ab ", max_size=8)
PAIRS = st.lists(st.tuples(TEXTS, TEXTS), max_size=12)
LEAST = st.sampled_from([0.5, 0.7, 0.8, 0.9])


def columns(pairs: list[tuple[str, str]]) -> tuple[pa.StringArray, pa.StringArray]:
    """Give both sides as columns."""
    return pa.array([one for one, _ in pairs], pa.string()), pa.array([other for _, other in pairs], pa.string())


@settings(deadline=None)
@given(PAIRS)
def test_one_edit_is_one_edit(pairs: list[tuple[str, str]]) -> None:
    """Equal texts are none apart, and a swap of neighbours is one."""
    assert are_one_edit(*columns(pairs)).tolist() == [one != other and is_one_edit(one, other) for one, other in pairs]


@settings(deadline=None)
@given(PAIRS, LEAST)
def test_shares_of_letters_are_those_of_single_pairs(pairs: list[tuple[str, str]], least: float) -> None:
    """No pair is lost because its lengths seemed to rule it out."""
    twin = [Indel.normalized_similarity(one, other) for one, other in pairs]

    found = are_near(*columns(pairs), least=least).tolist()

    assert all(mark == (share >= least) for mark, share in zip(found, twin, strict=True) if abs(share - least) > 1e-6)


@settings(deadline=None)
@given(PAIRS, LEAST)
def test_spaces_can_be_left_out(pairs: list[tuple[str, str]], least: float) -> None:
    """Names that differ by their spaces alone are equal."""
    bare = [(one.replace(" ", ""), other.replace(" ", "")) for one, other in pairs]

    assert are_near_unspaced(*columns(pairs), least=least).tolist() == are_near(*columns(bare), least=least).tolist()

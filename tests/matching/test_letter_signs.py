"""Signs of letters never tell apart what is near."""

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA, Indel

from barred.matching.letter_signs import may_be_near, may_be_one_edit
from barred.matching.outlines import few_letters
from barred.matching.word_codes import WordLetters

TEXTS = st.text("abcпр威", min_size=1, max_size=9)
PAIRS = st.lists(st.tuples(TEXTS, TEXTS) | TEXTS.map(lambda text: (text, text[1:] + text[:2])), max_size=12)


@settings(deadline=None)
@given(PAIRS, st.sampled_from([0.5, 0.7, 0.9]))
def test_near_texts_pass(pairs: list[tuple[str, str]], least: float) -> None:
    """Whatever shares enough letters in order, or is one letter apart, goes on to be measured."""
    sides = [WordLetters(pa.array([pair[side] for pair in pairs], pa.string())) for side in (0, 1)]
    signs, sizes = (sides[0].signs, sides[1].signs), (few_letters(sides[0].sizes), few_letters(sides[1].sizes))

    near, one_edit = may_be_near(signs, sizes, least=least).tolist(), may_be_one_edit(signs).tolist()

    assert all(near[at] for at, pair in enumerate(pairs) if Indel.normalized_similarity(*pair) >= least)
    assert all(one_edit[at] for at, pair in enumerate(pairs) if OSA.distance(*pair) <= 1)


def test_other_texts_do_not_pass() -> None:
    """Most words are told apart by their letters alone."""
    one, other = (WordLetters(pa.array([word] * 2)) for word in ("brontalis", "quarzenfeld"))
    sizes = few_letters(one.sizes), few_letters(other.sizes)

    assert not may_be_near((one.signs, other.signs), sizes, least=0.7).any()
    assert not may_be_one_edit((one.signs, other.signs)).any()

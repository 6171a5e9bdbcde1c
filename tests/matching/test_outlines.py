"""Outlines are those that one would draw name by name."""

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from barred.matching.columns import cut_words
from barred.matching.outlines import WordTraits, draw_outlines, few_letters
from barred.matching.word_codes import WordLetters

WEIGHTS = {"aab": 9.0, "b": 0.3, "cde": 9.0, "威": 4.0, "f": 0.0, "bb": 4.0}
NAMES = st.lists(st.lists(st.sampled_from(sorted(WEIGHTS)), min_size=1, max_size=5), min_size=1, max_size=5)


@settings(deadline=None)
@given(NAMES)
def test_outlines_are_those_of_single_names(names: list[list[str]]) -> None:
    """The heaviest other word, the bits of all besides, the letters of the whole, the weight of all."""
    column = cut_words(pa.array([" ".join(name) for name in names]))
    told = [str(word) for word in column.distinct.to_pylist()]
    letters = WordLetters(column.distinct)
    bits = np.uint64(1) << np.arange(len(told), dtype=np.uint64)
    weights = np.array([WEIGHTS[word] for word in told], np.float32)
    traits = WordTraits(bits, letters.signs, few_letters(letters.sizes), weights)
    leads = np.array([told.index(name[-1]) for name in names])

    drawn = draw_outlines(column, traits, names=np.arange(len(names)), leads=leads)

    whole = WordLetters(pa.array(["".join(name) for name in names]))
    assert drawn.signs.tolist() == whole.signs.tolist()
    assert drawn.sizes.tolist() == whole.sizes.tolist()
    assert np.allclose(drawn.totals, [sum(WEIGHTS[word] for word in name) for name in names])
    for at, name in enumerate(names):
        ordered = [word for _, _, word in sorted(((WEIGHTS[word], place, word) for place, word in enumerate(name)))][
            ::-1
        ]
        rest = [*(ordered[1:] if ordered[0] == name[-1] else ordered), ""][0]
        assert (told[drawn.rests[at]] if drawn.rests[at] >= 0 else "") == rest
        assert drawn.rest_weights[at] == np.float32(WEIGHTS.get(rest, 0))
        needed = {word for word in name if word not in {rest, name[-1]}}
        held = {word for place, word in enumerate(told) if int(drawn.others[at]) >> place & 1}
        assert needed <= held <= {*name}

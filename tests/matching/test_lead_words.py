"""Leading words: whoever shares enough weight shares one of them."""

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from barred.matching.columns import cut_words
from barred.matching.lead_words import heaviest_first, lead_words
from barred.matching.word_codes import word_codes

LETTERS = "abcdefgh"
NAMES = st.lists(st.sampled_from(LETTERS), min_size=1, max_size=5, unique=True)
WEIGHTS = st.fixed_dictionaries({letter: st.sampled_from([0.0, 0.3, 1.5, 4.0, 4.0, 9.0, 12.0]) for letter in LETTERS})


@settings(deadline=None)
@given(NAMES, NAMES, WEIGHTS, st.sampled_from([0.35, 0.55, 0.8]))
def test_names_that_share_enough_share_a_leading_word(
    one: list[str], other: list[str], weights: dict[str, float], least: float
) -> None:
    """Where the common words hold that share of both names, the heaviest of them leads to both."""
    column = cut_words(pa.array([" ".join(one), " ".join(other)]))
    told = [str(word) for word in column.distinct.to_pylist()]
    marks = lead_words(column, np.array([weights[word] for word in told], np.float32), least=least)

    leads = [
        {
            told[word]
            for word, owner, mark in zip(column.words, column.owners, marks, strict=True)
            if mark and owner == at
        }
        for at in (0, 1)
    ]

    shared = sum(weights[word] for word in {*one} & {*other})
    totals = [sum(weights[word] for word in name) for name in (one, other)]
    # A little more: sums of weights are rounded.
    if all(shared > total * least + 1e-3 for total in totals):
        assert leads[0] & leads[1]


@settings(deadline=None)
@given(st.lists(NAMES | st.just([]), max_size=5), WEIGHTS)
def test_words_are_put_in_order_of_their_weight(names: list[list[str]], weights: dict[str, float]) -> None:
    """The heaviest of each name first, with the weight of it and all behind it; equal ones in one order everywhere."""
    column = cut_words(pa.array([" ".join(name) for name in names], pa.string()))
    told = [str(word) for word in column.distinct.to_pylist()]
    codes = word_codes(column.distinct)

    made = heaviest_first(column, np.array([weights[word] for word in told], np.float32), codes=codes)

    coded = dict(zip(told, codes.tolist(), strict=True))
    ordered = [sorted(name, key=lambda word: (-weights[word], -coded[word])) for name in names]
    assert [told[column.words[place]] for place in made.places] == [word for name in ordered for word in name]
    rests = [sum(round(1000 * weights[word]) for word in name[at:]) for name in ordered for at in range(len(name))]
    assert made.rests.tolist() == rests
    assert made.totals.tolist() == [sum(round(1000 * weights[word]) for word in name) for name in names for _ in name]

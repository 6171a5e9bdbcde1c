"""Leading words: whoever shares enough weight shares one of them; an index holds all that it was given."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barred.errors import IndexProblem
from barred.matching.columns import cut_words
from barred.matching.name_index import build_name_index, lead_words
from tests.matching.words_known import company_names, lexicon

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
@given(st.lists(company_names(), max_size=8))
def test_an_index_holds_every_word_of_every_name(names: list[str]) -> None:
    """Names in, names out; the words of each are those that it is spelt with."""
    index = build_name_index(pa.array(names, pa.string()), lexicon())
    words = index.words.to_pylist()

    held = [
        " ".join(words[at] for at in index.name_words[index.begins[i] : index.begins[i + 1]]) for i in range(len(names))
    ]

    assert index.names.to_pylist() == names
    assert held == index.spelt.to_pylist()


def test_null_names_are_refused() -> None:
    """A name that is not there cannot be found, and is not left out in silence."""
    with pytest.raises(IndexProblem, match="1 of 2 names are null"):
        build_name_index(pa.array(["Veloptic", None]), lexicon())


def test_single_rare_words_are_brands() -> None:
    """A brand is one word that the background hardly knows."""
    index = build_name_index(pa.array(["Veloptic", "Technology", "Veloptic Technology"]), lexicon())

    assert index.brands.tolist() == [True, False, False]

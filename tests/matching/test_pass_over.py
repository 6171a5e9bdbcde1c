"""What is passed over is nothing that would have been kept: the sieve against laying every pair side by side."""

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from barred.matching.columns import cut_words
from barred.matching.cover import Asked, Hits, Pairs, cover
from barred.matching.name_index import NameIndex, build_name_index
from barred.matching.pass_over import Led, pass_over
from barred.matching.spell import spell
from barred.matching.weigh import Weigher
from barred.matching.word_codes import WordLetters
from barred.text.distance import is_one_edit
from tests.matching.words_known import lexicon

# Words near each other, light and heavy, short and long, in two scripts.
WORDS = (
    *("velo", "velos", "veloptic", "velopticum", "velopti", "optic", "bora", "borax", "technology", "tech", "ltd"),
    *("co", "and", "7", "zq", "zqx", "威视", "éclair"),
)
# Heavy words of which many are near each other, so that names meet by two or three of them.
NEAR = ("borax", "borat", "borats", "boratz", "sholt", "sholts", "quarz")
NAMES = st.sampled_from([WORDS, NEAR, NEAR]).flatmap(
    lambda words: st.lists(st.sampled_from(words), min_size=1, max_size=4).map(" ".join)
)


def asked_of(names: list[str], weights: st.DataObject) -> Asked:
    """Cut and weigh rows; some words weigh less than they would, as those do that may be a light one of the index."""
    spelt = spell(pa.array(names, pa.string()), lexicon())
    column = cut_words(spelt)
    letters = WordLetters(column.distinct)
    weighed, _ = Weigher(lexicon()).weigh(column.distinct, letters)
    most = weights.draw(st.lists(st.sampled_from([2.0, 2.6, 9.0, 99.0]), min_size=len(weighed), max_size=len(weighed)))
    return Asked(spelt, column, letters, np.minimum(weighed, np.array(most, np.float32)))


def near_words(asked: Asked, index: NameIndex) -> list[tuple[int, int]]:
    """Compare every word of the rows with every word of the index."""
    return [
        (at, found)
        for at, word in enumerate(asked.column.distinct.to_pylist())
        for found, other in enumerate(index.words.to_pylist())
        if word == other or is_one_edit(str(word), str(other))
    ]


@settings(max_examples=80, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=5), st.lists(NAMES, min_size=1, max_size=8), st.data())
def test_nothing_is_passed_over_that_would_be_kept(rows: list[str], names: list[str], data: st.DataObject) -> None:
    """Whatever the weights, the same pairs are kept as when every name that is led to is laid beside the row."""
    index = build_name_index(pa.array(names, pa.string()), lexicon())
    asked = asked_of(rows, data)
    met = near_words(asked, index)
    hits = Hits(*(np.array([pair[side] for pair in met], np.int64) for side in (0, 1)))
    owners, words = asked.column.owners.tolist(), asked.column.words.tolist()
    led = [(word, found, row) for row, word in zip(owners, words, strict=True) for at, found in met if at == word]
    every = {
        (row, int(name))
        for _, found, row in led
        for name in index.lead_names[index.lead_begins[found] : index.lead_begins[found + 1]]
    }

    some = pass_over(asked, index, hits=hits, led=Led(*(np.array([*side], np.int64) for side in _sides(led))))

    left = set(zip(some.rows.tolist(), some.names.tolist(), strict=True))
    assert left <= every
    assert kept(asked, index, hits, left) == kept(asked, index, hits, every)


def _sides(led: list[tuple[int, int, int]]) -> tuple[list[int], list[int], list[int]]:
    return [one[0] for one in led], [one[1] for one in led], [one[2] for one in led]


def kept(asked: Asked, index: NameIndex, hits: Hits, pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Lay pairs side by side."""
    ordered = sorted(pairs)
    made = Pairs(*(np.array([pair[side] for pair in ordered], np.int64) for side in (0, 1)))
    found = cover(asked, index, hits=hits, pairs=made)
    return set(zip(found.rows.tolist(), found.names.tolist(), strict=True))


def test_names_that_share_a_common_word_alone_are_passed_over() -> None:
    """The sieve sieves: two firms that share the lighter of two rare words are not laid side by side."""
    index = build_name_index(
        pa.array([f"Brontalis {name}" for name in ("Sholtenna", "Imbarugo", "Veloptic")]), lexicon()
    )
    spelt = pa.array(["brontalis quarzenfeld", "brontalis velopticc"])
    column = cut_words(spelt)
    letters = WordLetters(column.distinct)
    asked = Asked(spelt, column, letters, Weigher(lexicon()).weigh(column.distinct, letters)[0])
    hits = Hits(np.array([0]), np.array([index.words.to_pylist().index("brontalis")]))

    some = pass_over(asked, index, hits=hits, led=Led(np.array([0, 0]), hits.found.repeat(2), np.array([0, 1])))

    assert list(zip(some.rows.tolist(), some.names.tolist(), strict=True)) == [(1, 2)]

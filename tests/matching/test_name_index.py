"""An index holds all that it was given."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barred.errors import IndexProblem
from barred.matching.name_index import build_name_index
from tests.matching.words_known import company_names, lexicon


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

"""The tables that identification reads: sound, complete and fit for both engines."""

import re

import pyarrow as pa
import pyarrow.compute
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barred.text.fold import fold
from tests.identify.firms import table

GRAMMARS = table("model_grammars")
MARKS = table("device_marks")
STRENGTHS = {"decisive", "strong", "medium", "weak", "partial", "none"}


@pytest.mark.parametrize("row", GRAMMARS, ids=[row["pattern"] for row in GRAMMARS])
@settings(max_examples=12)
@given(data=st.data())
def test_numbers_begin_as_their_row_says(row: dict[str, str], data: st.DataObject) -> None:
    """A lead that is missing would hide the number from the look-up."""
    number = data.draw(st.from_regex(re.compile(row["pattern"], re.ASCII), fullmatch=True))

    assert number.startswith(tuple(row["leads"].split()))


def test_patterns_mean_the_same_to_arrow() -> None:
    """Batches sift rows with RE2, which has no look-around."""
    for row in GRAMMARS:
        pyarrow.compute.match_substring_regex(pa.array([""]), row["pattern"])
        assert "(?=" not in row["pattern"]
        assert "(?!" not in row["pattern"]


@given(data=st.data())
@settings(max_examples=200)
def test_a_mark_is_found_by_both_engines(data: st.DataObject) -> None:
    """The sieve of a batch must not drop what a single question finds."""
    row = data.draw(st.sampled_from(MARKS))
    text = data.draw(st.from_regex(re.compile(row["pattern"], re.ASCII | re.IGNORECASE)))

    assert pyarrow.compute.match_substring_regex(pa.array([text]), f"(?i){row['pattern']}").to_pylist() == [True]


def test_strengths_are_weighed() -> None:
    """Every strength of a number has a weight; a row for nobody has none."""
    weights = {row["id"] for row in table("signal_weights")}

    assert {row["strength"] for row in GRAMMARS} <= STRENGTHS
    assert all((row["strength"] == "none") == (row["organisation"] == "") for row in GRAMMARS)
    assert {f"grammar-{row['strength']}" for row in GRAMMARS if row["organisation"]} <= weights
    assert {f"mark-{row['strength']}" for row in MARKS} <= weights
    assert {f"catalogue-{row['strength']}" for row in table("relabelled_models")} <= weights


@pytest.mark.parametrize(
    ("name", "column"), [("generic_words", "word"), ("legal_forms", "form"), ("product_words", "word")]
)
def test_words_are_folded_and_stand_once(name: str, column: str) -> None:
    """A word that is not in folded form is never found; one that stands twice has two meanings."""
    words = [row[column] for row in table(name)]

    assert words == [fold(word) for word in words]
    assert len(words) == len(set(words))
    assert words

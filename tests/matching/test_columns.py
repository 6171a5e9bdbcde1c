"""Columns are cut as single texts are."""

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from barred.matching.columns import cut_words, ranges, taken

SPELT = st.lists(st.none() | st.lists(st.text("abéк威", min_size=1, max_size=3), max_size=4).map(" ".join), max_size=8)


@settings(deadline=None)
@given(SPELT)
def test_columns_are_cut_as_single_texts_are(names: list[str | None]) -> None:
    """The words of each name are those between its spaces; null and empty names have none."""
    column = cut_words(pa.array(names, pa.string()))
    distinct = [str(word) for word in column.distinct.to_pylist()]

    twin = [(name or "").split() for name in names]

    cut = [[distinct[at] for at in column.words[column.begins[i] : column.begins[i + 1]]] for i in range(len(names))]
    assert cut == twin
    assert column.owners.tolist() == [at for at, words in enumerate(twin) for _ in words]
    assert sorted(distinct) == sorted({word for words in twin for word in words})


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 5)), max_size=9))
def test_ranges_stand_one_behind_the_other(spans: list[tuple[int, int]]) -> None:
    """Empty ranges give nothing."""
    begins = np.array([first for first, _ in spans], np.int64)

    made = ranges(begins, begins + np.array([size for _, size in spans], np.int64))

    assert made.tolist() == [number for first, size in spans for number in range(first, first + size)]


def test_texts_are_taken_by_place() -> None:
    """A place may come twice."""
    texts = pa.array(["zero", "one", "two"])

    assert taken(texts, np.array([2, 0, 2])).to_pylist() == ["two", "zero", "two"]

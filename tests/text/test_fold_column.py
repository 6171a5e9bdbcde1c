"""The columnar fold agrees with the plain one on every value."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from barred.text.fold import fold
from barred.text.fold_column import fold_column

VALUES = st.none() | st.text(st.characters(codec="utf-8"), max_size=25)


@given(st.lists(VALUES, max_size=12))
def test_columns_fold_as_single_texts_do(values: list[str | None]) -> None:
    """Order holds and null stays null."""
    folded = fold_column(pa.array(values, pa.string()))

    assert folded.to_pylist() == [None if value is None else fold(value) for value in values]

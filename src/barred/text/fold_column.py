"""Fold whole columns: the Arrow twin of `barred.text.fold`."""

from typing import Any

import pyarrow as pa
import pyarrow.compute

from barred.text.fold import fold

__all__ = ["fold_column"]

# The stubs of pyarrow know only some kinds of array that its functions take; the twin test checks them instead.
_compute: Any = pyarrow.compute


def fold_column(texts: pa.StringArray) -> pa.StringArray:
    """Fold every text of a column as `fold` does.

    Args:
        texts: n values, nulls allowed.

    Returns:
        n folded values in the same order; null stays null.

    Cost:
        ASCII values take a few passes over the bytes. Arrow lowers other scripts differently
        from Python, so these are folded one by one, once for each distinct value.
    """
    wide = _compute.fill_null(_compute.invert(_compute.string_is_ascii(texts)), pa.scalar(value=False))
    folded: pa.StringArray = _compute.utf8_trim(
        _compute.replace_substring_regex(_compute.ascii_lower(texts), "[^a-z0-9]+", " "), " "
    )
    if not _compute.any(wide).as_py():
        return folded
    distinct = _compute.dictionary_encode(_compute.filter(texts, wide))
    values = pa.array([fold(value) for value in distinct.dictionary.to_pylist()], pa.string())
    mixed: pa.StringArray = _compute.replace_with_mask(folded, wide, values.take(distinct.indices))
    return mixed

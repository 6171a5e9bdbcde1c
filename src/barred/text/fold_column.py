"""Fold whole columns: the Arrow twin of `barred.text.fold`."""

import pyarrow as pa
import pyarrow.compute as pc

from barred.text.fold import fold

__all__ = ["fold_column"]


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
    plain = pc.string_is_ascii(texts)
    folded = pc.utf8_trim(pc.replace_substring_regex(pc.ascii_lower(texts), "[^a-z0-9]+", " "), " ")
    wide = pc.fill_null(pc.invert(plain), False)
    if not pc.any(wide).as_py():
        return folded
    distinct = pc.dictionary_encode(pc.filter(texts, wide))
    values = pa.array([fold(value) for value in distinct.dictionary.to_pylist()], pa.string())
    return pc.replace_with_mask(folded, wide, values.take(distinct.indices))

"""Cut a column of spelt names into words: flat arrays in which a word is a number."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute

__all__ = ["WordColumn", "cut_words", "octets", "ranges", "taken"]

# The stubs of pyarrow know only some kinds of array that its functions take; the twin test checks them instead.
_compute: Any = pyarrow.compute


class WordColumn(NamedTuple):
    """The words of n names.

    Args:
        distinct: The distinct words, in order of first sight.
        words: m positions in `distinct`, name by name.
        begins: n + 1 positions in `words`: name i has those from `begins[i]` to before `begins[i + 1]`.
    """

    distinct: pa.StringArray
    words: npt.NDArray[np.int64]
    begins: npt.NDArray[np.int64]

    @property
    def owners(self) -> npt.NDArray[np.int64]:
        """The number of the name that each of the m words stands in."""
        return np.repeat(np.arange(len(self.begins) - 1), np.diff(self.begins))


def cut_words(spelt: pa.StringArray) -> WordColumn:
    """Cut names into words.

    Args:
        spelt: n names as `spell` gives them; null and empty ones have no words.
    """
    filled = _compute.fill_null(spelt, "")
    lists = _compute.split_pattern(_compute.if_else(_compute.equal(filled, ""), None, filled), " ")
    begins = np.zeros(len(spelt) + 1, np.int64)
    sizes = _compute.fill_null(_compute.list_value_length(lists), 0)
    np.cumsum(sizes.to_numpy(zero_copy_only=False), out=begins[1:])
    coded = _compute.dictionary_encode(_compute.list_flatten(lists))
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.combine_chunks()
    return WordColumn(coded.dictionary, coded.indices.to_numpy(zero_copy_only=False).astype(np.int64), begins)


def ranges(begins: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Give the numbers of n ranges one behind the other.

    Example:
        >>> ranges(np.array([3, 7]), np.array([5, 8])).tolist()
        [3, 4, 7]
    """
    sizes = ends - begins
    total = int(sizes.sum())
    if not total:
        return np.zeros(0, np.int64)
    firsts = np.repeat(begins - (np.cumsum(sizes) - sizes), sizes)
    return firsts + np.arange(total)


def taken(texts: pa.StringArray, places: npt.NDArray[np.int64]) -> pa.StringArray:
    """Take the texts at n places."""
    some: pa.StringArray = _compute.take(texts, pa.array(places))
    return some


def octets(texts: pa.StringArray) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint8]]:
    """Give the UTF-8 form of n texts as it lies in memory.

    Returns:
        n + 1 positions in the octets: text i is from the one at i to before the one at i + 1.

    Example:
        >>> ends, content = octets(pa.array(["key", None, "quay"]))
        >>> ends.tolist(), content.tobytes()
        ([0, 3, 3, 7], b'keyquay')
    """
    # The stubs do not know that a buffer can be read as an array.
    buffers: Any = texts.buffers()
    _, offsets, content = buffers
    if not len(texts):
        return np.zeros(1, np.int64), np.zeros(0, np.uint8)
    ends = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1].astype(np.int64)
    first, last = ends[0], ends[-1]
    if first == last:
        return ends - first, np.zeros(0, np.uint8)
    return ends - first, np.frombuffer(content, np.uint8)[first:last]

"""Tell for many pairs of texts whether they are nearly equal; texts whose lengths rule it out are not compared."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute
from rapidfuzz.distance import OSA, Indel
from rapidfuzz.process import cpdist

from barred.matching.columns import taken

__all__ = ["Marks", "Numbers", "are_near", "are_near_unspaced", "are_one_edit"]

Numbers = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]

_ASCII = 128
_ROUNDING = 1e-6

# The stubs of pyarrow know only some kinds of array that its functions take; the twin test checks them instead.
_compute: Any = pyarrow.compute


def are_one_edit(left: pa.StringArray, right: pa.StringArray) -> Marks:
    """Tell for n pairs of texts whether one letter dropped, added, changed or swapped makes one of the other.

    Example:
        >>> are_one_edit(pa.array(["quay", "quay", "quay"]), pa.array(["qauy", "quay", "key"])).tolist()
        [True, False, False]
    """
    if not len(left):
        return np.zeros(0, bool)
    distances = cpdist(left.to_pylist(), right.to_pylist(), scorer=OSA.distance, score_cutoff=1, dtype=np.uint8)
    is_near: Marks = distances == 1
    return is_near


def are_near(left: pa.StringArray, right: pa.StringArray, *, least: float) -> Marks:
    """Tell for n pairs of texts whether they share so much of their letters in order, from 0 to 1.

    Example:
        >>> are_near(pa.array(["harbour", "harbour"]), pa.array(["harbor", "arbiter"]), least=0.9).tolist()
        [True, False]
    """
    sizes = [_compute.utf8_length(texts).to_numpy(zero_copy_only=False).astype(np.int64) for texts in (left, right)]
    together = sizes[0] + sizes[1]
    may = np.flatnonzero(2 * np.minimum(*sizes) >= least * together)
    # A letter that only one text has must be dropped or added: most pairs differ by more than may be dropped and added.
    one, other = _letters(taken(left, may)), _letters(taken(right, may))
    differing = np.bitwise_count(one.signs ^ other.signs)
    may = may[(differing <= (1 - least) * together[may] + _ROUNDING) | ~(one.is_plain & other.is_plain)]
    marks = np.zeros(len(left), bool)
    if len(may):
        texts = taken(left, may).to_pylist(), taken(right, may).to_pylist()
        shares = cpdist(*texts, scorer=Indel.normalized_similarity, score_cutoff=least, dtype=np.float32)
        marks[may] = shares >= least
    return marks


def are_near_unspaced(left: pa.StringArray, right: pa.StringArray, *, least: float) -> Marks:
    """Tell the same of names, wherever their spaces are."""
    return are_near(_unspaced(left), _unspaced(right), least=least)


class _Letters(NamedTuple):
    """For n texts a bit for each letter, as far as five bits tell letters apart, and whether all are ASCII."""

    signs: npt.NDArray[np.uint32]
    is_plain: Marks


def _letters(texts: pa.StringArray) -> _Letters:
    # The stubs do not know that a buffer can be read as an array.
    buffers: Any = texts.buffers()
    _, offsets, content = buffers
    ends = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1].astype(np.int64)
    if not len(texts) or ends[0] == ends[-1]:
        return _Letters(np.zeros(len(texts), np.uint32), np.ones(len(texts), bool))
    octets = np.frombuffer(content, np.uint8)[: ends[-1]]
    bits = np.concatenate([np.uint32(1) << (octets & np.uint8(31)).astype(np.uint32), np.zeros(1, np.uint32)])
    signs = np.where(ends[1:] > ends[:-1], np.bitwise_or.reduceat(bits, ends[:-1]), np.uint32(0))
    highest = np.maximum.reduceat(np.concatenate([octets, np.zeros(1, np.uint8)]), ends[:-1])
    return _Letters(signs, highest < _ASCII)


def _unspaced(texts: pa.StringArray) -> pa.StringArray:
    unspaced: pa.StringArray = _compute.replace_substring(texts, " ", "")
    return unspaced

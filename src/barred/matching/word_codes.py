"""Number words by their letters, and every form of a word with one letter left out, whole columns at a time.

A word is a polynomial of its letters modulo 2**64. The form without one letter follows from sums that
are there already, so that a neighbourhood costs one pass and no text is made. Two words that are one
letter added, dropped, changed or swapped apart share a form.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute

__all__ = ["Codes", "joined_codes", "mixed", "shortened_codes", "word_codes"]

Codes = npt.NDArray[np.uint64]

# The stubs of pyarrow know only some kinds of array that its functions take; the twin test checks them instead.
_compute: Any = pyarrow.compute

_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 2**64)
_LETTER = 0xBF58476D1CE4E5B9
_MIX = 0x94D049BB133111EB
_LONGEST = 4096


def _powers() -> Codes:
    made = np.empty(_LONGEST, np.uint64)
    value = 1
    for at in range(_LONGEST):
        made[at] = value
        value = value * _BASE % 2**64
    return made


_POWERS = _powers()


class _Sums:
    """Running sums over the letters of a column of words."""

    def __init__(self, words: pa.StringArray) -> None:
        self.sizes: npt.NDArray[np.int64] = _compute.utf8_length(words).to_numpy(zero_copy_only=False).astype(np.int64)
        self.ends = np.cumsum(self.sizes)
        self.starts = self.ends - self.sizes
        letters = np.frombuffer("".join(filter(None, words.to_pylist())).encode("utf-32-le"), np.uint32).astype(
            np.uint64
        )
        at = np.arange(len(letters)) - np.repeat(self.starts, self.sizes)
        terms = (letters + np.uint64(1)) * np.uint64(_LETTER)
        terms ^= terms >> np.uint64(29)
        self.sums = np.zeros(len(letters) + 1, np.uint64)
        np.cumsum(terms * _POWERS[np.minimum(at, _LONGEST - 1)], out=self.sums[1:])


def word_codes(words: pa.StringArray) -> Codes:
    """Number words: n words without nulls to n codes, equal for equal words.

    Example:
        >>> one, other, again = word_codes(pa.array(["example", "exampel", "example"]))
        >>> bool(one == again), bool(one == other)
        (True, False)
    """
    sums = _Sums(words)
    codes: Codes = sums.sums[sums.ends] - sums.sums[sums.starts]
    return codes


def joined_codes(first: Codes, second: Codes, *, sizes: npt.NDArray[np.int64]) -> Codes:
    """Number what two words are when written together.

    Args:
        first: Codes of the first words.
        second: Codes of the second words.
        sizes: Letters of the first words.

    Example:
        >>> a, b, ab = word_codes(pa.array(["key", "board", "keyboard"]))
        >>> bool(joined_codes(np.array([a]), np.array([b]), sizes=np.array([3]))[0] == ab)
        True
    """
    joined: Codes = first + _POWERS[np.minimum(sizes, _LONGEST - 1)] * second
    return joined


def shortened_codes(words: pa.StringArray) -> tuple[Codes, npt.NDArray[np.int64]]:
    """Number each word and its forms with one letter left out.

    Returns:
        Codes, and for each the position of its word in the column.
    """
    sums = _Sums(words)
    owners = np.repeat(np.arange(len(words)), sums.sizes)
    letter = np.arange(len(owners))
    before = sums.sums[letter] - sums.sums[sums.starts[owners]]
    behind = sums.sums[sums.ends[owners]] - sums.sums[letter + 1]
    whole = sums.sums[sums.ends] - sums.sums[sums.starts]
    codes = np.concatenate([whole, before + behind * np.uint64(_INVERSE)])
    return codes, np.concatenate([np.arange(len(words)), owners])


def mixed(codes: Codes) -> Codes:
    """Spread codes evenly over all 64 bits, one to one, so that their first bits can number buckets."""
    made = codes ^ (codes >> np.uint64(31))
    made *= np.uint64(_MIX)
    made ^= made >> np.uint64(30)
    made *= np.uint64(_LETTER)
    made ^= made >> np.uint64(27)
    return made

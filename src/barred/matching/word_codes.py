"""Number words by their letters, and every form of a word with one letter left out, whole columns at a time.

A word is a polynomial of its letters modulo 2**64. The form without one letter follows from sums that
are there already, so that a neighbourhood costs one pass and no text is made. Two words that are one
letter added, dropped, changed or swapped apart share a form.
"""

from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from barred.matching.columns import octets, ranges

__all__ = ["Codes", "WordLetters", "joined_codes", "mixed", "shortened_codes", "word_codes"]

Codes = npt.NDArray[np.uint64]

_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 2**64)
_LETTER = 0xBF58476D1CE4E5B9
_MIX = 0x94D049BB133111EB
_LONGEST = 4096
_ASCII, _CONTINUED, _CONTINUATION = 128, 0xC0, 0x80
# Letters are told apart by so many bits, and a letter that comes twice by so many more.
_KINDS = 32


def _powers() -> Codes:
    made = np.empty(_LONGEST, np.uint64)
    value = 1
    for at in range(_LONGEST):
        made[at] = value
        value = value * _BASE % 2**64
    return made


def _terms(letters: npt.NDArray[np.uint32]) -> Codes:
    terms = (letters.astype(np.uint64) + np.uint64(1)) * np.uint64(_LETTER)
    terms ^= terms >> np.uint64(29)
    return terms


_POWERS = _powers()
_ASCII_TERMS = _terms(np.arange(_ASCII, dtype=np.uint32))


class WordLetters:
    """The letters of n words without nulls, and running sums over them.

    Args:
        words: The words.

    Attributes:
        sizes: n numbers of letters.
    """

    def __init__(self, words: pa.StringArray) -> None:
        ends, content = octets(words)
        self._letters: npt.NDArray[np.uint8] | npt.NDArray[np.uint32] = content
        if len(content) and content.max() >= _ASCII:
            # A letter ends where no octet that goes on with it follows.
            heads = np.concatenate([[0], np.cumsum((content & _CONTINUED) != _CONTINUATION)])
            ends = heads[ends]
            self._letters = np.frombuffer(content.tobytes().decode().encode("utf-32-le"), np.uint32)
            terms = _terms(self._letters)
        else:
            terms = _ASCII_TERMS[content]
        self._starts, self._ends = ends[:-1], ends[1:]
        self.sizes: npt.NDArray[np.int64] = np.diff(ends)
        at = np.arange(len(self._letters)) - np.repeat(self._starts, self.sizes)
        if len(self.sizes) and self.sizes.max() > _LONGEST:
            at = np.minimum(at, _LONGEST - 1)
        terms *= _POWERS[at]
        self._sums = np.zeros(len(terms) + 1, np.uint64)
        np.cumsum(terms, out=self._sums[1:])

    @cached_property
    def codes(self) -> Codes:
        """The numbers of the words."""
        codes: Codes = self._sums[self._ends] - self._sums[self._starts]
        return codes

    @cached_property
    def near(self) -> tuple[Codes, npt.NDArray[np.int64]]:
        """What `shortened` gives for all words, the codes mixed: several tables are asked for them."""
        codes, owners = self.shortened(np.arange(len(self.sizes)))
        return mixed(codes), owners

    def shortened(self, places: npt.NDArray[np.int64]) -> tuple[Codes, npt.NDArray[np.int64]]:
        """Number the words at some places, and their forms with one letter left out.

        Returns:
            Codes, and for each the position of its word in the column.
        """
        starts, ends, sizes = self._starts[places], self._ends[places], self.sizes[places]
        first, last = self._sums[starts], self._sums[ends]
        letters = ranges(starts, ends)
        # What stands before the letter, and what stands behind it moved up by one place.
        codes = self._sums[letters] - self._sums[letters + 1] * np.uint64(_INVERSE)
        codes += np.repeat(last * np.uint64(_INVERSE) - first, sizes)
        return np.concatenate([last - first, codes]), np.concatenate([places, np.repeat(places, sizes)])

    @cached_property
    def has_digit(self) -> npt.NDArray[np.bool_]:
        """For each word whether it has a digit from 0 to 9."""
        digits = np.flatnonzero((self._letters >= ord("0")) & (self._letters <= ord("9")))
        marks = np.zeros(len(self.sizes), bool)
        marks[np.searchsorted(self._ends, digits, side="right")] = True
        return marks

    @cached_property
    def signs(self) -> Codes:
        """For each word which letters it has, and in the upper half which it has more than once.

        Two words differ by at least as many letters as their signs by bits.
        """
        owners = np.repeat(np.arange(len(self.sizes)) * _KINDS, self.sizes)
        counts = np.bincount(owners + (self._letters & (_KINDS - 1)), minlength=len(self.sizes) * _KINDS)
        counts = counts.reshape(-1, _KINDS)
        bits = np.packbits(np.concatenate([counts > 0, counts > 1], axis=1), axis=1, bitorder="little")
        signs: Codes = bits.reshape(-1).view("<u8").astype(np.uint64)
        return signs


def word_codes(words: pa.StringArray) -> Codes:
    """Number words: n words without nulls to n codes, equal for equal words.

    Example:
        >>> one, other, again = word_codes(pa.array(["example", "exampel", "example"]))
        >>> bool(one == again), bool(one == other)
        (True, False)
    """
    return WordLetters(words).codes


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
    return WordLetters(words).shortened(np.arange(len(words)))


def mixed(codes: Codes) -> Codes:
    """Spread codes evenly over all 64 bits, one to one, so that their first bits can number buckets."""
    made = codes ^ (codes >> np.uint64(31))
    made *= np.uint64(_MIX)
    made ^= made >> np.uint64(30)
    made *= np.uint64(_LETTER)
    made ^= made >> np.uint64(27)
    return made

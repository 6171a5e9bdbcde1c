"""Draw outlines of names: a few numbers that tell of most pairs of names which share a word that they cannot be one."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from barred.matching.columns import WordColumn
from barred.matching.word_codes import Codes

__all__ = ["Outlines", "WordTraits", "draw_outlines", "few_letters", "order_keys", "place_of"]

_MILLI, _PLACE_BITS = 1000, 40
_MOST_LETTERS = 255

_Numbers = npt.NDArray[np.int64]
_Floats = npt.NDArray[np.float32]


class WordTraits(NamedTuple):
    """What is known of n distinct words.

    Args:
        bits: The words of the index that the word may be, each one bit of 64.
        signs: See `WordLetters.signs`.
        sizes: Letters; 255 stands for more.
        weights: Weights.
    """

    bits: Codes
    signs: Codes
    sizes: npt.NDArray[np.uint8]
    weights: _Floats


class Outlines(NamedTuple):
    """What can be told at once of n names, each led to by one of its words.

    Args:
        rests: The heaviest word but for the leading one, as a position among the distinct words; -1 for none.
        rest_weights: Its weight.
        others: The bits of all words but for these two, sometimes with that of the leading word.
        signs: Which letters the name has, as `WordLetters.signs` tells it of words.
        sizes: How many letters, without spaces; 255 stands for more.
        totals: The weight of all words.
    """

    rests: npt.NDArray[np.int32]
    rest_weights: _Floats
    others: Codes
    signs: Codes
    sizes: npt.NDArray[np.uint8]
    totals: _Floats

    def taken(self, places: _Numbers) -> "Outlines":
        """Take some of them."""
        some: Any = (values[places] for values in self)
        return Outlines(*some)


def draw_outlines(column: WordColumn, traits: WordTraits, *, names: _Numbers, leads: _Numbers) -> Outlines:
    """Draw outlines.

    Args:
        column: The words of names.
        traits: What is known of the distinct words.
        names: n names of the column.
        leads: The word that leads to each, as a position among the distinct ones.
    """
    words, begins = column.words, column.begins
    keys = order_keys(traits.weights[words])
    first, second = _largest(keys, begins), _largest(keys, begins)
    # A name that is led to has words; of an empty one nothing is asked.
    is_first, is_second = (words[place_of(one[names])] == leads for one in (first, second))
    rests = np.where(is_first, second[names], first[names])
    has_other = ~is_first & ~is_second & (second[names] >= 0)
    bits = traits.bits[words]
    others = _folded(np.bitwise_or, np.where(keys < 0, np.uint64(0), bits), begins)[names]
    others |= np.where(has_other, bits[place_of(second[names])], np.uint64(0))
    return Outlines(
        rests=np.where(rests < 0, -1, words[place_of(rests)]).astype(np.int32),
        rest_weights=np.where(rests < 0, np.float32(0), traits.weights[words[place_of(rests)]]),
        others=others,
        signs=_signs_of_names(traits.signs[words], begins)[names],
        sizes=few_letters(_folded(np.add, traits.sizes[words].astype(np.int64), begins)[names]),
        totals=_folded(np.add, traits.weights[words], begins)[names],
    )


def order_keys(weights: _Floats) -> _Numbers:
    """Number words so that the largest number has the largest weight, and of equal weights the last place."""
    return ((weights * _MILLI).astype(np.int64) << _PLACE_BITS) + np.arange(len(weights))


def place_of(keys: _Numbers) -> _Numbers:
    """Give the place back that a number from `order_keys` was made of; 0 for a negative one."""
    return np.where(keys < 0, 0, keys & ((1 << _PLACE_BITS) - 1))


def few_letters(sizes: _Numbers) -> npt.NDArray[np.uint8]:
    """Give numbers of letters in one octet each."""
    return np.minimum(sizes, _MOST_LETTERS).astype(np.uint8)


def _signs_of_names(signs: Codes, begins: _Numbers) -> Codes:
    """Draw the signs of the words of each name together: a letter that two words have comes twice."""
    sizes = np.diff(begins)
    made = np.zeros(len(sizes), np.uint64)
    for at in range(sizes.max(initial=0)):
        some = np.flatnonzero(sizes > at)
        added, held = signs[begins[some] + at], made[some]
        made[some] = held | added | ((held & added) << np.uint64(32))
    return made


def _largest(keys: _Numbers, begins: _Numbers) -> _Numbers:
    """Take the largest number of each name away and give it; -1 where none is left."""
    largest = _folded(np.maximum, keys, begins)
    keys[place_of(largest)[largest >= 0]] = -1
    return largest


def _folded(how: np.ufunc, values: npt.NDArray[Any], begins: _Numbers) -> npt.NDArray[Any]:
    """Draw the values of each name together into one; -1 in numbers, or nothing, where a name has none."""
    has_any = begins[1:] > begins[:-1]
    made = np.full(len(has_any), -1 if how is np.maximum else 0, values.dtype)
    if len(values):
        made[has_any] = how.reduceat(values, begins[:-1][has_any])
    return made

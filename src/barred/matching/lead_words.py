"""Tell which words lead to a name: its heaviest, until the rest is too little to count as the name."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from barred.matching.columns import WordColumn
from barred.matching.word_codes import Codes, word_codes

__all__ = ["FEW_NAMES", "LEAST_SHARED", "SLIGHTLY_SHARED", "HeaviestFirst", "heaviest_first", "lead_words"]

# Two names are looked at together when they share this much of the weight of each ...
LEAST_SHARED = 0.55
# ... or this much, if few names are led to by a word.
SLIGHTLY_SHARED = 0.35
FEW_NAMES = 50

_Floats = npt.NDArray[np.float32]
_Numbers = npt.NDArray[np.int64]
_Marks = npt.NDArray[np.bool_]

_THOUSAND = 1000
# A weight in thousandths and the beginning of a code are one number of 64 bits.
_WEIGHT_BITS, _CODE_BITS = 20, 44


class HeaviestFirst(NamedTuple):
    """The m words of a column, name by name, the heaviest of each name first.

    Args:
        places: Where the word stands in the column.
        weights: What it weighs, in thousandths: whole numbers add up to the same whatever stands around them.
        rests: What it and all lighter ones of the name weigh.
        totals: What all words of the name weigh.
    """

    places: _Numbers
    weights: _Numbers
    rests: _Numbers
    totals: _Numbers

    def leads(self, least: float) -> _Marks:
        """Mark the words that lead to their name; see `lead_words`."""
        marks: _Marks = _THOUSAND * self.rests >= round(_THOUSAND * least) * self.totals
        return marks & (self.weights > 0)


def heaviest_first(column: WordColumn, weights: _Floats, *, codes: Codes) -> HeaviestFirst:
    """Put the words of each name in order of their weight.

    Args:
        column: The words of n names.
        weights: The weights of the distinct words.
        codes: Their codes. Words of one weight are put in the order of these, which is the same wherever a word stands.
    """
    owners, ranks = column.owners, _ranks(weights, codes)
    within = np.arange(len(owners)) - column.begins[owners]
    bits = [int(numbers.max(initial=0)).bit_length() for numbers in (owners, ranks, within)]
    keys = (owners << (bits[1] + bits[2])) | (ranks[column.words] << bits[2]) | within
    keys.sort()
    places = column.begins[owners] + (keys & ((1 << bits[2]) - 1))
    mine = _thousandths(weights)[column.words[places]]
    sums = np.zeros(len(mine) + 1, np.int64)
    np.cumsum(mine, out=sums[1:])
    ends = column.begins[1:]
    totals = sums[ends] - sums[column.begins[:-1]]
    return HeaviestFirst(places, mine, sums[ends[owners]] - sums[:-1], totals[owners])


def lead_words(column: WordColumn, weights: _Floats, *, least: float) -> _Marks:
    """Mark the words that lead to a name.

    Args:
        column: The words of n names.
        weights: The weights of the distinct words.
        least: The share of the weight of a name that another must hold to be looked at.

    Returns:
        A mark for each of the m words. Two names that share so much of the weight of each share a
        word that leads to both, whatever the number of names.
    """
    ordered = heaviest_first(column, weights, codes=word_codes(column.distinct))
    marks = np.zeros(len(column.words), bool)
    marks[ordered.places] = ordered.leads(least)
    return marks


def _thousandths(weights: _Floats) -> _Numbers:
    """Give weights, which have three decimals, as whole numbers."""
    return np.rint(weights.astype(np.float64) * _THOUSAND).astype(np.int64)


def _ranks(weights: _Floats, codes: Codes) -> _Numbers:
    """Number distinct words from the heaviest down."""
    heavy = np.uint64(2**_WEIGHT_BITS - 1) - _thousandths(weights).astype(np.uint64)
    order = np.argsort((heavy << np.uint64(_CODE_BITS)) | (~codes >> np.uint64(_WEIGHT_BITS)))
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return ranks

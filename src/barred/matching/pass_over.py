"""Pass over the names that share a word with a row and are plainly others, before they are laid beside it.

Most names that a word leads to have nothing else in common with the row. `cover` keeps a pair only for a
reason, and each reason leaves a trace in the outlines of both names: nothing is passed over that `cover` would keep.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from barred.matching.columns import WordColumn, ranges
from barred.matching.cover import LEAST_WHOLE, MOST_MISSED, Asked, Hits, Pairs, by_word, may_be_alike
from barred.matching.lead_words import SLIGHTLY_SHARED
from barred.matching.letter_signs import may_be_near
from barred.matching.likeness import Marks, Numbers
from barred.matching.name_index import NameIndex, word_bits
from barred.matching.outlines import Outlines, WordTraits, draw_outlines, few_letters

__all__ = ["Led", "pass_over"]

_ROUNDING = 1e-2
_SPARE_BITS, _OCTET_BITS = 4, 3
_SPREAD = 0x9E3779B97F4A7C15


class Led(NamedTuple):
    """Words of rows that lead to names, each with a word of the index that it may be and the row that it stands in."""

    words: Numbers
    found: Numbers
    rows: Numbers


class _Met:
    """Tells whether a pair of numbers is among n pairs; "yes" is wrong once in twenty times."""

    def __init__(self, left: Numbers, right: Numbers, size: int) -> None:
        self._size, self._bits = size, len(left).bit_length() + _SPARE_BITS
        filled = np.zeros(2**self._bits, bool)
        filled[self._places(left, right)] = True
        self._filled = np.packbits(filled, bitorder="little")

    def _places(self, left: Numbers, right: Numbers) -> Numbers:
        keys = (left * self._size + right).view(np.uint64) * np.uint64(_SPREAD)
        return (keys >> np.uint64(64 - self._bits)).view(np.int64)

    def may_hold(self, left: Numbers, right: Numbers) -> Marks:
        """Tell it of some pairs."""
        at = self._places(left, right)
        marks: Marks = (self._filled[at >> _OCTET_BITS] >> at.astype(np.uint8) % 2**_OCTET_BITS & 1).astype(bool)
        return marks


def _words_met(column: WordColumn, hits: Hits, size: int) -> _Met:
    """Hold for each row the words of the index that its words may be."""
    begins, ends, found = by_word(hits, len(column.distinct))
    counts = (ends - begins)[column.words]
    return _Met(np.repeat(column.owners, counts), found[ranges(begins[column.words], ends[column.words])], size)


class _Ours(NamedTuple):
    """What is told of rows and the words that lead on: outlines, and of their heaviest other word what it may be.

    `is_apart` marks those of which the other word is surely not the word that was led to, `has_rest` those whose
    other words together weigh enough to be missed; `their_leads` is the weight of the word that was led to.
    """

    outlines: Outlines
    signs: npt.NDArray[np.uint64]
    sizes: npt.NDArray[np.uint8]
    bits: npt.NDArray[np.uint64]
    is_apart: Marks
    has_rest: Marks
    their_leads: npt.NDArray[np.float32]


def pass_over(asked: Asked, index: NameIndex, *, hits: Hits, led: Led) -> Pairs:
    """Give the names that rows are led to, but for those that are plainly others.

    Args:
        asked: The rows.
        index: The names.
        hits: Which words of the rows may be which words of the index.
        led: Which of them lead on.

    Returns:
        Pairs, some of them more than once: all that `cover` would keep, and few of the rest.

    Cost:
        About 0.1 microseconds a name that is led to; `cover` takes ten times as long.
    """
    first, last = index.lead_begins[led.found], index.lead_begins[led.found + 1]
    places, owners = ranges(first, last), np.repeat(np.arange(len(first)), last - first)
    rows = led.rows[owners]
    met = _words_met(asked.column, hits, len(index.words))
    ours, theirs = _ours(asked, index, hits, led), index.outlines.taken(places)
    mine = ours.outlines
    rests = mine.rests[owners], theirs.rests.astype(np.int64)
    # The heaviest other word of theirs is no word of the row; ours is none of theirs: not that, the leading, a third.
    is_missed = ~met.may_hold(rows, rests[1]) | (rests[1] < 0)
    are_missed = is_missed & ours.is_apart[owners] & ((ours.bits[owners] & theirs.others) == 0)
    weights = mine.rest_weights[owners], theirs.rest_weights
    totals = mine.totals[owners], theirs.totals
    kept = ~((are_missed & (weights[0] > MOST_MISSED)) | (is_missed & (weights[1] > MOST_MISSED)))
    alike = may_be_alike((ours.signs[owners], index.signs[rests[1]]), (ours.sizes[owners], index.sizes[rests[1]]))
    may_be_one = ours.has_rest[owners] & (totals[1] - ours.their_leads[owners] > MOST_MISSED - _ROUNDING)
    kept |= may_be_one & (alike | ~are_missed)
    whole = may_be_near((mine.signs[owners], theirs.signs), (mine.sizes[owners], theirs.sizes), least=LEAST_WHOLE)
    whole &= ~(are_missed & (weights[0] > (1 - SLIGHTLY_SHARED) * totals[0] + _ROUNDING))
    kept |= whole & ~(is_missed & (weights[1] > (1 - SLIGHTLY_SHARED) * totals[1] + _ROUNDING))
    # A name of one word may be a brand, which longer names mention.
    kept |= rests[1] < 0
    return Pairs(rows[kept], index.lead_names[places[kept]].astype(np.int64))


def _ours(asked: Asked, index: NameIndex, hits: Hits, led: Led) -> _Ours:
    count = len(asked.column.distinct)
    bits = np.zeros(count, np.uint64)
    np.bitwise_or.at(bits, hits.asked, word_bits(hits.found))
    traits = WordTraits(bits, asked.letters.signs, few_letters(asked.letters.sizes), asked.weights)
    drawn = draw_outlines(asked.column, traits, names=led.rows, leads=led.words)
    rests, has_none = drawn.rests, drawn.rests < 0
    may_be_led = (bits[rests] & word_bits(led.found)) != 0
    may_be_led &= _Met(hits.asked, hits.found, len(index.words)).may_hold(rests.astype(np.int64), led.found)
    return _Ours(
        drawn,
        signs=np.where(has_none, np.uint64(0), traits.signs[rests]),
        sizes=np.where(has_none, np.uint8(0), traits.sizes[rests]),
        bits=np.where(has_none, np.uint64(0), bits[rests]),
        is_apart=has_none | ~may_be_led,
        has_rest=drawn.totals - asked.weights[led.words] > MOST_MISSED - _ROUNDING,
        their_leads=index.weights[led.found],
    )

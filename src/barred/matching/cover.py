"""Keep the pairs of names whose words are matched so far that they may be one, or that one may mention the other.

Every pair is weighed in arrays: what of each side is a word of the other, and how much is left over.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from barred.matching.columns import WordColumn, ranges, taken
from barred.matching.lead_words import SLIGHTLY_SHARED
from barred.matching.letter_signs import Both, may_be_near, may_be_one_edit
from barred.matching.likeness import Marks, Numbers, are_near, are_near_unspaced, are_one_edit
from barred.matching.name_index import NameIndex
from barred.matching.outlines import few_letters, order_keys, place_of
from barred.matching.weigh import Floats, letters
from barred.matching.word_codes import WordLetters

__all__ = [
    "LEAST_WHOLE",
    "MOST_MISSED",
    "Asked",
    "Hits",
    "Pairs",
    "ascending",
    "best_pairs",
    "by_word",
    "cover",
    "may_be_alike",
]

# A row is compared with so many names at most: those that share most with it.
_MOST_CANDIDATES = 25
# Names go on to be compared when the rest that is not matched weighs less than a word that tells them apart,
# when the heaviest words of the rests are alike, or when the row mentions a brand.
MOST_MISSED = 3.2
_LITTLE = 1.0
_LEAST_ALIKE, _SHORT = 0.7, 4
LEAST_WHOLE = 0.9
_MOST_LEFT = 6.0

_Sums = npt.NDArray[np.float64]


class Pairs(NamedTuple):
    """Pairs of a row and a name of the index, by row and then name, each once."""

    rows: Numbers
    names: Numbers


class Hits(NamedTuple):
    """Distinct words of the rows and the words of the index that each may be."""

    asked: Numbers
    found: Numbers


class Asked(NamedTuple):
    """Rows that are asked about: as spelt, cut into words, with the letters and the weights of the distinct words."""

    spelt: pa.StringArray
    column: WordColumn
    letters: WordLetters
    weights: Floats


class _Side:
    """The words of one side of n pairs, pair by pair, and which of them are matched."""

    def __init__(self, words: Numbers, first: Numbers, last: Numbers, weights: Floats) -> None:
        sizes = last - first
        self.words = words
        self.begins = np.cumsum(sizes) - sizes
        self.owners = np.repeat(np.arange(len(sizes)), sizes)
        self.weights = weights[words]
        self.matched = np.zeros(len(words), bool)

    def rest(self) -> _Sums:
        """Weigh the words of each pair that are not matched."""
        missed = np.flatnonzero(~self.matched)
        return np.bincount(self.owners[missed], self.weights[missed], len(self.begins)).astype(np.float64)

    def share(self, rest: _Sums) -> _Sums:
        """Give for each pair the share of the weight that is matched."""
        whole = np.bincount(self.owners, self.weights, len(self.begins))
        return 1 - rest / np.maximum(whole, 1e-9)

    def heaviest_missed(self) -> tuple[Numbers, Floats]:
        """Give for each pair the word of the most weight that is not matched, and its weight; no word weighs nothing.

        Weight and place are one number, so that one pass finds the largest; of equal words it is the last.
        """
        keys = order_keys(self.weights)
        keys[self.matched] = -1
        largest = np.maximum.reduceat(keys, self.begins)
        places = place_of(largest)
        return self.words[places], np.where(largest < 0, 0, self.weights[places])


def cover(asked: Asked, index: NameIndex, *, hits: Hits, pairs: Pairs) -> Pairs:
    """Keep the pairs that may be one name.

    Args:
        asked: The rows.
        index: The names.
        hits: Which words of the rows may be which words of the index.
        pairs: Pairs of a row and a name that share a word that tells something.

    Returns:
        For each row those that share most with it, at most 25.
    """
    if not len(pairs.rows):
        return pairs
    ours, theirs = _sides(asked, index, hits, pairs)
    rests = ours.rest(), theirs.rest()
    shares = np.minimum(ours.share(rests[0]), theirs.share(rests[1]))
    kept = np.maximum(*rests) < MOST_MISSED
    kept |= index.brands[pairs.names] & (rests[1] < _LITTLE)
    kept |= _may_be_alike(asked, index, (ours, theirs), rests=rests, kept=kept)
    # What is glued or split with a slip, or a slip in a legal form, makes words of their own: then the whole is alike.
    odd = np.flatnonzero(~kept & (shares >= SLIGHTLY_SHARED))
    whole = taken(asked.spelt, pairs.rows[odd]), taken(index.spelt, pairs.names[odd])
    kept[odd] = are_near_unspaced(*whole, least=LEAST_WHOLE)
    return best_pairs(Pairs(pairs.rows[kept], pairs.names[kept]), shares[kept])


def _may_be_alike(
    asked: Asked, index: NameIndex, sides: tuple[_Side, _Side], *, rests: tuple[_Sums, _Sums], kept: Marks
) -> Marks:
    """Mark the pairs of which both names have too much, and one word each that may be one word."""
    heaviest = [side.heaviest_missed() for side in sides]
    # With those two taken for one, at least one side must have little left.
    left = np.minimum(rests[0] - heaviest[0][1], rests[1] - heaviest[1][1])
    unsure = np.flatnonzero((np.minimum(*rests) >= MOST_MISSED) & (left < _MOST_LEFT) & ~kept)
    ours, theirs = (words[unsure] for words, _ in heaviest)
    signs = asked.letters.signs[ours], index.signs[theirs]
    may = may_be_alike(signs, (few_letters(asked.letters.sizes[ours]), index.sizes[theirs]))
    marks = np.zeros(len(kept), bool)
    marks[unsure[may]] = _are_alike(asked.column.distinct, ours[may], index.words, theirs[may])
    return marks


def may_be_alike(signs: Both, sizes: Both) -> Marks:
    """Tell from the letters of two words that names have too much whether they may be one, some letters apart."""
    return may_be_near(signs, sizes, least=_LEAST_ALIKE) | ((np.maximum(*sizes) <= _SHORT) & may_be_one_edit(signs))


def _sides(asked: Asked, index: NameIndex, hits: Hits, pairs: Pairs) -> tuple[_Side, _Side]:
    """Ask every word of each candidate name which word of the row it may be."""
    first, last = index.begins[pairs.names], index.begins[pairs.names + 1]
    theirs = _Side(index.name_words[ranges(first, last)].astype(np.int64), first, last, index.weights)
    column = asked.column
    first, last = column.begins[pairs.rows], column.begins[pairs.rows + 1]
    ours = _Side(column.words[ranges(first, last)], first, last, asked.weights)
    keys, places = _row_words(asked, hits, rows=ascending(pairs.rows), size=len(index.words))
    wanted = pairs.rows[theirs.owners] * len(index.words) + theirs.words
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    hit = np.flatnonzero(keys[at] == wanted)
    theirs.matched[hit] = True
    # A word of theirs may be several of the row: their keys are equal, and end where the next key begins.
    at, end = at[hit], _ends(keys)[at[hit]]
    pair = np.repeat(theirs.owners[hit], end - at)
    ours.matched[ours.begins[pair] + places[ranges(at, end)] - column.begins[pairs.rows[pair]]] = True
    return ours, theirs


def _ends(keys: Numbers) -> Numbers:
    """Give for each of ascending keys where the ones that equal it end."""
    last = np.flatnonzero(np.concatenate([keys[1:] != keys[:-1], [True]]))
    return np.repeat(last + 1, np.diff(last, prepend=-1))


def _row_words(asked: Asked, hits: Hits, *, rows: Numbers, size: int) -> tuple[Numbers, Numbers]:
    """Give keys of a row and a word of the index that a word of it may be, ascending, and where that word stands."""
    column = asked.column
    first, last = column.begins[rows], column.begins[rows + 1]
    places = ranges(first, last)
    words = column.words[places]
    begins, ends, found = by_word(hits, len(column.distinct))
    counts = (ends - begins)[words]
    keys = np.repeat(np.repeat(rows, last - first), counts) * size + found[ranges(begins[words], ends[words])]
    places = np.repeat(places, counts)
    order = np.argsort(keys, kind="stable")
    return keys[order], places[order]


def _are_alike(words: pa.StringArray, ours: Numbers, known: pa.StringArray, theirs: Numbers) -> Marks:
    """Tell whether the words that two names have too much may be one word, some letters or an ending apart."""
    keys, back = np.unique(ours * max(1, len(known)) + theirs, return_inverse=True)
    one, other = np.divmod(keys, max(1, len(known)))
    left, right = taken(words, one), taken(known, other)
    marks = are_near(left, right, least=_LEAST_ALIKE)
    # In longer words one letter is a smaller part than that already.
    short = np.flatnonzero(~marks & (np.maximum(letters(left), letters(right)) <= _SHORT))
    marks[short] = are_one_edit(taken(left, short), taken(right, short))
    alike: Marks = marks[back]
    return alike


def by_word(hits: Hits, words: int) -> tuple[Numbers, Numbers, Numbers]:
    """Give for each distinct word where its hits begin and end, and what is found, word by word."""
    order = np.argsort(hits.asked, kind="stable")
    ends = np.cumsum(np.bincount(hits.asked, minlength=words))
    begins = np.concatenate([[0], ends[:-1]]).astype(np.int64)
    return begins, ends, hits.found[order]


def best_pairs(pairs: Pairs, shares: _Sums) -> Pairs:
    """Keep for each row the pairs of the largest shares, of equals the first names."""
    order = np.lexsort((pairs.names, -shares, pairs.rows))
    rows = pairs.rows[order]
    begins = np.searchsorted(rows, rows)
    kept = np.sort(order[np.arange(len(rows)) - begins < _MOST_CANDIDATES])
    return Pairs(pairs.rows[kept], pairs.names[kept])


def ascending(numbers: Numbers) -> Numbers:
    """Sort numbers and keep each once; the hashing of `numpy.unique` took three times as long (2026-11-25)."""
    ordered = np.sort(numbers)
    is_new = np.ones(len(ordered), bool)
    is_new[1:] = ordered[1:] != ordered[:-1]
    kept: Numbers = ordered[is_new]
    return kept

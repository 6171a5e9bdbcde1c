"""Find the names of an index that a column of names may mean: all that share enough of the weight of both.

Near spellings are worked out for each distinct word and not for each pair of names; names that share
nothing but common words never meet.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute
from rapidfuzz.distance import OSA, Indel
from rapidfuzz.process import cpdist

from barred.matching.code_table import find_codes
from barred.matching.columns import WordColumn, cut_words, ranges, taken
from barred.matching.lexicon import Lexicon
from barred.matching.name_index import NEAR_LETTERS, SLIGHTLY_SHARED, NameIndex, lead_words
from barred.matching.weigh import Floats, Weigher, letters
from barred.matching.word_codes import Codes, joined_codes, shortened_codes, word_codes

__all__ = ["MOST_CANDIDATES", "Finder", "Pairs"]

# The stubs of pyarrow know only some kinds of array that its functions take; the twin test checks them instead.
_compute: Any = pyarrow.compute

# A row is compared with so many names at most: those that share most with it.
MOST_CANDIDATES = 25
# Names go on to be compared when the rest that is not matched weighs less than a word that tells them apart,
# when the heaviest words of the rests are alike, or when the row mentions a brand.
_MOST_MISSED = 2.6
_LITTLE = 1.0
_LEAST_ALIKE = 0.7
_LEAST_TOGETHER = 0.8
_LEAST_WHOLE = 0.9
# A word that so many names of the background hold is spelt as it is meant.
_NEAR_WEIGHT = 6.5

Numbers = npt.NDArray[np.int64]


class Pairs(NamedTuple):
    """Pairs of a row and a name of the index, by row and then name, each once."""

    rows: Numbers
    names: Numbers


class _Hits(NamedTuple):
    """Distinct words of the rows and the words of the index that each may be."""

    asked: Numbers
    found: Numbers


class Finder:
    """Finds candidates in an index.

    Args:
        index: The names.
        lexicon: The one that the index was built with.
    """

    def __init__(self, index: NameIndex, lexicon: Lexicon) -> None:
        self.index = index
        self._weigher = Weigher(lexicon)
        self._has_leads = np.diff(index.lead_begins) > 0

    def find(self, spelt: pa.StringArray) -> Pairs:
        """Find the candidates of n names.

        Args:
            spelt: n names as spelt, best distinct ones.

        Returns:
            Pairs of names whose words are equal or one letter apart, but for one word that may be
            alike; names that write together what the other writes apart; brands that a row mentions.
            For each row the `MOST_CANDIDATES` that share most with it.

        Cost:
            About 1 to 2 microseconds a name without candidates.
        """
        column = cut_words(spelt)
        if not len(column.distinct):
            return Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64))
        codes = word_codes(column.distinct)
        weights, keys = self._weigher.weigh(column.distinct, codes)
        hits, slips = self._hits(column.distinct, keys, weights)
        weights = self._as_meant(weights, hits)
        together = self._together(spelt, column, codes=codes, slips=slips)
        pairs = self._led(column, weights, hits)
        pairs = self._covered(spelt, column, weights=weights, hits=hits, pairs=pairs)
        return _distinct([pairs, together], len(self.index.names))

    def _hits(self, words: pa.StringArray, keys: Codes, weights: Floats) -> tuple[_Hits, _Hits]:
        """Find for each distinct word the words of the index that it is or is one letter apart from.

        Returns:
            These, and the names in which it is written as two words, with or without one letter more.
        """
        asked, found = find_codes(self.index.exact, keys)
        sizes = letters(words)
        long = np.flatnonzero((sizes >= NEAR_LETTERS - 1) & (weights >= _NEAR_WEIGHT))
        near_codes, owners = shortened_codes(taken(words, long))
        at, near = find_codes(self.index.near, near_codes)
        by_word = _ascending(long[owners[at]] * len(self.index.words) + near)
        near_asked, near = np.divmod(by_word, max(1, len(self.index.words)))
        is_near = _is_one_edit(words, near_asked, self.index.words, near)
        at, names = find_codes(self.index.joined, near_codes)
        hits = _Hits(np.concatenate([asked, near_asked[is_near]]), np.concatenate([found, near[is_near]]))
        return hits, _Hits(long[owners[at]], names)

    def _as_meant(self, weights: Floats, hits: _Hits) -> Floats:
        """Give a word no more weight than the lightest word of the index that it may be a misspelling of."""
        lightest = np.full(len(weights), np.inf, np.float32)
        np.minimum.at(lightest, hits.asked, self.index.weights[hits.found])
        return np.minimum(weights, lightest)

    def _led(self, column: WordColumn, weights: Floats, hits: _Hits) -> Pairs:
        """Pair each row with the names to which one of its leading words leads."""
        leading = hits.asked[self._has_leads[hits.found]]
        can_lead = np.zeros(len(column.distinct), bool)
        can_lead[leading] = True
        owners = column.owners
        rows = _ascending(owners[can_lead[column.words]])
        some, at = _rows_of(column, rows)
        leads = lead_words(some, weights, least=SLIGHTLY_SHARED)
        words, mine = some.words[leads], rows[some.owners[leads]]
        del at
        begins, ends, order = _by_word(hits, len(column.distinct))
        spread = ranges(begins[words], ends[words])
        mine = np.repeat(mine, ends[words] - begins[words])
        found = hits.found[order][spread]
        first, last = self.index.lead_begins[found], self.index.lead_begins[found + 1]
        return Pairs(np.repeat(mine, last - first), self.index.lead_names[ranges(first, last)].astype(np.int64))

    def _covered(
        self, spelt: pa.StringArray, column: WordColumn, *, weights: Floats, hits: _Hits, pairs: Pairs
    ) -> Pairs:
        """Keep the pairs whose words are matched so far that the names may be one, or one may mention the other."""
        pairs = _distinct([pairs], len(self.index.names))
        if not len(pairs.rows):
            return pairs
        first, last = self.index.begins[pairs.names], self.index.begins[pairs.names + 1]
        theirs = _Side(self.index.name_words[ranges(first, last)].astype(np.int64), first, last, self.index.weights)
        first, last = column.begins[pairs.rows], column.begins[pairs.rows + 1]
        ours = _Side(column.words[ranges(first, last)], first, last, weights)
        # Every word of each candidate name is asked which word of the row it may be.
        keys, places = _row_words(column, weights, hits, rows=_ascending(pairs.rows), size=len(self.index.words))
        wanted = pairs.rows[theirs.owners] * len(self.index.words) + theirs.words
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        theirs.matched[:] = keys[at] == wanted
        hit = np.flatnonzero(theirs.matched)
        pair = theirs.owners[hit]
        ours.matched[ours.begins[pair] + places[at[hit]] - column.begins[pairs.rows[pair]]] = True
        our_rest, their_rest = ours.rest(), theirs.rest()
        is_near = (their_rest < _MOST_MISSED) & (our_rest < _MOST_MISSED)
        is_mentioned = self.index.brands[pairs.names] & (their_rest < _LITTLE)
        unsure = np.flatnonzero((their_rest >= _MOST_MISSED) & (our_rest >= _MOST_MISSED) & ~is_mentioned)
        kept = is_near | is_mentioned
        kept[unsure] = _are_alike(
            column.distinct, ours.heaviest_missed(unsure), self.index.words, theirs.heaviest_missed(unsure)
        )
        shares = np.minimum(ours.share(), theirs.share())
        # A slip in a legal form or a stop word makes a word that looks like a name: then the whole is alike.
        odd = np.flatnonzero(~kept & (shares >= SLIGHTLY_SHARED) & (np.minimum(our_rest, their_rest) < _MOST_MISSED))
        left, right = taken(spelt, pairs.rows[odd]), taken(self.index.spelt, pairs.names[odd])
        kept[odd] = _are_near(_unspaced(left), _unspaced(right), least=_LEAST_WHOLE)
        return _best(Pairs(pairs.rows[kept], pairs.names[kept]), shares[kept])

    def _together(self, spelt: pa.StringArray, column: WordColumn, *, codes: Codes, slips: _Hits) -> Pairs:
        """Pair rows and names of which one writes together what the other writes apart."""
        begins, ends, order = _by_word(slips, len(column.distinct))
        owners = column.owners
        written = Pairs(
            np.repeat(owners, (ends - begins)[column.words]),
            slips.found[order][ranges(begins[column.words], ends[column.words])],
        )
        beside = np.flatnonzero(owners[1:] == owners[:-1])
        sizes = letters(column.distinct)
        one, other = column.words[beside], column.words[beside + 1]
        at, found = find_codes(self.index.exact, joined_codes(codes[one], sizes[one], codes[other]))
        first, last = self.index.lead_begins[found], self.index.lead_begins[found + 1]
        apart = Pairs(
            np.repeat(owners[beside[at]], last - first), self.index.lead_names[ranges(first, last)].astype(np.int64)
        )
        pairs = _distinct([written, apart], len(self.index.names))
        # Much is written together by chance: the whole names must be alike, wherever their spaces are.
        left, right = taken(spelt, pairs.rows), taken(self.index.spelt, pairs.names)
        kept = _are_near(_unspaced(left), _unspaced(right), least=_LEAST_TOGETHER)
        return Pairs(pairs.rows[kept], pairs.names[kept])


def _is_one_edit(words: pa.StringArray, asked: Numbers, known: pa.StringArray, found: Numbers) -> npt.NDArray[np.bool_]:
    if not len(asked):
        return np.zeros(0, bool)
    left, right = taken(words, asked).to_pylist(), taken(known, found).to_pylist()
    distances = cpdist(left, right, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8)
    is_near: npt.NDArray[np.bool_] = distances == 1
    return is_near


def _by_word(hits: _Hits, words: int) -> tuple[Numbers, Numbers, Numbers]:
    """Give for each distinct word where its hits begin and end, and the order that they must be put in."""
    order = np.argsort(hits.asked, kind="stable")
    ends = np.cumsum(np.bincount(hits.asked, minlength=words))
    begins = np.concatenate([[0], ends[:-1]]).astype(np.int64)
    return begins, ends, order


def _rows_of(column: WordColumn, rows: Numbers) -> tuple[WordColumn, Numbers]:
    """Take some rows of a column of words."""
    first, last = column.begins[rows], column.begins[rows + 1]
    at = ranges(first, last)
    begins = np.zeros(len(rows) + 1, np.int64)
    np.cumsum(last - first, out=begins[1:])
    return WordColumn(column.distinct, column.words[at], begins), at


class _Side:
    """The words of one side of n pairs, pair by pair, and which of them are matched."""

    def __init__(self, words: Numbers, first: Numbers, last: Numbers, weights: Floats) -> None:
        sizes = last - first
        self.words = words
        self.begins = np.cumsum(sizes) - sizes
        self.owners = np.repeat(np.arange(len(sizes)), sizes)
        self.weights = weights[words].astype(np.float64)
        self.matched = np.zeros(len(words), bool)

    def rest(self) -> npt.NDArray[np.float64]:
        """Weigh the words of each pair that are not matched."""
        return np.bincount(self.owners, self.weights * ~self.matched, len(self.begins)).astype(np.float64)

    def share(self) -> npt.NDArray[np.float64]:
        """Give for each pair the share of the weight that is matched."""
        whole = np.bincount(self.owners, self.weights, len(self.begins))
        return 1 - self.rest() / np.maximum(whole, 1e-9)

    def heaviest_missed(self, pairs: Numbers) -> Numbers:
        """Give for some pairs the heaviest word that is not matched."""
        missed = np.flatnonzero(~self.matched)
        order = missed[np.lexsort((self.weights[missed], self.owners[missed]))]
        last = np.searchsorted(self.owners[order], pairs, side="right") - 1
        return self.words[order[last]]


def _row_words(
    column: WordColumn, weights: Floats, hits: _Hits, *, rows: Numbers, size: int
) -> tuple[Numbers, Numbers]:
    """Give keys of a row and a word of the index that one of its words may be, ascending, and where it stands."""
    first, last = column.begins[rows], column.begins[rows + 1]
    places = ranges(first, last)
    words = column.words[places]
    begins, ends, order = _by_word(hits, len(column.distinct))
    counts = (ends - begins)[words]
    keys = np.repeat(np.repeat(rows, last - first), counts) * size
    keys += hits.found[order][ranges(begins[words], ends[words])]
    places = np.repeat(places, counts)
    sort = np.lexsort((places, -weights[column.words[places]], keys))
    keys, places = keys[sort], places[sort]
    is_first = np.ones(len(keys), bool)
    is_first[1:] = keys[1:] != keys[:-1]
    return keys[is_first], places[is_first]


def _are_alike(words: pa.StringArray, ours: Numbers, known: pa.StringArray, theirs: Numbers) -> npt.NDArray[np.bool_]:
    """Tell whether the words that two names have too much may be one word, some letters or an ending apart."""
    left, right = taken(words, ours), taken(known, theirs)
    is_near: npt.NDArray[np.bool_] = _are_near(left, right, least=_LEAST_ALIKE)
    rest = np.flatnonzero(~is_near)
    is_near[rest] = _is_one_edit(words, ours[rest], known, theirs[rest])
    return is_near


def _are_near(left: pa.StringArray, right: pa.StringArray, *, least: float) -> npt.NDArray[np.bool_]:
    if not len(left):
        return np.zeros(0, bool)
    shares = cpdist(
        left.to_pylist(), right.to_pylist(), scorer=Indel.normalized_similarity, score_cutoff=least, dtype=np.float32
    )
    near: npt.NDArray[np.bool_] = shares >= least
    return near


def _unspaced(texts: pa.StringArray) -> pa.StringArray:
    unspaced: pa.StringArray = _compute.replace_substring(texts, " ", "")
    return unspaced


def _best(pairs: Pairs, shares: npt.NDArray[np.float64]) -> Pairs:
    """Keep for each row the pairs of the largest shares, of equals the first names."""
    order = np.lexsort((pairs.names, -shares, pairs.rows))
    rows = pairs.rows[order]
    begins = np.searchsorted(rows, rows)
    kept = np.sort(order[np.arange(len(rows)) - begins < MOST_CANDIDATES])
    return Pairs(pairs.rows[kept], pairs.names[kept])


def _distinct(pairs: list[Pairs], names: int) -> Pairs:
    keys = _ascending(np.concatenate([one.rows * max(1, names) + one.names for one in pairs]))
    rows, found = np.divmod(keys, max(1, names))
    return Pairs(rows, found)


def _ascending(numbers: Numbers) -> Numbers:
    """Sort numbers and keep each once; the hashing of `numpy.unique` took three times as long (2026-11-25)."""
    ordered = np.sort(numbers)
    is_new = np.ones(len(ordered), bool)
    is_new[1:] = ordered[1:] != ordered[:-1]
    kept: Numbers = ordered[is_new]
    return kept

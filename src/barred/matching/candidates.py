"""Find the names of an index that a column of names may mean: all that share enough of the weight of both.

Near spellings are worked out for each distinct word and not for each pair of names; names that share
nothing but common words never meet.
"""

import numpy as np
import pyarrow as pa

from barred.matching.code_table import find_codes
from barred.matching.columns import WordColumn, cut_words, ranges, taken
from barred.matching.cover import Asked, Hits, Pairs, ascending, by_word, cover
from barred.matching.lexicon import Lexicon
from barred.matching.likeness import Numbers, are_near_unspaced, are_one_edit
from barred.matching.name_index import FEW_NAMES, NEAR_LETTERS, SLIGHTLY_SHARED, NameIndex, lead_words
from barred.matching.weigh import Floats, Weigher, letters
from barred.matching.word_codes import Codes, joined_codes, shortened_codes, word_codes

__all__ = ["Finder"]

_LEAST_TOGETHER = 0.8
# A word that so many names of the background hold is spelt as it is meant.
_NEAR_WEIGHT = 6.5


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
            For each row those that share most with it.

        Cost:
            About 1 to 2 microseconds a name without candidates.
        """
        column = cut_words(spelt)
        if not len(column.distinct):
            return Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64))
        codes = word_codes(column.distinct)
        weights, keys = self._weigher.weigh(column.distinct, codes)
        exact, near, slips = self._hits(column.distinct, codes, keys=keys, weights=weights)
        hits = Hits(np.concatenate([exact.asked, near.asked]), np.concatenate([exact.found, near.found]))
        asked = Asked(spelt, column, self._as_meant(weights, exact, near))
        together = self._together(spelt, column, codes=codes, slips=slips)
        led = _distinct([self._led(asked, hits)], len(self.index.names))
        covered = cover(asked, self.index, hits=hits, pairs=led)
        return _distinct([covered, together], len(self.index.names))

    def _hits(self, words: pa.StringArray, codes: Codes, *, keys: Codes, weights: Floats) -> tuple[Hits, Hits, Hits]:
        """Find for each distinct word the words of the index that it is, and that it is one letter apart from.

        Returns:
            These, and the names in which it is written as two words, with or without one letter more.
        """
        exact = Hits(*find_codes(self.index.exact, keys))
        sizes = letters(words)
        is_long = (sizes >= NEAR_LETTERS - 1) & (weights >= _NEAR_WEIGHT)
        long, rest = np.flatnonzero(is_long), np.flatnonzero(~is_long)
        near_codes, owners = shortened_codes(taken(words, long))
        at, near = find_codes(self.index.near, near_codes)
        by_pair = ascending(long[owners[at]] * len(self.index.words) + near)
        near_asked, near = np.divmod(by_pair, max(1, len(self.index.words)))
        is_near = are_one_edit(taken(words, near_asked), taken(self.index.words, near))
        owners = np.concatenate([long[owners], rest])
        at, names = find_codes(self.index.joined, np.concatenate([near_codes, codes[rest]]))
        return exact, Hits(near_asked[is_near], near[is_near]), Hits(owners[at], names)

    def _as_meant(self, weights: Floats, exact: Hits, near: Hits) -> Floats:
        """Give a word no more weight than the words of the index that it is, or else than the lightest near one.

        "Good" is held by the index and keeps its weight, however near it is to the legal form "eood".
        """
        meant = weights.copy()
        np.minimum.at(meant, near.asked, self.index.weights[near.found])
        meant[exact.asked] = weights[exact.asked]
        np.minimum.at(meant, exact.asked, self.index.weights[exact.found])
        return meant

    def _led(self, asked: Asked, hits: Hits) -> Pairs:
        """Pair each row with the names to which one of its leading words leads."""
        column = asked.column
        leading = hits.asked[self._has_leads[hits.found]]
        can_lead = np.zeros(len(column.distinct), bool)
        can_lead[leading] = True
        rows = ascending(column.owners[can_lead[column.words]])
        some = _rows_of(column, rows)
        leads = lead_words(some, asked.weights, least=SLIGHTLY_SHARED)
        is_strong = lead_words(some, asked.weights)[leads]
        words, mine = some.words[leads], rows[some.owners[leads]]
        begins, ends, found = by_word(hits, len(column.distinct))
        counts = ends[words] - begins[words]
        mine, is_strong = np.repeat(mine, counts), np.repeat(is_strong, counts)
        found = found[ranges(begins[words], ends[words])]
        first, last = self.index.lead_begins[found], self.index.lead_begins[found + 1]
        followed = is_strong | (last - first <= FEW_NAMES)
        mine, first, last = mine[followed], first[followed], last[followed]
        return Pairs(np.repeat(mine, last - first), self.index.lead_names[ranges(first, last)].astype(np.int64))

    def _together(self, spelt: pa.StringArray, column: WordColumn, *, codes: Codes, slips: Hits) -> Pairs:
        """Pair rows and names of which one writes together what the other writes apart."""
        begins, ends, found = by_word(slips, len(column.distinct))
        owners = column.owners
        written = Pairs(
            np.repeat(owners, (ends - begins)[column.words]), found[ranges(begins[column.words], ends[column.words])]
        )
        beside = np.flatnonzero(owners[1:] == owners[:-1])
        sizes = letters(column.distinct)
        one, other = column.words[beside], column.words[beside + 1]
        at, found = find_codes(self.index.exact, joined_codes(codes[one], codes[other], sizes=sizes[one]))
        first, last = self.index.lead_begins[found], self.index.lead_begins[found + 1]
        apart = Pairs(
            np.repeat(owners[beside[at]], last - first), self.index.lead_names[ranges(first, last)].astype(np.int64)
        )
        pairs = _distinct([written, apart], len(self.index.names))
        # Much is written together by chance: the whole names must be alike, wherever their spaces are.
        names = taken(spelt, pairs.rows), taken(self.index.spelt, pairs.names)
        kept = are_near_unspaced(*names, least=_LEAST_TOGETHER)
        return Pairs(pairs.rows[kept], pairs.names[kept])


def _rows_of(column: WordColumn, rows: Numbers) -> WordColumn:
    """Take some rows of a column of words."""
    first, last = column.begins[rows], column.begins[rows + 1]
    begins = np.zeros(len(rows) + 1, np.int64)
    np.cumsum(last - first, out=begins[1:])
    return WordColumn(column.distinct, column.words[ranges(first, last)], begins)


def _distinct(pairs: list[Pairs], names: int) -> Pairs:
    keys = ascending(np.concatenate([one.rows * max(1, names) + one.names for one in pairs]))
    rows, found = np.divmod(keys, max(1, names))
    return Pairs(rows, found)

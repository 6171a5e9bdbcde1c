"""Find the names of an index that a column of names may mean: all that share enough of the weight of both.

Near spellings are worked out for each distinct word and not for each pair of names; names that share
nothing but common words never meet.
"""

import numpy as np
import pyarrow as pa

from barred.matching.code_table import find_codes, find_mixed
from barred.matching.columns import WordColumn, cut_words, ranges, taken
from barred.matching.cover import Asked, Hits, Pairs, ascending, by_word, cover
from barred.matching.lead_words import FEW_NAMES, LEAST_SHARED, SLIGHTLY_SHARED, heaviest_first
from barred.matching.lexicon import Lexicon
from barred.matching.likeness import Numbers, are_near_unspaced, are_one_edit
from barred.matching.name_index import NEAR_LETTERS, NameIndex
from barred.matching.pass_over import Led, pass_over
from barred.matching.weigh import Floats, Weigher
from barred.matching.word_codes import Codes, WordLetters, joined_codes

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
        letters = WordLetters(column.distinct)
        weights, keys = self._weigher.weigh(column.distinct, letters)
        exact, near, slips = self._hits(column.distinct, letters, keys=keys, weights=weights)
        hits = Hits(np.concatenate([exact.asked, near.asked]), np.concatenate([exact.found, near.found]))
        asked = Asked(spelt, column, letters, self._as_meant(weights, exact, near))
        together = self._together(spelt, column, letters=letters, slips=slips)
        led = self._led(asked, hits)
        covered = cover(asked, self.index, hits=hits, pairs=led)
        return _distinct([covered, together], len(self.index.names))

    def _hits(
        self, words: pa.StringArray, letters: WordLetters, *, keys: Codes, weights: Floats
    ) -> tuple[Hits, Hits, Hits]:
        """Find for each distinct word the words of the index that it is, and that it is one letter apart from.

        Returns:
            These, and the names in which it is written as two words, with or without one letter more.
        """
        exact = Hits(*find_codes(self.index.exact, keys))
        is_long = (letters.sizes >= NEAR_LETTERS - 1) & (weights >= _NEAR_WEIGHT)
        near_keys, owners = letters.near
        at, near = find_mixed(self.index.near, near_keys)
        near_asked = owners[at]
        by_pair = ascending((near_asked * len(self.index.words) + near)[is_long[near_asked]])
        near_asked, near = np.divmod(by_pair, max(1, len(self.index.words)))
        is_near = are_one_edit(taken(words, near_asked), taken(self.index.words, near))
        at, names = find_mixed(self.index.joined, near_keys)
        # A word that may not be misspelt stands first among its forms: as it is.
        written = is_long[owners[at]] | (at < len(words))
        return exact, Hits(near_asked[is_near], near[is_near]), Hits(owners[at[written]], names[written])

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
        """Pair each row with the names to which one of its leading words leads, unless they are plainly others."""
        column = asked.column
        leading = hits.asked[self._has_leads[hits.found]]
        can_lead = np.zeros(len(column.distinct), bool)
        can_lead[leading] = True
        rows = ascending(column.owners[can_lead[column.words]])
        some = _rows_of(column, rows)
        ordered = heaviest_first(some, asked.weights, codes=asked.letters.codes)
        leads = np.flatnonzero(ordered.leads(SLIGHTLY_SHARED))
        words, mine = some.words[ordered.places[leads]], some.owners[leads]
        is_strong = ordered.leads(LEAST_SHARED)[leads]
        begins, ends, found = by_word(hits, len(column.distinct))
        counts = ends[words] - begins[words]
        found = found[ranges(begins[words], ends[words])]
        words, mine, is_strong = np.repeat(words, counts), np.repeat(mine, counts), np.repeat(is_strong, counts)
        first, last = self.index.lead_begins[found], self.index.lead_begins[found + 1]
        followed = (is_strong | (last - first <= FEW_NAMES)) & (first < last)
        words, mine = words[followed], mine[followed]
        led = Led(words, found[followed], mine)
        names = pass_over(Asked(asked.spelt, some, asked.letters, asked.weights), self.index, hits=hits, led=led)
        return _distinct([Pairs(rows[names.rows], names.names)], len(self.index.names))

    def _together(self, spelt: pa.StringArray, column: WordColumn, *, letters: WordLetters, slips: Hits) -> Pairs:
        """Pair rows and names of which one writes together what the other writes apart."""
        begins, ends, found = by_word(slips, len(column.distinct))
        owners = column.owners
        written = Pairs(
            np.repeat(owners, (ends - begins)[column.words]), found[ranges(begins[column.words], ends[column.words])]
        )
        beside = np.flatnonzero(owners[1:] == owners[:-1])
        one, other = column.words[beside], column.words[beside + 1]
        codes = joined_codes(letters.codes[one], letters.codes[other], sizes=letters.sizes[one])
        at, found = find_codes(self.index.exact, codes)
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

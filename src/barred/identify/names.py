"""Weigh the names that stand in a subject.

Splitting the words that only this organisation uses from the words that every firm uses is what
matters here: "Digital Technology Co., Ltd." is nobody's name, and a distinctive word among other
distinctive words of a firm is a mention, not the firm.
"""

from collections.abc import Sequence
from typing import NamedTuple

from barred.identify.cells import FIRM_WORDS, Cell, Lexicon
from barred.identify.clue import REGISTERED, Clue, brand_of
from barred.identify.index import Index
from barred.identify.name_matches import Match, name_matches
from barred.identify.native import find_native
from barred.identify.set_apart import is_set_apart

__all__ = ["Surroundings", "find_names"]

_SHORT = 3


class Surroundings(NamedTuple):
    """What the whole subject is.

    Args:
        is_goods: It tells of devices or programs, by a word or by a model number.
        has_product: It holds a word for anything that is sold, accessories and work included.
        has_number: It holds a model number that can be trusted.
        numbered: Organisations that any number in it points to.
    """

    is_goods: bool
    has_product: bool
    has_number: bool
    numbered: frozenset[str] = frozenset()


def find_names(cells: Sequence[Cell], index: Index, *, lexicon: Lexicon, around: Surroundings) -> list[Clue]:
    """Find what the names in the cells point to.

    Args:
        cells: The subject, laid out.
        index: Where names are looked up.
        lexicon: What is known of the words.
        around: What the rest of the subject is.

    Returns:
        Clues, several for one organisation where several of its names stand there. A name inside
        a longer name that is recorded too counts as the longer one alone.
    """
    clues: list[Clue] = []
    for cell in cells:
        matches = name_matches(cell, index, lexicon=lexicon)
        if cell.role == "model":
            # Makers are written before their numbers; letters that spell another name by chance are not.
            matches = [match for match in matches if match.row.usage == "distinctive" and match.way == "phrase"]
        reader = _Reader(cell, lexicon, around=around, matches=matches)
        clues.extend(reader.clue(match) for match in matches if reader.counts(match))
        if cell.role != "model":
            clues.extend(find_native(cell, index, lexicon=lexicon, is_goods=around.is_goods))
    return clues


class _Reader:
    """Weighs the matches of one cell."""

    def __init__(self, cell: Cell, lexicon: Lexicon, *, around: Surroundings, matches: Sequence[Match]) -> None:
        self.cell, self.lexicon, self.around = cell, lexicon, around
        self.core, self.family = lexicon.core(cell)
        # A short text that ends in a legal form is a firm's name; a longer one about goods is a line of a quote.
        is_name = bool(self.family) and not around.has_number
        is_name = is_name and (not around.has_product or len(cell.words) <= FIRM_WORDS)
        self.is_firm = cell.role == "organisation" or (cell.role == "text" and is_name)
        self.spans = [(match.first, match.last) for match in matches]
        self.ordinary = {match.row.organisation for match in matches if match.row.usage == "ordinary"}

    def counts(self, match: Match) -> bool:
        """Tell whether a match may count at all: ordinary names need more than to occur."""
        if match.way == "typo" or match.row.usage == "distinctive" or self._fills(match):
            return True
        if match.row.organisation in self.around.numbered:
            return True
        if self.is_firm or not self.around.is_goods:
            return False
        words = self.cell.words
        before = words[match.first - 1].token if match.first else -1
        after = words[match.last].token if match.last < len(words) else -1
        if before == words[match.first].token or after == words[match.last - 1].token:
            return False  # a part of a model number
        piece = self.cell.piece(match.first, match.last)
        is_short = len(match.row.key) <= _SHORT or match.row.type == "abbreviation"
        if self.cell.text.islower():
            return not is_short
        return piece.isupper() if is_short else not piece[0].islower()

    def clue(self, match: Match) -> Clue:
        """Make the clue of a match."""
        row = match.row
        return Clue(
            row.organisation,
            self._weight(match),
            self.cell.piece(match.first, match.last),
            row.source,
            brand_of(row),
            kinds=row.kinds,
            is_joint=bool(row.joint),
        )

    def _weight(self, match: Match) -> str:
        row, fills = match.row, self._fills(match)
        if not fills and not self.is_firm and self._is_set_apart(match):
            return "meant-for"
        if match.way == "typo":
            return "typo" if match.last - match.first > 1 or not self.is_firm else "typo-mention"
        if row.usage == "ordinary":
            return self._ordinary(match, fills=fills)
        if row.type in REGISTERED and (row.family or match.way == "whole" or fills):
            return self._registered(match)
        if fills:
            return "brand-column" if self.cell.role == "brand" else "brand-whole"
        return self._in_firm(match) if self.is_firm else self._in_line(match)

    def _ordinary(self, match: Match, *, fills: bool) -> str:
        if not fills and match.row.organisation in self.around.numbered:
            return "ordinary-beside"
        if not fills:
            # A line about goods begins with whose goods they are.
            return "ordinary-leads" if match.first == 0 else "ordinary-goods"
        # Who asks about "Axis" and nothing else means somebody of that name; a register of firms may not.
        return {"brand": "brand-column-ordinary", "text": "ordinary-asked"}.get(self.cell.role, "ordinary-whole")

    def _registered(self, match: Match) -> str:
        if match.way != "core":
            return "legal"
        if match.row.organisation in self.ordinary and not self.family:
            return "ordinary-whole"
        return "legal-core" if self.family in {"", match.row.family} else "legal-other-form"

    def _fills(self, match: Match) -> bool:
        return match.first == 0 and match.last == len(self.cell.words)

    def _in_line(self, match: Match) -> str:
        """Take a town of China right before a name for another firm, and a name before a street for the street."""
        words, generic = self.cell.words, self.lexicon.generic
        if match.last < len(words) and generic.get(words[match.last].text) == "street":
            return "mention"
        town = words[match.first - 1]
        is_beside = match.first > 0 and self.cell.text[town.end : words[match.first].start].isspace()
        is_other = generic.get(town.text) == "home-place" and town.text not in match.row.home.split()
        return "mention" if is_beside and is_other else "brand-line"

    def _is_set_apart(self, match: Match) -> bool:
        return is_set_apart(
            self.cell,
            (match.first, match.last),
            lexicon=self.lexicon,
            names=self.spans,
            is_clause=not self.around.has_number,
        )

    def _in_firm(self, match: Match) -> str:
        words = [word.text for word in self.cell.words]
        before = [self.lexicon.generic.get(word, "") for word in words[: match.first]]
        after = words[match.last :]
        kinds = [self.lexicon.generic.get(word, "") for word in self._without_form(after)]
        # A firm of China is named by its town first: another town is another firm.
        if "home-place" in before and not set(words[: match.first]) & set(match.row.home.split()):
            return "mention"
        if set(kinds + before) <= {"country", "stop", "home-place"}:
            return "company-brand"
        return "mention-generic" if all(kinds + before) and not {"for", "apart"} & set(before) else "mention"

    def _without_form(self, words: list[str]) -> list[str]:
        tail = len(words) - (len(self.cell.words) - len(self.core)) if self.family else len(words)
        return words[: max(0, tail)]

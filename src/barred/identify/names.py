"""Find the names of organisations in the cells of a subject.

Splitting the words that only this organisation uses from the words that every firm uses is what
matters here: "Digital Technology Co., Ltd." is nobody's name, and a distinctive word among other
distinctive words of a firm is a mention, not the firm.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from barred.identify.cells import FIRM_WORDS, Cell, Lexicon, is_meant_for, windows
from barred.identify.clue import Clue
from barred.identify.index import Index, NameRow
from barred.identify.index_rows import TYPO_LETTERS, pairs
from barred.text.distance import deletions, is_one_edit
from barred.text.fold import compact
from barred.text.tokens import is_unspaced

__all__ = ["Surroundings", "find_names"]

_NAME_WORDS = 10
_JOINED_LETTERS = 7
_FIRST_LETTER_FREE = 9
_SHORT_NATIVE = 2
_SHORT_LATIN = 3
_REGISTERED = ("legal", "former")


@dataclass(frozen=True)
class Surroundings:
    """What the whole subject is.

    Args:
        is_goods: It tells of devices or programs, by a word or by a model number.
        has_product: It holds a word for anything that is sold, accessories and work included.
        has_number: It holds a model number that can be trusted.
    """

    is_goods: bool
    has_product: bool
    has_number: bool


class _Match(NamedTuple):
    row: NameRow
    first: int
    last: int
    way: str


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
        if cell.role != "model":
            matches = _outermost(_matches(cell, index, lexicon))
            reader = _Reader(cell, lexicon, around=around, matches=matches)
            clues.extend(reader.clue(match) for match in matches if reader.counts(match))
            clues.extend(_native(cell, index, around))
    return clues


def _matches(cell: Cell, index: Index, lexicon: Lexicon) -> list[_Match]:
    spans: dict[str, list[tuple[int, int, str]]] = {}
    for first, last in windows(cell.words, _NAME_WORDS):
        spans.setdefault(" ".join(word.text for word in cell.words[first:last]), []).append((first, last, "phrase"))
        joined = cell.words[first].text + cell.words[last - 1].text
        if last - first == 2 and len(joined) >= _JOINED_LETTERS:  # noqa: PLR2004 - two words
            spans.setdefault(joined, []).append((first, last, "joined"))
    size = len(cell.words)
    spans.setdefault("=" + "".join(word.text for word in cell.words), []).append((0, size, "whole"))
    core, _ = lexicon.core(cell)
    spans.setdefault("~" + " ".join(core), []).append((0, size, "core"))
    found = [
        _Match(row, *span)
        for row in index.names(list(spans))
        if not is_unspaced(row.key)
        for span in spans[row.key]
        if not (span[2] == "joined" and (row.usage == "ordinary" or " " in row.key))
    ]
    return found + list(_typos(cell, index, lexicon=lexicon, known=found))


def _typos(cell: Cell, index: Index, *, lexicon: Lexicon, known: Sequence[_Match]) -> Iterator[_Match]:
    taken = {at for match in known for at in range(match.first, match.last)}
    keys: dict[str, set[int]] = {}
    for at, word in enumerate(cell.words):
        is_word = word.text in lexicon.generic or word.text in lexicon.legal or word.text in lexicon.product
        if at not in taken and not is_word and len(word.text) >= TYPO_LETTERS - 1 and word.text.isalpha():
            for form in deletions(word.text):
                keys.setdefault(form, set()).add(at)
    seen: set[tuple[str, int]] = set()
    for row in index.typos(list(keys)):
        right = compact(row.text)
        for at in keys[row.key]:
            word = cell.words[at].text
            same_start = word[0] == right[0] or len(right) >= _FIRST_LETTER_FREE
            if same_start and is_one_edit(word, right) and (row.organisation, at) not in seen:
                seen.add((row.organisation, at))
                yield _Match(row, at, at + 1, "typo")


def _outermost(matches: Sequence[_Match]) -> list[_Match]:
    """Drop matches that lie inside a longer one, and near ones where the exact name is recorded too."""
    if any(match.way == "whole" for match in matches):
        matches = [match for match in matches if match.way != "core"]
    spans = {(match.first, match.last) for match in matches if match.way in {"phrase", "whole", "joined"}}
    inside = {
        span
        for span in spans | {(match.first, match.last) for match in matches}
        if any(a <= span[0] and span[1] <= b and (a, b) != span for a, b in spans)
    }
    return [match for match in matches if (match.first, match.last) not in inside]


class _Reader:
    """Weighs the matches of one cell."""

    def __init__(
        self, cell: Cell, lexicon: Lexicon, *, around: Surroundings, matches: Sequence[_Match]
    ) -> None:
        self.cell, self.lexicon, self.around = cell, lexicon, around
        self.core, self.family = lexicon.core(cell)
        # A short text that ends in a legal form is a firm's name; a longer one about goods is a line of a quote.
        is_name = bool(self.family) and not around.has_number
        is_name = is_name and (not around.has_product or len(cell.words) <= FIRM_WORDS)
        self.is_firm = cell.role == "organisation" or (cell.role == "text" and is_name)
        self.ordinary = {match.row.organisation for match in matches if match.row.usage == "ordinary"}

    def counts(self, match: _Match) -> bool:
        """Tell whether a match may count at all: ordinary names need more than to occur."""
        if match.way == "typo" or match.row.usage == "distinctive" or self._fills(match):
            return True
        if self.is_firm or not self.around.is_goods:
            return False
        words = self.cell.words
        before = words[match.first - 1].token if match.first else -1
        after = words[match.last].token if match.last < len(words) else -1
        if before == words[match.first].token or after == words[match.last - 1].token:
            return False  # a part of a model number
        piece = self.cell.piece(match.first, match.last)
        is_short = len(match.row.key) <= _SHORT_LATIN or match.row.type == "abbreviation"
        if self.cell.text.islower():
            return not is_short
        return piece.isupper() if is_short else not piece[0].islower()

    def clue(self, match: _Match) -> Clue:
        """Make the clue of a match."""
        row = match.row
        return Clue(
            row.organisation,
            self._weight(match),
            self.cell.piece(match.first, match.last),
            row.source,
            _brand(row),
            kinds=row.kinds,
            is_joint=bool(row.joint),
        )

    def _weight(self, match: _Match) -> str:
        row, fills = match.row, self._fills(match)
        if match.way == "typo":
            return "typo" if fills or not self.is_firm else "typo-mention"
        if row.usage == "ordinary":
            return self._ordinary(fills)
        if row.type in _REGISTERED and (row.family or match.way == "whole" or fills):
            return self._registered(match)
        if fills:
            return "brand-column" if self.cell.role == "brand" else "brand-whole"
        return self._in_firm(match) if self.is_firm else self._in_line(match)

    def _ordinary(self, fills: bool) -> str:  # noqa: FBT001 - one question, one word
        if not fills:
            return "ordinary-goods"
        return "brand-column-ordinary" if self.cell.role == "brand" else "ordinary-whole"

    def _registered(self, match: _Match) -> str:
        if match.way != "core":
            return "legal"
        if match.row.organisation in self.ordinary and not self.family:
            return "ordinary-whole"
        return "legal-core" if self.family in {"", match.row.family} else "legal-other-form"

    def _fills(self, match: _Match) -> bool:
        return match.first == 0 and match.last == len(self.cell.words)

    def _in_line(self, match: _Match) -> str:
        return "meant-for" if is_meant_for(self.cell, match.first, self.lexicon) else "brand-line"

    def _in_firm(self, match: _Match) -> str:
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


def _brand(row: NameRow) -> str | None:
    is_seller = bool({"brand", "maker", "software-maker"} & set(row.kinds.split()))
    if not is_seller or row.type in _REGISTERED or row.family:
        return None
    return row.text if row.type == "brand" else row.title


def _native(cell: Cell, index: Index, around: Surroundings) -> Iterator[Clue]:
    runs = [word.text for word in cell.words if is_unspaced(word.text)]
    if not runs:
        return
    letters = "".join(word.text for word in cell.words)
    keys = dict.fromkeys(pair for run in runs for pair in pairs(run))
    held = [(row, compact(row.text)) for row in index.native(list(keys))]
    held = [(row, name) for row, name in held if name in letters]
    for row, name in held:
        if not any(name in longer and name != longer for _, longer in held):
            weight = _native_weight(row, name, letters) or ("ordinary-goods" if around.is_goods else "")
            if weight:
                yield Clue(
                    row.organisation,
                    weight,
                    row.text,
                    row.source,
                    _brand(row),
                    kinds=row.kinds,
                    is_joint=bool(row.joint),
                )


def _native_weight(row: NameRow, name: str, letters: str) -> str:
    if row.family and (row.usage == "distinctive" or name == letters):
        return "native-legal"
    if name == letters:
        return "native-whole" if row.usage == "distinctive" else "native-short"
    if row.usage == "ordinary":
        return ""
    return "native-short" if len(name) <= _SHORT_NATIVE else "native"


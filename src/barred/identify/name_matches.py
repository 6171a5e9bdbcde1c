"""Find where recorded names stand in a cell, in right and in slightly wrong spelling."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from barred.identify.cells import Cell, Lexicon, phrases
from barred.identify.index import Index, NameRow
from barred.identify.index_rows import TYPO_LETTERS
from barred.text.distance import deletions, is_one_edit
from barred.text.fold import compact
from barred.text.tokens import is_unspaced

__all__ = ["SPELT_LETTERS", "Match", "name_matches"]

_NAME_WORDS = 10
_JOINED_LETTERS = 7
_FIRST_LETTER_FREE = 9
SPELT_LETTERS, _SPELT_MOST = 5, 20


class Match(NamedTuple):
    """A name and the words of the cell that it was read from, last excluded.

    `way` tells how: phrase, joined (split into two words), whole (the cell without its spaces),
    core (the cell without its legal form) or typo.
    """

    row: NameRow
    first: int
    last: int
    way: str


def name_matches(cell: Cell, index: Index, *, lexicon: Lexicon) -> list[Match]:
    """Find the names in a cell; one inside a longer name that is recorded too is left out.

    Names in scripts without spaces are left to `identify.native`.
    """
    return _outermost(_matches(cell, index, lexicon))


def _matches(cell: Cell, index: Index, lexicon: Lexicon) -> list[Match]:
    spans: dict[str, list[tuple[int, int, str]]] = {}
    for phrase, first, last in phrases(cell.words, _NAME_WORDS):
        spans.setdefault(phrase, []).append((first, last, "phrase"))
        if last - first == 2 and len(phrase) > _JOINED_LETTERS:  # noqa: PLR2004 - two words and their space
            spans.setdefault(phrase.replace(" ", ""), []).append((first, last, "joined"))
    for first, last in _spelt_out(cell):
        spans.setdefault("".join(word.text for word in cell.words[first:last]), []).append((first, last, "joined"))
    size = len(cell.words)
    spans.setdefault("=" + "".join(word.text for word in cell.words), []).append((0, size, "whole"))
    core, _ = lexicon.core(cell)
    spans.setdefault("~" + " ".join(core), []).append((0, size, "core"))
    found = [
        Match(row, *span)
        for row in index.names(list(spans))
        if not is_unspaced(row.key)
        for span in spans[row.key]
        if not (span[2] == "joined" and (row.usage == "ordinary" or " " in row.key))
    ]
    texts = [word.text for word in cell.words]
    slips = [_widest(match, texts, index) for match in found if match.row.type == "misspelling"]
    slips += [_widest(match, texts, index) for match in _typos(cell, index, lexicon=lexicon, known=found)]
    return [*(match for match in found if match.row.type != "misspelling"), *slips]


def _spelt_out(cell: Cell) -> Iterator[tuple[int, int]]:
    """Give the runs of single letters: a scanner, or somebody who wants to be seen, writes "E X A M P L E"."""
    first = 0
    for at in range(len(cell.words) + 1):
        if at == len(cell.words) or not (len(cell.words[at].text) == 1 and cell.words[at].text.isalpha()):
            # A letter beside it may be another word: "4 x E X A M P L E".
            for begin in range(first, at - SPELT_LETTERS + 1):
                for end in range(begin + SPELT_LETTERS, min(at, begin + _SPELT_MOST) + 1):
                    yield begin, end
            first = at + 1


def _typos(cell: Cell, index: Index, *, lexicon: Lexicon, known: Sequence[Match]) -> Iterator[Match]:
    taken = {at for match in known for at in range(match.first, match.last)}
    keys: dict[str, set[int]] = {}
    for at, word in enumerate(cell.words):
        is_word = word.text in lexicon.generic or word.text in lexicon.legal or word.text in lexicon.product
        if at not in taken and not is_word and len(word.text) >= TYPO_LETTERS - 1 and _is_lettered(word.text):
            for form in deletions(word.text):
                keys.setdefault(form, set()).add(at)
    seen: set[tuple[str, int]] = set()
    for row in index.typos(list(keys)):
        right = compact(row.text)
        for at in keys[row.key]:
            written = cell.words[at].text
            same_start = written[0] == right[0] or len(right) >= _FIRST_LETTER_FREE
            is_slip = written.isalpha() or len(written) == len(right)
            if same_start and is_slip and is_one_edit(written, right) and (row.organisation, at) not in seen:
                seen.add((row.organisation, at))
                yield Match(row, at, at + 1, "typo")


def _is_lettered(word: str) -> bool:
    """Tell whether a word is of letters, a digit that a scanner takes for one allowed: "H1kvision"."""
    return word.isalpha() or (sum(map(str.isdigit, word)) == 1 and not word[-1].isdigit() and word.isascii())


def _widest(match: Match, texts: Sequence[str], index: Index) -> Match:
    """Widen a misspelt word to the longest recorded name that it stands in, all other words being right."""
    if match.last - match.first > 1:
        return match
    right = match.row.title if match.row.type == "misspelling" else match.row.text
    words = [*texts[: match.first], compact(right), *texts[match.last :]]
    if words == list(texts):
        return match
    spans = {
        " ".join(words[first:last]): (first, last)
        for first in range(max(0, match.first - _NAME_WORDS), match.first + 1)
        for last in range(match.last, min(len(words), first + _NAME_WORDS) + 1)
        if last - first > 1
    }
    wider = [spans[row.key] for row in index.names(list(spans)) if row.organisation == match.row.organisation]
    first, last = max(wider, key=lambda span: span[1] - span[0], default=(0, 0))
    return match._replace(first=first, last=last, way="typo") if last else match


def _outermost(matches: Sequence[Match]) -> list[Match]:
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

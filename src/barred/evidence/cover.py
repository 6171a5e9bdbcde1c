"""Which passages of a document the records cite, which are marked as silent, and which nobody has looked at."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from barred.evidence.citation import Citation
from barred.evidence.sentences import Passage, split_passages

__all__ = ["CITED", "ENOUGH", "MARKED", "OPEN", "Covered", "cover"]

CITED, MARKED, OPEN = "cited", "marked", "open"
# The share of a passage's letters that must be pointed to. A citation of one clause out of three leaves the rest
# unread; one that leaves out a "he said" or a date in front does not.
ENOUGH = 0.6
_ADDRESS = re.compile(r"\bhttps?://[^\s)\]>]+|\bwww\.[^\s)\]>]+")


class Covered(NamedTuple):
    """A passage, its state, and the citations that touch it.

    Args:
        start: First code point.
        end: Code point after the last.
        text: The words.
        state: `CITED`, `MARKED` or `OPEN`.
        share: Part of its letters that citations and silent rows point to, 0 to 1.
        citations: Those that point to a letter of it, in the order of the document.
    """

    start: int
    end: int
    text: str
    state: str
    share: float
    citations: tuple[Citation, ...] = ()


def cover(text: str, citations: Iterable[Citation]) -> list[Covered]:
    """Tell for every passage of a document whether a record cites it.

    A passage is settled when citations and silent rows together point to at least `ENOUGH` of its letters
    and digits; those of web addresses do not count, unless there are no others. A settled passage is cited when
    citations point to as many of them as silent rows do, else marked.

    Args:
        text: The document.
        citations: Of this document; those without a position are left out.

    Returns:
        The passages with a letter or digit, in order.

    Cost:
        One pass over text and citations, both in order.
    """
    placed = sorted((one for one in citations if _is_placed(one)), key=_position)
    found = []
    first = 0
    for passage in split_passages(text):
        letters = _letters(text, passage)
        if not letters:
            continue
        while first < len(placed) and _position(placed[first])[1] <= passage.start:
            first += 1
        found.append(_covered(text, passage, letters=letters, touching=_touching(placed, first, passage)))
    return found


def _is_placed(citation: Citation) -> bool:
    return citation.start is not None and citation.end is not None


def _position(citation: Citation) -> tuple[int, int]:
    return citation.start or 0, citation.end or 0


def _letters(text: str, passage: Passage) -> list[int]:
    """Give the positions of the letters and digits that count."""
    start, end = passage
    every = [n for n in range(start, end) if text[n].isalnum()]
    inside = {n for one in _ADDRESS.finditer(text, start, end) for n in range(*one.span())}
    return [n for n in every if n not in inside] or every


def _touching(placed: Sequence[Citation], first: int, passage: Passage) -> list[Citation]:
    found = []
    for n in range(first, len(placed)):
        one = placed[n]
        start, end = _position(one)
        if start >= passage.end:
            break
        if end > passage.start:
            found.append(one)
    return found


def _covered(text: str, passage: Passage, *, letters: Sequence[int], touching: Sequence[Citation]) -> Covered:
    cited: set[int] = set()
    silent: set[int] = set()
    telling = []
    for one in touching:
        start, end = _position(one)
        pointed = letters[bisect_left(letters, start) : bisect_left(letters, end)]
        (silent if one.is_silent else cited).update(pointed)
        if pointed:
            telling.append(one)
    share = len(cited | silent) / len(letters)
    settled = CITED if len(cited) >= len(silent) else MARKED
    state = settled if share >= ENOUGH else OPEN
    return Covered(*passage, text[passage.start : passage.end], state, share, tuple(telling))

"""Tell from the words of a line what kind of goods it is about."""

import re
from collections.abc import Iterator, Sequence

from barred.identify.cells import BELONGING, FIRM_WORDS, Cell, Lexicon, Word, phrases
from barred.text.tokens import is_unspaced

__all__ = ["product_told"]

_PHRASE_WORDS = 5
_NATIVE_SIGNS = 6
_HEADER = "server"
_LIST_SIGNS = re.compile(r"[,;|+\n\uff0c\u3001\uff1b]")


def product_told(cells: Sequence[Cell], lexicon: Lexicon) -> tuple[str, str] | None:
    """Find the product class that the words name.

    What stands behind "with" or "for" only comes along or tells what the thing is meant for: a
    bracket for a dome camera is a bracket. Among the words before it the class of the highest
    priority wins, so that "camera licence" is a licence; of equals, the first. What is listed behind a
    device, after a comma or beside a measure, is a part of it: "dome camera, 2.8 mm lens" is a camera.

    Returns:
        The class and the words that named it, or None when no word does.
    """
    if not lexicon.product:
        return None
    read = [cell for cell in cells if cell.role not in {"organisation", "brand"} and not _is_firm(cell, lexicon)]
    told = [found for cell in read for found in _told(cell, lexicon)]
    best = max(told, key=lambda found: found[0], default=None)
    return (best[1], best[2]) if best else None


def _is_firm(cell: Cell, lexicon: Lexicon) -> bool:
    has_number = any(map(str.isdigit, cell.text))
    return cell.role == "text" and not has_number and len(cell.words) <= FIRM_WORDS and bool(lexicon.core(cell)[1])


def _told(cell: Cell, lexicon: Lexicon) -> list[tuple[int, str, str]]:
    head: list[tuple[int, str, str]] = []
    covered = 0
    for first, last, phrase in _phrases(cell, lexicon):
        product, rank = lexicon.product[phrase]
        if product == "with":
            if head or (first and lexicon.generic.get(phrase) != "for"):
                break
        elif rank >= BELONGING and head and _is_listed(cell, covered, first):
            continue
        elif last > covered or is_unspaced(phrase):
            head.append((rank, product, phrase if is_unspaced(phrase) else cell.piece(first, last)))
            covered = last
    return head


def _is_listed(cell: Cell, last: int, first: int) -> bool:
    """Tell whether a sign of a list or a measure stands between two phrases."""
    between = cell.text[cell.words[last - 1].end : cell.words[first].start]
    return bool(_LIST_SIGNS.search(between)) or any(word.text[0].isdigit() for word in cell.words[last:first])


def _phrases(cell: Cell, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """Give the phrases that the lexicon holds, in order, of those that begin together the longest first."""
    held = [one for one in phrases(cell.words, _PHRASE_WORDS) if one[0] in lexicon.product]
    for phrase, first, last in sorted(held, key=lambda one: (one[1], -one[2])):
        # "PTZ" in "PTZ-200X" is a part of a number, not a word; "Server:" is the name of a header.
        if not _is_header(cell, phrase, last) and not any(_has_digit(cell, word) for word in cell.words[first:last]):
            yield first, last, phrase
    for at, word in enumerate(cell.words):
        if is_unspaced(word.text):
            yield from ((at, at + 1, piece) for piece in _native(word.text, lexicon))


def _native(run: str, lexicon: Lexicon) -> Iterator[str]:
    """Give the words that stand in a run of signs, the longest first and none inside a longer one."""
    taken: list[tuple[int, int]] = []
    for size in range(min(_NATIVE_SIGNS, len(run)), 1, -1):
        for start in range(len(run) - size + 1):
            is_inside = any(first <= start and start + size <= last for first, last in taken)
            if not is_inside and run[start : start + size] in lexicon.product:
                taken.append((start, start + size))
                yield run[start : start + size]


def _is_header(cell: Cell, phrase: str, last: int) -> bool:
    end = cell.words[last - 1].end
    return phrase == _HEADER and cell.text[end : end + 1] in {":", "\uff1a"}


def _has_digit(cell: Cell, word: Word) -> bool:
    return any(map(str.isdigit, cell.tokens[word.token].text))

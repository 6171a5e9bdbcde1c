"""Split a document into passages, the pieces that one statement fits in: sentences, headings, items of lists.

Nothing is left out or changed: passages give positions, and only white space lies between them.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from barred.evidence.sentence_end import sentence_ends

__all__ = ["Passage", "split_passages"]

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
# What begins a line that belongs to no sentence before it: headings, bullets, quotes, rows, numbers, addresses.
_ITEM = re.compile(r"[ \t]*(?:[-+*•·‣▪◦●○–—|>#]|\(?(?:\d{1,3}|[A-Za-z])[.)][ \t]|https?://)")
_SAYS = re.compile(r"[^\W_]")
_ENDS_LINE = re.compile(r"[.!?…:;。！？：；|>][\"'”’»›)\]*_]*\Z")
# A paragraph counts as wrapped when so much of it looks as if an editor had broken its lines.
_LOWER_STARTS = 1 / 3
_FULL_LINES = 0.8


class Passage(NamedTuple):
    """A piece of a document, in code points from 0, end excluded; neither end is white space."""

    start: int
    end: int


def split_passages(text: str) -> list[Passage]:
    """Split a document into passages.

    Args:
        text: Any text: plain, Markdown, or one paragraph a line.

    Returns:
        Passages in order, without overlap, none empty; every character that is no white space is in
        one of them. A sentence that an editor has broken into lines is one passage; a heading, an item
        of a list and a line that no full stop ends are passages of their own.

    Example:
        >>> text = "The U.S. acted. It was late: 3.5 years."
        >>> [text[start:end] for start, end in split_passages(text)]
        ['The U.S. acted.', 'It was late: 3.5 years.']
    """
    found: list[Passage] = []
    for start, end in _blocks(text):
        begin = start
        for stop in (*sentence_ends(text[start:end]), end - start):
            found.extend(_trimmed(text, begin, start + stop))
            begin = start + stop
    return found


def _trimmed(text: str, start: int, end: int) -> Iterator[Passage]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Passage(start, end)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Give runs of lines over which a sentence may go on."""
    paragraph: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        if not line.group().strip():
            continue
        if paragraph and not _is_next_line(text, paragraph[-1][1], line.start()):
            yield from _joined(text, paragraph)
            paragraph = []
        paragraph.append(line.span())
    yield from _joined(text, paragraph)


def _is_next_line(text: str, end: int, start: int) -> bool:
    """Tell whether one line break and nothing else lies between two positions."""
    between = text[end:start]
    return between in {"\n", "\r\n", "\r"}


def _joined(text: str, paragraph: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join the lines of a paragraph that are one sentence broken by an editor."""
    lines = [text[start:end] for start, end in paragraph]
    is_wrapped = _is_wrapped(lines)
    begin = 0
    for n in range(1, len(lines) + 1):
        if n < len(lines) and _goes_on(lines[n - 1], lines[n], is_wrapped=is_wrapped):
            continue
        yield paragraph[begin][0], paragraph[n - 1][1]
        begin = n


def _goes_on(line: str, following: str, *, is_wrapped: bool) -> bool:
    if _ITEM.match(following) or not _SAYS.search(line):
        return False
    if is_wrapped:
        return not line.lstrip().startswith("#")
    return following.lstrip()[0].islower() and not _ENDS_LINE.search(line.rstrip())


def _is_wrapped(lines: list[str]) -> bool:
    """Tell whether lines were broken for width: many begin in lower case, and each was as full as it could be."""
    following = [one for one in lines[1:] if not _ITEM.match(one)]
    if not following or sum(one.lstrip()[0].islower() for one in following) < _LOWER_STARTS * len(following):
        return False
    width = max(map(len, lines))
    full = sum(
        len(line) + 1 + len(after.split(maxsplit=1)[0]) > width
        for line, after in pairwise(lines)
        if not _ITEM.match(after)
    )
    return full >= _FULL_LINES * len(following)

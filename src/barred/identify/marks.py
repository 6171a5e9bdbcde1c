"""Find what devices say of themselves in their own way: headers, addresses of streams, versions of firmware.

Such a mark tells who made the device, whatever brand is printed on it; its signs are what
tells, so that only their width, their dashes and what nobody sees are made plain.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from barred.identify.clue import Clue
from barred.identify.index import Index, Mark
from barred.model.question import Subject
from barred.text.tokens import model_form

__all__ = ["find_marks", "plain_signs"]


def find_marks(subject: Subject, index: Index) -> Iterator[Clue]:
    """Find the marks in a subject.

    Returns:
        A clue for each mark that stands in the text; marks of one organisation share a cause.

    Cost:
        One search for all marks together, and one for each only where that found something.
    """
    marks, text = index.marks(), plain_signs(subject.text)
    if marks and _any_of(tuple(mark.pattern for mark in marks)).search(text):
        for mark in marks:
            found = _any_of((mark.pattern,)).search(text)
            if found:
                yield _clue(mark, found.group())


def plain_signs(text: str) -> str:
    """Give a text as marks are sought in it; what is ASCII stays as it is."""
    return text if text.isascii() else model_form(text)


def _clue(mark: Mark, text: str) -> Clue:
    return Clue(mark.organisation, f"mark-{mark.strength}", text, mark.source, maker=mark.maker or None)


@lru_cache(maxsize=256)
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.ASCII | re.IGNORECASE)

"""Find what devices say of themselves in their own way: headers, addresses of streams, versions of firmware.

Such a mark tells who made the device, whatever brand is printed on it; it is read as it stands, with
no folding but of what nobody sees, since its signs are what tells.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from barred.identify.clue import Clue
from barred.identify.index import Index, Mark
from barred.model.question import Subject
from barred.text.tokens import visible

__all__ = ["find_marks"]


def find_marks(subject: Subject, index: Index) -> Iterator[Clue]:
    """Find the marks in a subject.

    Returns:
        A clue for each mark that stands in the text; marks of one organisation share a cause.

    Cost:
        One search for all marks together, and one for each only where that found something.
    """
    marks, text = index.marks(), visible(subject.text)
    if marks and _any_of(tuple(mark.pattern for mark in marks)).search(text):
        for mark in marks:
            found = _any_of((mark.pattern,)).search(text)
            if found:
                yield _clue(mark, found.group())


def _clue(mark: Mark, text: str) -> Clue:
    return Clue(mark.organisation, f"mark-{mark.strength}", text, mark.source, maker=mark.maker or None)


@lru_cache(maxsize=256)
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.ASCII | re.IGNORECASE)

"""Find where in a text the names and numbers stand that pointed to somebody."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from barred.model.candidate import Candidate

__all__ = ["Mention", "mentions_in"]

# What goods are called is a hint beside a name and names nobody.
_GOODS = "goods"


class Mention(NamedTuple):
    """A piece of a text that names an organisation.

    `start` and `end` count signs from 0, the end is no longer part of it: a TextPositionSelector
    of the W3C Web Annotation Data Model.
    """

    organisation: str
    text: str
    start: int
    end: int


def mentions_in(text: str, candidates: Iterable[Candidate], *, offset: int = 0) -> tuple[Mention, ...]:
    """Find the pieces of a text that the signals of its candidates were read from.

    Args:
        text: The text that was identified.
        candidates: Whom it may point to.
        offset: Where the text begins in a longer one.

    Returns:
        Mentions in the order of the text, each place once for each organisation. What was read across
        cells stands nowhere as it is, and has none.

    Example:
        >>> from barred.model.candidate import Signal
        >>> found = Candidate("example", None, None, 0.9, "probable", (Signal("name", "Example", 3.0, "x"),))
        >>> [(one.start, one.end) for one in mentions_in("Example, no Examples, example. Example", [found])]
        [(0, 7), (31, 38)]
    """
    found = {
        Mention(candidate.organisation, signal.text, offset + at, offset + at + len(signal.text))
        for candidate in candidates
        for signal in candidate.signals
        if signal.kind != _GOODS and signal.text
        for at in _places(text, signal.text)
    }
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.organisation)))


def _places(text: str, piece: str) -> Iterator[int]:
    """Give where a piece stands as words of their own; scripts without spaces know no such border."""
    at = text.find(piece)
    while at >= 0:
        end = at + len(piece)
        if not (_is_joined(text[at - 1 : at], piece[0]) or _is_joined(piece[-1], text[end : end + 1])):
            yield at
        at = text.find(piece, at + 1)


def _is_joined(one: str, other: str) -> bool:
    return bool(one and other) and one.isascii() and other.isascii() and one.isalnum() and other.isalnum()

"""Three truth values, because most questions arrive with a part left out.

Kleene's strong logic: a conjunction is as true as its weakest part, a disjunction as its
strongest, and `OPEN` means that an answer which nobody gave would decide.
"""

from collections.abc import Iterable
from enum import IntEnum

__all__ = ["Truth", "every", "some"]


class Truth(IntEnum):
    """No, open or yes, ordered so that `min` is *and* and `max` is *or*."""

    NO = 0
    OPEN = 1
    YES = 2

    @property
    def word(self) -> str:
        """The value as it is written in a verdict: `no`, `open` or `yes`."""
        return _WORDS[self]

    def negated(self) -> "Truth":
        """Turn yes into no and no into yes; open stays open."""
        return _NEGATED[self]


# By value: verdicts ask for these thousands of times, and an enumeration looks names up slowly.
_WORDS = ("no", "open", "yes")
_NEGATED = (Truth.YES, Truth.OPEN, Truth.NO)


def every(values: Iterable[Truth]) -> Truth:
    """Join by *and*: yes for no values at all.

    Example:
        >>> every([Truth.YES, Truth.OPEN]).word
        'open'
    """
    return min(values, default=Truth.YES)


def some(values: Iterable[Truth]) -> Truth:
    """Join by *or*: no for no values at all.

    Example:
        >>> some([Truth.NO, Truth.OPEN]).word
        'open'
    """
    return max(values, default=Truth.NO)

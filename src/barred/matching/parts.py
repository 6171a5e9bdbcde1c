"""Cut a coined word into the parts that names are made of: "avtech" is "av" with an ending that thousands have.

One letter in what is left of a word makes another name; one letter in the part that all have is a slip.
"""

from collections.abc import Collection
from typing import NamedTuple

__all__ = ["Parts", "are_other_parts", "cut_parts", "telling_letters"]

_LEAST_PART = 3
# What an ending adds to the letters that tell a word: it is there, but many words have it.
_ENDING_TELLS = 2


class Parts(NamedTuple):
    """A word as a known beginning, what is its own, and a known ending; any of them may be empty."""

    beginning: str
    own: str
    ending: str


def cut_parts(word: str, *, beginnings: Collection[str], endings: Collection[str]) -> Parts:
    """Cut a word at the longest known ending, and then at the longest known beginning.

    Example:
        >>> cut_parts("videotec", beginnings={"video"}, endings={"tec"})
        Parts(beginning='video', own='', ending='tec')
        >>> cut_parts("avtech", beginnings={"video"}, endings={"tech"})
        Parts(beginning='', own='av', ending='tech')
    """
    sizes = range(len(word) - 1, _LEAST_PART - 1, -1)
    ending = next((word[-size:] for size in sizes if word[-size:] in endings), "")
    rest = word[: len(word) - len(ending)]
    beginning = next((rest[:size] for size in range(len(rest), 1, -1) if rest[:size] in beginnings), "")
    return Parts(beginning, rest[len(beginning) :], ending)


def are_other_parts(one: Parts, other: Parts) -> bool:
    """Tell whether two words that are nearly alike are made of parts that are known to be two.

    Example:
        >>> are_other_parts(Parts("metro", "", "tech"), Parts("petro", "", "tech"))
        True
        >>> are_other_parts(Parts("", "unitek", ""), Parts("", "unitec", ""))
        False
    """
    behind, before = (
        (one.own, one.ending) == (other.own, other.ending),
        (one.beginning, one.own)
        == (
            other.beginning,
            other.own,
        ),
    )
    is_begun_apart = bool(one.beginning and other.beginning) and one.beginning != other.beginning and behind
    return is_begun_apart or (bool(one.ending and other.ending) and one.ending != other.ending and before)


def telling_letters(one: Parts, other: Parts) -> int:
    """Count the letters that tell two words that end alike from others; all of the longer one where they do not."""
    wholes = [len(parts.beginning) + len(parts.own) for parts in (one, other)]
    if one.ending and one.ending == other.ending:
        return max(wholes) + _ENDING_TELLS
    return max(whole + len(parts.ending) for whole, parts in zip(wholes, (one, other), strict=True))

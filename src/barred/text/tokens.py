"""Cut a text into the pieces that names and model numbers are looked for in.

A list or a page glues what belongs apart ("TheEX-CAM-100", "Optics,EX200"), and a script without
spaces has no words at all; both are cut here, with the position that each piece came from.
"""

import re
from functools import cache
from typing import NamedTuple

from barred.text.fold import fold

__all__ = ["Token", "is_unspaced", "model_form", "tokens", "visible"]

# Scripts that write words without spaces between them.
_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    r"\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # kana
    r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    r"\uac00-\ud7af"  # Hangul, which often drops its spaces
)
# Soft hyphens, joiners, marks of direction and byte order: a page or a cell holds them and nobody sees them.
_INVISIBLE = r"\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_DASHES = r"\-\u058a\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
# Most texts are ASCII; the forms for every script cost 20 ms to compile and wait until they are needed.
_ASCII_PIECE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.\-]*\+?")
# "TheEX-CAM": a word in small letters runs into capitals that begin a model number.
_GLUED = re.compile(r"(?<=[a-z]{2})(?=[A-Z]{2,}(?:[-0-9]|$))")


@cache
def _any_piece() -> re.Pattern[str]:
    word = rf"(?![{_UNSPACED}_])[\w\u0300-\u036f]"
    rest = rf"(?![{_UNSPACED}_])[\w\u0300-\u036f{_INVISIBLE}.{_DASHES}]"
    return re.compile(rf"[{_UNSPACED}][{_UNSPACED}{_INVISIBLE}]*|(?:{word})(?:{rest})*\+?")


@cache
def _any_invisible() -> re.Pattern[str]:
    return re.compile(rf"[{_INVISIBLE}]")


@cache
def _any_unspaced() -> re.Pattern[str]:
    return re.compile(rf"[{_UNSPACED}]")


class Token(NamedTuple):
    """A piece of a text and where it stands in it, end excluded."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> list[str]:
        """The folded words of the piece."""
        return fold(self.text).split()


def tokens(text: str) -> tuple[Token, ...]:
    """Cut a text into tokens.

    Args:
        text: Any script.

    Returns:
        Tokens in order, none overlapping. Dashes and dots inside a token stay, since model
        numbers have them; a run of a script without spaces is one token.

    Example:
        >>> [token.text for token in tokens("TheEX-CAM-100,Optics 示例摄像机EX-2")]
        ['The', 'EX-CAM-100', 'Optics', '示例摄像机', 'EX-2']
    """
    found: list[Token] = []
    for piece in (_ASCII_PIECE if text.isascii() else _any_piece()).finditer(text):
        start = piece.start()
        for part in _GLUED.split(piece.group()):
            bare = part.rstrip(".-") if part.isascii() else _bare(part)
            if bare:
                found.append(Token(bare, start, start + len(bare)))
            start += len(part)
    return tuple(found)


def _bare(part: str) -> str:
    """Take off the end of a piece what belongs to the text around it."""
    end = len(part)
    while end and (part[end - 1] in ".-" or not visible(part[end - 1])):
        end -= 1
    return part[:end]


def visible(text: str) -> str:
    r"""Give a text without the signs that nobody sees.

    Example:
        >>> visible("ex\u200bam\u00adple")
        'example'
    """
    return text if text.isascii() else _any_invisible().sub("", text)


def is_unspaced(text: str) -> bool:
    """Tell whether a text holds a script that writes words without spaces."""
    return not text.isascii() and _any_unspaced().search(text) is not None


def model_form(text: str) -> str:
    """Give a token the form in which model numbers are compared: capitals, plain dashes, no accents.

    Example:
        >>> model_form("ex–cám100")
        'EX-CAM100'
    """
    if text.isascii():
        return text.upper()
    from unicodedata import normalize  # noqa: PLC0415 - most tokens never need it

    bare = re.sub("[\u0300-\u036f]", "", normalize("NFKD", visible(text)))
    return re.sub(rf"[{_DASHES}]", "-", normalize("NFKC", bare)).upper()

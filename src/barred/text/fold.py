"""Fold text to the form in which names are compared.

Every key in the package is made here, because Python, Arrow and SQL disagree on lower case
(`İ`, a final `Σ`) and a key that is folded in two ways is two keys.
"""

import re
from functools import lru_cache
from unicodedata import category, normalize

__all__ = ["compact", "fold"]

# Signs that say nothing about the name but that compatibility form spells out as letters.
_TRADE_SIGNS = dict.fromkeys((0x2122, 0x2120, 0x00AE, 0x00A9, 0x24C7, 0x24B8, 0x24C2), " ")
# Latin letters with a stroke or a ligature have no decomposition.
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"}
)
# Accents and points. Voicing marks of kana and vowel signs of Indic scripts tell words apart and stay.
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]+"
)
_ASCII = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalnum()})


def fold(text: str) -> str:
    """Fold a text: compatibility form, no case, no accents, words parted by single spaces.

    Args:
        text: Any script.

    Returns:
        Letters and digits only, with one space where anything else stood and none at the ends.
        Folding the result again changes nothing.

    Example:
        >>> fold("  Müller-Optik (TM)  ÅB® ")
        'muller optik tm ab'
        >>> fold("ＥＸＡＭＰＬＥ™ Optics, Ltd.")
        'example optics ltd'
    """
    if text.isascii():
        return " ".join(text.lower().translate(_ASCII).split())
    wide = _lowered(text.translate(_TRADE_SIGNS))
    bare = _ACCENTS.sub("", wide).translate(_PLAIN_LETTERS)
    return " ".join(normalize("NFC", "".join(map(_kept, bare))).split())


def compact(text: str) -> str:
    """Fold a text and take the spaces out, so that gluing and splitting words stop mattering.

    Example:
        >>> compact("EXAMPLE OPTICSCO.,LTD") == compact("Example Optics Co., Ltd.")
        True
    """
    return fold(text).replace(" ", "")


def _lowered(text: str) -> str:
    # Lowering makes new compatibility letters and decomposing makes new capitals: twice settles both.
    once = normalize("NFKD", text).casefold()
    return normalize("NFKD", normalize("NFKD", once).casefold())


@lru_cache(maxsize=16384)
def _kept(sign: str) -> str:
    kind = category(sign)
    if kind == "Cf":  # soft hyphens, joiners and direction marks stand inside words
        return ""
    return sign if kind[0] in "LNM" else " "

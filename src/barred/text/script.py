"""Tell the scripts of a text, as far as names in them can be compared letter by letter."""

from functools import lru_cache
from unicodedata import name

__all__ = ["scripts"]

# Kana and Han stand in one name together; no other two do.
_ONE = {"HIRAGANA": "CJK", "KATAKANA": "CJK", "FULLWIDTH": "LATIN"}


def scripts(text: str) -> frozenset[str]:
    """Give the scripts of the letters of a text, by the first word of their Unicode names.

    Example:
        >>> sorted(scripts("Example 示例 2")), sorted(scripts("12"))
        (['CJK', 'LATIN'], [])
    """
    if text.isascii():
        return _LATIN if any(map(str.isalpha, text)) else _NONE
    return frozenset(_script(sign) for sign in text if sign.isalpha())


@lru_cache(maxsize=16384)
def _script(sign: str) -> str:
    first = name(sign, "UNKNOWN").split()[0].split("-")[0]
    return _ONE.get(first, first)


_LATIN = frozenset({"LATIN"})
_NONE: frozenset[str] = frozenset()

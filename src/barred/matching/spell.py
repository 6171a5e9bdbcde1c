"""Spell names for matching: folded, initials drawn together, scripts without spaces cut into words.

What a form of shipping puts around a name goes: "SHIPPER: X c/o Y" is X.
"""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute

from barred.matching.lexicon import Lexicon
from barred.text.fold_column import fold_column
from barred.text.tokens import is_unspaced

__all__ = ["spell"]

# The stubs of pyarrow know only some kinds of array that its functions take; the twin test checks them instead.
_compute: Any = pyarrow.compute

_ROLES = (
    "shipper|consignor|consignee|exporter|importer|supplier|vendor|manufacturer|buyer|seller|sender|receiver"
    "|notify(?: party)?|for account of|m/s|messrs"
)
# "People's" is one word, "J.P. Morgan" begins with one, and "&" is a word. The order matters.
_STEPS = (
    (rf"(?i)^\s*(?:{_ROLES})(?:\s*[:：]|\.?\s+-)\s*", ""),
    (r"(?i)[\s,(]+(?:c/o|care of|on behalf of|attn)\b.*$", ""),
    ("['’‘ʼ´`]", ""),
    (r"\b([A-Za-z])\.", r"\1"),
    ("[&＆]", " and "),
    ("[%％]", " percent "),
)
# Han, kana, Hangul and Thai: a first sieve for `is_unspaced`, which decides.
_MAY_BE_UNSPACED = (
    r"[\x{0E00}-\x{0EFF}\x{1000}-\x{109F}\x{1780}-\x{17FF}\x{3005}-\x{9FFF}\x{AC00}-\x{D7AF}"
    r"\x{F900}-\x{FAFF}\x{20000}-\x{2FFFF}]"
)
_NATIVE_SIGNS = 12


def spell(names: pa.StringArray, lexicon: Lexicon) -> pa.StringArray:
    """Spell a column of names.

    Args:
        names: n names in any script, nulls allowed.
        lexicon: Knows the native words that names are cut at.

    Returns:
        n folded names in the same order, words parted by single spaces; null stays null.

    Cost:
        A few passes over the bytes; names that are not ASCII are folded and cut one by one.

    Example:
        >>> lexicon = Lexicon({"上海": ("place", "")}, {}, forms={}, weights={})
        >>> spell(pa.array(["J.P. Example & Sons' Int'l Co.", "上海示例", None]), lexicon).to_pylist()
        ['jp example and sons intl co', '上海 示例', None]
    """
    for pattern, instead in _STEPS:
        names = _compute.replace_substring_regex(names, pattern, instead)
    folded = fold_column(names)
    native = _compute.fill_null(_compute.match_substring_regex(folded, _MAY_BE_UNSPACED), pa.scalar(value=False))
    if not _compute.any(native).as_py():
        return folded
    coded = _compute.dictionary_encode(_compute.filter(folded, native))
    parted = pa.array([" ".join(_parted(text, lexicon)) for text in coded.dictionary.to_pylist()], pa.string())
    spelt: pa.StringArray = _compute.replace_with_mask(folded, native, parted.take(coded.indices))
    return spelt


def _parted(text: str, lexicon: Lexicon) -> Iterator[str]:
    for word in text.split():
        if is_unspaced(word):
            yield from _pieces(word, lexicon)
        else:
            yield word


def _pieces(text: str, lexicon: Lexicon) -> Iterator[str]:
    """Cut a text without spaces at the places, words of trade and legal forms that it holds, the longest first."""
    begun = at = 0
    while at < len(text):
        most = min(_NATIVE_SIGNS, len(text) - at)
        size = next((size for size in range(most, 1, -1) if text[at : at + size] in lexicon.native_words), 0)
        if size:
            if begun < at:
                yield text[begun:at]
            yield text[at : at + size]
            begun = at = at + size
        else:
            at += 1
    if begun < len(text):
        yield text[begun:]

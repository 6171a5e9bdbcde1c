"""Spell names for matching: folded, initials drawn together, scripts without spaces cut into words.

What a form of shipping puts around a name goes: "SHIPPER: X c/o Y" is X.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute

from barred.matching.columns import octets
from barred.matching.lexicon import Lexicon
from barred.text.fold_column import fold_column
from barred.text.tokens import is_unspaced

__all__ = ["STEPS", "spell", "stepped"]

# The stubs of pyarrow know only some kinds of array that its functions take; the twin test checks them instead.
_compute: Any = pyarrow.compute

_ROLES = (
    "shipper|consignor|consignee|exporter|importer|supplier|vendor|manufacturer|buyer|seller|sender|receiver"
    "|notify(?: party)?|for account of|m/s|messrs"
)
# "People's" is one word, "J.P. Morgan" begins with one, and "&" is a word. The order matters.
STEPS = (
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
# What the steps look for: no name is changed without one of these octets or words. Each octet outside ASCII is one.
_SHIPPING_WORDS = (b"care of", b"on behalf of", b"attn")
_ASCII = 128
_SPACE, _LETTER, _DIGIT, _DOT, _DASH, _SIGN = range(6)


def _kinds() -> npt.NDArray[np.uint8]:
    made = np.full(256, _SIGN, np.uint8)
    made[:_ASCII] = [
        _LETTER if chr(at).isalpha() else _DIGIT if chr(at).isalnum() or chr(at) == "_" else _SPACE
        for at in range(_ASCII)
    ]
    for kind, signs in ((_SIGN, b"'`&%:/"), (_DOT, b"."), (_DASH, b"-")):
        made[list(signs)] = kind
    return made


_KINDS = _kinds()


def spell(names: pa.StringArray, lexicon: Lexicon) -> pa.StringArray:
    """Spell a column of names.

    Args:
        names: n names in any script, nulls allowed.
        lexicon: Knows the native words that names are cut at.

    Returns:
        n folded names in the same order, words parted by single spaces; null stays null.

    Cost:
        A few passes over the bytes, and some more over those of the names that signs or shipping stand in; names that
        are not ASCII are folded and cut one by one.

    Example:
        >>> lexicon = Lexicon({"上海": ("place", "")}, {}, forms={}, weights={})
        >>> spell(pa.array(["J.P. Example & Sons' Int'l Co.", "上海示例", None]), lexicon).to_pylist()
        ['jp example and sons intl co', '上海 示例', None]
    """
    folded = fold_column(stepped(names))
    if _is_plain(folded):
        return folded
    native = _compute.fill_null(_compute.match_substring_regex(folded, _MAY_BE_UNSPACED), pa.scalar(value=False))
    if not _compute.any(native).as_py():
        return folded
    coded = _compute.dictionary_encode(_compute.filter(folded, native))
    parted = pa.array([" ".join(_parted(text, lexicon)) for text in coded.dictionary.to_pylist()], pa.string())
    spelt: pa.StringArray = _compute.replace_with_mask(folded, native, parted.take(coded.indices))
    return spelt


def stepped(names: pa.StringArray) -> pa.StringArray:
    """Take the steps for the names that one of them may change, which few are."""
    marks = _may_change(names)
    if not marks.any():
        return names
    chosen = pa.array(marks)
    some = _compute.filter(names, chosen)
    for pattern, instead in STEPS:
        some = _compute.replace_substring_regex(some, pattern, instead)
    stepped: pa.StringArray = _compute.replace_with_mask(names, chosen, some)
    return stepped


def _may_change(names: pa.StringArray) -> npt.NDArray[np.bool_]:
    """Mark the names that hold an octet or a word without which no step changes anything."""
    ends, content = octets(names)
    kinds = _KINDS[content]
    at = np.flatnonzero(kinds >= _DOT)
    rows = np.searchsorted(ends, at, side="right") - 1
    # Before the first octet of a name stands as much as a space.
    begins = ends[rows]
    before = np.where(at > begins, kinds[np.maximum(at - 1, 0)], _SPACE)
    earlier = np.where(at - 1 > begins, kinds[np.maximum(at - 2, 0)], _SPACE)
    is_initial = (kinds[at] == _DOT) & (before == _LETTER) & (earlier != _LETTER) & (earlier != _DIGIT)
    is_found = (kinds[at] == _SIGN) | is_initial | ((kinds[at] == _DASH) & (before == _SPACE))
    marks = np.zeros(len(names), bool)
    marks[rows[is_found]] = True
    for places in _places(content):
        marks[np.searchsorted(ends, places, side="right") - 1] = True
    return marks


def _places(content: npt.NDArray[np.uint8]) -> Iterator[npt.NDArray[np.int64]]:
    """Find words of shipping in any case."""
    text = content.tobytes().lower()
    for word in _SHIPPING_WORDS:
        at, found = text.find(word), []
        while at >= 0:
            found.append(at)
            at = text.find(word, at + 1)
        yield np.array(found, np.int64)


def _is_plain(texts: pa.StringArray) -> bool:
    content = octets(texts)[1]
    return not len(content) or bool(content.max() < _ASCII)


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

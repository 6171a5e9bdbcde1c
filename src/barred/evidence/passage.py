"""A passage of a document: its words by position, and the digest by which it is known again."""

import re
from bisect import bisect_right
from hashlib import sha256
from unicodedata import normalize

from barred.errors import UsageProblem

__all__ = ["Lines", "cut", "passage_digest"]


def passage_digest(text: str) -> str:
    r"""Give the digest of a passage: SHA-256 of its UTF-8 in NFC, white space folded.

    Args:
        text: The words, as they stand in the document.

    Returns:
        `sha256:` and 64 hexadecimal digits; the same for two texts that differ only in line breaks, the
        width of gaps, or composed and decomposed letters.

    Example:
        >>> passage_digest("one\n  two ") == passage_digest("one two")
        True
    """
    folded = " ".join(normalize("NFC", text).split())
    # A lone surrogate cannot stand in UTF-8, so no document has one; a text given by hand might.
    return f"sha256:{sha256(folded.encode('utf-8', 'surrogatepass')).hexdigest()}"


def cut(document_text: str, *, start: int, end: int) -> str:
    """Give the words at a position, in code points from 0, end excluded.

    Raises:
        UsageProblem: The position does not lie inside the document.
    """
    if not 0 <= start < end <= len(document_text):
        what = f"no passage from {start} to {end} in a document of {len(document_text)} characters"
        raise UsageProblem(what, remedy="count code points from 0, end excluded")
    return document_text[start:end]


class Lines:
    r"""The numbers of lines, from 1, by position.

    Example:
        >>> Lines("one\ntwo").number(4)
        2
    """

    def __init__(self, text: str) -> None:
        self._breaks = [one.start() for one in re.finditer("\n", text)]

    def number(self, position: int) -> int:
        """Give the line on which a code point stands; a line break ends its own line."""
        return bisect_right(self._breaks, position - 1) + 1

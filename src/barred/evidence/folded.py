"""A document as digests see it, NFC with white space folded, and the way back to its own positions."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from unicodedata import combining, is_normalized, normalize

__all__ = ["Folded"]

_WORD = re.compile(r"\S+")


class Folded:
    """The folded text of a document.

    Args:
        text: The document.

    Attributes:
        text: Words parted by single spaces, in NFC, none at the ends.
        origins: Where each character of it begins in the document; a space where the word before it ends.

    Cost:
        One pass, made once for all searches; eight bytes a character beside the text.
    """

    def __init__(self, text: str) -> None:
        pieces: list[str] = []
        self.origins = array("L")
        self._last = 0
        is_composed = is_normalized("NFC", text)
        for word in _WORD.finditer(text):
            if pieces:
                pieces.append(" ")
                self.origins.append(self._last)
            if is_composed or is_normalized("NFC", word.group()):
                pieces.append(word.group())
                self.origins.extend(range(*word.span()))
            else:
                for composed, begin in _composed(word.group(), word.start()):
                    pieces.append(composed)
                    self.origins.extend([begin] * len(composed))
            self._last = word.end()
        self.text = "".join(pieces)

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """Give the position in the document of a piece of the folded text that is not empty."""
        before = self.origins[end - 1]
        stop = end
        # Letters that were one letter with marks in the document end where the next one begins.
        while stop < len(self.origins) and self.origins[stop] == before:
            stop += 1
        return self.origins[start], self.origins[stop] if stop < len(self.origins) else self._last

    def at(self, position: int) -> int:
        """Give the first folded character that begins at a position of the document or after it."""
        return bisect_left(self.origins, position)


def _composed(word: str, begin: int) -> Iterator[tuple[str, int]]:
    """Give the pieces of a word that compose on their own, with where they begin."""
    start = 0
    for n in range(1, len(word) + 1):
        if n < len(word) and (combining(word[n]) or _joins(word[start:n], word[n])):
            continue
        yield normalize("NFC", word[start:n]), begin + start
        start = n


def _joins(before: str, letter: str) -> bool:
    """Tell whether a letter that is no mark composes with what stands before it, as jamo do."""
    return normalize("NFC", before + letter) != normalize("NFC", before) + normalize("NFC", letter)

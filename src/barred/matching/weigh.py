"""Weigh the distinct words of a column for the search, without asking the lexicon for each."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute

from barred.matching.code_table import build_code_table, find_codes, find_mixed
from barred.matching.lexicon import Lexicon
from barred.matching.word_codes import Codes, WordLetters, shortened_codes, word_codes

__all__ = ["FORM_WEIGHT", "Floats", "Weigher", "letters"]

# The stubs of pyarrow know only some kinds of array that its functions take; the twin test checks them instead.
_compute: Any = pyarrow.compute

FORM_WEIGHT = 0.3
_FORM_NAMES = 20
# An unknown word one letter away from a legal form that many names have is most often that form.
_SLIP_WEIGHT = 2.5
_SLIP_LETTERS = 13
_SLIP_NAMES = 50

Floats = npt.NDArray[np.float32]


def letters(words: pa.StringArray) -> npt.NDArray[np.int64]:
    """Count the letters of n words."""
    counts: npt.NDArray[np.int64] = _compute.utf8_length(words).to_numpy(zero_copy_only=False).astype(np.int64)
    return counts


class Weigher:
    """Weighs words as the lexicon does, and legal forms next to nothing.

    Args:
        lexicon: What is known of words.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        known = sorted({word for word in (*lexicon.kinds, *lexicon.counts, *lexicon.form_words) if " " not in word})
        column = pa.array(known, pa.string())
        self._weights = np.array([_weight(word, lexicon) for word in known], np.float32)
        self._keys = word_codes(pa.array([_key(word, lexicon) for word in known], pa.string()))
        self._known = build_code_table(word_codes(column), np.arange(len(known), dtype=np.int32))
        forms = sorted(word for word in lexicon.form_words if lexicon.counts.get(word, 0) >= _SLIP_NAMES)
        codes, owners = shortened_codes(pa.array(forms, pa.string()))
        self._forms = build_code_table(codes, owners.astype(np.int32))
        self._word, self._number = lexicon.meaning("").weight, lexicon.meaning("0").weight

    def weigh(self, words: pa.StringArray, spelt: WordLetters) -> tuple[Floats, Codes]:
        """Weigh n distinct words.

        Args:
            words: n words.
            spelt: Their letters.

        Returns:
            n weights, none negative, and n codes of what the words stand for: "tech" and
            "technology" have one.
        """
        weights = np.where(spelt.has_digit, self._number, self._word).astype(np.float32)
        at, known = find_codes(self._known, spelt.codes)
        is_known = np.zeros(len(words), bool)
        weights[at], is_known[at] = self._weights[known], True
        keys = spelt.codes.copy()
        keys[at] = self._keys[known]
        near, owners = spelt.near
        slips = owners[find_mixed(self._forms, near)[0]]
        slips = slips[~(is_known | spelt.has_digit)[slips] & (spelt.sizes[slips] <= _SLIP_LETTERS)]
        weights[slips] = _SLIP_WEIGHT
        return weights, keys


def _weight(word: str, lexicon: Lexicon) -> float:
    if word in lexicon.forms or (word in lexicon.form_words and lexicon.counts.get(word, 0) >= _FORM_NAMES):
        return min(FORM_WEIGHT, lexicon.meaning(word).weight)
    return lexicon.meaning(word).weight


def _key(word: str, lexicon: Lexicon) -> str:
    key = lexicon.meaning(word).key
    return key if " " not in key else word

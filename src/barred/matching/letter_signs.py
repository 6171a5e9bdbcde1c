"""Tell from signs, which say which letters texts have and which twice, that two texts cannot be nearly equal.

`WordLetters.signs` makes them. Texts that pass are measured by `likeness`; nothing that is near is told apart here.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from barred.matching.likeness import Marks

__all__ = ["Both", "may_be_near", "may_be_one_edit"]

# Arrays of ours and of theirs.
Both = tuple[npt.NDArray[Any], npt.NDArray[Any]]

_ROUNDING = 1e-2
# One letter that is changed goes and comes.
_CHANGED = 2


def may_be_near(signs: Both, sizes: Both, *, least: float) -> Marks:
    """Tell for n pairs of texts whether they may share so much of their letters in order, from 0 to 1.

    Args:
        signs: Their signs.
        sizes: How many letters they have; 255 stands for more.
        least: The share.
    """
    together = sizes[0].astype(np.float32) + sizes[1]
    marks: Marks = 2 * np.minimum(*sizes).astype(np.float32) > least * together - _ROUNDING
    return marks & (np.bitwise_count(signs[0] ^ signs[1]) < (1 - least) * together + _ROUNDING)


def may_be_one_edit(signs: Both) -> Marks:
    """Tell for n pairs of texts whether they may be one letter dropped, added, changed or swapped apart."""
    marks: Marks = np.bitwise_count(signs[0] ^ signs[1]) <= _CHANGED
    return marks

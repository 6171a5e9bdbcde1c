"""Part a name that holds several: "X a.k.a. Y", "X (formerly Y)" and "X/Y" are each two names of one body."""

import re
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute

__all__ = ["variants"]

# The stubs of pyarrow know only some kinds of array that its functions take; the twin test checks them instead.
_compute: Any = pyarrow.compute

_MARK = (
    r"\b(?:a\.?k\.?a\.?|also known as|f\.?k\.?a\.?|f/k/a|a/k/a|d/b/a|d\.?b\.?a\.?|formerly(?: known as)?|"
    r"doing business as|trading as|t/a|alias)(?:\b|(?<=\.))[\s:,]*"
)
_MARKED = re.compile(rf"[\s,;(\[]*{_MARK}", re.IGNORECASE)
# A first sieve in the dialect of Arrow, which knows no look-behind.
_SIEVE = r"(?i)/|\b(?:a\.?k\.?a|f\.?k\.?a|d\.?b\.?a|also known|formerly|doing business|trading as|alias)\b"
_SLASH_LETTERS = 5
_CLOSING = " ,;)]"


def variants(names: pa.StringArray) -> tuple[pa.StringArray, npt.NDArray[np.int64]]:
    """Part names.

    Args:
        names: n names, nulls allowed.

    Returns:
        At least n names, and for each the position of the one that it came from, ascending. A name
        that holds one is given as it is.

    Example:
        >>> texts, owners = variants(pa.array(["Example Ltd f/k/a Sample Ltd", "Demo A/S"]))
        >>> texts.to_pylist(), owners.tolist()
        (['Example Ltd', 'Sample Ltd', 'Demo A/S'], [0, 0, 1])
    """
    may = _compute.fill_null(_compute.match_substring_regex(names, _SIEVE), pa.scalar(value=False))
    places = np.flatnonzero(may.to_numpy(zero_copy_only=False))
    if not len(places):
        return names, np.arange(len(names))
    parted = {at: _parted(names[at].as_py() or "") for at in places.tolist()}
    sizes = np.ones(len(names), np.int64)
    sizes[places] = [len(parted[at]) for at in places.tolist()]
    owners = np.repeat(np.arange(len(names)), sizes)
    texts: list[str | None] = []
    for at, name in enumerate(names.to_pylist()):
        texts += parted.get(at, [name or ""]) if name is not None else [None]
    return pa.array(texts, pa.string()), owners


def _parted(name: str) -> list[str]:
    marked = [part.strip(_CLOSING) for part in _MARKED.split(name)]
    parts = [piece for part in marked for piece in _slashed(part)]
    return list(dict.fromkeys(part for part in parts if any(map(str.isalnum, part)))) or [name]


def _slashed(name: str) -> list[str]:
    """Part at a slash where both sides are long enough to be names: not "A/S", not "I/O"."""
    parts = [part.strip() for part in name.split("/")]
    is_long = all(sum(map(str.isalpha, part)) >= _SLASH_LETTERS for part in parts)
    # The words beside a slash: "c/o" and "A/S" part no names.
    beside = [word for part in parts for word in (part.split()[:1] + part.split()[-1:])]
    # A list may hold the whole: "People's Liberation Party/Front" is one name.
    return [*parts, name] if len(parts) > 1 and is_long and min(map(len, beside), default=0) > 1 else [name]

"""What was found to be good a moment ago, kept for a moment.

A gate asks a thousand times a second with one key: a question to the database each time would cost more than the
answer. So what was good stays good for two seconds; what this server closes itself is forgotten at once.
"""

import hashlib
import time
from typing import Any

__all__ = ["Briefly"]

_GOOD_FOR_S = 2.0
_MOST = 4096


class Briefly:
    """Things that were found by a text that nobody else may know."""

    def __init__(self) -> None:
        self._good: dict[bytes, tuple[Any, float]] = {}

    def recall(self, kind: str, text: str) -> Any:  # noqa: ANN401 - what was kept, of whichever kind
        """Give what was kept under a text a moment ago, or None."""
        found = self._good.get(_spot(kind, text))
        return found[0] if found and found[1] > time.monotonic() else None

    def keep(self, kind: str, text: str, *, thing: object) -> None:
        """Keep a thing for a moment."""
        if len(self._good) >= _MOST:
            self._good.clear()
        self._good[_spot(kind, text)] = (thing, time.monotonic() + _GOOD_FOR_S)

    def forget(self) -> None:
        """Let everything be looked up anew."""
        self._good.clear()


def _spot(kind: str, text: str) -> bytes:
    # By digest: the memory of a server holds no keys, and how long a comparison takes tells nothing of one.
    return hashlib.sha256(f"{kind} {text}".encode()).digest()

"""Keys that clients show, looked up in the ledger and remembered for a moment.

A gate asks a thousand times a second with one key: a question to the database each time would cost more than the
answer. So a key that was good stays good for two seconds; what this server revokes itself is forgotten at once.
"""

import hashlib
import time
from functools import partial

from barred.ledger.keys import Key, find_key, key_of
from barred.web.answers import now
from barred.web.registry import Registry

__all__ = ["Keyring"]

_GOOD_FOR_S = 2.0
_MOST = 4096


class Keyring:
    """The keys of a server.

    Args:
        registry: Where they are looked up.
    """

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._good: dict[bytes, tuple[Key, float]] = {}

    def remembered(self, text: str) -> Key | None:
        """Give the key that a text is, when it was good a moment ago."""
        found = self._good.get(_spot(text))
        return found[0] if found and found[1] > time.monotonic() else None

    async def find(self, text: str) -> Key | None:
        """Give the key that a text is; None when it opens nothing, and why is not told."""
        key = self.remembered(text)
        if key is None:
            key = await self._registry.do(partial(find_key, text=text, at=now()))
            self._remember(text, key)
        return key

    async def of_session(self, prefix: str) -> Key | None:
        """Give the key that a session was begun with, as long as it opens something."""
        spot = f"session {prefix}"
        key = self.remembered(spot)
        if key is None:
            key = await self._registry.do(partial(key_of, prefix=prefix, at=now()))
            self._remember(spot, key)
        return key

    def forget(self) -> None:
        """Look every key up anew."""
        self._good.clear()

    def _remember(self, text: str, key: Key | None) -> None:
        if key is None:
            return
        if len(self._good) >= _MOST:
            self._good.clear()
        self._good[_spot(text)] = (key, time.monotonic() + _GOOD_FOR_S)


def _spot(text: str) -> bytes:
    # By digest: the memory of a server holds no keys, and how long a comparison takes tells nothing of one.
    return hashlib.sha256(text.encode()).digest()

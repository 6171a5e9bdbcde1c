"""Keys that clients show, looked up in the ledger and remembered for a moment."""

from functools import partial

from barred.ledger.keys import Key, find_key
from barred.web.answering.answers import now
from barred.web.answering.briefly import Briefly
from barred.web.registry import Registry

__all__ = ["Keyring"]

_KIND = "key"


class Keyring:
    """The keys of a server.

    Args:
        registry: Where they are looked up.
        memory: What was good a moment ago; shared with the sessions, which end with their keys.
    """

    def __init__(self, registry: Registry, memory: Briefly) -> None:
        self._registry, self._memory = registry, memory

    def remembered(self, text: str) -> Key | None:
        """Give the key that a text is, when it was good a moment ago."""
        key: Key | None = self._memory.recall(_KIND, text)
        return key

    async def find(self, text: str) -> Key | None:
        """Give the key that a text is; None when it opens nothing, and why is not told."""
        key = self.remembered(text)
        if key is None:
            key = await self._registry.do(partial(find_key, text=text, at=now()))
            if key is not None:
                self._memory.keep(_KIND, text, thing=key)
        return key

    def forget(self) -> None:
        """Look every key and session up anew."""
        self._memory.forget()

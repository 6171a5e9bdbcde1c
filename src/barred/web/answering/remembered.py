"""Things that are made once and kept for those who ask for them again."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

__all__ = ["Remembered"]

Made = TypeVar("Made")


class Remembered:
    """Things made once and kept by key, the most recently used ones, up to a number and a size.

    Args:
        most: How many are kept.
        most_bytes: How large all of them together may be, where their sizes are told.
    """

    def __init__(self, most: int, most_bytes: int = 0) -> None:
        self._most, self._most_bytes = most, most_bytes
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._bytes = 0

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Give what was made for a key, or make it."""
        if key in self._kept:
            self._kept.move_to_end(key)
            kept: Made = self._kept[key]
            return kept
        made = make()
        self._kept[key] = made
        self._bytes += _size(made)
        while len(self._kept) > self._most or (self._most_bytes and self._bytes > self._most_bytes):
            _, dropped = self._kept.popitem(last=False)
            self._bytes -= _size(dropped)
        return made


def _size(made: object) -> int:
    return len(made) if isinstance(made, bytes) else 0

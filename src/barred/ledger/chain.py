"""How the entries of the log hang together: each carries the digest of the one before it."""

import hashlib
from collections.abc import Mapping

from barred.ledger.canonical import canonical

__all__ = ["BEGINNING", "link"]

# What the first entry has for the digest of the one before it.
BEGINNING = "0" * 64
_PARTS = ("sequence", "at", "actor", "action", "payload", "previous")


def link(entry: Mapping[str, object]) -> str:
    """Give the digest of an entry: of its number, time, actor, action, payload and the digest before it."""
    return hashlib.sha256(canonical([entry[name] for name in _PARTS]).encode()).hexdigest()

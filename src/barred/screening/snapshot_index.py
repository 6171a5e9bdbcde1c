"""Identification's look-ups served from a snapshot."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any, Protocol, TypeVar

from barred.identify.index import TABLES, Grammar, IdentifierRow, Mark, NameRow, Relabelled, Weight, WordRow
from barred.identify.memory_index import MemoryIndex

__all__ = ["Shelves", "SnapshotIndex", "index_digest", "whole_index"]

Row = TypeVar("Row")


class Shelves(Protocol):
    """What the index needs of a snapshot."""

    def lookup(self, kind: str, keys: Sequence[str]) -> list[list[Any]]:
        """Give the rows of a kind under some keys."""
        ...

    def lookup_all(self, kind: str) -> list[tuple[str, list[Any]]]:
        """Give all rows of a kind."""
        ...


class SnapshotIndex:
    """Answers identification by key: a single question loads none of the names.

    Args:
        snapshot: An opened snapshot.
    """

    def __init__(self, snapshot: Shelves) -> None:
        self._snapshot = snapshot

    def names(self, keys: Sequence[str]) -> Sequence[NameRow]:
        """Give the name rows under any of the keys."""
        return self._under("name_key", keys, NameRow._make)

    def typos(self, keys: Sequence[str]) -> Sequence[NameRow]:
        """Give the name rows that share a form with one letter left out."""
        return self._under("typo_key", keys, NameRow._make)

    def native(self, keys: Sequence[str]) -> Sequence[NameRow]:
        """Give the native names that hold any of the pairs of signs."""
        return self._under("native_key", keys, NameRow._make)

    def relabelled(self, keys: Sequence[str]) -> Sequence[Relabelled]:
        """Give the relabelled models under any of the keys."""
        return self._under("relabelled_key", keys, Relabelled._make)

    def identifiers(self, keys: Sequence[str]) -> Sequence[IdentifierRow]:
        """Give whose identifiers stand under any of the keys."""
        return self._under("identifier_key", keys, IdentifierRow._make)

    def words(self, keys: Sequence[str]) -> Sequence[WordRow]:
        """Give what is known of any of the words."""
        return self._under("word_key", keys, WordRow._make)

    def grammars(self) -> Sequence[Grammar]:
        """Give all forms of model numbers."""
        return self._grammars

    def marks(self) -> Sequence[Mark]:
        """Give all marks of devices."""
        return self._marks

    def weights(self) -> Sequence[Weight]:
        """Give the weights of all signals."""
        return self._weights

    @cached_property
    def _grammars(self) -> tuple[Grammar, ...]:
        return tuple(Grammar._make(row) for _, row in self._snapshot.lookup_all("grammar"))

    @cached_property
    def _marks(self) -> tuple[Mark, ...]:
        return tuple(Mark._make(row) for _, row in self._snapshot.lookup_all("mark"))

    @cached_property
    def _weights(self) -> tuple[Weight, ...]:
        return tuple(Weight._make(row) for _, row in self._snapshot.lookup_all("weight"))

    def _under(self, table: str, keys: Sequence[str], make: Callable[[Iterable[Any]], Row]) -> list[Row]:
        return [make(row) for row in self._snapshot.lookup(table, sorted(set(keys)))]


def whole_index(snapshot: Shelves) -> MemoryIndex:
    """Read every index row of a snapshot into memory, for batches."""
    return MemoryIndex({table: [tuple(row) for _, row in snapshot.lookup_all(table)] for table in TABLES})


def index_digest(snapshot: Shelves) -> str:
    """Name the content of the index rows, `sha256:` and 64 hexadecimal digits: equal rows find equal candidates."""
    digest = hashlib.sha256()
    for table in TABLES:
        digest.update(json.dumps([table, snapshot.lookup_all(table)], ensure_ascii=False).encode())
    return f"sha256:{digest.hexdigest()}"

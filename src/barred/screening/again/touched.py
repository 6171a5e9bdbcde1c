"""What differs between two snapshots, in the terms in which an answer tells what it looked at."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from barred.screening.again.trail import ANY, term_kind

__all__ = ["Compiled", "Things", "touched"]

# Kind of thing to the keys of those that differ.
Things = Mapping[str, frozenset[str]]

_KEYED = ("name_key", "typo_key", "native_key", "relabelled_key", "identifier_key", "word_key", "organisation-name")
_WHOLE = ("grammar", "mark", "weight")
# What a judgement never reads of an organisation: names and seats are looked up in the index, by key.
_UNREAD = {"organisation": ("identifiers", "names", "note", "recorded", "seat")}


class Compiled(Protocol):
    """What of a snapshot is compared."""

    def ids(self, kind: str) -> list[str]:
        """Give the ids of all records of a kind."""
        ...

    def body(self, kind: str, key: str) -> Mapping[str, Any]:
        """Give a record as it was compiled."""
        ...

    def lookup_all(self, kind: str) -> list[tuple[str, list[Any]]]:
        """Give all index rows of a kind with their keys."""
        ...

    def tables(self) -> Mapping[str, int]:
        """Give the bulk tables."""
        ...

    def rows(self, table: str) -> Sequence[dict[str, str]]:
        """Give the rows of a bulk table."""
        ...


def touched(before: Compiled, after: Compiled) -> Things:
    """Give what an answer would find otherwise in the later of two snapshots.

    Returns:
        Ids of sources, restrictions and, names aside, organisations that differ; under `aim` the organisations
        at which a restriction that differs is or was aimed (the empty one for classes); the terms
        that differ of each vocabulary; the keys of index rows that differ; and tables. A kind that
        is taken as a whole has the key `ANY` when anything in it differs.

    Cost:
        Both snapshots are read once, whatever the number of subjects.
    """
    found: dict[str, set[str]] = {}
    for kind in ("organisation", "source", "restriction"):
        old, new = _bodies(before, kind), _bodies(after, kind)
        found[kind] = _differing(old, new)
        if kind == "restriction":
            some = [one[key] for one in (old, new) for key in found[kind] if key in one]
            found["aim"] = {str(target.get("organisation") or ANY) for one in some for target in one.get("targets", [])}
    for name in sorted({*before.ids("vocabulary"), *after.ids("vocabulary")}):
        found[term_kind(name)] = _with_any(_differing(_terms(before, name), _terms(after, name)))
    for kind in _KEYED:
        found[kind] = _differing(_grouped(before.lookup_all(kind)), _grouped(after.lookup_all(kind)))
    for kind in _WHOLE:
        found[kind] = {ANY} if before.lookup_all(kind) != after.lookup_all(kind) else set()
    names = {*before.tables(), *after.tables()}
    found["table"] = {name for name in names if before.rows(name) != after.rows(name)}
    return {kind: frozenset(keys) for kind, keys in found.items() if keys}


def _bodies(book: Compiled, kind: str) -> dict[str, Mapping[str, Any]]:
    unread = _UNREAD.get(kind, ())
    bodies = ((key, book.body(kind, key)) for key in book.ids(kind))
    return {key: {name: value for name, value in body.items() if name not in unread} for key, body in bodies}


def _terms(book: Compiled, name: str) -> dict[str, Any]:
    terms = book.body("vocabulary", name).get("terms", []) if name in book.ids("vocabulary") else []
    return {str(one["id"]): one for one in terms}


def _grouped(rows: Iterable[tuple[str, list[Any]]]) -> dict[str, list[list[Any]]]:
    groups: dict[str, list[list[Any]]] = {}
    for key, row in rows:
        groups.setdefault(key, []).append(row)
    return groups


def _differing(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    return {key for key in {*before, *after} if before.get(key) != after.get(key)}


def _with_any(keys: set[str]) -> set[str]:
    return keys | {ANY} if keys else keys

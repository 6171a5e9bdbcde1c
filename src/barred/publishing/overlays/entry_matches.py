"""Which organisation of the directory an entry of an official list is: by its exact name or identifier."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from barred.directory.snapshot import Snapshot
from barred.lists.entry import Entry
from barred.text.fold import fold

__all__ = ["Match", "Matches", "matches_in"]

# What is registered, and what it was registered as before; brands and short names match too much.
_REGISTERED = {"legal", "former", "native"}
_PRIMARY = "primary"


class Match(NamedTuple):
    """An organisation and by what it was found: *name* or the scheme of an identifier; both may be empty."""

    organisation: str = ""
    by: str = ""


class Matches:
    """Names and identifiers of organisations, to find entries by.

    Args:
        names: Folded name to the organisations that are registered under it.
        identifiers: Scheme and value to the organisations that have it.
    """

    def __init__(
        self, names: Mapping[str, set[str]], identifiers: Mapping[tuple[str, str], set[str]] | None = None
    ) -> None:
        self._names = names
        self._identifiers = identifiers or {}

    def of(self, entry: Entry) -> Match:
        """Give the match of an entry; an empty one when there is none, or when several would do."""
        for scheme, value in entry.identifiers:
            found = self._identifiers.get((scheme, value), set())
            if len(found) == 1:
                return Match(next(iter(found)), scheme)
        found = set()
        for name in entry.names:
            if name.kind in {_PRIMARY, "native", "former"}:
                found |= self._names.get(fold(name.text), set())
        return Match(next(iter(found)), "name") if len(found) == 1 else Match()


def matches_in(book: Snapshot) -> Matches:
    """Gather the names and identifiers of a directory. Joint and ordinary names find nobody."""
    names: dict[str, set[str]] = {}
    identifiers: dict[tuple[str, str], set[str]] = {}
    for one in map(book.organisation, book.ids("organisation")):
        meant = (name for name in one.names if not name.joint and name.usage == "distinctive")
        _add(names, (fold(name.text) for name in meant if name.type in _REGISTERED), organisation=one.id)
        for identifier in one.identifiers:
            identifiers.setdefault((identifier.scheme, identifier.value), set()).add(one.id)
    return Matches(names, identifiers)


def _add(found: dict[str, set[str]], keys: Iterable[str], *, organisation: str) -> None:
    for key in keys:
        found.setdefault(key, set()).add(organisation)

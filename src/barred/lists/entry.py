"""One entry of an official list, in the one form that all lists are read into."""

from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from barred.text.fold import fold

__all__ = ["ENTRY_TYPES", "NAME_KINDS", "Entry", "EntryName", "ListFile", "entry_key", "merged", "named"]

# What an entry may be. *unknown* is for lists that do not tell and names that do not show it.
ENTRY_TYPES = ("organisation", "person", "vessel", "aircraft", "asset", "unknown")
NAME_KINDS = ("primary", "alias", "weak-alias", "former", "native")
_KEY_DIGITS = 12


class ListFile(NamedTuple):
    """The bytes of a file and the name under which it is told about."""

    name: str
    content: bytes


class EntryName(NamedTuple):
    """A name and one of `NAME_KINDS`."""

    text: str
    kind: str


class Entry(NamedTuple):
    """What a list says about one listed party.

    Args:
        id: As the list numbers it; a digest of what tells it apart where the list does not.
        names: The primary one first.
        type: One of `ENTRY_TYPES`.
        row: Line of the file on which it begins, from 1.
        countries: As the list writes them.
        identifiers: Scheme and value.
        programmes: Under what it is listed.
        since: ISO date prefix, empty when the list does not tell; so is `until`, the first day outside.
        unread: Dates that could not be read, each as `column: value`.
    """

    id: str
    names: tuple[EntryName, ...]
    type: str
    row: int
    countries: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    programmes: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    unread: tuple[str, ...] = ()


def entry_key(*parts: str) -> str:
    """Give an id to an entry whose list has none: the same words, the same id, however they are spaced.

    Example:
        >>> entry_key("Example Optics", "2021") == entry_key("EXAMPLE  OPTICS", "2021")
        True
    """
    told = "\n".join(map(fold, parts))
    return sha256(told.encode()).hexdigest()[:_KEY_DIGITS]


def named(primary: str, **others: str) -> tuple[EntryName, ...]:
    """Give the names of an entry.

    Args:
        primary: The first name.
        others: Kind, with `_` for `-`, to names parted by semicolons.

    Returns:
        Each name once, without the spaces around it; none that is empty.

    Example:
        >>> [one.text for one in named("A Ltd", alias="A; A Limited", weak_alias="")]
        ['A Ltd', 'A', 'A Limited']
    """
    found = {" ".join(primary.split()): "primary"}
    for kind, texts in others.items():
        for text in texts.split(";"):
            found.setdefault(" ".join(text.split()), kind.replace("_", "-"))
    return tuple(EntryName(text, kind) for text, kind in found.items() if text)


def merged(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Join the rows of one entry: what they name several of is added, the rest is that of the first.

    Returns:
        The entries by id, in the order of their first rows; a name that stands twice keeps its first kind.
    """
    found: dict[str, Entry] = {}
    for entry in entries:
        first = found.get(entry.id)
        if first is None:
            found[entry.id] = entry
            continue
        kinds = {name.text: name for name in (*reversed(entry.names), *reversed(first.names))}
        found[entry.id] = first._replace(
            names=tuple(reversed(kinds.values())),
            countries=tuple(dict.fromkeys((*first.countries, *entry.countries))),
            identifiers=tuple(dict.fromkeys((*first.identifiers, *entry.identifiers))),
            programmes=tuple(dict.fromkeys((*first.programmes, *entry.programmes))),
        )
    return found

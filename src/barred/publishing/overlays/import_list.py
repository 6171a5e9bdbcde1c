"""Read an edition of an official list into an overlay.

Only organisations become rows. Persons, vessels, aircraft and whoever cannot be told are counted
and left out: nothing is kept about a person. An entry that the list no longer has is ended on the
day of the import, never taken away.
"""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from barred.errors import FileProblem
from barred.lists.entry import Entry, ListFile, merged
from barred.lists.registry import OfficialList, official_list
from barred.publishing.overlays.entry_matches import Matches
from barred.publishing.overlays.link_entry import decided
from barred.publishing.overlays.overlay import (
    Import,
    Listing,
    Overlay,
    Spelling,
    joined,
    read_overlay,
    source_id,
    write_overlay,
)

__all__ = ["Edition", "Told", "import_list"]

_MEDIA_TYPES = {".html": "text/html", ".xml": "application/xml", ".tsv": "text/tab-separated-values"}
_REMOVED, _STATED = "removed", "stated"


class Edition(NamedTuple):
    """What is imported: the list, its files, the day of the import and where the files came from."""

    key: str
    files: tuple[ListFile, ...]
    on: str
    address: str = ""

    @property
    def digest(self) -> str:
        """The digest of the bytes of all files, in the order given."""
        made = sha256()
        for file in self.files:
            made.update(sha256(file.content).digest())
        return f"sha256:{made.hexdigest()}"


class Told(NamedTuple):
    """What an import did.

    Args:
        is_new: Whether the bytes differ from those of the last import.
        types: Entries by type.
        listings, names: Rows that the list has now, ended ones not counted.
        ended: Entries that ended with this import.
        matched: Entries that are an organisation of the directory.
        unread: Dates that could not be read, each as `column: value`.
    """

    is_new: bool
    types: Counter[str]
    listings: int
    names: int
    ended: int
    matched: int
    unread: tuple[str, ...]


def import_list(edition: Edition, folder: Path, *, matches: Matches, is_forced: bool = False) -> Told:
    """Import an edition.

    Args:
        edition: The list and its bytes.
        folder: The overlay, made when it is missing.
        matches: Finds the organisations of the directory.
        is_forced: Take an edition that has lost more than half of the entries, or all.

    Raises:
        UsageProblem: The list is not known.
        FileProblem: The layout changed, or too many entries are gone.
    """
    kind = official_list(edition.key)
    before = read_overlay(folder)
    earlier = [one for one in before.imports if one.list == edition.key]
    entries = list(kind.read(edition.files))
    types = Counter(entry.type for entry in entries)
    is_new = not earlier or earlier[-1].digest != edition.digest
    if not is_forced:
        _check_volume(len(entries), edition, int(earlier[-1].entries) if earlier else 0)
    kept = merged(entry for entry in entries if entry.type == "organisation")
    source = source_id(edition.key)
    listings = [decided(_listing(entry, edition.key, matches), before.decisions) for entry in kept.values()]
    ended = [_ended(one, edition.on) for one in _gone(before, edition.key, kept)]
    names = [Spelling(edition.key, one.id, *name, source) for one in kept.values() for name in one.names]
    left = {one.entry for one in ended} - set(kept)
    after = Overlay(
        tuple(sorted([*(one for one in before.listings if one.list != edition.key), *listings, *ended])),
        tuple(sorted([*(one for one in before.names if one.list != edition.key or one.entry in left), *names])),
        (*before.imports, _import(edition, entries, types)) if is_new else before.imports,
        before.decisions,
    )
    # The same bytes give the same rows, unless the directory has meanwhile learnt of an organisation.
    if after != before:
        write_overlay(folder, after, sources=[_source(edition, kind)])
    unread = tuple(told for entry in kept.values() for told in entry.unread)
    new_ends = len({one.entry for one in before.listings if one.list == edition.key and not one.ending} - set(kept))
    matched = sum(bool(one.organisation) for one in listings)
    return Told(
        is_new=is_new,
        types=types,
        listings=len(listings),
        names=len(names),
        ended=new_ends,
        matched=matched,
        unread=unread,
    )


def _check_volume(count: int, edition: Edition, before: int) -> None:
    if count and count * 2 >= before:
        return
    what = f"list {edition.key}: {count} entries where the last import had {before}"
    raise FileProblem(what, where=edition.files[0].name, remedy="look whether the file is whole; --force takes it")


def _listing(entry: Entry, key: str, matches: Matches) -> Listing:
    match = matches.of(entry)
    return Listing(
        key,
        entry.id,
        entry.names[0].text if entry.names else "",
        match.organisation,
        match.by,
        joined(entry.countries),
        joined(entry.programmes),
        joined(f"{scheme} {value}" for scheme, value in entry.identifiers),
        entry.since,
        entry.until,
        _STATED if entry.until else "",
        str(entry.row),
        source_id(key),
    )


def _gone(before: Overlay, key: str, kept: dict[str, Entry]) -> list[Listing]:
    """Give the rows that stay although the list has them no more: ended before, or missing now."""
    return [one for one in before.listings if one.list == key and (one.ending == _REMOVED or one.entry not in kept)]


def _ended(listing: Listing, on: str) -> Listing:
    return listing if listing.ending else listing._replace(until=on, ending=_REMOVED)


def _import(edition: Edition, entries: Sequence[Entry], types: Counter[str]) -> Import:
    left_out = joined(f"{kind} {count}" for kind, count in sorted(types.items()) if kind != "organisation")
    counts = (str(len(entries)), str(types["organisation"]))
    return Import(edition.key, edition.on, edition.digest, *counts, left_out, source_id(edition.key))


def _source(edition: Edition, kind: OfficialList) -> dict[str, Any]:
    first = edition.files[0]
    suffix = Path(first.name).suffix.lower()
    note = "Imported from the file of the publisher." if kind.proof == "primary" else "Imported from a transcription."
    return {
        "id": source_id(edition.key),
        "title": kind.title,
        "type": "list",
        "publisher": kind.publisher,
        "proof": kind.proof,
        "address": edition.address,
        "language": "en",
        "note": note,
        "capture": {
            "digest": f"sha256:{sha256(first.content).hexdigest()}",
            "bytes": len(first.content),
            "media_type": _MEDIA_TYPES.get(suffix, "text/csv"),
        },
    }

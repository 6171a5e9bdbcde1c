"""Bring lists up to date: fetch their files, or take them from a mirror, and import what changed."""

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from barred.errors import BarredError, FileProblem
from barred.lists.entry import ListFile
from barred.lists.fetch import Limits, Wanted, fetch
from barred.publishing.overlays.entry_matches import Matches
from barred.publishing.overlays.import_list import Edition, Told, import_list
from barred.publishing.overlays.list_store import ListStore

__all__ = ["Address", "Updated", "Way", "read_addresses", "update_lists"]

_COLUMNS = ("list", "file", "address", "form")


class Address(NamedTuple):
    """One file of a list: what it is called, where it is (empty when nobody knows) and its form."""

    list: str
    file: str
    address: str
    form: str


class Way(NamedTuple):
    """How files are come by: a folder in which they lie, or the network with its limits and a clock."""

    mirror: Path | None
    limits: Limits
    clock: Callable[[], float]
    on: str
    is_forced: bool = False


class Updated(NamedTuple):
    """What became of a list: what its import told, or why there was none."""

    list: str
    told: Told | None = None
    trouble: str = ""


def read_addresses(path: Path) -> list[Address]:
    """Read the user's own table of addresses.

    Raises:
        FileProblem: It cannot be read, or has other columns.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
    except (OSError, ValueError, csv.Error) as trouble:
        raise FileProblem(f"cannot be read: {trouble}", where=str(path)) from trouble
    if not rows or any(not isinstance(row.get(name), str) for row in rows for name in _COLUMNS):
        raise FileProblem("no table of addresses", where=str(path), remedy=f"its columns are {','.join(_COLUMNS)}")
    return [Address(*(row[name].strip() for name in _COLUMNS)) for row in rows]


def update_lists(
    keys: Iterable[str], folder: Path, *, addresses: Sequence[Address], way: Way, matches: Matches
) -> list[Updated]:
    """Update lists one after the other; trouble with one does not keep the others back.

    Args:
        keys: Ids of lists.
        folder: The overlay.
        addresses: Where the files of the lists are.
        way: How they are come by.
        matches: Finds the organisations of the directory.

    Returns:
        What became of each, in the order given.
    """
    store = ListStore(folder)
    done = []
    for key in keys:
        files = [one for one in addresses if one.list == key]
        try:
            contents = tuple(_file(one, store, way) for one in files)
            if not contents:
                raise FileProblem("no address is known", where=key, remedy="import a file by hand, or give --from")
            edition = Edition(key, contents, way.on, files[0].address)
            told = import_list(edition, folder, matches=matches, is_forced=way.is_forced)
            done.append(Updated(key, told))
        except BarredError as trouble:
            done.append(Updated(key, trouble=str(trouble)))
    return done


def _file(one: Address, store: ListStore, way: Way) -> ListFile:
    if way.mirror is not None:
        path = way.mirror / one.file
        try:
            return ListFile(one.file, path.read_bytes())
        except OSError as trouble:
            raise FileProblem(f"cannot be read: {trouble.strerror}", where=str(path)) from trouble
    if not one.address:
        raise FileProblem("no address is known", where=one.list, remedy="import a file by hand, or give --from")
    stamp = store.stamp(one.address)
    got = fetch(Wanted(one.address, one.form, stamp.etag, stamp.modified), limits=way.limits, clock=way.clock)
    if got.content is None:
        return ListFile(one.file, store.content(stamp.digest))
    store.keep(one.address, got.content, etag=got.etag, modified=got.modified)
    return ListFile(one.file, got.content)

"""An overlay of official lists: a folder of bulk tables and sources that is laid over the directory.

Tables, each row with its source, in one order and one spelling, so that the same list gives the
same bytes: `listings` (one row an entry), `listed_names` and `list_imports` (what was read when); and
`same_organisations`, what somebody decided by hand on who an entry is.
"""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from barred.directory.format import format_record
from barred.errors import FileProblem
from barred.publishing.records.export import write_lines

__all__ = [
    "DECISIONS",
    "Decision",
    "Import",
    "Listing",
    "Overlay",
    "Spelling",
    "joined",
    "read_overlay",
    "source_id",
    "write_decisions",
    "write_overlay",
]

_INSIDE = "; "


class Listing(NamedTuple):
    """An entry of a list.

    Args:
        organisation: Id in the directory, where the entry could be matched; `match` says by what.
        ending: Why `until` holds: *stated* by the list, or *removed* from it; empty while it lasts.
        row: Line of the file on which the entry began when it was last read.
    """

    list: str
    entry: str
    title: str
    organisation: str
    match: str
    countries: str
    programmes: str
    identifiers: str
    since: str
    until: str
    ending: str
    row: str
    source: str


class Spelling(NamedTuple):
    """A name of an entry; `kind` is one of `barred.lists.entry.NAME_KINDS`."""

    list: str
    entry: str
    text: str
    kind: str
    source: str


class Import(NamedTuple):
    """One reading of one edition of a list: the day, the digest of its bytes, and what was counted."""

    list: str
    recorded: str
    digest: str
    entries: str
    organisations: str
    left_out: str
    source: str


class Decision(NamedTuple):
    """What somebody decided on an entry: `decision` is *same* or *different*, `organisation` an id in the directory."""

    list: str
    entry: str
    organisation: str
    decision: str
    reason: str
    decided: str
    source: str


class Overlay(NamedTuple):
    """The rows of the tables."""

    listings: tuple[Listing, ...] = ()
    names: tuple[Spelling, ...] = ()
    imports: tuple[Import, ...] = ()
    decisions: tuple[Decision, ...] = ()


_Row = TypeVar("_Row", Listing, Spelling, Import, Decision)
DECISIONS = "same_organisations"
_LISTINGS, _NAMES, _IMPORTS = "listings", "listed_names", "list_imports"
_FIELDS = {
    _LISTINGS: Listing._fields,
    _NAMES: Spelling._fields,
    _IMPORTS: Import._fields,
    DECISIONS: Decision._fields,
}


def source_id(key: str) -> str:
    """Give the id of the source that the rows of a list cite."""
    return f"list-{key}"


def read_overlay(folder: Path) -> Overlay:
    """Read the tables of an overlay; those that are missing have no rows.

    Raises:
        FileProblem: A table has other columns, or cannot be read.
    """
    return Overlay(
        _read(folder, _LISTINGS, row=Listing),
        _read(folder, _NAMES, row=Spelling),
        _read(folder, _IMPORTS, row=Import),
        _read(folder, DECISIONS, row=Decision),
    )


def write_overlay(folder: Path, overlay: Overlay, *, sources: Iterable[dict[str, Any]]) -> None:
    """Write sources and tables, each whole or not at all.

    Sources come first and the table of imports last: whatever an interruption leaves cites only
    what is there, and the import is not yet told, so that it is done again.

    Raises:
        FileProblem: A file cannot be written.
    """
    try:
        for name in ("sources", "tables"):
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise FileProblem(f"no folder can be made there ({trouble.strerror})", where=str(folder)) from None
    # Before the listings that follow from them; no table is made for nothing.
    if overlay.decisions or _path(folder, DECISIONS).exists():
        _write(folder, DECISIONS, rows=overlay.decisions)
    for data in sources:
        write_lines(folder / "sources" / f"{data['id']}.toml", [format_record("source", data)])
    _write(folder, _LISTINGS, rows=overlay.listings)
    _write(folder, _NAMES, rows=overlay.names)
    _write(folder, _IMPORTS, rows=overlay.imports)


def write_decisions(folder: Path, decisions: Sequence[Decision]) -> None:
    """Write the table of decisions alone, in a folder that has no listings.

    Raises:
        FileProblem: It cannot be written.
    """
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    _write(folder, DECISIONS, rows=decisions)


def joined(values: Iterable[str]) -> str:
    """Join the values of one cell."""
    return _INSIDE.join(values)


def _path(folder: Path, name: str) -> Path:
    return folder / "tables" / f"{name}.csv"


def _read(folder: Path, name: str, *, row: type[_Row]) -> tuple[_Row, ...]:
    path = _path(folder, name)
    if not path.exists():
        return ()
    try:
        with path.open(encoding="utf-8", newline="") as file:
            header, *records = csv.reader(file, strict=True)
    except (OSError, ValueError, csv.Error) as trouble:
        raise FileProblem(f"cannot be read: {trouble}", where=str(path)) from trouble
    if tuple(header) != row._fields or any(len(record) != len(header) for record in records):
        told = ",".join(row._fields)
        raise FileProblem("no table of an overlay", where=str(path), remedy=f"its columns are {told}")
    return tuple(row(*record) for record in records)


def _write(folder: Path, name: str, *, rows: Sequence[Listing | Spelling | Import | Decision]) -> None:
    fields = _FIELDS[name]
    write_lines(_path(folder, name), _lines([fields, *rows]))


def _lines(rows: Iterable[Sequence[str]]) -> Iterable[str]:
    class Kept:
        """What the writer of the standard library takes for a file."""

        def write(self, text: str) -> str:
            return text

    writer = csv.writer(Kept(), lineterminator="\n")
    return (str(writer.writerow(row)) for row in rows)

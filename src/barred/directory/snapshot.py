"""Open a snapshot and ask it: immutable, memory-mapped, nothing loaded that is not asked for."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from barred.errors import SnapshotProblem, UsageProblem
from barred.model.build import build
from barred.model.organisation import Organisation
from barred.model.restriction import Restriction
from barred.model.source import Source
from barred.model.vocabulary import Term, Vocabulary

__all__ = ["FORMAT", "Snapshot"]

# Raised when the tables of a snapshot or the meaning of a record change.
FORMAT = 1
_REBUILD = "run `barred directory build`"
_MAPPED_BYTES = 1 << 30
_HEADER_BYTES = 100


class Snapshot:
    """A compiled directory.

    Args:
        path: The file that `compile_snapshot` wrote.

    Raises:
        SnapshotProblem: The file is missing, no snapshot, cut short, or of another format.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        _check_size(path)
        address = f"file:{_quoted(path)}?mode=ro&immutable=1"
        try:
            self._database = sqlite3.connect(address, uri=True, check_same_thread=False)
            self._database.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
            self.meta = dict(self._database.execute("SELECT key, value FROM meta"))
        except sqlite3.DatabaseError as trouble:
            raise SnapshotProblem(f"not a snapshot: {trouble}", where=str(path), remedy=_REBUILD) from trouble
        if self.meta.get("format") != str(FORMAT):
            given = self.meta.get("format", "none")
            what = f"snapshot of format {given}, this version reads {FORMAT}"
            raise SnapshotProblem(what, where=str(path), remedy=_REBUILD)
        self._organisations: dict[str, Organisation] = {}
        self._vocabularies: dict[str, Vocabulary] = {}
        self._restrictions: dict[str, Restriction] = {}

    @property
    def digest(self) -> str:
        """Name of the content, `sha256:` and 64 hexadecimal digits."""
        return self.meta["digest"]

    @property
    def checked(self) -> str:
        """The day on which the directory was last checked, ISO date."""
        return self.meta.get("checked", "")

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def organisation(self, key: str) -> Organisation:
        """Give an organisation by id.

        Raises:
            UsageProblem: There is none.
        """
        if key not in self._organisations:
            self._organisations[key] = build(Organisation, self.body("organisation", key))
        return self._organisations[key]

    def restriction(self, key: str) -> Restriction:
        """Give a restriction by id.

        Raises:
            UsageProblem: There is none.
        """
        return build(Restriction, self.body("restriction", key))

    def source(self, key: str) -> Source:
        """Give a source by id.

        Raises:
            UsageProblem: There is none.
        """
        return build(Source, self.body("source", key))

    def vocabulary(self, name: str) -> Vocabulary:
        """Give a vocabulary by name.

        Raises:
            UsageProblem: There is none.
        """
        if name not in self._vocabularies:
            body = self.body("vocabulary", name)
            self._vocabularies[name] = Vocabulary(name, (build(Term, one) for one in body["terms"]))
        return self._vocabularies[name]

    def restrictions_aimed_at(self, organisations: Iterable[str]) -> Sequence[Restriction]:
        """Give the restrictions that name one of the organisations or aim at any class, by id."""
        keys = sorted({"", *organisations})
        marks = ",".join("?" * len(keys))
        found = self._database.execute(
            f"SELECT id, body FROM record WHERE kind = 'restriction' AND id IN "  # noqa: S608 - only marks
            f"(SELECT restriction FROM aim WHERE organisation IN ({marks})) ORDER BY id",
            keys,
        )
        return [self._restriction(key, body) for key, body in found]

    def _restriction(self, key: str, body: str) -> Restriction:
        if key not in self._restrictions:
            self._restrictions[key] = build(Restriction, json.loads(body))
        return self._restrictions[key]

    def rows(self, table: str) -> Sequence[dict[str, str]]:
        """Give the rows of a bulk table, in file order; none when there is no such table."""
        found = self._database.execute("SELECT body FROM bulk WHERE name = ? ORDER BY number", (table,))
        return [json.loads(body) for (body,) in found]

    def lookup(self, kind: str, keys: Sequence[str]) -> list[list[Any]]:
        """Give the index rows of a kind under some keys, by key and number."""
        found: list[list[Any]] = []
        for begin in range(0, len(keys), 500):
            some = keys[begin : begin + 500]
            marks = ",".join("?" * len(some))
            query = (
                f"SELECT body FROM lookup WHERE kind = ? AND key IN ({marks}) ORDER BY key, number"  # noqa: S608
            )
            found += [json.loads(body) for (body,) in self._database.execute(query, (kind, *some))]
        return found

    def lookup_all(self, kind: str) -> list[tuple[str, list[Any]]]:
        """Give every index row of a kind with its key, by key and number."""
        query = "SELECT key, body FROM lookup WHERE kind = ? ORDER BY key, number"
        return [(key, json.loads(body)) for key, body in self._database.execute(query, (kind,))]

    def organisations_named(self, folded: str) -> Sequence[str]:
        """Give the ids of the organisations that record a name, in folded form."""
        return [key for (key,) in self.lookup("organisation-name", [folded])]

    def has_organisation(self, key: str) -> bool:
        """Tell whether an id is that of an organisation."""
        return "organisation" in self.kinds_of(key)

    def tables(self) -> Mapping[str, int]:
        """Give the bulk tables and how many rows each has."""
        return dict(self._database.execute("SELECT name, count(*) FROM bulk GROUP BY name ORDER BY name"))

    def ids(self, kind: str) -> list[str]:
        """Give the ids of all records of a kind, in order."""
        return [key for (key,) in self._database.execute("SELECT id FROM record WHERE kind = ? ORDER BY id", (kind,))]

    def kinds_of(self, key: str) -> list[str]:
        """Give the kinds that have a record with an id."""
        return [kind for (kind,) in self._database.execute("SELECT kind FROM record WHERE id = ? ORDER BY kind", (key,))]

    def body(self, kind: str, key: str) -> Mapping[str, Any]:
        """Give a record as it was compiled.

        Raises:
            UsageProblem: There is none.
        """
        found = self._database.execute("SELECT body FROM record WHERE kind = ? AND id = ?", (kind, key)).fetchone()
        if found is None:
            raise UsageProblem(f"no {kind} {key!r} in the directory", remedy=f"`barred list {kind}` shows all")
        body: Mapping[str, Any] = json.loads(found[0])
        return body

    def verify(self) -> list[str]:
        """Read the whole file and name what is wrong with it; slow, for `directory info`."""
        return [told for (told,) in self._database.execute("PRAGMA integrity_check") if told != "ok"]


def _quoted(path: Path) -> str:
    return str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _check_size(path: Path) -> None:
    """Compare the size of the file with the number of pages its header promises."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
            size = file.seek(0, 2)
    except OSError as trouble:
        raise SnapshotProblem(f"cannot be read: {trouble.strerror}", where=str(path), remedy=_REBUILD) from trouble
    if len(header) < _HEADER_BYTES or not header.startswith(b"SQLite format 3\0"):
        raise SnapshotProblem("not a snapshot", where=str(path), remedy=_REBUILD)
    page = int.from_bytes(header[16:18], "big")
    promised = int.from_bytes(header[28:32], "big") * (65536 if page == 1 else page)
    if size != promised:
        raise SnapshotProblem(f"cut short: {size} of {promised} bytes", where=str(path), remedy=_REBUILD)

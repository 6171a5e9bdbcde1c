"""Open a snapshot and ask it: immutable, memory-mapped, nothing loaded that is not asked for."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from barred.directory.digest import FORMAT, aims, content_digest, described, numbered
from barred.errors import SnapshotProblem, UsageProblem
from barred.model.account import Event, Figure, Product, Statement
from barred.model.build import build
from barred.model.organisation import Organisation
from barred.model.restriction import Restriction
from barred.model.source import Source
from barred.model.vocabulary import Term, Vocabulary

__all__ = ["Snapshot"]

_REBUILD = "run `barred directory build`"
_MAPPED_BYTES = 1 << 30
_HEADER_BYTES = 100
# SQLite takes more at once, but old versions not much more.
_KEYS_AT_ONCE = 500
# What a changed byte can do to those who read it: SQLite, JSON, the record classes.
_DAMAGE = (sqlite3.Error, ValueError, TypeError)

Record = TypeVar("Record")


class Snapshot:
    """A compiled directory.

    Args:
        path: The file that `compile_snapshot` wrote.

    Raises:
        SnapshotProblem: The file is missing, no snapshot, cut short, or of another format. Every
            method raises it too, when it meets a damaged place.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        _check_size(path)
        address = f"file:{_quoted(path)}?mode=ro&immutable=1"
        try:
            self._database = sqlite3.connect(address, uri=True, check_same_thread=False)
        except sqlite3.Error as trouble:
            raise self._problem("not a snapshot", trouble) from trouble
        try:
            self.meta = self._meta()
        except SnapshotProblem:
            self.close()
            raise
        self._organisations: dict[str, Organisation] = {}
        self._vocabularies: dict[str, Vocabulary] = {}
        self._restrictions: dict[str, Restriction] = {}
        self._source_bodies: dict[str, str] = {}
        self._sources: dict[str, Source] = {}

    @property
    def digest(self) -> str:
        """Name of the content, `sha256:` and 64 hexadecimal digits."""
        return self.meta["digest"]

    @property
    def checked(self) -> str:
        """The day on which the directory was last checked, ISO date; empty when no record tells."""
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
            self._organisations[key] = self._built(Organisation, self.body("organisation", key))
        return self._organisations[key]

    def restriction(self, key: str) -> Restriction:
        """Give a restriction by id.

        Raises:
            UsageProblem: There is none.
        """
        if key not in self._restrictions:
            self._restrictions[key] = self._built(Restriction, self.body("restriction", key))
        return self._restrictions[key]

    def source(self, key: str) -> Source:
        """Give a source by id.

        Raises:
            UsageProblem: There is none.
        """
        # A verdict cites some hundred sources: one question for all of them is cheaper than one for each.
        if not self._source_bodies:
            self._source_bodies = dict(self._asked("SELECT id, body FROM record WHERE kind = 'source'"))
        if key not in self._sources:
            body = self._source_bodies.get(key)
            [told] = self._loaded([body]) if body else [self.body("source", key)]
            self._sources[key] = self._built(Source, told)
        return self._sources[key]

    def statement(self, key: str) -> Statement:
        """Give a statement by id.

        Raises:
            UsageProblem: There is none.
        """
        return self._built(Statement, self.body("statement", key))

    def figure(self, key: str) -> Figure:
        """Give a figure by id.

        Raises:
            UsageProblem: There is none.
        """
        return self._built(Figure, self.body("figure", key))

    def product(self, key: str) -> Product:
        """Give a product by id.

        Raises:
            UsageProblem: There is none.
        """
        return self._built(Product, self.body("product", key))

    def event(self, key: str) -> Event:
        """Give an event by id.

        Raises:
            UsageProblem: There is none.
        """
        return self._built(Event, self.body("event", key))

    def vocabulary(self, name: str) -> Vocabulary:
        """Give a vocabulary by name.

        Raises:
            UsageProblem: There is none.
        """
        if name not in self._vocabularies:
            terms = self.body("vocabulary", name).get("terms", [])
            self._vocabularies[name] = Vocabulary(name, _Terms(terms, partial(self._built, Term)))
        return self._vocabularies[name]

    def restrictions_aimed_at(self, organisations: Iterable[str]) -> Sequence[Restriction]:
        """Give the restrictions that name one of the organisations or aim at any class, by id."""
        query = (
            "SELECT id, body FROM record WHERE kind = 'restriction' AND id IN "
            "(SELECT restriction FROM aim WHERE organisation IN ({}))"
        )
        found = dict(self._asked_by_keys(query, sorted({"", *organisations})))
        new = {key: body for key, body in found.items() if key not in self._restrictions}
        for key, body in zip(new, self._loaded(new.values()), strict=True):
            self._restrictions[key] = self._built(Restriction, body)
        return [self._restrictions[key] for key in sorted(found)]

    def rows(self, table: str) -> Sequence[dict[str, str]]:
        """Give the rows of a bulk table, in file order; none when there is no such table."""
        found = self._asked("SELECT body FROM bulk WHERE name = ? ORDER BY number", table)
        return self._loaded(body for (body,) in found)

    def has_rows(self, table: str) -> bool:
        """Tell whether a bulk table has any row."""
        return bool(self._asked("SELECT 1 FROM bulk WHERE name = ? LIMIT 1", table))

    def lookup(self, kind: str, keys: Sequence[str]) -> list[list[Any]]:
        """Give the index rows of a kind under some keys, by key and number.

        The order holds for keys that are given in order; a key given twice counts once where it
        stands near.
        """
        query = "SELECT body FROM lookup WHERE kind = ? AND key IN ({}) ORDER BY key, number"
        return self._loaded(body for (body,) in self._asked_by_keys(query, keys, kind))

    def lookup_all(self, kind: str) -> list[tuple[str, list[Any]]]:
        """Give every index row of a kind with its key, by key and number."""
        query = "SELECT key, body FROM lookup WHERE kind = ? ORDER BY key, number"
        found = self._asked(query, kind)
        return list(zip((key for key, _ in found), self._loaded(body for _, body in found), strict=True))

    def organisations_named(self, folded: str) -> Sequence[str]:
        """Give the ids of the organisations that record a name, in folded form."""
        return sorted({key for (key,) in self.lookup("organisation-name", [folded])})

    def has_organisation(self, key: str) -> bool:
        """Tell whether an id is that of an organisation."""
        return "organisation" in self.kinds_of(key)

    def tables(self) -> Mapping[str, int]:
        """Give the bulk tables and how many rows each has."""
        return dict(self._asked("SELECT name, count(*) FROM bulk GROUP BY name ORDER BY name"))

    def ids(self, kind: str) -> list[str]:
        """Give the ids of all records of a kind, in order."""
        return [key for (key,) in self._asked("SELECT id FROM record WHERE kind = ? ORDER BY id", kind)]

    def kinds_of(self, key: str) -> list[str]:
        """Give the kinds that have a record with an id."""
        return [kind for (kind,) in self._asked("SELECT kind FROM record WHERE id = ? ORDER BY kind", key)]

    def body(self, kind: str, key: str) -> Mapping[str, Any]:
        """Give a record as it was compiled.

        Raises:
            UsageProblem: There is none.
        """
        found = self._asked("SELECT body FROM record WHERE kind = ? AND id = ?", kind, key)
        if not found:
            raise UsageProblem(f"no {kind} {key!r} in the directory", remedy=f"`barred list {kind}` shows all")
        body: Mapping[str, Any] = self._loaded(found[0])[0]
        return body

    def verify(self) -> list[str]:
        """Read the whole file and tell what is wrong with it; nothing when it is as it was written.

        Cost:
            Every page is read and the digest computed anew from the content, for `directory info`
            and before a snapshot is kept at a build.
        """
        try:
            damage = [str(told) for (told,) in self._asked("PRAGMA integrity_check") if told != "ok"]
            return damage or list(self._differences())
        except SnapshotProblem as trouble:
            return [trouble.what]

    def _differences(self) -> Iterator[str]:
        records = self._asked("SELECT kind, id, body FROM record ORDER BY kind, id")
        bulk = self._asked("SELECT name, number, body FROM bulk ORDER BY name, number")
        index = self._asked("SELECT kind, key, number, body FROM lookup ORDER BY kind, key, number")
        unnumbered = [(kind, key, body) for kind, key, _, body in index]
        made = content_digest(records, bulk, lookup=unnumbered)
        if made != self.digest:
            yield f"the content has the digest {made}, not {self.digest}"
            return
        loaded = self._loaded(body for _, _, body in records)
        bodies = [(kind, key, body) for (kind, key, _), body in zip(records, loaded, strict=True)]
        if described(bodies, (name for name, _, _ in bulk), digest=made) != self.meta:
            yield "what is told of the content does not fit it"
        if aims(bodies) != self._asked("SELECT organisation, restriction FROM aim ORDER BY organisation, restriction"):
            yield "the table of aims does not fit the restrictions"
        if numbered(unnumbered) != index:
            yield "the numbers of index rows have gaps"

    def _meta(self) -> dict[str, str]:
        try:
            self._database.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
            meta: dict[str, str] = dict(self._database.execute("SELECT key, value FROM meta"))
        except _DAMAGE as trouble:
            raise self._problem("not a snapshot", trouble) from trouble
        if meta.get("format") != str(FORMAT) or "digest" not in meta:
            what = f"snapshot of format {meta.get('format', 'none')}, this version reads {FORMAT}"
            raise SnapshotProblem(what, where=str(self.path), remedy=_REBUILD)
        return meta

    def _asked(self, query: str, *values: str) -> list[Any]:
        try:
            return self._database.execute(query, values).fetchall()
        except _DAMAGE as trouble:
            raise self._problem("damaged", trouble) from trouble

    def _asked_by_keys(self, query: str, keys: Sequence[str], *before: str) -> Iterator[Any]:
        for begin in range(0, len(keys), _KEYS_AT_ONCE):
            some = keys[begin : begin + _KEYS_AT_ONCE]
            yield from self._asked(query.format(",".join("?" * len(some))), *before, *some)

    def _loaded(self, bodies: Iterable[str]) -> list[Any]:
        some = list(bodies)
        try:
            # One text for all: each key is one string then, however many rows have it.
            told: list[Any] = json.loads(f"[{','.join(some)}]")
        except _DAMAGE as trouble:
            raise self._problem("damaged", trouble) from trouble
        if len(told) != len(some):
            raise self._problem("damaged", ValueError("a row is no single value"))
        return told

    def _built(self, kind: type[Record], body: Mapping[str, Any]) -> Record:
        try:
            return build(kind, body)
        except _DAMAGE as trouble:
            raise self._problem("damaged", trouble) from trouble

    def _problem(self, what: str, trouble: Exception) -> SnapshotProblem:
        return SnapshotProblem(f"{what}: {trouble}", where=str(self.path), remedy=_REBUILD)


class _Terms(Mapping[str, Term]):
    """The terms of a vocabulary, each made only when somebody looks at it: of places there are hundreds."""

    def __init__(self, bodies: Iterable[Mapping[str, Any]], make: Callable[[Mapping[str, Any]], Term]) -> None:
        self._bodies = {str(one.get("id")): one for one in bodies}
        self._make = make
        self._made: dict[str, Term] = {}

    def __getitem__(self, key: str) -> Term:
        if key not in self._made:
            self._made[key] = self._make(self._bodies[key])
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._bodies

    def __iter__(self) -> Iterator[str]:
        return iter(self._bodies)

    def __len__(self) -> int:
        return len(self._bodies)


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

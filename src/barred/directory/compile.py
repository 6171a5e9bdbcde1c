"""Compile a checked stack of directories into one immutable file.

The file is named by the digest of its content, not of its bytes: two builds of the same records
have the same name wherever and with whatever version of SQLite they are made.
"""

import os
import sqlite3
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from barred.directory.digest import aims, canonical, content_digest, described, numbered
from barred.directory.read import Stack
from barred.directory.snapshot import Snapshot
from barred.errors import SnapshotProblem

__all__ = ["compile_snapshot"]

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE record (kind TEXT, id TEXT, body TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE aim (organisation TEXT, restriction TEXT, PRIMARY KEY (organisation, restriction)) WITHOUT ROWID;
CREATE TABLE bulk (name TEXT, number INTEGER, body TEXT NOT NULL, PRIMARY KEY (name, number)) WITHOUT ROWID;
CREATE TABLE lookup (kind TEXT, key TEXT, number INTEGER, body TEXT NOT NULL,
                     PRIMARY KEY (kind, key, number)) WITHOUT ROWID;
"""

_Lookup = Mapping[str, Iterable[tuple[str, Sequence[Any]]]]
_Rows = Mapping[str, Sequence[tuple[object, ...]]]


def compile_snapshot(stack: Stack, folder: Path, *, lookup: _Lookup | None = None) -> Path:
    """Write the snapshot of a stack that `check` found nothing wrong with.

    Args:
        stack: The records and tables.
        folder: Where the snapshot goes; made when missing.
        lookup: Index rows by kind of index: key and row, served back by key.

    Returns:
        The file, `DIGEST.snapshot` with the first 16 digits of the digest. A whole file of that
        name is kept, for it has the same content; a damaged one is replaced. Several builds may
        run into one folder at once.
    """
    bodies = [(kind, key, file.data) for (kind, key), file in sorted(stack.records.items())]
    records = [(kind, key, canonical(body)) for kind, key, body in bodies]
    bulk = _bulk(stack)
    index = sorted((kind, key, canonical(list(row))) for kind, some in (lookup or {}).items() for key, row in some)
    digest = content_digest(records, bulk, lookup=index)
    path = folder / f"{digest.removeprefix('sha256:')[:16]}.snapshot"
    if not _is_whole(path, digest):
        meta = described(bodies, (name for name, _, _ in bulk), digest=digest)
        rows: _Rows = {
            "record": records,
            "bulk": bulk,
            "aim": aims(bodies),
            "lookup": numbered(index),
            "meta": sorted(meta.items()),
        }
        _write(rows, path)
    return path


def _is_whole(path: Path, digest: str) -> bool:
    """Tell whether a snapshot is there with the content that its name promises."""
    try:
        with closing(Snapshot(path)) as snapshot:
            return snapshot.digest == digest and not snapshot.verify()
    except SnapshotProblem:
        return False


def _write(rows: _Rows, path: Path) -> None:
    """Write all rows beside the path, and put the file in its place when it is complete."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.part")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(unfinished)) as database:
            database.executescript(f"PRAGMA journal_mode = OFF; PRAGMA page_size = 4096; {_TABLES}")
            for table, some in rows.items():
                if some:
                    marks = ", ".join("?" * len(some[0]))
                    database.executemany(f"INSERT INTO {table} VALUES ({marks})", some)  # noqa: S608 - names from above
            database.commit()
            database.execute("VACUUM")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _bulk(stack: Stack) -> list[tuple[str, int, str]]:
    merged: dict[str, list[str]] = {}
    for table in stack.tables:
        merged.setdefault(table.name, []).extend(canonical(row) for _, row in table.rows)
    return [(name, number, row) for name, rows in sorted(merged.items()) for number, row in enumerate(rows)]

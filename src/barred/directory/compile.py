"""Compile a checked stack of directories into one immutable file.

The file is named by the digest of its content, not of its bytes: two builds of the same records
have the same name wherever and with whatever version of SQLite they are made.
"""

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from barred.directory.read import Stack
from barred.directory.rules import records_at
from barred.directory.snapshot import FORMAT

__all__ = ["compile_snapshot"]

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE record (kind TEXT, id TEXT, body TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE aim (organisation TEXT, restriction TEXT, PRIMARY KEY (organisation, restriction)) WITHOUT ROWID;
CREATE TABLE bulk (name TEXT, number INTEGER, body TEXT NOT NULL, PRIMARY KEY (name, number)) WITHOUT ROWID;
CREATE TABLE lookup (kind TEXT, key TEXT, number INTEGER, body TEXT NOT NULL,
                     PRIMARY KEY (kind, key, number)) WITHOUT ROWID;
"""

Lookup = Mapping[str, Iterable[tuple[str, Sequence[Any]]]]


def compile_snapshot(stack: Stack, folder: Path, *, lookup: Lookup | None = None, checked: str = "") -> Path:
    """Write the snapshot of a stack that `check` found nothing wrong with.

    Args:
        stack: The records and tables.
        folder: Where the snapshot goes; made when missing.
        lookup: Index rows by kind of index: key and row, served back by key.
        checked: The day the directory was last checked, for the notice; the latest `recorded`
            date of a record when empty.

    Returns:
        The file, `DIGEST.snapshot` with the first 16 digits of the digest. An existing file of
        that name is kept: it has the same content.
    """
    records = [(kind, key, _canonical(file.data)) for (kind, key), file in sorted(stack.records.items())]
    bulk = _bulk(stack)
    rows = sorted((kind, key, _canonical(list(row))) for kind, some in (lookup or {}).items() for key, row in some)
    digest = _digest(records, bulk, rows)
    path = folder / f"{digest.removeprefix('sha256:')[:16]}.snapshot"
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.part")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(unfinished)) as database:
        database.executescript(f"PRAGMA journal_mode = OFF; PRAGMA page_size = 4096; {_TABLES}")
        database.executemany("INSERT INTO record VALUES (?, ?, ?)", records)
        database.executemany("INSERT INTO bulk VALUES (?, ?, ?)", bulk)
        database.executemany("INSERT INTO aim VALUES (?, ?)", _aims(stack))
        database.executemany("INSERT INTO lookup VALUES (?, ?, ?, ?)", _numbered(rows))
        database.executemany("INSERT INTO meta VALUES (?, ?)", sorted(_meta(stack, digest, checked).items()))
        database.commit()
        database.execute("VACUUM")
    unfinished.replace(path)
    return path


def _canonical(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _bulk(stack: Stack) -> list[tuple[str, int, str]]:
    merged: dict[str, list[str]] = {}
    for table in stack.tables:
        merged.setdefault(table.name, []).extend(_canonical(row) for _, row in table.rows)
    return [(name, number, row) for name, rows in sorted(merged.items()) for number, row in enumerate(rows)]


def _digest(*parts: Sequence[tuple[object, ...]]) -> str:
    total = hashlib.sha256(f"barred snapshot {FORMAT}\n".encode())
    for part in parts:
        for row in part:
            total.update(_canonical(list(row)).encode() + b"\n")
        total.update(b"\n")
    return f"sha256:{total.hexdigest()}"


def _aims(stack: Stack) -> list[tuple[str, str]]:
    # The empty organisation stands for restrictions that aim at a class.
    found = set()
    for file in stack.of_kind("restriction"):
        for _, one in records_at(file.data, "targets"):
            found.add((str(one.get("organisation") or ""), file.id))
    return sorted(found)


def _numbered(rows: list[tuple[str, str, str]]) -> list[tuple[str, str, int, str]]:
    counts: dict[tuple[str, str], int] = {}
    numbered = []
    for kind, key, body in rows:
        number = counts.get((kind, key), 0)
        counts[kind, key] = number + 1
        numbered.append((kind, key, number, body))
    return numbered


def _meta(stack: Stack, digest: str, checked: str) -> dict[str, str]:
    latest = max((str(file.data.get("recorded", "")) for file in stack.records.values()), default="")
    kinds = sorted({kind for kind, _ in stack.records})
    return {
        "format": str(FORMAT),
        "digest": digest,
        "checked": checked or latest,
        **{f"count:{kind}": str(len(stack.of_kind(kind))) for kind in kinds},
        **{f"rows:{table.name}": str(len(table.rows)) for table in stack.tables},
    }

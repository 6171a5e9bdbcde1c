"""Keep an index of names in a folder of arrays that are memory-mapped when it is opened."""

import json
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from barred.errors import IndexProblem
from barred.matching.code_table import CodeTable
from barred.matching.name_index import NameIndex
from barred.matching.outlines import Outlines

__all__ = ["Kept", "keep_index", "open_index"]

_MANIFEST = "index.json"
_FORM = 2
_TEXTS = ("names", "spelt", "words")
_ARRAYS = ("weights", "signs", "sizes", "name_words", "begins", "lead_names", "lead_begins", "brands")
_PARTED: dict[str, Any] = {"exact": CodeTable, "near": CodeTable, "joined": CodeTable, "outlines": Outlines}


@dataclass(frozen=True)
class Kept:
    """An index that was opened.

    Args:
        index: The index, its arrays mapped.
        digest: SHA-256 of all its files.
        about: What was noted when it was kept: the lists, the snapshot, counts.
        columns: Further columns of the names, one row a name.
    """

    index: NameIndex
    digest: str
    about: dict[str, Any]
    columns: pa.Table


def keep_index(index: NameIndex, folder: Path, *, about: dict[str, Any], columns: pa.Table) -> str:
    """Keep an index in a new folder, whole or not at all.

    Args:
        index: The index.
        folder: Must not be there yet.
        about: What to note with it; `names`, the count, is added.
        columns: Further columns, as many rows as the index has names.

    Returns:
        The digest of what was kept.

    Raises:
        IndexProblem: The folder is there, or the rows are not as many as the names.
    """
    if columns.num_rows != len(index.names):
        raise IndexProblem(f"{columns.num_rows} rows for {len(index.names)} names", where=str(folder))
    if folder.exists():
        raise IndexProblem("is there already", where=str(folder), remedy="name a new folder")
    made = folder.with_name(f".{folder.name}.{os.getpid()}")
    made.mkdir(parents=True)
    for name in _TEXTS:
        _write_table(made / f"{name}.arrow", pa.table({name: getattr(index, name)}))
    _write_table(made / "columns.arrow", columns)
    for name in _ARRAYS:
        np.save(made / f"{name}.npy", getattr(index, name))
    for name in _PARTED:
        for part, array in getattr(index, name)._asdict().items():
            np.save(made / f"{name}-{part}.npy", array)
    digests = {file.name: _digest(file) for file in sorted(made.iterdir())}
    note = {"form": _FORM, "files": digests, "about": {**about, "names": len(index.names)}}
    (made / _MANIFEST).write_text(json.dumps(note, indent=1, sort_keys=True) + "\n", "utf-8")
    made.rename(folder)
    return _whole(digests)


def open_index(folder: Path, *, is_checked: bool = False) -> Kept:
    """Open an index.

    Args:
        folder: Where it was kept.
        is_checked: Read every file and compare its digest, which takes as long as reading them.

    Raises:
        IndexProblem: There is none, a file is missing or changed, or another version wrote it.
    """
    try:
        note = json.loads((folder / _MANIFEST).read_text("utf-8"))
        if note["form"] != _FORM:
            raise IndexProblem(
                f"has form {note['form']}, and {_FORM} is read", where=str(folder), remedy="build it anew"
            )
        for name, digest in note["files"].items():
            if not (folder / name).exists() or (is_checked and _digest(folder / name) != digest):
                raise IndexProblem("is missing or changed", where=str(folder / name), remedy="build the index anew")
        index = _read(folder)
        columns = _read_table(folder / "columns.arrow")
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException) as trouble:
        raise IndexProblem(f"is no index of names: {trouble}", where=str(folder), remedy="build it anew") from trouble
    if len(index.names) != note["about"]["names"] or columns.num_rows != len(index.names):
        raise IndexProblem("does not hold the names that it tells of", where=str(folder), remedy="build it anew")
    return Kept(index, _whole(note["files"]), note["about"], columns)


def _read(folder: Path) -> NameIndex:
    texts: dict[str, Any] = {name: _read_table(folder / f"{name}.arrow")[name].combine_chunks() for name in _TEXTS}
    arrays: dict[str, Any] = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in _ARRAYS}
    parted = {
        name: kind(*(np.load(folder / f"{name}-{part}.npy", mmap_mode="r") for part in kind._fields))
        for name, kind in _PARTED.items()
    }
    return NameIndex(**texts, **arrays, **parted)


def _write_table(file: Path, table: pa.Table) -> None:
    table = table.combine_chunks()
    with pa.OSFile(str(file), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)


def _read_table(file: Path) -> pa.Table:
    with pa.memory_map(str(file)) as source:
        return pa.ipc.open_file(source).read_all()


def _digest(file: Path) -> str:
    made = sha256()
    with file.open("rb") as content:
        while block := content.read(1 << 20):
            made.update(block)
    return f"sha256:{made.hexdigest()}"


def _whole(digests: dict[str, str]) -> str:
    told = json.dumps(digests, sort_keys=True).encode()
    return f"sha256:{sha256(told).hexdigest()}"

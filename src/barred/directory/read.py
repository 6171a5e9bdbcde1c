"""Read the files of one or more directories, and collect what cannot be read as findings.

A directory laid over another adds records, and replaces those with the same id; rows of tables
are added.
"""

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from barred.directory.schema import FOLDERS
from barred.errors import FileProblem
from barred.model.finding import Finding

__all__ = ["RecordFile", "Stack", "TableFile", "read_directories"]

_AT = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")


@dataclass(frozen=True)
class RecordFile:
    """One record as it lies in a file: its kind, where, the text and what the text says."""

    kind: str
    path: Path
    shown: str
    text: str
    data: dict[str, Any]

    @property
    def id(self) -> str:
        """The id that the file gives, or the file's name when it gives none."""
        return str(self.data.get("id") or self.path.stem)


@dataclass(frozen=True)
class TableFile:
    """One bulk table: its name, where it lies, its header and its rows with their lines."""

    name: str
    shown: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


@dataclass
class Stack:
    """What the directories hold, later ones over earlier ones.

    Args:
        roots: The folders in the order given.
        records: Kind and id to the file that counts.
        hidden: Files that a file of the same directory hides by giving the same id.
        tables: Tables in file order; several of one name when an overlay adds rows.
        findings: What could not be read.
    """

    roots: tuple[Path, ...]
    records: dict[tuple[str, str], RecordFile] = field(default_factory=dict)
    hidden: list[RecordFile] = field(default_factory=list)
    tables: list[TableFile] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def of_kind(self, kind: str) -> list[RecordFile]:
        """Give the files of one kind, by id."""
        return [file for (has, _), file in sorted(self.records.items()) if has == kind]


def read_directories(roots: Iterable[Path]) -> Stack:
    """Read every record and table of some directories.

    Args:
        roots: Folders; each holds some of `organisations`, `restrictions`, `sources`,
            `vocabulary` and `tables`.

    Returns:
        The stack. A file that is not TOML, not UTF-8 or not a table is a finding, not an error.

    Raises:
        FileProblem: A root is no folder, or holds none of the folders of a directory.
    """
    stack = Stack(tuple(roots))
    for root in stack.roots:
        if not root.is_dir():
            raise FileProblem("no such folder", where=str(root), remedy="give the folder of a directory")
        known = [name for name in (*FOLDERS, "tables") if (root / name).is_dir()]
        if not known:
            expected = ", ".join((*FOLDERS, "tables"))
            raise FileProblem("not a directory of records", where=str(root), remedy=f"expected one of {expected}")
        _read_root(root, stack)
    return stack


def _read_root(root: Path, stack: Stack) -> None:
    mine: set[tuple[str, str]] = set()
    for folder, kind in FOLDERS.items():
        for path in sorted((root / folder).rglob("*.toml")):
            read = _read_record(kind, path, root)
            if isinstance(read, Finding):
                stack.findings.append(read)
                continue
            key = (kind, read.id)
            if key in mine:
                stack.hidden.append(read)
            else:
                mine.add(key)
                stack.records[key] = read
    for path in sorted((root / "tables").glob("*.csv")):
        table = _read_table(path, root)
        if isinstance(table, Finding):
            stack.findings.append(table)
        else:
            stack.tables.append(table)


def _read_record(kind: str, path: Path, root: Path) -> RecordFile | Finding:
    shown = _shown(path, root)
    text = _decoded(path, shown)
    if isinstance(text, Finding):
        return text
    try:
        return RecordFile(kind, path, shown, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as trouble:
        return _unparsed(shown, text, str(trouble))


def _unparsed(shown: str, text: str, trouble: str) -> Finding:
    at = _AT.search(trouble)
    line = int(at[1]) if at and at[1] else text.count("\n") + 1
    told = _AT.sub("", trouble).strip()
    ids = [n for n, one in enumerate(text.splitlines(), 1) if re.match(r"id\s*=", one)]
    if len(ids) > 1:
        return Finding(shown, ids[1], "DIR-002", "a second record begins here", "keep one record a file")
    return Finding(shown, line, "DIR-001", f"not TOML: {told}", "correct the syntax")


def _decoded(path: Path, shown: str) -> str | Finding:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as trouble:
        line = path.read_bytes()[: trouble.start].count(b"\n") + 1
        return Finding(shown, line, "DIR-001", f"byte {trouble.start} is not UTF-8", "save the file as UTF-8")


def _read_table(path: Path, root: Path) -> TableFile | Finding:
    shown = _shown(path, root)
    text = _decoded(path, shown)
    if isinstance(text, Finding):
        return text
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = tuple(next(reader, ()))
        rows = tuple(_rows(reader, header))
    except (csv.Error, ValueError) as trouble:
        return Finding(shown, reader.line_num, "TAB-001", str(trouble), "give each row the cells of the header")
    return TableFile(path.stem, shown, header, rows)


def _rows(reader: Any, header: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    for cells in reader:
        if len(cells) != len(header):
            raise ValueError(f"{len(cells)} cells where the header has {len(header)}")
        yield reader.line_num, dict(zip(header, cells, strict=True))


def _shown(path: Path, root: Path) -> str:
    return f"{root.name}/{path.relative_to(root).as_posix()}"

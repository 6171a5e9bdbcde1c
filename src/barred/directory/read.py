"""Read the files of one or more directories, and collect what cannot be read as findings.

A directory laid over another adds records, and replaces those with the same id; rows of tables
are added.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from barred.directory.locate import line_of, lines_of
from barred.directory.parse import parse
from barred.directory.parse_table import parse_table
from barred.directory.schema import FOLDERS
from barred.errors import FileProblem
from barred.model.finding import Finding

__all__ = ["RecordFile", "Stack", "TableFile", "read_directories"]

_TABLES = "tables"
_FOLDERS = (*FOLDERS, _TABLES)
_READ = (".toml", ".csv")


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
        The stack. A file that is not TOML, not UTF-8, not a table, or where no record or table
        lies is a finding, not an error. Nothing depends on the order in which a system lists files.

    Raises:
        FileProblem: A root is no folder, or holds none of the folders of a directory.
    """
    stack = Stack(tuple(roots))
    names = [root.absolute().name for root in stack.roots]
    for root, name in zip(stack.roots, names, strict=True):
        if not root.is_dir():
            raise FileProblem("no such folder", where=str(root), remedy="give the folder of a directory")
        known = [folder for folder in _FOLDERS if (root / folder).is_dir()]
        if not known:
            expected = ", ".join(_FOLDERS)
            raise FileProblem("not a directory of records", where=str(root), remedy=f"expected one of {expected}")
        _read_root(_Root(root, name if names.count(name) == 1 else root.as_posix()), stack)
    return stack


class _Root(NamedTuple):
    """A directory, and how it is told from the others in findings."""

    path: Path
    name: str

    def shown(self, path: Path) -> str:
        return f"{self.name}/{path.relative_to(self.path).as_posix()}"


def _read_root(root: _Root, stack: Stack) -> None:
    mine: dict[tuple[str, str], RecordFile] = {}
    for path in _files(root.path):
        parts = path.relative_to(root.path).parts
        if parts[0] in FOLDERS and path.suffix == ".toml":
            _take(_read_record(FOLDERS[parts[0]], path, root), mine, stack)
        elif parts[:-1] == (_TABLES,) and path.suffix == ".csv":
            _read_table(path, root, stack)
        elif len(parts) > 1 and (parts[0] in _FOLDERS or path.suffix in _READ) and path.suffix != ".md":
            what, remedy = "no record or table is read here", "correct the name of the file or of its folder"
            stack.findings.append(Finding(root.shown(path), 1, "DIR-009", what, remedy))


def _files(folder: Path) -> Iterator[Path]:
    """Give the files below a folder by name, without those that a system hides."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _files(path)
        else:
            yield path


def _take(read: RecordFile | Finding, mine: dict[tuple[str, str], RecordFile], stack: Stack) -> None:
    if isinstance(read, Finding):
        stack.findings.append(read)
        return
    key = (read.kind, read.id)
    if key in mine:
        stack.hidden.append(read)
        what = f"{read.id!r} is also the id of {mine[key].shown}"
        line = line_of(lines_of(read.text), ("id",))
        stack.findings.append(Finding(read.shown, line, "DIR-004", what, "give one of them another id"))
    else:
        mine[key] = stack.records[key] = read


def _read_record(kind: str, path: Path, root: _Root) -> RecordFile | Finding:
    shown = root.shown(path)
    text = _decoded(path, shown)
    if isinstance(text, Finding):
        return text
    data = parse(kind, text, shown=shown)
    return data if isinstance(data, Finding) else RecordFile(kind, path, shown, text, data)


def _decoded(path: Path, shown: str) -> str | Finding:
    content = path.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as trouble:
        line = content.count(b"\n", 0, trouble.start) + 1
        return Finding(shown, line, "DIR-001", f"byte {trouble.start} is not UTF-8", "save the file as UTF-8")


def _read_table(path: Path, root: _Root, stack: Stack) -> None:
    shown = root.shown(path)
    text = _decoded(path, shown)
    if isinstance(text, Finding):
        stack.findings.append(text)
        return
    parsed = parse_table(text)
    remedy = "give the header names and each row the cells of the header"
    stack.findings += [Finding(shown, line, "TAB-001", what, remedy) for line, what in parsed.faults]
    if parsed.header:
        stack.tables.append(TableFile(path.stem, shown, parsed.header, parsed.rows))

"""Write records that an exchange file gives into a folder that can be laid over the directory.

Everything is checked before the first file is written, and each file is replaced whole. A record
that the folder has already stays as it is when it says the same, and is otherwise replaced only on demand.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from barred.directory.format import format_record
from barred.directory.read import Stack, read_directories
from barred.directory.schema import FOLDERS
from barred.errors import FileProblem, UsageProblem
from barred.publishing.records.export import write_lines
from barred.publishing.records.given_record import Given, check_given
from barred.publishing.records.record_data import Archive

__all__ = ["Written", "import_records"]

_FOLDERS = {kind: folder for folder, kind in FOLDERS.items()}


class Written(NamedTuple):
    """Records by kind that were added, replaced or found to say the same."""

    added: Counter[str]
    replaced: Counter[str]
    unchanged: Counter[str]


def import_records(given: Iterable[Given], folder: Path, *, book: Archive, is_replacing: bool = False) -> Written:
    """Write records.

    Args:
        given: The records.
        folder: Where they go; made when it is missing.
        book: The directory that they may name records and terms of.
        is_replacing: Replace records of the folder that say something else.

    Raises:
        FileProblem: A record is not well-formed, or a file cannot be written.
        UsageProblem: The folder has another record of an id, and it is not to be replaced.
    """
    records = [one._replace(data=_trimmed(one.data)) for one in given]
    before = _before(folder)
    check_given(records, has=_has(before, book), terms=_terms(before, book))
    told = Written(Counter(), Counter(), Counter())
    waiting: list[tuple[Path, str]] = []
    for one in records:
        text, file = format_record(one.kind, one.data), before.records.get((one.kind, one.data["id"]))
        if file is None:
            told.added[one.kind] += 1
            waiting.append((_path(folder, one), text))
        elif file.data == one.data:
            told.unchanged[one.kind] += 1
        elif is_replacing:
            told.replaced[one.kind] += 1
            waiting.append((file.path, text))
        else:
            what = f"{one.kind} {one.data['id']!r} says something else than {one.where}"
            raise UsageProblem(what, where=str(file.path), remedy="--replace takes what is imported")
    for path, text in waiting:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as trouble:
            raise FileProblem(f"no folder can be made there ({trouble.strerror})", where=str(path.parent)) from None
        write_lines(path, [text])
    return told


def _trimmed(data: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what a record file never says: no value, and that a name is not joint."""
    told: dict[str, Any] = {}
    for name, value in data.items():
        kept = [_trimmed(one) if isinstance(one, dict) else one for one in value] if isinstance(value, list) else value
        if kept not in (None, "", [], {}) and not (name == "joint" and kept is False):
            told[name] = kept
    return told


def _before(folder: Path) -> Stack:
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return Stack((folder,))
    stack = read_directories([folder])
    if stack.findings:
        first = stack.findings[0]
        raise FileProblem(first.what, where=f"{first.file}:{first.line}", remedy=first.remedy)
    return stack


def _has(before: Stack, book: Archive) -> Callable[[str, str], bool]:
    known: dict[str, set[str]] = {}

    def has(kind: str, key: str) -> bool:
        if kind not in known:
            known[kind] = set(book.ids(kind))
        return key in known[kind] or (kind, key) in before.records

    return has


def _terms(before: Stack, book: Archive) -> Callable[[str], Iterable[str] | None]:
    def terms(vocabulary: str) -> Iterable[str] | None:
        file = before.records.get(("vocabulary", vocabulary))
        if file:
            return {str(one.get("id")) for one in file.data.get("terms", ())}
        return book.vocabulary(vocabulary).terms if vocabulary in book.ids("vocabulary") else None

    return terms


def _path(folder: Path, one: Given) -> Path:
    """Give a path as the built-in directory has it: organisations and restrictions by country."""
    key = one.data["id"]
    place = {"organisation": one.data.get("country"), "restriction": one.data.get("place")}.get(one.kind)
    below = (place or "zz").partition("-")[0] if one.kind in {"organisation", "restriction"} else ""
    path = folder / _FOLDERS[one.kind] / str(below) / f"{key}.toml"
    if not path.resolve().is_relative_to((folder / _FOLDERS[one.kind]).resolve()) or path.stem != key:
        raise FileProblem(f"{key!r} cannot be the name of a file", where=one.where, remedy="give it another id")
    return path

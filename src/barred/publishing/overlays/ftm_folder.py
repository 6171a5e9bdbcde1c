"""The folder of an import of FollowTheMoney entities: written anew as a whole, decisions by hand kept.

Whoever an imported organisation is stands in the same table in which the entries of official lists
are decided. Only a folder in which nothing else lies is written anew.
"""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from barred.directory.format import format_record
from barred.directory.read import read_directories
from barred.errors import FileProblem, UsageProblem
from barred.lists.ftm.same import Joined, join_same
from barred.publishing.overlays.link_entry import SAME, decide
from barred.publishing.overlays.overlay import DECISIONS, Decision, read_overlay, write_decisions

__all__ = ["FTM", "FtmFolder", "is_ftm_folder", "link_imported", "read_ftm_folder", "write_ftm_folder"]

# In the table of decisions, where entries of official lists have the id of their list.
FTM = "ftm"
_SOURCE = "ftm-file-"
_IMPORTED = "ftm-"


class FtmFolder(NamedTuple):
    """What an import wrote: pairs of kind and fields, and what was decided by hand."""

    records: list[tuple[str, dict[str, Any]]]
    decisions: tuple[Decision, ...] = ()

    @property
    def same(self) -> dict[str, str]:
        """Imported organisations to the recorded ones that they are."""
        return {one.entry: one.organisation for one in self.decisions if one.decision == SAME}

    def joined(self) -> Joined:
        """Give the records with the recorded organisations in the place of the imported ones."""
        return join_same(self.records, self.same)


def is_ftm_folder(folder: Path) -> bool:
    """Tell whether a folder comes of an import and holds nothing else."""
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()]
    return any(name.startswith(f"sources/{_SOURCE}") for name in files) and all(map(_is_of_import, files))


def _is_of_import(name: str) -> bool:
    if name == f"tables/{DECISIONS}.csv":
        return True
    return name.startswith(("sources/", "organisations/", "restrictions/")) and Path(name).name.startswith(_IMPORTED)


def read_ftm_folder(folder: Path) -> FtmFolder:
    """Read a folder back.

    Raises:
        FileProblem: A file in it cannot be read.
    """
    stack = read_directories([folder])
    for finding in stack.findings:
        raise FileProblem(finding.what, where=f"{finding.file}:{finding.line}", remedy=finding.remedy)
    records = [(kind, file.data) for (kind, _), file in sorted(stack.records.items())]
    return FtmFolder(records, read_overlay(folder).decisions)


def write_ftm_folder(folder: Path, content: FtmFolder) -> Joined:
    """Write a folder whole or not at all.

    Returns:
        What was written, and what went with imported organisations that are recorded ones.

    Raises:
        FileProblem: A file cannot be written.
    """
    joined = content.joined()
    part = folder.with_name(f"{folder.name}.{os.getpid()}.part")
    try:
        _write(part, joined.records)
        if content.decisions:
            sources = [data["id"] for kind, data in joined.records if kind == "source"]
            write_decisions(part, [one._replace(source=sources[0]) for one in content.decisions])
        _put(part, folder)
    except OSError as trouble:
        raise FileProblem(f"cannot be written ({trouble.strerror})", where=str(folder)) from trouble
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return joined


def link_imported(folder: Path, now: Decision) -> bool:
    """Record that an imported organisation is a recorded one, or that it is not.

    Args:
        folder: The folder of the import.
        now: The decision; `entry` is the id of the imported organisation.

    Returns:
        Whether anything changed.

    Raises:
        UsageProblem: There is no such organisation, or it was decided to be another one.
        FileProblem: The folder cannot be read or written.
    """
    before = read_ftm_folder(folder)
    told = {one.entry for one in before.decisions}
    if now.entry not in {*told, *(data["id"] for kind, data in before.records if kind == "organisation")}:
        remedy = "`barred list organisation --directory FOLDER` tells the ids"
        raise UsageProblem(f"no imported organisation {now.entry!r}", where=str(folder), remedy=remedy)
    decisions = decide(now, before.decisions, where=str(folder))
    if decisions == before.decisions:
        return False
    write_ftm_folder(folder, before._replace(decisions=decisions))
    return True


def _write(part: Path, records: Iterable[tuple[str, dict[str, Any]]]) -> None:
    for kind, data in records:
        below = {"organisation": data.get("country") or "zz", "restriction": data.get("place"), "source": ""}
        path = part / f"{kind}s" / str(below[kind]) / f"{data['id']}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(format_record(kind, data), "utf-8")


def _put(part: Path, folder: Path) -> None:
    """Put the new folder in the place of the old one, which is there until then."""
    old = folder.with_name(f"{folder.name}.{os.getpid()}.old")
    if folder.exists():
        folder.rename(old)
    try:
        part.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)

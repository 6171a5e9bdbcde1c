"""What a check was: what was asked, of which files, how they were searched, and what stayed unread.

Beside the rows it is all that a report for an auditor needs; who reads the report was not there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from barred.model.day import within
from barred.model.truth import Truth
from barred.model.waiver import Waiver

__all__ = ["InputFile", "Inquiry", "SearchedTable", "ToldWaiver", "UnreadRow", "told_waivers"]


@dataclass(frozen=True)
class InputFile:
    """A file that was given: its name, its size, and the SHA-256 of its bytes, or why it was not read."""

    name: str
    size_bytes: int = 0
    digest: str = ""
    trouble: str = ""


@dataclass(frozen=True)
class SearchedTable:
    """How a table was read: where its header stands, and each column with its meaning and why.

    `columns` are meaning, header and reason; `unknown` are the headers of columns that say nothing
    known. Without an identifying column every cell was read. `rows_are_lines` tells that row n is
    line n of the file.
    """

    name: str
    header_row: int
    columns: Sequence[tuple[str, str, str]]
    unknown: Sequence[str] = ()
    reads_every_cell: bool = False
    rows_are_lines: bool = False


@dataclass(frozen=True)
class UnreadRow:
    """A row that nobody could read, and why."""

    table: str
    row: int
    why: str


@dataclass(frozen=True)
class ToldWaiver:
    """A waiver on record; `state` is applied, unused, ended or not yet begun."""

    id: str
    covers: str
    restrictions: str
    reason: str
    approved_by: str
    granted: str
    end: str
    state: str


@dataclass(frozen=True)
class Inquiry:
    """A whole check beside its rows.

    Args:
        asked: What was said of the case, by name.
        files: The files given.
        tables: The tables in them, as they were read.
        snapshot: Digest of the snapshot that answered.
        checked: The day on which the directory was last checked.
        program: Name and version of the program.
        notice: What the answers are not.
        waivers: Those on record; None where nobody looked.
        unread: Rows that could not be read.
        aside: How many rows name nothing to check.
        left_out: Parts of the files that were not taken for rows, each with why.
    """

    asked: Sequence[tuple[str, str]]
    files: Sequence[InputFile]
    tables: Sequence[SearchedTable]
    snapshot: str
    checked: str
    program: str
    notice: str
    waivers: Sequence[ToldWaiver] | None = None
    unread: Sequence[UnreadRow] = ()
    aside: int = 0
    left_out: Sequence[tuple[str, str]] = ()


def told_waivers(waivers: Sequence[Waiver], used: frozenset[str], *, on: str) -> tuple[ToldWaiver, ...]:
    """Tell of each waiver on record whether it covered something in this check, and if not, why.

    Args:
        waivers: Those on record, ended ones too.
        used: The ids of those that covered a row.
        on: The day asked about.
    """
    return tuple(
        ToldWaiver(
            id=one.id,
            covers=f"{one.scope} {one.value}" + (f" in {one.place}" if one.place else ""),
            restrictions="; ".join(one.restrictions),
            reason=one.reason,
            approved_by=one.approved_by,
            granted=one.granted,
            end=one.end,
            state="applied" if one.id in used else _idle(one, on),
        )
        for one in sorted(waivers, key=lambda one: one.id)
    )


def _idle(waiver: Waiver, on: str) -> str:
    if within(waiver.end, None, on=on) is Truth.YES:
        return "ended"
    return "not yet begun" if waiver.covers_on(on) is Truth.NO else "unused"

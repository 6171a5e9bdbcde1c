"""A file in three steps: brought, understood, checked."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from barred.errors import UsageProblem
from barred.model.question import Context
from barred.publishing.report.inquiry import InputFile
from barred.readers.headings.columns import MEANINGS, letters
from barred.readers.open_tables import open_tables
from barred.readers.table import LeftOut, Opened, Table
from barred.screening.check import check_table
from barred.screening.context import Said
from barred.text.fold import fold
from barred.web.answering.answers import carried
from barred.web.answering.edition import Edition
from barred.web.entrance.limits import Limits
from barred.web.jobs.check_reports import Told, open_reports
from barred.web.jobs.gathered import MOST_ROWS
from barred.web.views.front import choices
from barred.web.views.leaf import Choice, Labels, Leaf
from barred.web.views.result import case_of

__all__ = ["Brought", "ColumnsView", "UploadView", "columns", "digest_of", "left_out_data", "report", "upload"]

_PREVIEW = 8


@dataclass(frozen=True, kw_only=True)
class UploadView(Leaf):
    """The first step: what may be brought, and how large it may be: at once, and as a job where there is a ledger."""

    TABLE: ClassVar[str] = "limits"

    limits: list[dict[str, int]]


@dataclass(frozen=True, kw_only=True)
class ColumnsView(Leaf):
    """The second step: what the columns of every table mean, and why that is thought.

    Args:
        key: Names the file.
        file: What its user calls it.
        tables: Each with name, header, guessed columns and first rows.
        said: The columns that the user named, by meaning.
        meanings: What a column may mean.
        headers: The names of columns that a user may choose from, each once; letters where there is no header.
        left_out: What of the file holds no table, each with name and why.
        encoding: How the user says that it is encoded.
        is_long: There are more rows than are checked at once, so that it becomes a job.
        case: The case as it was said, by parameter.
        choices: The words for every part of a case.
    """

    TABLE: ClassVar[str] = "tables"

    key: str
    file: str
    tables: list[dict[str, Any]]
    said: dict[str, str]
    meanings: list[str]
    headers: list[dict[str, str]]
    left_out: list[dict[str, str]]
    encoding: str
    is_long: bool
    case: dict[str, Any]
    choices: dict[str, list[Choice]]


class Brought(NamedTuple):
    """A file and what its user said about it.

    Args:
        key: Names it.
        path: Where it lies.
        columns: Meaning to column.
        case: Who asks, to do what.
        most_rows: How many rows are checked at once.
        encoding: How a text file is encoded; empty for what its bytes prove.
        has_ledger: Whether waivers were looked for.
    """

    key: str
    path: Path
    columns: Mapping[str, str]
    case: Said
    most_rows: int
    encoding: str = ""
    has_ledger: bool = False

    def tables(self) -> Opened:
        """Open its tables.

        Raises:
            FileProblem: It cannot be read.
            UsageProblem: It has more rows than are checked at once, or a column that was named is not there.
        """
        opened = self.opened()
        if self.is_long(opened.tables):
            what = f"more than {self.most_rows} rows; at most {self.most_rows} are checked at once"
            remedy = f"run `barred check {self.path.name}`"
            remedy = (
                f"check it as a job: its page of columns has the button; or {remedy}" if self.has_ledger else remedy
            )
            raise UsageProblem(what, where=self.path.name, remedy=remedy)
        return opened

    def opened(self) -> Opened:
        """Open its tables, however long they are.

        Raises:
            FileProblem: It cannot be read.
            UsageProblem: A column that was named is not there, or the encoding is unknown.
        """
        return open_tables(self.path, encoding=self.encoding or None, columns=self.columns)

    def is_long(self, tables: Sequence[Table]) -> bool:
        """Tell whether there are more rows than are checked at once; it reads no further than it must."""
        count = 0
        for table in tables:
            for batch in table.walk(self.most_rows + 1):
                count += len(batch.rows)
                if count > self.most_rows:
                    return True
        return False

    def told(self, edition: Edition) -> dict[str, Any]:
        """Give what both steps show of it."""
        return {
            **carried(edition.context(self.case), edition),
            "key": self.key,
            "file": self.path.name,
            "said": dict(self.columns),
            "case": case_of(self.case),
            "choices": choices(edition),
        }


def upload(on: str, limits: Limits, *, has_ledger: bool, edition: Edition) -> UploadView:
    """Fill the first step; `has_ledger` tells that longer files become jobs."""
    told = {**carried(Context(on=on), edition), **Labels(edition.snapshot).told()}
    at_once = {"rows": limits.rows, "bytes": limits.body_bytes}
    job = [{"rows": MOST_ROWS, "bytes": limits.upload_bytes}] if has_ledger else []
    return UploadView(**told, limits=[at_once, *job])


def columns(brought: Brought, edition: Edition) -> ColumnsView:
    """Fill the second step.

    Raises:
        BarredError: The file cannot be read, or a word of its user is unknown.
    """
    told = {**brought.told(edition), **Labels(edition.snapshot).told()}
    # Without a ledger there are no jobs, and a long file is for the command line.
    opened = brought.opened() if brought.has_ledger else brought.tables()
    return ColumnsView(
        **told,
        tables=[_shown(one) for one in opened.tables],
        meanings=list(MEANINGS),
        headers=_headers(opened.tables),
        left_out=left_out_data(opened.left_out),
        encoding=brought.encoding,
        is_long=brought.has_ledger and brought.is_long(opened.tables),
    )


def left_out_data(some: Sequence[LeftOut]) -> list[dict[str, str]]:
    """Give what of a file holds no table, as it is shown."""
    return [{"name": one.name, "why": one.why} for one in some]


def report(brought: Brought, folder: Path, *, form: str, edition: Edition) -> Path:
    """Write the third step as a report.

    Args:
        brought: The file.
        folder: Where to.
        form: One of `check_reports.FORMS`.
        edition: The directory, and the waivers that count.

    Returns:
        The file in the folder.
    """
    opened = brought.tables()
    tables = opened.tables
    context = edition.context(brought.case)
    desk = edition.desk(context)
    waivers = edition.waivers if brought.has_ledger else None
    told = Told(context, edition.snapshot, _input(brought.path), waivers, opened.left_out)
    with open_reports(folder, [form], tables=tables) as reports:
        for table in tables:
            for checked in check_table(table, desk, index=edition.index):
                told.add(table.name, checked)
                reports.add(table.name, checked)
        reports.finish(told, tables, path=brought.path)
    return folder / f"checked.{form}"


def digest_of(path: Path) -> str:
    """Give the SHA-256 of a file's bytes."""
    return f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


def _input(path: Path) -> InputFile:
    return InputFile(path.name, path.stat().st_size, digest_of(path))


def _headers(tables: Sequence[Table]) -> list[dict[str, str]]:
    """Give what a user may call a column: a name where one table or several have it once, else the letter.

    A sheet that lacks a column of that name is guessed as before, so that names serve a workbook of many sheets.
    """
    found: dict[str, str] = {}
    for table in tables:
        names = [fold(name) for name in table.header]
        for at, name in enumerate(table.header):
            is_name = bool(names[at]) and names.count(names[at]) == 1 and table.header_row > 0
            found.setdefault(name if is_name else letters(at), name if is_name else "")
    return [{"value": value, "name": name} for value, name in found.items()]


def _shown(table: Table) -> dict[str, Any]:
    batches = table.batches(_PREVIEW)
    first = next(batches, None)
    return {
        "name": table.name,
        "header_row": table.header_row,
        "header": [{"letter": letters(at), "name": name} for at, name in enumerate(table.header)],
        "columns": [
            {"meaning": one.meaning, "letter": letters(one.index), "header": one.header, "basis": one.basis,
             "why": one.why}
            for one in table.columns.columns
        ],
        "rows": [
            {"row": number, "cells": cells} for number, cells in zip(first.numbers, first.rows, strict=True)
        ] if first else [],
    }  # fmt: skip

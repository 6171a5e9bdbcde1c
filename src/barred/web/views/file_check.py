"""A file in three steps: brought, understood, checked."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from barred.errors import UsageProblem
from barred.model.question import Context
from barred.model.verdict import OUTCOMES, Verdict
from barred.publishing.inquiry import InputFile
from barred.readers.columns import MEANINGS, letters
from barred.readers.open_tables import open_tables
from barred.readers.table import Table
from barred.screening.check import Tally, check_table
from barred.screening.context import Said
from barred.web.answers import carried
from barred.web.check_reports import Told, open_reports
from barred.web.edition import Edition
from barred.web.gathered import MOST_ROWS
from barred.web.limits import Limits
from barred.web.views.front import choices
from barred.web.views.leaf import Choice, Labels, Leaf
from barred.web.views.result import case_of

__all__ = ["Brought", "ColumnsView", "ResultsView", "UploadView", "columns", "report", "results", "upload"]

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
    is_long: bool
    case: dict[str, Any]
    choices: dict[str, list[Choice]]


@dataclass(frozen=True, kw_only=True)
class ResultsView(Leaf):
    """The third step: the rows of the file with their outcomes.

    Args:
        key: Names the file.
        file: What its user calls it.
        outcomes: How many rows have each outcome, the worst first.
        wanted: The outcome that rows are shown of; empty for all.
        rows: Row by row: table, number, text, outcome, and why.
        unread: Rows that could not be read.
        aside: How many rows name nothing: headings, totals, figures alone.
        case: The case as it was said, by parameter.
        said: The columns that the user named, by meaning.
        choices: The words for every part of a case.
    """

    TABLE: ClassVar[str] = "rows"

    key: str
    file: str
    outcomes: dict[str, int]
    wanted: str
    rows: list[dict[str, Any]]
    unread: list[dict[str, Any]]
    aside: int
    case: dict[str, Any]
    said: dict[str, str]
    choices: dict[str, list[Choice]]


class Brought(NamedTuple):
    """A file and what its user said about it.

    Args:
        key: Names it.
        path: Where it lies.
        columns: Meaning to column.
        case: Who asks, to do what.
        most_rows: How many rows are checked at once.
        has_ledger: Whether waivers were looked for.
    """

    key: str
    path: Path
    columns: Mapping[str, str]
    case: Said
    most_rows: int
    has_ledger: bool = False

    def tables(self) -> tuple[Table, ...]:
        """Open its tables.

        Raises:
            FileProblem: It cannot be read.
            UsageProblem: It has more rows than are checked at once, or a column that was named is not there.
        """
        tables = self.opened()
        if self.is_long(tables):
            what = f"more than {self.most_rows} rows; at most {self.most_rows} are checked at once"
            remedy = f"run `barred check {self.path.name}`"
            remedy = (
                f"check it as a job: its page of columns has the button; or {remedy}" if self.has_ledger else remedy
            )
            raise UsageProblem(what, where=self.path.name, remedy=remedy)
        return tables

    def opened(self) -> tuple[Table, ...]:
        """Open its tables, however long they are.

        Raises:
            FileProblem: It cannot be read.
            UsageProblem: A column that was named is not there.
        """
        return open_tables(self.path, columns=self.columns).tables

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
    tables = brought.opened() if brought.has_ledger else brought.tables()
    is_long = brought.has_ledger and brought.is_long(tables)
    return ColumnsView(**told, tables=[_shown(one) for one in tables], meanings=list(MEANINGS), is_long=is_long)


def results(brought: Brought, wanted: str, *, edition: Edition) -> ResultsView:
    """Fill the third step.

    Args:
        brought: The file.
        wanted: The outcome that rows are shown of; empty for all.
        edition: The directory.

    Raises:
        BarredError: The file cannot be read, or a word of its user is unknown.
    """
    tally, rows, unread = Tally.empty(), [], []
    labels = Labels(edition.snapshot)
    desk = edition.desk(edition.context(brought.case))
    for table in brought.tables():
        for checked in check_table(table, desk, index=edition.index):
            tally.add(table.name, checked)
            rows += [_row(table.name, one) for one in checked.verdicts]
            unread += [{"table": table.name, "row": bad.row, "why": bad.why} for bad in checked.batch.unreadable]
    kept = [row for row in rows if wanted in {"", row["outcome"]}]
    labels.rows(kept, {"organisation": "", "maker": ""})
    return ResultsView(
        **brought.told(edition),
        **labels.told(),
        outcomes={one: tally.outcomes[one] for one in OUTCOMES if tally.outcomes.get(one)},
        wanted=wanted,
        rows=kept,
        unread=unread,
        aside=tally.aside,
    )


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
    tables = brought.tables()
    context = edition.context(brought.case)
    desk = edition.desk(context)
    waivers = edition.waivers if brought.has_ledger else None
    told = Told(context, edition.snapshot, _input(brought.path), waivers)
    with open_reports(folder, [form], tables=tables) as reports:
        for table in tables:
            for checked in check_table(table, desk, index=edition.index):
                told.add(table.name, checked)
                reports.add(table.name, checked)
        reports.finish(told, tables, path=brought.path)
    return folder / f"checked.{form}"


def _input(path: Path) -> InputFile:
    body = path.read_bytes()
    return InputFile(path.name, len(body), f"sha256:{hashlib.sha256(body).hexdigest()}")


def _shown(table: Table) -> dict[str, Any]:
    batches = table.batches(_PREVIEW)
    first = next(batches, None)
    return {
        "name": table.name,
        "header_row": table.header_row,
        "header": [{"letter": letters(at), "name": name} for at, name in enumerate(table.header)],
        "columns": [
            {"meaning": one.meaning, "letter": letters(one.index), "header": one.header, "why": one.why}
            for one in table.columns.columns
        ],
        "rows": [
            {"row": number, "cells": cells} for number, cells in zip(first.numbers, first.rows, strict=True)
        ] if first else [],
    }  # fmt: skip


def _row(table: str, verdict: Verdict) -> dict[str, Any]:
    best = verdict.candidates[0] if verdict.candidates else None
    telling = [one for one in verdict.restrictions if one.applies != "no"]
    return {
        "table": table,
        "row": verdict.subject.row,
        "text": verdict.subject.text,
        "outcome": verdict.outcome,
        "organisation": best.organisation if best else None,
        "brand": best.brand if best else None,
        "maker": best.maker if best else None,
        "band": best.band if best else None,
        "signals": [f"{one.text} ({one.kind}, {one.weight:+.2f})" for one in best.signals] if best else [],
        "restrictions": [{"id": one.id, "title": one.title, "applies": one.applies} for one in telling],
        "on_record": len(verdict.restrictions),
        "questions": [one.part for one in verdict.questions],
    }

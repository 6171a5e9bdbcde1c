"""Where the checked rows go: standard output in the form asked for, and any number of report files."""

import csv
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

from barred.errors import UsageProblem
from barred.model.verdict import Verdict
from barred.publishing.files.safe_cell import safe_cell
from barred.publishing.report.inquiry import Inquiry
from barred.publishing.report.report import WHOLE_SUFFIXES, Report, open_report, suffix_of
from barred.publishing.report.reported_row import CheckedRow, ReportHead, TableHead
from barred.publishing.verdicts.told_verdicts import ToldVerdicts
from barred.publishing.verdicts.verdict_row import COLUMNS, row_of
from barred.readers.table import ITEM, Table
from barred.screening.check import Checked

__all__ = ["Reports", "open_reports"]

_SHOWN_ROWS = 200
# Of a maker that many measures name, each verdict would otherwise fill 200 kB.
_REJECTED_SHOWN = 10
_WIDEST = 48
_WHOLE = ("json", "jsonl")


class _Printer(Protocol):
    """Prints checked rows as they come."""

    def add(self, table: Table, rows: Sequence[CheckedRow], *, verdicts: Sequence[Verdict]) -> None:
        """Take some rows, and the verdicts on those among them that are items."""
        ...

    def finish(self) -> None:
        """End the output."""
        ...


class Reports:
    """Hands checked rows on to standard output and to the report files.

    Args:
        printer: What goes to standard output.
        files: The reports in the making.
        has_json: Whether some form tells whole verdicts.
        is_full: Whether every restriction that does not apply is told too.
    """

    def __init__(self, printer: _Printer, files: Sequence[Report], *, has_json: bool, is_full: bool) -> None:
        self._printer = printer
        self._files = files
        self._has_json = has_json
        self._told = ToldVerdicts(most_rejected=None if is_full else _REJECTED_SHOWN)

    def add(self, table: Table, checked: Checked) -> None:
        """Hand on a batch."""
        rows = list(self._rows(checked))
        self._printer.add(table, rows, verdicts=checked.verdicts)
        for file in self._files:
            file.add(table.name, rows)

    def _rows(self, checked: Checked) -> Iterator[CheckedRow]:
        batch = checked.batch
        verdicts = iter(checked.verdicts)
        for number, cells, kind in zip(batch.numbers, batch.rows, batch.kinds, strict=True):
            if kind == ITEM:
                verdict = next(verdicts)
                data = self._told.data(verdict) if self._has_json else None
                yield CheckedRow(number, cells, self._told.cells(verdict), data)
            else:
                yield CheckedRow(number, cells)

    def finish(self, about: Mapping[str, str], inquiry: Inquiry) -> None:
        """End every report with what it is about, and what the check was."""
        self._printer.finish()
        for file in self._files:
            file.finish(about, inquiry)


@contextmanager
def open_reports(
    paths: Sequence[Path], *, form: str, tables: Sequence[Table], inputs: Sequence[Path], is_full: bool = False
) -> Iterator[Reports]:
    """Begin every report; each takes its place only when the block ends well.

    Raises:
        UsageProblem: Two reports have the same path, or a path or its suffix cannot be used.
    """
    if len({path.resolve() for path in paths}) < len(paths):
        raise UsageProblem("two reports have the same path", where="-o", remedy="give each its own")
    head = ReportHead([TableHead(table.name, table.header) for table in tables], COLUMNS, is_check=True)
    with ExitStack() as stack:
        files = [stack.enter_context(open_report(path, head, inputs=inputs)) for path in paths]
        has_json = form in _WHOLE or any(suffix_of(path) in WHOLE_SUFFIXES for path in paths)
        yield Reports(_PRINTERS[form](head), files, has_json=has_json, is_full=is_full)


class _JsonLines:
    def __init__(self, head: ReportHead) -> None:
        del head

    def add(self, table: Table, rows: Sequence[CheckedRow], *, verdicts: Sequence[Verdict]) -> None:
        del table, verdicts
        for row in rows:
            if row.verdict is not None:
                print(_line(row.verdict))

    def finish(self) -> None:
        pass


class _Json:
    def __init__(self, head: ReportHead) -> None:
        del head
        self._before = "[\n"

    def add(self, table: Table, rows: Sequence[CheckedRow], *, verdicts: Sequence[Verdict]) -> None:
        del table, verdicts
        for row in rows:
            if row.verdict is not None:
                print(self._before + _line(row.verdict), end="")
                self._before = ",\n"

    def finish(self) -> None:
        print("[]" if self._before == "[\n" else "\n]")


class _Csv:
    def __init__(self, head: ReportHead) -> None:
        self._head = head
        self._out = csv.writer(sys.stdout, lineterminator="\n")
        self._table = ""

    def add(self, table: Table, rows: Sequence[CheckedRow], *, verdicts: Sequence[Verdict]) -> None:
        del verdicts
        if table.name != self._table:
            self._table = table.name
            self._out.writerow(("table", "row", *table.header, *self._head.columns_added(table.header)))
        for row in rows:
            added = (row.added.get(name, "") for name in self._head.added)
            self._out.writerow([table.name, row.number, *map(safe_cell, row.cells), *map(safe_cell, added)])

    def finish(self) -> None:
        pass


class _Grid:
    """A table to read: every row of a short file, of a long one only those that call for attention."""

    def __init__(self, head: ReportHead) -> None:
        self._is_mixed = len(head.tables) > 1
        self._told: list[dict[str, str]] = []
        self._hidden = 0

    def add(self, table: Table, rows: Sequence[CheckedRow], *, verdicts: Sequence[Verdict]) -> None:
        del rows
        for one in verdicts:
            cells = self._cells(table, one)
            if len(self._told) < _SHOWN_ROWS or not _is_quiet(cells):
                self._told.append(cells)
            else:
                self._hidden += 1
        if len(self._told) > _SHOWN_ROWS:
            kept = [row for row in self._told if not _is_quiet(row)]
            self._hidden += len(self._told) - len(kept)
            self._told = kept

    def finish(self) -> None:
        from barred.cli.grid import print_grid  # noqa: PLC0415 - only this form draws

        print_grid(self._told)
        if self._hidden:
            print(f"{self._hidden} rows that are clear or unidentified are not shown; -o FILE has every row")

    def _cells(self, table: Table, verdict: Verdict) -> dict[str, str]:
        told = row_of(verdict)
        where = {"table": table.name} if self._is_mixed else {}
        return {
            **where,
            "row": str(verdict.subject.row or ""),
            "text": _short(verdict.subject.text),
            "outcome": verdict.outcome,
            "organisation": told["organisation"],
            "maker": told["maker"],
            "band": told["band"],
            "because": _short(_because(verdict)),
        }


def _is_quiet(cells: Mapping[str, str]) -> bool:
    """Tell whether a row calls for no attention: nothing is against it, and no list names it."""
    return cells["outcome"] in {"clear", "unidentified"} and not cells["because"]


def _because(verdict: Verdict) -> str:
    telling = [one.id for one in verdict.restrictions if one.applies != "no"]
    if verdict.outcome == "depends":
        settling = [one.text for one in verdict.questions if telling[0] in one.restrictions]
        return settling[0] if settling else telling[0]
    if telling:
        return telling[0] + (f" and {len(telling) - 1} more" if len(telling) > 1 else "")
    noted = len(verdict.restrictions)
    listed = [f"{one.list}/{one.entry}" for one in verdict.listings if one.answer == "same"]
    told = [f"{noted} on record, none binds here"] if noted else []
    return "; ".join([*told, *([f"listed: {', '.join(listed)}"] if listed else [])])


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def _line(verdict: Mapping[str, object]) -> str:
    return json.dumps(verdict, ensure_ascii=False)


_PRINTERS: dict[str, Callable[[ReportHead], _Printer]] = {
    "table": _Grid,
    "json": _Json,
    "jsonl": _JsonLines,
    "csv": _Csv,
}

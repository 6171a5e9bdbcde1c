"""`barred shipments`: shipment and customs rows, their parties, goods and sums."""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from barred.cli.harmless import harmless
from barred.cli.options import FORMATS, add_context, add_directory, add_fail_on, add_format, said
from barred.cli.progress import Progress
from barred.cli.rows import add_columns, print_rows
from barred.cli.session import opened
from barred.cli.shipment_cells import SHIPMENT_COLUMNS, ShipmentCells
from barred.cli.status import INCOMPLETE, USAGE, status_of
from barred.cli.table_files import columns_said, open_files
from barred.cli.unread import tell_unread
from barred.directory.snapshot import Snapshot
from barred.errors import UsageProblem
from barred.model.verdict import NOTICE, OUTCOMES
from barred.publishing.files.row_file import write_rows
from barred.publishing.report.report import Report, open_report
from barred.publishing.report.reported_row import CheckedRow, ReportHead, TableHead
from barred.readers.headings.shipment_columns import PARTIES, SHIPMENT_MEANINGS, guess_shipment_columns
from barred.readers.table import BadRow, Table
from barred.readers.values.row_day import ORDERS
from barred.screening.context import understand
from barred.screening.snapshot_index import whole_index
from barred.screening.trade.day_spans import DaySpans
from barred.screening.trade.dual_use import DualUse
from barred.screening.trade.shipment_habits import Habits, learn_habits
from barred.screening.trade.shipment_totals import ShipmentTotals
from barred.screening.trade.shipments import Screened, ShipmentDesk, screen_table

__all__ = ["add_to"]

_MARKS = {"point": ".", "comma": ","}
_MAIN = ("role", "organisation", "maker", "band", "month", "rows", "worst", "dual_use_rows")
_MEASURES = ("net_weight", "gross_weight", "weight")
_READ_SO = (
    "A row counts once under each role that it fills: sums of different roles must not be added. Sums are what the "
    "rows state, in their own units; kilograms are converted from known units only. A flag for dual-use goods is a "
    "hint to look and classifies nothing."
)


@dataclass
class _Run:
    """What a run has counted so far."""

    totals: ShipmentTotals = field(default_factory=ShipmentTotals)
    outcomes: Counter[str] = field(default_factory=Counter)
    unreadable: list[tuple[str, BadRow]] = field(default_factory=list)
    dateless: int = 0
    flagged: int = 0
    faulty: int = 0
    aside: int = 0

    def add(self, name: str, screened: Screened) -> None:
        self.totals.add(screened.rows)
        self.outcomes.update(row.outcome for row in screened.rows)
        self.unreadable += [(name, bad) for bad in screened.unreadable]
        self.dateless += sum(not row.day for row in screened.rows)
        self.flagged += sum(bool(row.flags) for row in screened.rows)
        self.faulty += sum(bool(row.tariff_fault) for row in screened.rows)
        self.aside += len(screened.aside)


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("file", nargs="+", type=Path, metavar="FILE", help="CSV, XLSX, ODS, JSON lines or Parquet")
    add_context(parser)
    group = parser.add_argument_group("files")
    group.add_argument("--column", action="append", default=[], metavar="MEANING=COLUMN",
                       help=f"say what a column means: {', '.join(SHIPMENT_MEANINGS)}")  # fmt: skip
    group.add_argument("--on-column", default="", metavar="COLUMN",
                       help="judge each row on the date in this column (default: as its header tells)")  # fmt: skip
    group.add_argument(
        "--decimal", choices=tuple(_MARKS), help="the decimal mark, where no number in the file proves it"
    )
    group.add_argument(
        "--dates", choices=ORDERS, help="the order of day and month, where no date in the file proves it"
    )
    group.add_argument("--sheet", metavar="NAME", help="read only this sheet of a workbook")
    group.add_argument("--encoding", metavar="NAME", help="how a text file is encoded (default: UTF-8)")
    group.add_argument("-o", "--output", action="append", default=[], type=Path, metavar="FILE",
                       help="write a report of the rows: .xlsx, .csv, .tsv, .jsonl or .json")  # fmt: skip
    group.add_argument("--totals", action="append", default=[], type=Path, metavar="FILE",
                       help="write the totals by role, party and month: .csv, .xlsx, .jsonl or .json")  # fmt: skip
    add_columns(parser)
    add_format(parser, *FORMATS)
    parser.add_argument("--quiet", action="store_true", help="no progress and no notes on standard error")
    add_fail_on(parser)
    add_directory(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    columns = columns_said(options.column)
    if options.on_column:
        columns["date"] = options.on_column
    _check_targets(options)
    snapshot = opened(options)
    context = understand(said(options), book=snapshot)
    dual_use = DualUse(snapshot.rows("dual_use_goods"), known=context.known)
    desk = ShipmentDesk(context, snapshot, whole_index(snapshot), dual_use, _spans(snapshot))
    tables, unread, _ = open_files(options, columns, guess=guess_shipment_columns)
    for table in tables:
        _check_columns(table)
    run = _Run()
    with ExitStack() as stack:
        head = ReportHead([TableHead(table.name, table.header) for table in tables], SHIPMENT_COLUMNS)
        files = [stack.enter_context(open_report(path, head, inputs=options.file)) for path in options.output]
        _screen(tables, desk, run=run, files=files, options=options)
        rows, about = run.totals.rows(), _about(options, snapshot, desk=desk, run=run)
        for file in files:
            file.finish(about)
        for path in options.totals:
            write_rows(path, rows, name="totals", about=about, inputs=options.file)
    _print(rows, options)
    if not options.quiet:
        _tell(run, options)
    for trouble in unread.values():
        print(harmless(f"barred: {trouble}"), file=sys.stderr)
    if unread or run.unreadable or not run.outcomes:
        return INCOMPLETE if tables else USAGE
    return status_of(run.outcomes, options.fail_on)


def _spans(snapshot: Snapshot) -> DaySpans:
    return DaySpans(snapshot.body(kind, key) for kind in ("restriction", "organisation") for key in snapshot.ids(kind))


def _check_targets(options: argparse.Namespace) -> None:
    paths = [path.resolve() for path in (*options.output, *options.totals)]
    if len(set(paths)) < len(paths):
        raise UsageProblem("two outputs have the same path", where="-o, --totals", remedy="give each its own")


def _check_columns(table: Table) -> None:
    told = {one.meaning for one in table.columns.columns}
    if not told & {*PARTIES, "goods", "brand", "model"}:
        raise UsageProblem(
            f"no column for a party or goods was recognised among {', '.join(map(repr, table.header))}",
            where=table.name,
            remedy="name one, such as --column consignee=COLUMN",
        )


def _screen(
    tables: Sequence[Table], desk: ShipmentDesk, *, run: _Run, files: Sequence[Report], options: argparse.Namespace
) -> None:
    cells = ShipmentCells(desk.context.on)
    has_data = any(path.suffix.lower() in {".json", ".jsonl"} for path in options.output)
    progress = Progress(tables, is_shown=not options.quiet)
    for table in tables:
        if not options.quiet:
            _tell_columns(table)
        habits = learn_habits(table, said=Habits(_MARKS.get(options.decimal or ""), options.dates))
        for screened in screen_table(table, desk, habits=habits):
            run.add(table.name, screened)
            if files:
                made = [
                    CheckedRow(
                        row.number, row.cells, cells.cells(row), cells.data(table.name, row) if has_data else None
                    )
                    for row in screened.rows
                ]
                left = [CheckedRow(number, row) for number, row in screened.aside]
                ordered = sorted((*made, *left), key=lambda row: row.number)
                for file in files:
                    file.add(table.name, ordered)
            progress.at(table)
    progress.close()


def _print(rows: Sequence[dict[str, str]], options: argparse.Namespace) -> None:
    names = [name for measure in _MEASURES for name in (measure, f"{measure}_kilograms") if rows and name in rows[0]]
    values = [name for name in ("quantity", "value") if rows and name in rows[0]]
    print_rows(rows, options, main=(*_MAIN, *names, *values) if rows else ())
    if options.format == "table":
        print(f"{_READ_SO}\n{NOTICE}")


def _about(options: argparse.Namespace, snapshot: Snapshot, *, desk: ShipmentDesk, run: _Run) -> dict[str, str]:
    context = desk.context
    told = {
        "files": ", ".join(path.name for path in options.file),
        "as": context.asker.said if context.asker else "not stated",
        "to": context.conduct or "not stated",
        "in": context.place or "not stated",
        "on": f"the date of each row; {context.on} for {run.dateless} rows without one",
        "known": context.known or "",
        **_counted(run),
        "read so": _READ_SO,
        "snapshot": snapshot.digest,
        "notice": f"{NOTICE} Directory last checked {snapshot.checked}.",
    }
    return {name: value for name, value in told.items() if value}


def _tell_columns(table: Table) -> None:
    guessed = "; ".join(f"{one.meaning} = {one.header!r}" for one in table.columns.columns)
    unread = ", ".join(repr(table.header[at]) for at in table.columns.unknown if table.header[at].strip())
    print(harmless(f"{table.name}: {guessed}{f'; not read: {unread}' if unread else ''}"), file=sys.stderr)


def _tell(run: _Run, options: argparse.Namespace) -> None:
    counts = ", ".join(f"{count} {name}" for name, count in _counted(run).items())
    print(f"{run.outcomes.total()} rows screened: {counts or 'nothing to screen was found'}", file=sys.stderr)
    if run.dateless:
        print(f"{run.dateless} rows have no date that can be read and were judged on the day asked", file=sys.stderr)
    tell_unread(run.unreadable)
    for path in (*options.output, *options.totals):
        print(f"written: {path}", file=sys.stderr)


def _counted(run: _Run) -> dict[str, str]:
    found = {name: run.outcomes[name] for name in OUTCOMES}
    found |= {"with a dual-use flag": run.flagged, "with a faulty tariff code": run.faulty}
    found |= {"not read": len(run.unreadable), "headings and sums": run.aside}
    return {name: str(count) for name, count in found.items() if count}

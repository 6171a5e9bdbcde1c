"""`barred check`: every line of some files against the directory."""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from barred import __version__
from barred.cli.harmless import harmless
from barred.cli.inquiries import input_files, searched_tables
from barred.cli.options import FORMATS, add_context, add_directory, add_fail_on, add_format, add_keeping, said
from barred.cli.progress import Progress
from barred.cli.reports import open_reports
from barred.cli.session import opened
from barred.cli.status import INCOMPLETE, USAGE, status_of
from barred.cli.table_files import columns_said, open_files
from barred.cli.unread import tell_unread
from barred.directory.snapshot import Snapshot
from barred.model.question import Context
from barred.model.verdict import NOTICE, OUTCOMES
from barred.publishing.report.inquiry import Inquiry, UnreadRow, told_waivers
from barred.readers.headings.columns import MEANINGS
from barred.readers.table import Table
from barred.screening.answer import Desk
from barred.screening.check import Tally, check_table
from barred.screening.context import understand
from barred.screening.names.open_lists import open_lists
from barred.screening.snapshot_index import whole_index

if TYPE_CHECKING:
    from barred.cli.keeping import Keeping  # loading it loads SQL, which a plain check does not need

__all__ = ["add_to", "run_check"]

# What an inquiry has places of its own for.
_TOLD_APART = {"files", "notice", "snapshot"}


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument(
        "file",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="CSV, TSV, XLSX, XLS, ODS, JSON lines, Parquet, CycloneDX, OCDS or nmap XML",
    )
    add_context(parser)
    group = parser.add_argument_group("files")
    group.add_argument("--column", action="append", default=[], metavar="MEANING=COLUMN",
                       help=f"say what a column means, by header, letter or number: {', '.join(MEANINGS)}")  # fmt: skip
    group.add_argument("--sheet", metavar="NAME", help="read only this sheet of a workbook")
    group.add_argument("--encoding", metavar="NAME", help="how a text file is encoded (default: UTF-8)")
    reports = (
        "write a report: .html and .pdf for an auditor; .xlsx, .csv and .tsv keep your rows and add columns; "
        ".jsonl and .json hold verdicts; .cdx.json is CycloneDX, .sarif is SARIF"
    )
    group.add_argument("-o", "--output", action="append", default=[], type=Path, metavar="FILE", help=reports)
    add_format(parser, *FORMATS)
    parser.add_argument("--full", action="store_true", help="list every restriction that does not apply too")
    parser.add_argument("--quiet", action="store_true", help="no progress and no notes on standard error")
    add_fail_on(parser)
    add_keeping(parser)
    add_directory(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    return run_check(options, opened(options))


def run_check(options: argparse.Namespace, snapshot: Snapshot) -> int:
    """Check the files of the options, write what was asked for, and give the exit status."""
    if not (options.save or options.waivers):
        return _checked(options, snapshot, keeping=None)
    from barred.cli.keeping import Keeping, opened_ledger  # noqa: PLC0415 - a plain check needs no SQL

    context = understand(said(options), book=snapshot)
    with opened_ledger(options, may_make=bool(options.save)) as ledger:
        return _checked(options, snapshot, keeping=Keeping(options, ledger, context=context))


def _checked(options: argparse.Namespace, snapshot: Snapshot, *, keeping: "Keeping | None") -> int:
    index = whole_index(snapshot)
    context = understand(said(options), book=snapshot)
    waivers, lists = keeping.waivers if keeping else (), open_lists(snapshot, context)
    desk = Desk(context, book=snapshot, index=index, waivers=waivers, lists=lists)
    if keeping:
        keeping.watch(snapshot, index)
    tables, unread, left_out = open_files(options, columns_said(options.column))
    tally = Tally.empty()
    about = _about(options, desk.context, snapshot)
    files = input_files(options.file, unread) if options.output else ()
    searched = searched_tables(tables, options)
    parts = [(one.name, one.why) for one in left_out]
    with open_reports(
        options.output, form=options.format, tables=tables, inputs=options.file, is_full=options.full
    ) as reports:
        progress = Progress(tables, is_shown=not options.quiet)
        for table in tables:
            if not options.quiet:
                _tell_columns(table)
            for checked in check_table(table, desk, index=index):
                tally.add(table.name, checked)
                reports.add(table, checked)
                if keeping:
                    keeping.add(checked.verdicts)
                progress.at(table)
        progress.close()
        inquiry = _inquiry(about, tally, snapshot=snapshot, keeping=keeping)
        reports.finish({**about, **_counted(tally)}, replace(inquiry, files=files, tables=searched, left_out=parts))
    if keeping and tally.items:
        keeping.finish(files=options.file, snapshot=snapshot.digest)
    if not options.quiet:
        _tell(tally, options)
    for trouble in unread.values():
        print(harmless(f"barred: {trouble}"), file=sys.stderr)
    if unread or tally.unreadable or not tally.items:
        return INCOMPLETE if tables else USAGE
    return status_of(tally.outcomes, options.fail_on)


def _about(options: argparse.Namespace, context: Context, snapshot: Snapshot) -> dict[str, str]:
    asker = context.asker
    told = {
        "files": ", ".join(path.name for path in options.file),
        "as": asker.said if asker else "not stated",
        "to": context.conduct or "not stated",
        "in": context.place or "not stated",
        "site": context.site or "not stated",
        "for": context.purpose or "not stated",
        "given": ", ".join(context.circumstances),
        "on": context.on,
        "known": context.known or "",
        "snapshot": snapshot.digest,
        "notice": f"{NOTICE} Directory last checked {snapshot.checked}.",
    }
    return {name: value for name, value in told.items() if value}


def _inquiry(about: Mapping[str, str], tally: Tally, *, snapshot: Snapshot, keeping: "Keeping | None") -> Inquiry:
    """Tell what the check was, beside its rows and files."""
    asked = [(name, said) for name, said in about.items() if name not in _TOLD_APART]
    return Inquiry(
        asked=asked,
        files=(),
        tables=(),
        snapshot=snapshot.digest,
        checked=snapshot.checked,
        program=f"barred {__version__}",
        notice=about["notice"],
        waivers=told_waivers(keeping.waivers, keeping.used, on=about["on"]) if keeping else None,
        unread=[UnreadRow(name, bad.row, bad.why) for name, bad in tally.unreadable],
        aside=tally.aside,
    )


def _tell_columns(table: Table) -> None:
    guessed = "; ".join(f"{one.meaning} = {one.header!r} ({one.why})" for one in table.columns.columns)
    where = f"header in row {table.header_row}" if table.header_row else "no header"
    print(harmless(f"{table.name}: {where}; {guessed or 'no column recognised, every cell is read'}"), file=sys.stderr)


def _tell(tally: Tally, options: argparse.Namespace) -> None:
    counts = ", ".join(f"{count} {name}" for name, count in _counted(tally).items())
    print(f"{tally.items} rows checked: {counts or 'nothing to check was found'}", file=sys.stderr)
    if tally.listed:
        print(f"rows that official lists name, whatever their outcome: {tally.listed}", file=sys.stderr)
    if tally.aside:
        print(f"rows that name nothing to check: {tally.aside} (headings, totals, figures alone)", file=sys.stderr)
    tell_unread(tally.unreadable)
    for path in options.output:
        print(f"report: {path}", file=sys.stderr)


def _counted(tally: Tally) -> dict[str, str]:
    found = {name: str(tally.outcomes[name]) for name in OUTCOMES if tally.outcomes.get(name)}
    return {**found, "not read": str(len(tally.unreadable))} if tally.unreadable else found

"""`barred export`: every record of the directory in a form that other programs read."""

import argparse
import sys
from collections import Counter
from pathlib import Path

from barred.cli import status
from barred.cli.options import add_directory, today
from barred.cli.session import opened
from barred.directory.snapshot import Snapshot
from barred.errors import UsageProblem
from barred.model.day import parse_day
from barred.publishing.records.export import FORMS, LINE_FORMS, export_lines, write_lines

__all__ = ["add_to"]


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument(
        "-f", "--format", choices=FORMS, default="jsonl",
        help="jsonl: records whole, a line each; ftm: FollowTheMoney entities; jsonld: linked data; "
        "csv, parquet: a table for each kind and for what its records hold (default: jsonl)",
    )  # fmt: skip
    parser.add_argument(
        "--kind", action="append", nargs="+", default=[], metavar="KIND",
        help="only these kinds: organisation, restriction, source …; of tables also link, name, stage, citation …",
    )  # fmt: skip
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE|FOLDER",
        help="where to (default: standard output); tables of several kinds need a folder",
    )  # fmt: skip
    parser.add_argument(
        "--on", default="", metavar="DATE",
        help="ftm: tell what is in force by this day (default: the day the directory was last checked)",
    )  # fmt: skip
    add_directory(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    kinds = [kind for several in options.kind for kind in several]
    if options.on and options.format != "ftm":
        raise UsageProblem("only ftm tells of one day", where="--on", remedy="the other forms hold all dates")
    snapshot = opened(options)
    if options.format in LINE_FORMS:
        _lines(options, kinds, snapshot)
    else:
        _tables(options, kinds, snapshot)
    print(f"Unpublished bans exist. Directory last checked {snapshot.checked}.", file=sys.stderr)
    return status.CLEAN


def _lines(options: argparse.Namespace, kinds: list[str], snapshot: Snapshot) -> None:
    # Today would give other bytes tomorrow.
    on = parse_day(options.on or snapshot.checked or today(), where="--on")
    left_out: Counter[str] = Counter()
    lines = export_lines(options.format, kinds, on=on, book=snapshot, left_out=left_out)
    if options.output:
        write_lines(options.output, lines)
    else:
        sys.stdout.writelines(lines)
    for reason, count in sorted(left_out.items()):
        print(f"left out: {count} {reason}", file=sys.stderr)


def _tables(options: argparse.Namespace, kinds: list[str], snapshot: Snapshot) -> None:
    # Tables load Arrow, which the other forms do without.
    from barred.publishing.records.record_tables import print_table, write_tables  # noqa: PLC0415

    if options.output:
        for file in write_tables(options.output, kinds, form=options.format, book=snapshot):
            print(file)
    elif options.format == "csv":
        print_table(kinds, sys.stdout, book=snapshot)
    else:
        raise UsageProblem("parquet goes to files", where="standard output", remedy="name a folder with -o")

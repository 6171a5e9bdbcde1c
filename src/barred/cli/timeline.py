"""`barred timeline`: every dated thing in order."""

import argparse
import sys

from barred.cli.options import FORMATS, add_directory, add_format
from barred.cli.rows import add_columns, add_filters, add_known, chosen_day, filters, print_rows
from barred.cli.session import opened
from barred.publishing.timeline import TIMELINE_COLUMNS, Period, timeline

__all__ = ["add_to"]

_EXAMPLES = """columns to filter by: date, kind, what, id, actor, place, about, title, action, coarse;
and concerns=ORGANISATION, which is about= with what is aimed at a class that it belongs to
questions that are one command:
  what happened to Dahua in Europe
    barred timeline concerns=dahua place=europe
  what Dahua said from November 2020 to March 2023
    barred timeline kind=statement actor=dahua --from 2020-11 --to 2023-03
  what has been reversed, and when
    barred timeline what=reversed
"""


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.epilog = f"{_EXAMPLES}\n{parser.epilog}"
    add_filters(parser)
    add_columns(parser)
    parser.add_argument("--from", dest="from", default="", metavar="DATE", help="from that day, month or year on")
    until = parser.add_mutually_exclusive_group()
    until.add_argument("--to", default="", metavar="DATE", help="up to and with that day, month or year")
    until.add_argument(
        "--on", dest="to", default="", metavar="DATE", help="what had happened by then; the same as --to"
    )
    add_known(parser)
    add_format(parser, *FORMATS)
    add_directory(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    period = Period(chosen_day(options, "from"), chosen_day(options, "to"))
    known = chosen_day(options, "known")
    snapshot = opened(options)
    rows = list(timeline(filters(options), period, known=known, book=snapshot))
    print_rows(rows, options, main=TIMELINE_COLUMNS)
    told = (
        f"{len(rows)} entries on record; more exist that nobody published. Directory last checked {snapshot.checked}."
    )
    print(told, file=sys.stderr)
    return 0

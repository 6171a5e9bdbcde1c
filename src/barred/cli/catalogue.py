"""`barred list`: the records of a kind, filtered."""

import argparse
import sys

from barred.cli.options import FORMATS, add_directory, add_format, today
from barred.cli.rows import add_columns, add_filters, add_known, chosen_day, filters, print_rows
from barred.cli.session import opened
from barred.model.question import Context
from barred.publishing.catalogue import KINDS, MAIN_COLUMNS, catalogue, kind_of

__all__ = ["add_to"]

_EXAMPLES = """a restriction is also filtered by concerns=ORGANISATION: aimed at it by name,
by a class that it belongs to, or through its owners
questions that are one command:
  which governments restrict Dahua today
    barred list restriction concerns=dahua in_force=yes actor_type=authority,legislature,council,police
  what was announced but never came into force
    barred list restriction ever_in_force=no
  who reversed (measures undone, and the acts that undo, waive or rule)
    barred list restriction reversed=yes,act
  who said no
    barred list restriction action=decline-to-act
  who sued
    barred list restriction action=litigation
  who was asked and did not reply
    barred list statement type=no-reply,refusal-to-comment,partial-reply
"""
# What was said and what happened is listed to the end, unless the user names a day.
_END = "9999"


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.epilog = f"{_EXAMPLES}\n{parser.epilog}"
    parser.add_argument("kind", metavar="KIND", help=f"{', '.join(KINDS[:-1])} or {KINDS[-1]}")
    add_filters(parser)
    add_columns(parser)
    parser.add_argument(
        "--on", default="", metavar="DATE",
        help="show the stage of that day (default: today), and nothing said or done after it",
    )  # fmt: skip
    add_known(parser)
    add_format(parser, *FORMATS)
    add_directory(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    kind = kind_of(options.kind)
    context = Context(
        on=chosen_day(options, "on") or (today() if kind == "restriction" else _END),
        known=chosen_day(options, "known"),
    )
    snapshot = opened(options)
    rows = list(catalogue(kind, filters(options), context=context, book=snapshot))
    print_rows(rows, options, main=MAIN_COLUMNS.get(kind, ()))
    if kind == "restriction":
        told = f"{len(rows)} on record; unpublished ones exist. Directory last checked {snapshot.checked}."
        print(told, file=sys.stderr)
    return 0

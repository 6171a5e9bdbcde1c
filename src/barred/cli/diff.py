"""`barred diff`: what differs between two directories, or since a day."""

import argparse
import json
from pathlib import Path

from barred.cli.options import add_directory, add_format, today
from barred.cli.rows import add_known, chosen_day, print_rows
from barred.cli.session import opened, opened_at
from barred.errors import UsageProblem
from barred.model.question import Context
from barred.model.verdict import NOTICE
from barred.publishing.difference import Change, difference, news

__all__ = ["add_to"]

_EXAMPLES = """examples:
  what changed since March 2023
    barred diff --since 2023-03
  what one version of the directory has that another has not
    barred diff old.snapshot new.snapshot
    barred diff ../old-checkout/directory directory --on 2025-01-01
"""
_PAIR = 2


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.epilog = f"{_EXAMPLES}\n{parser.epilog}"
    parser.add_argument(
        "sides", nargs="*", type=Path, metavar="SNAPSHOT", help="two snapshot files or folders of records, older first"
    )
    parser.add_argument(
        "--since", default="", metavar="DATE",
        help="compare one snapshot with itself: what was known before that day, and what is known now",
    )  # fmt: skip
    parser.add_argument("--on", default="", metavar="DATE", help="compare how restrictions stand on that day")
    add_known(parser)
    add_format(parser, "table", "json")
    add_directory(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    since = chosen_day(options, "since")
    context = Context(on=chosen_day(options, "on") or today(), known=chosen_day(options, "known"))
    if since and not options.sides:
        before = after = opened(options)
        changes = list(news(since, context, book=after))
    elif len(options.sides) == _PAIR and not since:
        before, after = (opened_at(path) for path in options.sides)
        changes = list(difference(before, after, context=context))
    else:
        raise UsageProblem("nothing to compare", remedy="give two snapshots or folders, or --since DATE and neither")
    told = {
        "before": before.digest,
        "after": after.digest,
        "since": since,
        "on": context.on,
        "known": context.known,
        "changes": [one._asdict() for one in changes],
        "notice": NOTICE,
        "checked": after.checked,
    }
    if options.format == "json":
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        _print(changes, options)
        print(f"{len(changes)} changes. Directory last checked {after.checked}.\n{NOTICE}")
    return 0


def _print(changes: list[Change], options: argparse.Namespace) -> None:
    print_rows([{**one._asdict()} for one in changes], options)

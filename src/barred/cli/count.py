"""`barred count`: how many restrictions, by what, and what is not counted as one."""

import argparse
import json
from typing import Any

from barred.cli.options import add_directory, add_format, today
from barred.cli.rows import add_filters, add_known, chosen_day, filters
from barred.cli.session import opened
from barred.errors import UsageProblem
from barred.model.question import Context
from barred.model.verdict import NOTICE
from barred.publishing.count import DIMENSIONS, Count, Tally, count

__all__ = ["add_to"]

_EXAMPLES = f"""dimensions: {", ".join(DIMENSIONS)}
examples:
  barred count by country concerns=dahua
  barred count by rationale --on 2021-01-01 --known 2021-01-01
  barred count by strength place=europe --all
"""


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.usage = f"{parser.prog} [by DIMENSION] [COLUMN=VALUE ...] [options]"
    parser.epilog = f"{_EXAMPLES}\n{parser.epilog}"
    add_filters(parser)
    parser.add_argument("--on", default="", metavar="DATE", help="count what was in force that day (default: today)")
    parser.add_argument("--all", action="store_true", help="count measures that are not in force that day beside it")
    add_known(parser)
    add_format(parser, "table", "json")
    add_directory(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    by = _dimension(options)
    context = Context(on=chosen_day(options, "on") or today(), known=chosen_day(options, "known"))
    snapshot = opened(options)
    counted = count(by, filters(options), context=context, book=snapshot)
    shown = [one for one in counted.tallies if options.all or one.in_force or one.open]
    if options.format == "json":
        told = {
            "by": counted.by,
            "on": context.on,
            "known": context.known,
            "tallies": [_row(one, is_all=options.all) for one in shown],
            "total": _row(counted.total, is_all=options.all),
            "not_counted": dict(counted.apart),
            "notice": NOTICE,
            "checked": snapshot.checked,
            "snapshot": snapshot.digest,
        }
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        _print(counted, shown, is_all=options.all)
        known = f", as known on {context.known}" if context.known else ""
        print(f"On {context.on}{known}. Directory last checked {snapshot.checked}.\n{NOTICE}")
    return 0


def _dimension(options: argparse.Namespace) -> str:
    """Take `by DIMENSION` from the front of the words; what is left are filters."""
    words = options.filters
    if not words or words[0] != "by":
        return ""
    if len(words) == 1:
        raise UsageProblem("by what?", remedy=f"write `by` and one of {', '.join(DIMENSIONS)}")
    options.filters = words[2:]
    return str(words[1])


def _row(tally: Tally, *, is_all: bool) -> dict[str, Any]:
    told = tally._asdict()
    if not is_all:
        del told["not_in_force"]
    return told


def _print(counted: Count, shown: list[Tally], *, is_all: bool) -> None:
    from barred.cli.grid import print_grid  # noqa: PLC0415 - only the form asked for is loaded

    rows = [_row(one, is_all=is_all) for one in (*shown, counted.total)]
    for row in rows:
        del row["records"]
    name = counted.by or "restrictions"
    print_grid([{name if key == "value" else key: str(cell) for key, cell in row.items()} for row in rows])
    if sum(one.in_force for one in shown) > counted.total.in_force:
        print("A measure with several values stands under each; the total counts it once.")
    if counted.apart:
        apart = ", ".join(f"{kind} {number}" for kind, number in counted.apart.items())
        print(f"On record and not counted, because they bar nothing by themselves: {apart}.")

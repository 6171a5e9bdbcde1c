"""`barred show`: one record whole, with its sources."""

import argparse
import json
from typing import Any

from barred.cli.options import add_directory, add_format, today
from barred.cli.session import opened
from barred.directory.format import format_record
from barred.model.day import parse_day
from barred.model.question import Context
from barred.publishing.shown_records import shown_records

__all__ = ["add_to"]


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("id", metavar="ID", help="id of a record of any kind")
    parser.add_argument(
        "--on", default="", metavar="DATE", help="the stage of a restriction on that day (default: today)"
    )
    parser.add_argument(
        "--known", default="", metavar="DATE", help="by what was known on that day (default: everything)"
    )
    add_format(parser, "table", "json")
    add_directory(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    snapshot = opened(options)
    known = parse_day(options.known, where="--known") if options.known else None
    context = Context(on=parse_day(options.on or today(), where="--on"), known=known)
    shown = shown_records(options.id, context, book=snapshot)
    if options.format == "json":
        print(json.dumps(shown[0] if len(shown) == 1 else shown, ensure_ascii=False, indent=1))
    else:
        for one in shown:
            _print(one)
    return 0


def _print(told: dict[str, Any]) -> None:
    print(f"# {told['kind']}")
    print(format_record(told["kind"], told["record"]), end="")
    if "standing" in told:
        known = f", as known on {told['known']}" if told["known"] else ""
        print(f"\n# on {told['on']}{known}: {told['standing']['stage']} ({told['standing']['why']})")
    for one in told.get("beside", ()):
        print(f"# beside: {_line(one)}")
    for one in told["citations"]:
        at = f" [{one['start']}, {one['end']})" if one["start"] is not None else ", not captured"
        where = " ".join(filter(None, (one["title"] + ",", one["pinpoint"], one["address"])))
        print(f"# source: {where} ({one['proof']}){at}")


def _line(one: dict[str, Any]) -> str:
    """Tell of a record in one line; `>` stands before what speaks against a statement."""
    against = "".join(f" > {part}" for part in one.get("against", ()))
    told = [str(value) for name, value in one.items() if name not in {"against", "source"} and value]
    return f"{' | '.join(told)}{against}"

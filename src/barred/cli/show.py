"""`barred show`: one record whole, with its sources."""

import argparse
import json
from collections.abc import Callable, Mapping
from typing import Any

from barred.cli.options import add_directory, add_format, today
from barred.cli.session import opened
from barred.directory.format import format_record
from barred.directory.snapshot import Snapshot
from barred.errors import UsageProblem
from barred.judge.judge import cite
from barred.judge.stage import stand
from barred.model.account import Event, Figure, Product, Statement
from barred.model.day import parse_day
from barred.model.organisation import Organisation
from barred.model.question import Context
from barred.model.restriction import Restriction
from barred.model.source import Evidence

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
    kinds = snapshot.kinds_of(options.id)
    if not kinds:
        raise UsageProblem(f"no record has the id {options.id!r}", remedy="`barred list KIND --text WORDS` finds ids")
    known = parse_day(options.known, where="--known") if options.known else None
    context = Context(on=parse_day(options.on or today(), where="--on"), known=known)
    shown = [_described(kind, options.id, context, snapshot) for kind in kinds]
    if options.format == "json":
        print(json.dumps(shown[0] if len(shown) == 1 else shown, ensure_ascii=False, indent=1))
    else:
        for one in shown:
            _print(one)
    return 0


def _described(kind: str, key: str, context: Context, snapshot: Snapshot) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": kind, "snapshot": snapshot.digest, "record": dict(snapshot.body(kind, key))}
    if kind == "restriction":
        restriction = snapshot.restriction(key)
        standing = stand(restriction, context, book=snapshot)
        told["on"], told["known"] = context.on, context.known
        told["standing"] = (
            {"stage": standing.stage, "in_force": standing.reason.value, "why": standing.reason.text}
            if standing
            else {"stage": "none", "in_force": "no", "why": "nothing of it was known on that day"}
        )
    told["citations"] = [one._asdict() for one in cite(_evidence(kind, key, snapshot), book=snapshot)]
    return told


def _evidence(kind: str, key: str, snapshot: Snapshot) -> tuple[Evidence, ...]:
    """Give what a record cites; a source and a vocabulary cite nothing."""
    getters: Mapping[str, Callable[[str], Restriction | Organisation | Statement | Figure | Product | Event]] = {
        "restriction": snapshot.restriction,
        "organisation": snapshot.organisation,
        "statement": snapshot.statement,
        "figure": snapshot.figure,
        "product": snapshot.product,
        "event": snapshot.event,
    }
    return getters[kind](key).evidence if kind in getters else ()


def _print(told: dict[str, Any]) -> None:
    print(f"# {told['kind']}")
    print(format_record(told["kind"], told["record"]), end="")
    if "standing" in told:
        known = f", as known on {told['known']}" if told["known"] else ""
        print(f"\n# on {told['on']}{known}: {told['standing']['stage']} ({told['standing']['why']})")
    for one in told["citations"]:
        at = f" [{one['start']}, {one['end']})" if one["start"] is not None else ", not captured"
        where = " ".join(filter(None, (one["title"] + ",", one["pinpoint"], one["address"])))
        print(f"# source: {where} ({one['proof']}){at}")

"""`barred recheck`: ask saved subjects again where the answer can have changed, and tell what did."""

import argparse
import json
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from barred.cli.keeping import add_actor, deed, opened_ledger
from barred.cli.options import add_directory, add_fail_on, add_format, add_ledger, settings, today
from barred.cli.rows import chosen_day, print_rows
from barred.cli.session import opened
from barred.cli.status import INCOMPLETE, status_of
from barred.model.verdict import NOTICE
from barred.screening.again.gist import Difference
from barred.screening.again.recheck import Changed, Present, Rechecked, Reopened, keep_recheck, recheck
from barred.wiring import find_snapshot

__all__ = ["add_to"]

_DIFFERENCES_TOLD = 6
_SAFE = (
    "An answer can differ only where something does that it looked up, read or compared; for those not asked "
    "nothing did."
)


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("name", nargs="*", metavar="NAME", help="what was saved under these names (default: all)")
    parser.add_argument("--on", default="", metavar="DATE", help="the day asked about (default: today)")
    parser.add_argument(
        "--before", type=Path, action="append", default=[], metavar="FILE",
        help="an older snapshot that lies elsewhere than where snapshots are built; may be repeated",
    )  # fmt: skip
    parser.add_argument("--dry-run", action="store_true", help="tell what changed and keep nothing of it")
    parser.add_argument("--full", action="store_true",
                        help="tell of changes in restrictions that apply neither before nor after too")  # fmt: skip
    parser.add_argument("--quiet", action="store_true", help="no count on standard error")
    add_actor(parser)
    add_format(parser)
    add_fail_on(parser)
    add_ledger(parser)
    add_directory(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    find = partial(find_snapshot, settings(options), besides=options.before)
    present = Present(opened(options), chosen_day(options, "on") or today(), find)
    with opened_ledger(options) as ledger:
        found = recheck(ledger, present, collections=options.name)
        _print(found, options)
        # Told first and kept then: who breaks off meanwhile is told again the next time.
        sys.stdout.flush()
        if not options.dry_run and (found.asked or found.unasked):
            keep_recheck(ledger, found, deed=deed(options))
    if not options.quiet:
        _tell(found, options)
    print(NOTICE, file=sys.stderr)
    if found.troubles or not (found.asked or found.unasked):
        return INCOMPLETE
    return status_of(_outcomes(found), options.fail_on)


def _outcomes(found: Rechecked) -> Iterator[str]:
    """Give the outcomes that count: what changed, and what somebody has to look at again."""
    yield from (one.after.outcome for one in found.changed if not one.is_aside)
    spots = {(one.clearing.collection, one.clearing.spot) for one in found.reopened}
    yield from (new.outcome for _, new in found.asked if (new.collection, new.spot) in spots)


def _print(found: Rechecked, options: argparse.Namespace) -> None:
    is_table = options.format == "table"
    rows = [_changed_row(one, is_short=is_table) for one in found.changed if options.full or not one.is_aside]
    rows += [_reopened_row(one) for one in found.reopened]
    if options.format == "json":
        told = {
            "rows": rows,
            "asked": len(found.asked),
            "unasked": len(found.unasked),
            "reasons": found.reasons,
            "aside": sum(one.is_aside for one in found.changed),
            "troubles": [{"name": one.collection, "spot": one.spot, "why": why} for one, why in found.troubles],
            "on": found.stamp.on,
            "snapshot": found.stamp.snapshot,
            "notice": NOTICE,
        }
        print(json.dumps(told, ensure_ascii=False, indent=1))
    elif rows or not is_table:
        print_rows(rows, options)
    else:
        print("nothing that binds changed" if found.changed else "nothing changed")


def _changed_row(one: Changed, *, is_short: bool) -> dict[str, Any]:
    told = [_difference(difference) for difference in one.differences]
    if is_short and len(told) > _DIFFERENCES_TOLD:
        told = [*told[:_DIFFERENCES_TOLD], f"and {len(told) - _DIFFERENCES_TOLD} more"]
    return {
        "name": one.before.collection,
        "spot": one.before.spot,
        "text": one.before.subject["text"],
        "before": one.before.outcome,
        "after": one.after.outcome,
        "difference": "\n".join(told) if is_short else told,
    }


def _difference(one: Difference) -> str:
    return f"{one.of} {one.id}: {one.before or 'not there'} → {one.after or 'not there'}"


def _reopened_row(one: Reopened) -> dict[str, Any]:
    pair = one.clearing
    told = f"cleared before, changed since: {pair.organisation} ({one.side}); {pair.id} by {pair.cleared_by}"
    return {
        "name": pair.collection,
        "spot": pair.spot,
        "text": pair.subject,
        "before": "cleared",
        "after": "to decide",
        "difference": [f"{told}: {pair.reason}"],
    }


def _tell(found: Rechecked, options: argparse.Namespace) -> None:
    total = len(found.asked) + len(found.unasked) + len(found.troubles)
    print(f"{total} saved: {len(found.asked)} asked again, {len(found.unasked)} not; {len(found.changed)} changed",
          file=sys.stderr)  # fmt: skip
    for why, count in sorted(found.reasons.items()):
        print(f"  {count} for {why}", file=sys.stderr)
    aside = sum(one.is_aside for one in found.changed)
    if aside and not options.full:
        print(f"  {aside} differ only in restrictions that apply neither before nor after; --full lists them",
              file=sys.stderr)  # fmt: skip
    if found.unasked:
        print(f"  {_SAFE}", file=sys.stderr)
    for one, trouble in found.troubles:
        print(f"  {one.collection} {one.spot} can no longer be asked: {trouble}", file=sys.stderr)

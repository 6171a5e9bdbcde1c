"""`barred waiver`: put waivers on record, list and check them, take them back, ask for one and reply."""

import argparse
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from barred.cli import status
from barred.cli.keeping import add_actor, deed, opened_ledger
from barred.cli.options import add_directory, add_format, add_ledger, today
from barred.cli.rows import chosen_day, print_rows
from barred.cli.verbs import Verb, add_verbs
from barred.cli.waiver_options import add_wanted, wanted
from barred.cli.waiver_requests import REQUEST_VERBS
from barred.errors import UsageProblem
from barred.ledger.waivers import KeptWaiver, add_waiver, list_waivers, revoke_waiver
from barred.model.day import last_day

__all__ = ["add_to"]

_WITHIN_DAYS = 30
_SHOWN = ("id", "state", "covers", "restrictions", "place", "expires", "approved_by", "uses", "used_last", "reason")


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_verbs(parser, _VERBS, add_ledger)


def _add_add(verb: argparse.ArgumentParser) -> None:
    add_wanted(verb)
    verb.add_argument("--approved-by", default="", metavar="OFFICE", help="the office that granted it (required)")
    verb.add_argument("--id", default="", metavar="ID", help="what to call it (default: waiver- and a number)")
    add_actor(verb)
    add_format(verb)
    add_directory(verb)


def _add_list(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--on", default="", metavar="DATE", help="tell the states of that day (default: today)")
    verb.add_argument("--within", type=int, default=_WITHIN_DAYS, metavar="DAYS",
                      help=f"call a waiver ending that ends within so many days (default: {_WITHIN_DAYS})")  # fmt: skip
    add_format(verb)


def _add_check(verb: argparse.ArgumentParser) -> None:
    _add_list(verb)
    verb.add_argument("--fail-on-unused", action="store_true", help="exit status 1 for unused ones too")


def _add_revoke(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("waiver", metavar="ID", help="which one")
    verb.add_argument("--reason", default="", metavar="WORDS", help="why it is taken back (required)")
    add_actor(verb)
    add_format(verb)


def _add(options: argparse.Namespace) -> int:
    waiver = wanted(options)
    with opened_ledger(options, may_make=True) as ledger:
        kept = add_waiver(ledger, waiver, deed=deed(options))
    _print([kept], options, on=today())
    return status.CLEAN


def _list(options: argparse.Namespace) -> int:
    with opened_ledger(options) as ledger:
        _print(list_waivers(ledger), options, on=_day(options))
    return status.CLEAN


def _check(options: argparse.Namespace) -> int:
    day = _day(options)
    with opened_ledger(options) as ledger:
        kept = list_waivers(ledger)
    states = [one.state(day, ending_from=_later(day, options.within)) for one in kept]
    bad = {"expired", "unused"} if options.fail_on_unused else {"expired"}
    telling = [one for one, state in zip(kept, states, strict=True) if state in {"ending", "unused", "expired"}]
    _print(telling, options, on=day)
    return status.FINDING if bad.intersection(states) else status.CLEAN


def _revoke(options: argparse.Namespace) -> int:
    with opened_ledger(options) as ledger:
        kept = revoke_waiver(ledger, options.waiver, reason=options.reason, deed=deed(options))
    _print([kept], options, on=today())
    return status.CLEAN


def _day(options: argparse.Namespace) -> str:
    return chosen_day(options, "on") or today()


def _later(day: str, days: int) -> str:
    try:
        return (date.fromisoformat(last_day(day)) + timedelta(days=days)).isoformat()
    except OverflowError as trouble:
        raise UsageProblem(f"{days} days from {day} is no date", where="--within") from trouble


def _print(kept: Iterable[KeptWaiver], options: argparse.Namespace, *, on: str) -> None:
    rows = [_row(one, on, getattr(options, "within", _WITHIN_DAYS)) for one in kept]
    print_rows(rows, options, main=_SHOWN)


def _row(one: KeptWaiver, on: str, within: int) -> dict[str, Any]:
    waiver = one.waiver
    return {
        "id": waiver.id,
        "state": one.state(on, ending_from=_later(on, within)),
        "covers": f"{waiver.scope}={waiver.value}",
        "restrictions": list(waiver.restrictions),
        "clause": waiver.clause,
        "place": waiver.place,
        "granted": waiver.granted,
        "expires": waiver.expires,
        "approved_by": waiver.approved_by,
        "reason": waiver.reason,
        "evidence": waiver.evidence,
        "uses": one.uses,
        "used_last": one.used_last,
        "revoked_on": waiver.revoked_on,
        "revoked_by": one.revoked_by,
    }


_VERBS = {
    "add": Verb(_add, "put a waiver on record; none without a reason, an office and an end", _add_add),
    "list": Verb(_list, "list every waiver with its state, ended and taken back ones too", _add_list),
    "check": Verb(
        _check, "list those that ended, end soon or never covered anything; status 1 when any ended", _add_check
    ),
    "revoke": Verb(_revoke, "take a waiver back from today on", _add_revoke),
    **REQUEST_VERBS,
}

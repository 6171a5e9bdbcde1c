"""Verbs of `barred waiver` for requests: ask for a waiver, list what was asked for, grant or refuse it."""

import argparse
from collections.abc import Iterable
from typing import Any

from barred.cli import status
from barred.cli.keeping import add_actor, deed, opened_ledger
from barred.cli.options import add_directory, add_format, today
from barred.cli.rows import chosen_day, print_rows
from barred.cli.verbs import Verb
from barred.cli.waiver_options import add_wanted, wanted
from barred.ledger.waiver_requests import (
    REQUEST_STATES,
    Reply,
    WaiverRequest,
    ask_for_waiver,
    list_requests,
    reply_to_request,
)

__all__ = ["REQUEST_VERBS"]

_SHOWN = ("id", "state", "covers", "restrictions", "expires", "asked_by", "reason", "replied_by", "reply_reason",
          "waiver")  # fmt: skip


def _add_ask(verb: argparse.ArgumentParser) -> None:
    add_wanted(verb)
    add_actor(verb)
    add_format(verb)
    add_directory(verb)


def _add_requests(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--state", default="", choices=REQUEST_STATES, help="only these")
    verb.add_argument("--on", default="", metavar="DATE", help="tell the states of that day (default: today)")
    add_format(verb)


def _add_grant(verb: argparse.ArgumentParser) -> None:
    _add_refuse(verb)
    verb.add_argument("--approved-by", default="", metavar="OFFICE", help="the office that grants it (default: --by)")


def _add_refuse(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("request", metavar="ID", help="which request")
    verb.add_argument("--reason", default="", metavar="WORDS", help="why, or why not (required)")
    add_actor(verb)
    add_format(verb)


def _ask(options: argparse.Namespace) -> int:
    waiver = wanted(options)
    with opened_ledger(options, may_make=True) as ledger:
        request = ask_for_waiver(ledger, waiver, deed=deed(options))
    _print([request], options, on=today())
    return status.CLEAN


def _requests(options: argparse.Namespace) -> int:
    day = chosen_day(options, "on") or today()
    with opened_ledger(options) as ledger:
        found = list_requests(ledger)
    _print([one for one in found if options.state in {"", one.state(day)}], options, on=day)
    return status.CLEAN


def _grant(options: argparse.Namespace) -> int:
    return _reply(options, Reply(is_granted=True, reason=options.reason, office=options.approved_by))


def _refuse(options: argparse.Namespace) -> int:
    return _reply(options, Reply(is_granted=False, reason=options.reason))


def _reply(options: argparse.Namespace, reply: Reply) -> int:
    with opened_ledger(options) as ledger:
        request = reply_to_request(ledger, options.request, reply=reply, deed=deed(options))
    _print([request], options, on=today())
    return status.CLEAN


def _print(some: Iterable[WaiverRequest], options: argparse.Namespace, *, on: str) -> None:
    print_rows([_row(one, on) for one in some], options, main=_SHOWN)


def _row(one: WaiverRequest, on: str) -> dict[str, Any]:
    wanted = one.wanted
    return {
        "id": one.id,
        "state": one.state(on),
        "covers": f"{wanted.scope}={wanted.value}",
        "restrictions": list(wanted.restrictions),
        "clause": wanted.clause,
        "place": wanted.place,
        "granted": wanted.granted,
        "expires": wanted.expires,
        "reason": wanted.reason,
        "evidence": wanted.evidence,
        "asked_by": one.asked_by,
        "asked_at": one.asked_at,
        "replied_by": one.replied_by,
        "replied_at": one.replied_at,
        "reply_reason": one.reply_reason,
        "waiver": one.given.waiver.id if one.given else None,
    }


REQUEST_VERBS = {
    "ask": Verb(_ask, "ask for a waiver; somebody else grants or refuses it", _add_ask),
    "requests": Verb(_requests, "list what was asked for with its state, replied to or not", _add_requests),
    "grant": Verb(_grant, "grant a request of somebody else, which puts the waiver on record", _add_grant),
    "refuse": Verb(_refuse, "refuse a request of somebody else", _add_refuse),
}

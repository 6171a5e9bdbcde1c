"""`barred keys`: make, list and revoke keys of the programming interface."""

import argparse
import sys
from typing import Any

from barred.cli import status
from barred.cli.keeping import add_actor, deed, opened_ledger
from barred.cli.options import add_format, add_ledger, now
from barred.cli.rows import chosen_day, print_rows
from barred.cli.verbs import Verb, add_verbs
from barred.ledger.keys import ROLES, Key, add_key, list_keys, revoke_key

__all__ = ["add_to"]


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_verbs(parser, _VERBS, add_format, add_ledger)


def _add_add(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("name", metavar="NAME", help="whose it is, or what it is for")
    verb.add_argument("--role", required=True, metavar="ROLE", help=f"what it may do: {', '.join(ROLES)}")
    verb.add_argument("--expires", default="", metavar="DATE", help="the first day it opens nothing (default: never)")
    add_actor(verb)


def _add_revoke(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("prefix", metavar="PREFIX", help="which one; `barred keys list` shows the beginnings")
    add_actor(verb)


def _add(options: argparse.Namespace) -> int:
    expires = chosen_day(options, "expires")
    with opened_ledger(options, may_make=True) as ledger:
        text, key = add_key(ledger, options.name, role=options.role, deed=deed(options), expires=expires)
    print_rows([{"key": text, **_row(key)}], options, main=("key", "name", "role", "expires"))
    print("The key is shown this once; the ledger holds only its digest.", file=sys.stderr)
    return status.CLEAN


def _list(options: argparse.Namespace) -> int:
    with opened_ledger(options) as ledger:
        print_rows([_row(one) for one in list_keys(ledger)], options)
    return status.CLEAN


def _revoke(options: argparse.Namespace) -> int:
    with opened_ledger(options) as ledger:
        print_rows([_row(revoke_key(ledger, options.prefix, deed=deed(options)))], options)
    return status.CLEAN


def _row(one: Key) -> dict[str, Any]:
    told = one._asdict()
    return {"prefix": told.pop("prefix"), "state": one.state(now()), **told}


_VERBS = {
    "add": Verb(_add, "make a key and show it, this once", _add_add),
    "list": Verb(_list, "list every key by its beginning, revoked ones too"),
    "revoke": Verb(_revoke, "close a key for good", _add_revoke),
}

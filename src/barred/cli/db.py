"""`barred db`: tell of the ledger, and bring it to the newest version."""

import argparse
from collections.abc import Sequence
from typing import Any

from barred.cli import status
from barred.cli.keeping import opened_ledger
from barred.cli.options import add_format, add_ledger
from barred.cli.rows import print_rows
from barred.ledger.contents import contents
from barred.ledger.version import held_up

__all__ = ["add_to"]


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    verbs = parser.add_subparsers(title="what to do", metavar="VERB", required=True)
    for name, (run, told) in _VERBS.items():
        verb = verbs.add_parser(name, help=told, description=told, allow_abbrev=False)
        add_format(verb)
        add_ledger(verb)
        verb.set_defaults(run=run)


def _info(options: argparse.Namespace) -> int:
    with opened_ledger(options, any_version=True) as ledger:
        found = contents(ledger)
        problem = held_up(found.version, ledger.address)
    told = {"ledger": found.address, "version": found.version or "none yet", "newest": found.newest}
    rows = {f"rows of {name}": str(count) for name, count in found.rows.items()}
    print_rows([{"what": what, "value": value} for what, value in {**told, **rows}.items()], options)
    if problem is not None:
        raise problem
    return status.CLEAN


def _upgrade(options: argparse.Namespace) -> int:
    with opened_ledger(options, may_make=True, any_version=True) as ledger:
        done = ledger.upgrade()
        address = ledger.address
    print(f"{address}: {'brought to version ' + done[-1] if done else 'it is of the newest version already'}")
    return status.CLEAN


_VERBS: dict[str, Sequence[Any]] = {
    "info": (_info, "where the ledger lies, its version, and what it holds"),
    "upgrade": (_upgrade, "make the tables, or bring them to the newest version; copy the ledger first"),
}

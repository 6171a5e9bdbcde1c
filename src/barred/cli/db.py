"""`barred db`: tell of the ledger, and bring it to the newest version."""

import argparse

from barred.cli import status
from barred.cli.keeping import opened_ledger
from barred.cli.options import add_format, add_ledger
from barred.cli.rows import print_rows
from barred.cli.verbs import Verb, add_verbs
from barred.ledger.contents import contents
from barred.ledger.version import held_up

__all__ = ["add_to"]


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_verbs(parser, _VERBS, add_format, add_ledger)


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


_VERBS = {
    "info": Verb(_info, "where the ledger lies, its version, and what it holds"),
    "upgrade": Verb(_upgrade, "make the tables, or bring them to the newest version; copy the ledger first"),
}

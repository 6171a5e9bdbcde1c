"""`barred audit`: prove and show the log of the ledger, and note its newest entry for later."""

import argparse
import json
from pathlib import Path
from typing import Any

from barred.cli import status
from barred.cli.keeping import opened_ledger
from barred.cli.noted_heads import read_heads
from barred.cli.options import add_format, add_ledger
from barred.cli.rows import print_rows
from barred.cli.verbs import Verb, add_verbs
from barred.ledger.log import Entry, newest_head, read_log, verify_log

__all__ = ["add_to"]

_SHOWN = ("sequence", "at", "actor", "action", "payload")
_LONG = 120


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_verbs(parser, _VERBS, add_ledger)


def _add_verify(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--head", default="", metavar="DIGEST", help="a digest noted earlier, which the log must have")
    verb.add_argument("--heads", type=Path, action="append", default=[], metavar="FILE",
                      help="heads noted earlier: what `barred audit head` printed, or the log of a server")  # fmt: skip


def _add_show(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--after", type=int, default=0, metavar="NUMBER", help="leave out the entries up to this one")
    verb.add_argument("--most", type=int, metavar="NUMBER", help="show so many at most")
    add_format(verb)


def _verify(options: argparse.Namespace) -> int:
    noted = [head for path in options.heads for head in read_heads(path)]
    with opened_ledger(options) as ledger:
        proof = verify_log(ledger, head=options.head, noted=noted)
    told = f"{proof.proved} entries proved, from the first to {proof.head}"
    if proof.broken is None:
        print(f"{told}; of the heads noted earlier in it: all {len(noted)}" if noted else told)
        return status.CLEAN
    print(f"BROKEN at entry {proof.broken}: {proof.why}\n{told}")
    return status.FINDING


def _head(options: argparse.Namespace) -> int:
    with opened_ledger(options) as ledger:
        head = newest_head(ledger)
    print(head.number, head.hash)
    return status.CLEAN


def _show(options: argparse.Namespace) -> int:
    with opened_ledger(options) as ledger:
        entries = read_log(ledger, after=options.after, most=options.most)
    print_rows([_row(one, is_short=options.format == "table") for one in entries], options, main=_SHOWN)
    return status.CLEAN


def _row(entry: Entry, *, is_short: bool) -> dict[str, Any]:
    payload = entry.payload
    shown: object = (payload if len(payload) <= _LONG else payload[:_LONG] + "…") if is_short else json.loads(payload)
    return {**entry._asdict(), "payload": shown}


_VERBS = {
    "verify": Verb(
        _verify, "walk along the chain and tell how many entries are proved; status 1 when broken", _add_verify
    ),
    "head": Verb(_head, "print number and digest of the newest entry, to be kept elsewhere"),
    "show": Verb(_show, "list the entries", _add_show),
}

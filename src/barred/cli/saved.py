"""`barred saved`: what is saved for a recheck, the checks that were kept, and the pairs that were cleared."""

import argparse
from typing import Any

from barred.cli import status
from barred.cli.keeping import add_actor, deed, opened_ledger
from barred.cli.options import add_directory, add_format, add_ledger
from barred.cli.rows import print_rows
from barred.cli.session import opened
from barred.cli.verbs import Verb, add_verbs
from barred.errors import UsageProblem
from barred.ledger.checks import list_checks
from barred.ledger.clearings import Clearing, add_clearing, list_clearings, revoke_clearing
from barred.ledger.ledger import Ledger
from barred.ledger.saved import SavedSubject, list_collections, read_saved, remove_collection
from barred.screening.again.witness import organisation_digest
from barred.screening.context import organisation_named

__all__ = ["add_to"]


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_verbs(parser, _VERBS, add_format, add_ledger)


def _add_list(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("name", nargs="?", default="", metavar="NAME", help="list the subjects saved under this name")


def _add_clear(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("name", metavar="NAME", help="the name under which the subject is saved")
    verb.add_argument("spot", metavar="SPOT", help="where it is there: FILE:ROW or the text; `barred saved list NAME`")
    verb.add_argument("organisation", metavar="ORGANISATION", help="whom it is not: an id or a recorded name")
    verb.add_argument("--reason", default="", metavar="WORDS", help="why it is another (required)")
    add_actor(verb)
    add_directory(verb)


def _add_unclear(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("pair", metavar="ID", help="which pair; `barred saved pairs` lists them")
    verb.add_argument("--reason", default="", metavar="WORDS", help="why it is taken back (required)")
    add_actor(verb)


def _add_remove(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("name", metavar="NAME", help="what to forget")
    add_actor(verb)


def _list(options: argparse.Namespace) -> int:
    with opened_ledger(options) as ledger:
        if options.name:
            rows = [_subject_row(one) for one in read_saved(ledger, collections=[options.name])]
        else:
            rows = [one._asdict() for one in list_collections(ledger)]
    print_rows(rows, options)
    return status.CLEAN


def _checks(options: argparse.Namespace) -> int:
    with opened_ledger(options) as ledger:
        rows = [one._asdict() for one in list_checks(ledger)]
    print_rows(rows, options, main=("id", "at", "actor", "name", "counts", "inputs"))
    return status.CLEAN


def _pairs(options: argparse.Namespace) -> int:
    with opened_ledger(options) as ledger:
        rows = [_pair_row(one) for one in list_clearings(ledger)]
    print_rows(rows, options)
    return status.CLEAN


def _clear(options: argparse.Namespace) -> int:
    book = opened(options)
    organisation = organisation_named(options.organisation, book).id
    with opened_ledger(options) as ledger:
        one = _saved(ledger, options.name, options.spot)
        clearing = Clearing(
            collection=one.collection,
            spot=one.spot,
            subject=str(one.subject["text"]),
            subject_digest=one.subject_digest,
            organisation=organisation,
            organisation_digest=organisation_digest(organisation, book),
            reason=options.reason,
        )
        print_rows([_pair_row(add_clearing(ledger, clearing, deed=deed(options)))], options)
    return status.CLEAN


def _saved(ledger: Ledger, name: str, spot: str) -> SavedSubject:
    found = next((one for one in read_saved(ledger, collections=[name]) if one.spot == spot), None)
    if found is None:
        raise UsageProblem(f"nothing is saved at {spot!r} in {name!r}", remedy=f"`barred saved list {name}` shows all")
    return found


def _unclear(options: argparse.Namespace) -> int:
    with opened_ledger(options) as ledger:
        print_rows(
            [_pair_row(revoke_clearing(ledger, options.pair, reason=options.reason, deed=deed(options)))], options
        )
    return status.CLEAN


def _remove(options: argparse.Namespace) -> int:
    with opened_ledger(options) as ledger:
        count = remove_collection(ledger, options.name, deed=deed(options))
    print(f"{options.name}: {count} subjects are no longer saved")
    return status.CLEAN


def _subject_row(one: SavedSubject) -> dict[str, Any]:
    return {
        "spot": one.spot,
        "text": one.subject["text"],
        "outcome": one.outcome,
        "organisations": [*one.gist["identities"]],
        "cleared": one.gist["cleared"],
        "on": one.on,
        "snapshot": one.snapshot,
    }


def _pair_row(one: Clearing) -> dict[str, Any]:
    return {
        "id": one.id,
        "state": "standing" if one.revoked is None else "taken back",
        "name": one.collection,
        "subject": one.subject,
        "organisation": one.organisation,
        "reason": one.reason,
        "by": one.cleared_by,
        "at": one.cleared_at,
    }


_VERBS = {
    "list": Verb(_list, "list the names under which something is saved, or the subjects of one", _add_list),
    "checks": Verb(_checks, "list the checks that were kept, the newest first"),
    "pairs": Verb(_pairs, "list the cleared pairs, those taken back too"),
    "clear": Verb(_clear, "note that a saved subject is not an organisation it was taken for", _add_clear),
    "unclear": Verb(_unclear, "take a cleared pair back", _add_unclear),
    "remove": Verb(_remove, "forget what is saved under a name", _add_remove),
}

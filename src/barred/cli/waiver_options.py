"""Options that say what a waiver is to cover, for whoever grants one and for whoever asks for one."""

import argparse

from barred.cli.options import today
from barred.cli.session import opened
from barred.model.waiver import Waiver
from barred.screening.grant import WaiverSaid, grant

__all__ = ["add_wanted", "wanted"]


def add_wanted(verb: argparse.ArgumentParser) -> None:
    """Add the options."""
    verb.add_argument("covers", metavar="SCOPE=VALUE",
                      help="organisation, brand, model, site or asset, such as model=DS-2CD2143G2-I")  # fmt: skip
    verb.add_argument("--restriction", action="append", default=[], metavar="ID-OR-CLAUSE",
                      help="what it waives: id, instrument or citation of a restriction; may be repeated")  # fmt: skip
    verb.add_argument("--reason", default="", metavar="WORDS", help="why it is needed (required)")
    verb.add_argument("--granted", default="", metavar="DATE", help="the first day it covers (default: today)")
    verb.add_argument("--expires", default="", metavar="DATE", help="the first day it no longer does (required)")
    verb.add_argument("--in", dest="place", default="", metavar="PLACE", help="where it covers (default: everywhere)")
    verb.add_argument("--evidence", default="", metavar="WORDS", help="where the paper is")


def wanted(options: argparse.Namespace) -> Waiver:
    """Give the waiver that the options mean, in terms of the directory.

    Raises:
        UsageProblem: A word is unknown or ambiguous.
    """
    said = WaiverSaid(
        covers=options.covers,
        restrictions=tuple(options.restriction),
        reason=options.reason,
        approved_by=getattr(options, "approved_by", ""),
        granted=options.granted or today(),
        expires=options.expires,
        place=options.place,
        evidence=options.evidence,
        id=getattr(options, "id", ""),
    )
    return grant(said, opened(options))

"""Add the verbs of a command: `barred waiver list`, `barred keys add`."""

import argparse
from collections.abc import Callable, Mapping
from typing import NamedTuple

__all__ = ["Verb", "add_verbs"]


class Verb(NamedTuple):
    """One thing that a command can do.

    Args:
        run: Does it and gives the exit status.
        told: What it does, in a line of help.
        add: Adds the options that it alone has; None when it has none.
    """

    run: Callable[[argparse.Namespace], int]
    told: str
    add: Callable[[argparse.ArgumentParser], None] | None = None


def add_verbs(
    parser: argparse.ArgumentParser, verbs: Mapping[str, Verb], *common: Callable[[argparse.ArgumentParser], None]
) -> None:
    """Add verbs to a command, one of which must be given.

    Args:
        parser: Of the command.
        verbs: By name, in the order of the help.
        common: Add the options that every verb has, after its own.
    """
    found = parser.add_subparsers(title="what to do", metavar="VERB", required=True)
    for name, one in verbs.items():
        verb = found.add_parser(name, help=one.told, description=one.told, allow_abbrev=False)
        for add in (one.add, *common):
            if add is not None:
                add(verb)
        verb.set_defaults(run=one.run)

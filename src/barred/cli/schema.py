"""`barred schema`: the JSON Schema of an output."""

import argparse

from barred.publishing.verdicts.verdict_data import verdict_schema

__all__ = ["add_to"]


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("what", choices=("verdict",), help="which output: a verdict of lookup or check")
    parser.set_defaults(run=_run)


def _run(_: argparse.Namespace) -> int:
    print(verdict_schema(), end="")
    return 0

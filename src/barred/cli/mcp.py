"""`barred mcp`: answer assistants over the Model Context Protocol."""

import argparse
import sys
from importlib import import_module
from importlib.util import find_spec

from barred.cli.options import add_directory, today
from barred.cli.session import opened
from barred.cli.status import CLEAN
from barred.errors import UsageProblem

__all__ = ["add_to"]

# Doors do not import each other: this one is loaded by its name, as a command is.
_DOOR = "barred.mcp.serve"


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.epilog = (
        "A client starts this command and speaks to it over standard input and output; by hand it only waits.\n"
        f"It reads the snapshot, writes nothing and asks no network.\n\n{parser.epilog}"
    )
    add_directory(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    if find_spec("mcp") is None:
        raise UsageProblem(
            "the Model Context Protocol needs the packages of the extra `mcp`",
            remedy="install them: `python3 boot.py install mcp` in a checkout, else barred[mcp]",
        )
    if sys.stdin.isatty():
        print("waiting for a client on standard input; see docs/guide/mcp.md for how clients start this command",
              file=sys.stderr)  # fmt: skip
    import_module(_DOOR).serve(opened(options), today=today)
    return CLEAN

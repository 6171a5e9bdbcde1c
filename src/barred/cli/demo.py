"""`barred demo`: the main job on built-in data."""

import argparse
import sys
from pathlib import Path

from barred.cli.check import add_to as add_check_options
from barred.cli.check import run_check
from barred.cli.session import opened
from barred.cli.status import CLEAN, FINDING
from barred.wiring import builtin_example

__all__ = ["add_to"]

_REPORT = "barred-demo.xlsx"


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--on", default="", metavar="DATE", help="the day asked about (default: today)")
    parser.add_argument(
        "-o", "--output", type=Path, default=Path(_REPORT), metavar="FILE", help=f"the full report (default: {_REPORT})"
    )
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    checking = argparse.ArgumentParser()
    add_check_options(checking)
    words = [str(builtin_example()), "--as", "us/federal/executive-agency", "--to", "procure"]
    words += ["-o", str(options.output), *(["--on", options.on] if options.on else [])]
    full = checking.parse_args(words)
    snapshot = opened(full)
    print("An integrator's quote, checked for a US executive agency that wants to buy:\n", file=sys.stderr)
    status = run_check(full, snapshot)
    print(f"\nThe full report, with every reason and source: {options.output.resolve()}", file=sys.stderr)
    # Finding barred goods is what the example is for.
    return CLEAN if status == FINDING else status

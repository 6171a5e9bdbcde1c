"""Options of the commands that open or close a gate."""

import argparse
import os

from barred.gate.policy import Policy, read_policy
from barred.wiring import gate_words

__all__ = ["add_gate", "policy"]


def add_gate(parser: argparse.ArgumentParser) -> None:
    """Add what an operator sets for the gate."""
    group = parser.add_argument_group("gate")
    group.add_argument(
        "--gate", action="append", default=[], metavar="OUTCOME=DECISION",
        help="decide an outcome, or `failure`, by allow, deny or ask; may be repeated (default: barred=deny, "
        "waived, noted and clear=allow, the rest=ask; or BARRED_GATE, parted by commas)",
    )  # fmt: skip
    group.add_argument(
        "--zone",
        default="",
        metavar="ZONE",
        help="time zone whose midnight begins a day (default: UTC, or BARRED_ZONE)",
    )


def policy(options: argparse.Namespace) -> Policy:
    """Gather the policy from options and environment."""
    words, zone = gate_words(os.environ, options.gate, zone=options.zone)
    return read_policy(words, zone=zone)

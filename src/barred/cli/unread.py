"""Tell on standard error which rows could not be read, and of many only the first."""

import sys
from collections.abc import Sequence

from barred.cli.harmless import harmless
from barred.readers.table import BadRow

__all__ = ["tell_unread"]

_TOLD = 20


def tell_unread(some: Sequence[tuple[str, BadRow]]) -> None:
    """Tell of rows, each with the name of its table."""
    for name, bad in some[:_TOLD]:
        print(harmless(f"{name}: row {bad.row} not read: {bad.why}"), file=sys.stderr)
    if len(some) > _TOLD:
        print(f"and {len(some) - _TOLD} more rows not read", file=sys.stderr)

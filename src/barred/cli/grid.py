"""Rows as a grid that fits the terminal; rich draws it."""

import sys
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from barred.cli.harmless import harmless

__all__ = ["print_grid"]

# Without a terminal the grid is as wide as a page in landscape.
_PLAIN_WIDTH = 160


def print_grid(rows: Sequence[Mapping[str, str]], *, title: str = "") -> None:
    """Print rows that share their keys; the keys are the header."""
    if not rows:
        print("nothing found")
        return
    table = Table(title=title or None, title_justify="left", header_style="bold", row_styles=("", "dim"))
    for name in rows[0]:
        table.add_column(name.replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(*(Text(harmless(value)) for value in row.values()))
    console = Console() if sys.stdout.isatty() else Console(width=_PLAIN_WIDTH)
    console.print(table)

"""A progress bar on standard error while long files are read."""

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from barred.readers.table import Table

__all__ = ["Progress"]

# Below this size a file is done before a bar could be read.
_LONG_BYTES = 2_000_000


class Progress:
    """A bar over the bytes of some tables; nothing when they are short or nobody watches.

    Args:
        tables: What will be read.
        is_shown: Whether a bar is wanted at all.
    """

    def __init__(self, tables: Sequence[Table], *, is_shown: bool) -> None:
        self._total = sum(table.size_bytes for table in tables)
        self._before: dict[str, int] = {}
        passed = 0
        for table in tables:
            self._before[table.name] = passed
            passed += table.size_bytes
        self._bar: Bar | None = None
        if is_shown and self._total >= _LONG_BYTES and sys.stderr.isatty():
            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                TextColumn("{task.percentage:>3.0f} %"),
                TimeRemainingColumn(),
            )
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task("checking", total=self._total)
            self._bar.start()

    def at(self, table: Table) -> None:
        """Move the bar to where the reading of a table has come."""
        if self._bar is not None:
            self._bar.update(self._task, completed=self._before[table.name] + table.position(), description=table.name)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()

"""Write verdicts as JSON lines: a verdict on each line and nothing else."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from barred.publishing.report.inquiry import Inquiry
from barred.publishing.report.reported_row import CheckedRow, ReportHead
from barred.publishing.verdicts.verdict_lines import VerdictLines

__all__ = ["JsonlReport"]


class JsonlReport:
    """The verdicts in row order."""

    def __init__(self, path: Path, head: ReportHead) -> None:
        del head
        self._lines = VerdictLines()
        self._file = path.open("w", encoding="utf-8", newline="\n")

    def add(self, table: str, rows: Iterable[CheckedRow]) -> None:
        """Write the verdicts among the rows; each says itself which row it is of."""
        del table
        for row in rows:
            if row.verdict is not None:
                self._file.write(self._lines.line(row.verdict) + "\n")

    def finish(self, about: Mapping[str, str], inquiry: Inquiry | None = None) -> None:
        """End the file; every verdict carries its context and snapshot already."""
        del about, inquiry
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

"""Write verdicts as JSON: one document with `verdicts` and `about`; cells are left as they are."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from barred.publishing.report.inquiry import Inquiry
from barred.publishing.report.reported_row import CheckedRow, ReportHead
from barred.publishing.verdicts.verdict_lines import VerdictLines

__all__ = ["JsonReport"]


class JsonReport:
    """One verdict a line inside the document, so that it can be written as a stream and compared by line."""

    def __init__(self, path: Path, head: ReportHead) -> None:
        del head
        self._lines = VerdictLines()
        self._file = path.open("w", encoding="utf-8", newline="\n")
        self._file.write('{"verdicts": [')
        self._mark = "\n"

    def add(self, table: str, rows: Iterable[CheckedRow]) -> None:
        """Write the verdicts among the rows; each says itself which row it is of."""
        del table
        for row in rows:
            if row.verdict is not None:
                self._file.write(self._mark + self._lines.line(row.verdict))
                self._mark = ",\n"

    def finish(self, about: Mapping[str, str], inquiry: Inquiry | None = None) -> None:
        """Write what the report is about and end the document."""
        del inquiry
        self._file.write(f'\n], "about": {json.dumps(dict(about), ensure_ascii=False)}}}\n')
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

"""Write checked rows as CSV or TSV: UTF-8 with a mark, which spreadsheets need to read names right."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from barred.publishing.files.safe_cell import safe_cell
from barred.publishing.report.inquiry import Inquiry
from barred.publishing.report.reported_row import CheckedRow, ReportHead

__all__ = ["CsvReport"]

_Column = tuple[str, int]  # name, and how many of that name stand before it


class CsvReport:
    """One header for all tables: with several, `table` and `row` come first and the columns are joined by name."""

    def __init__(self, path: Path, head: ReportHead, *, delimiter: str = ",") -> None:
        self._head = head
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file, delimiter=delimiter)
        self._columns = list(dict.fromkeys(column for table in head.tables for column in _columns(table.header)))
        self._places = {
            table.name: [self._columns.index(column) for column in _columns(table.header)] for table in head.tables
        }
        header = [name for name, _ in self._columns]
        lead = ["table", "row"] if len(head.tables) > 1 else []
        self._write([*lead, *header, *head.columns_added([*lead, *header])])

    def add(self, table: str, rows: Iterable[CheckedRow]) -> None:
        """Write rows of a table."""
        places, is_one = self._places[table], len(self._head.tables) == 1
        for row in rows:
            cells = [""] * len(self._columns)
            for place, cell in zip(places, row.cells, strict=True):
                cells[place] = cell
            added = [row.added.get(name, "") for name in self._head.added]
            self._write([*([] if is_one else [table, str(row.number)]), *cells, *added])

    def finish(self, about: Mapping[str, str], inquiry: Inquiry | None = None) -> None:
        """End the file; `about` has no place in a table of rows."""
        del about, inquiry
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _write(self, cells: Iterable[str]) -> None:
        self._writer.writerow([safe_cell(cell) for cell in cells])


def _columns(header: Iterable[str]) -> list[_Column]:
    seen: dict[str, int] = {}
    found = []
    for name in header:
        found.append((name, seen.get(name, 0)))
        seen[name] = seen.get(name, 0) + 1
    return found

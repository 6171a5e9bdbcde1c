"""Write checked rows as a workbook: a sheet a table, a sheet that says what was asked of what, and those of an auditor.

Rows go to disk as they come. The date of making is fixed, so that the same rows give the same bytes;
when the check was made is for the sheet *About* to say.
"""

import datetime as dt
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from barred.errors import FileProblem
from barred.publishing.files.safe_cell import as_number, safe_cell
from barred.publishing.report.audit_paper import audit_paper
from barred.publishing.report.finding_rows import FindingRows
from barred.publishing.report.inquiry import Inquiry
from barred.publishing.report.reported_row import CheckedRow, ReportHead, TableHead
from barred.publishing.report.sheets import set_up_print, write_sheets

__all__ = ["XlsxReport"]

# Limits of the format: Excel specifications and limits.
_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384
_MOST_CHARACTERS = 32_767
_MOST_NAME = 31

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_MEASURED_ROWS = 200
_NARROWEST, _WIDEST = 8, 60
_ABOUT = "About"
_MADE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the format knows no time zones

# The word in the cell carries the meaning; the colour only helps to find it.
_OUTCOME_STYLES: dict[str, dict[str, object]] = {
    "barred": {"bg_color": "#9C1C1C", "font_color": "#FFFFFF", "bold": True},
    "depends": {"bg_color": "#F4B183", "bold": True},
    "waived": {"bg_color": "#D9C7E8"},
    "noted": {"bg_color": "#FFF2B3"},
    "clear": {"bg_color": "#DCE9F5"},
    "unidentified": {"bg_color": "#D9D9D9", "italic": True},
}


class XlsxReport:
    """A workbook in the making; `most_rows` is the number of rows after which a sheet is continued on another."""

    def __init__(self, path: Path, head: ReportHead, *, most_rows: int = _MOST_ROWS) -> None:
        from xlsxwriter import Workbook  # noqa: PLC0415 - heavy

        self._head = head
        self._found = FindingRows()
        self._most_rows = most_rows
        _check_width(head)
        self._scratch = tempfile.TemporaryDirectory(prefix=".report-", dir=path.parent)
        settings = {
            "constant_memory": True,
            "tmpdir": self._scratch.name,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book = Workbook(str(path), settings)
        self._book.set_properties({"created": _MADE})
        self._names = {_ABOUT.casefold()}
        self._theirs = self._book.add_format({"bold": True, "bg_color": "#E7E6E6", "bottom": 1})
        self._ours = self._book.add_format({"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF", "bottom": 1})
        self._styles = {name: self._book.add_format(style) for name, style in _OUTCOME_STYLES.items()}
        self._sheets = {table.name: self._sheet(table) for table in head.tables}

    def add(self, table: str, rows: Iterable[CheckedRow]) -> None:
        """Write rows of a table; a full sheet is continued on another."""
        rows = list(rows)
        if self._head.is_check:
            self._found.add(table, rows)
        for row in rows:
            if self._sheets[table].next_row >= self._most_rows:
                self._sheets[table].close()
                self._sheets[table] = self._sheet(self._sheets[table].table)
            self._sheets[table].write(row, added=self._head.added, styles=self._styles)

    def finish(self, about: Mapping[str, str], inquiry: Inquiry | None = None) -> None:
        """Write what the report is about, what an auditor asks for where it is a whole check, and make the workbook.

        Raises:
            FileProblem: The workbook cannot be written.
        """
        from xlsxwriter.exceptions import XlsxWriterException  # noqa: PLC0415 - heavy

        for one in self._sheets.values():
            one.close()
        sheet = self._book.add_worksheet(_ABOUT)
        sheet.set_column(0, 0, 24, self._theirs)
        sheet.set_column(1, 1, 100, self._book.add_format({"text_wrap": True, "valign": "top"}))
        for at, (name, text) in enumerate(about.items()):
            sheet.write_string(at, 0, _short(name), self._theirs)
            sheet.write_string(at, 1, _short(text))
        if inquiry is not None:
            write_sheets(self._book, audit_paper(inquiry, self._found), named=self._free_name, styles=self._styles)
        try:
            self._book.close()
        except XlsxWriterException as error:
            raise FileProblem(f"the workbook cannot be written ({error})") from None
        self.close()

    def close(self) -> None:
        """Let go of what is on disk for the time of writing."""
        self._book.fileclosed = True  # an unfinished workbook is given up, not written late
        for sheet in self._book.worksheets():
            if sheet.row_data_fh is not None:
                sheet.row_data_fh.close()
        self._scratch.cleanup()

    def _sheet(self, table: TableHead) -> "_Sheet":
        added = self._head.columns_added(table.header)
        sheet = _Sheet(self._book.add_worksheet(self._free_name(table.name)), table)
        sheet.begin([(name, self._theirs) for name in table.header] + [(name, self._ours) for name in added])
        return sheet

    def _free_name(self, name: str) -> str:
        """Make a name for a sheet: what stands behind `#`, in the letters allowed, not used before."""
        wished = _NOT_IN_NAMES.sub(" ", name.partition("#")[2] or name).strip(" '") or "Rows"
        free, number = wished[:_MOST_NAME], 1
        while free.casefold() in self._names:
            number += 1
            end = f" ({number})"
            free = wished[: _MOST_NAME - len(end)] + end
        self._names.add(free.casefold())
        return free


class _Sheet:
    """One worksheet, its next free row, and how wide its columns are so far."""

    def __init__(self, sheet: Any, table: TableHead) -> None:  # noqa: ANN401 - the library has no types
        self.table = table
        self.next_row = 1
        self._sheet = sheet
        self._widths: list[int] = []

    def begin(self, header: Sequence[tuple[str, Any]]) -> None:
        for at, (name, style) in enumerate(header):
            self._sheet.write_string(0, at, _short(name), style)
            self._widths.append(len(name) + 2)
        self._sheet.freeze_panes(1, 0)

    def write(self, row: CheckedRow, *, added: Sequence[str], styles: Mapping[str, Any]) -> None:
        for at, cell in enumerate(row.cells):
            number = as_number(cell)
            if number is not None:
                self._sheet.write_number(self.next_row, at, number)
            elif cell:
                self._sheet.write_string(self.next_row, at, _short(cell))
        for at, name in enumerate(added, len(row.cells)):
            cell = row.added.get(name, "")
            if cell:
                style = styles.get(cell) if name == "outcome" else None
                self._sheet.write_string(self.next_row, at, _short(cell), style)
        if self.next_row <= _MEASURED_ROWS:
            told = [*row.cells, *(row.added.get(name, "") for name in added)]
            self._widths = [max(width, len(cell)) for width, cell in zip(self._widths, told, strict=True)]
        self.next_row += 1

    def close(self) -> None:
        for at, width in enumerate(self._widths):
            self._sheet.set_column(at, at, min(max(width, _NARROWEST), _WIDEST))
        if self._widths:
            set_up_print(self._sheet, header_row=0)
            self._sheet.autofilter(0, 0, max(self.next_row - 1, 1), len(self._widths) - 1)


def _check_width(head: ReportHead) -> None:
    for table in head.tables:
        if len(table.header) + len(head.added) > _MOST_COLUMNS:
            raise FileProblem(
                f"{table.name} has more columns than a sheet can hold", remedy="write the report as CSV or JSON lines"
            )


def _short(text: str) -> str:
    """Escape a cell and cut it to what the format holds; a longer one would be dropped without a word."""
    safe = safe_cell(text)
    return safe if len(safe) <= _MOST_CHARACTERS else safe[: _MOST_CHARACTERS - 1] + "…"

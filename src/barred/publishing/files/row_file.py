"""Write rows that share their keys as a file, in the form that its suffix asks for."""

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from barred.errors import FileProblem, UsageProblem
from barred.publishing.files.safe_cell import safe_cell
from barred.publishing.files.whole_file import replacing
from barred.publishing.report.reported_row import CheckedRow, ReportHead, TableHead
from barred.publishing.report.xlsx import XlsxReport

__all__ = ["ROW_SUFFIXES", "write_rows"]

_Rows = Sequence[Mapping[str, str]]
_Write = Callable[[Path, str, _Rows, Mapping[str, str]], None]


def write_rows(path: Path, rows: _Rows, *, name: str, about: Mapping[str, str], inputs: Iterable[Path] = ()) -> None:
    """Write rows; the file takes its place when it is whole, and otherwise nothing changes.

    Args:
        path: Where to; the suffix tells the form.
        rows: Rows that share their keys.
        name: What the rows are: the key in JSON, the sheet in a workbook.
        about: What was asked of what; CSV and JSON lines have no place for it.
        inputs: The files that the rows are about, which must not be overwritten.

    Raises:
        UsageProblem: The suffix is unknown, or the target is an input or a folder.
        FileProblem: The target cannot be written.
    """
    write = _FORMS.get(path.suffix.lower())
    if write is None:
        what = f"no form of rows goes by {path.suffix or 'no suffix'!r}"
        raise UsageProblem(what, where=str(path), remedy=f"use {', '.join(ROW_SUFFIXES)}")
    with replacing(path, inputs=inputs) as part:
        try:
            write(part, name, rows, about)
        except OSError as error:
            raise FileProblem(f"cannot be written ({error.strerror or error})", where=str(path)) from error


def _csv(path: Path, name: str, rows: _Rows, about: Mapping[str, str]) -> None:
    del name, about
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(rows[0] if rows else ())
        writer.writerows([safe_cell(cell) for cell in row.values()] for row in rows)


def _json(path: Path, name: str, rows: _Rows, about: Mapping[str, str]) -> None:
    told = {name: [dict(row) for row in rows], "about": dict(about)}
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")


def _json_lines(path: Path, name: str, rows: _Rows, about: Mapping[str, str]) -> None:
    del name, about
    path.write_text("".join(f"{json.dumps(dict(row), ensure_ascii=False)}\n" for row in rows), "utf-8", newline="\n")


def _xlsx(path: Path, name: str, rows: _Rows, about: Mapping[str, str]) -> None:
    table = TableHead(name, list(rows[0]) if rows else ["nothing found"])
    report = XlsxReport(path, ReportHead([table], ()))
    try:
        report.add(name, (CheckedRow(at, list(row.values())) for at, row in enumerate(rows, 2)))
        report.finish(about)
    finally:
        report.close()


_FORMS: dict[str, _Write] = {".csv": _csv, ".json": _json, ".jsonl": _json_lines, ".xlsx": _xlsx}
ROW_SUFFIXES = tuple(_FORMS)

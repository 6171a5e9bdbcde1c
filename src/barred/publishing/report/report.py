"""Write a report of checked rows, in the form that the file's suffix asks for."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Protocol

from barred.errors import FileProblem, UsageProblem
from barred.publishing.files.whole_file import replacing
from barred.publishing.report.csv import CsvReport
from barred.publishing.report.cyclonedx import CycloneDxReport
from barred.publishing.report.inquiry import Inquiry
from barred.publishing.report.json import JsonReport
from barred.publishing.report.jsonl import JsonlReport
from barred.publishing.report.on_paper import html_report, pdf_report
from barred.publishing.report.reported_row import CheckedRow, ReportHead
from barred.publishing.report.sarif import SarifReport
from barred.publishing.report.xlsx import XlsxReport

__all__ = ["SUFFIXES", "WHOLE_SUFFIXES", "Report", "open_report", "suffix_of"]


class _Form(Protocol):
    def add(self, table: str, rows: Iterable[CheckedRow]) -> None: ...

    def finish(self, about: Mapping[str, str], inquiry: Inquiry | None = None) -> None: ...

    def close(self) -> None: ...


class _Make(Protocol):
    def __call__(self, path: Path, head: ReportHead) -> _Form: ...


def _parquet(path: Path, head: ReportHead) -> _Form:
    from barred.publishing.report.parquet import ParquetReport  # noqa: PLC0415 - columns are loaded where asked for

    return ParquetReport(path, head)


# Of two suffixes that fit the longer one tells.
_FORMS: dict[str, _Make] = {
    ".cdx.json": CycloneDxReport,
    ".csv": CsvReport,
    ".html": html_report,
    ".json": JsonReport,
    ".jsonl": JsonlReport,
    ".parquet": _parquet,
    ".pdf": pdf_report,
    ".sarif": SarifReport,
    ".tsv": partial(CsvReport, delimiter="\t"),
    ".xlsx": XlsxReport,
}
SUFFIXES = tuple(_FORMS)
# Forms that make sense for a whole check alone.
_OF_A_CHECK = frozenset({".cdx.json", ".html", ".pdf", ".sarif"})
# Forms that tell of every verdict whole; the others need its cells alone.
WHOLE_SUFFIXES = frozenset(SUFFIXES) - {".csv", ".parquet", ".tsv"}


class Report:
    """A report in the making; rows come in the order of the file, table after table."""

    def __init__(self, form: _Form, path: Path) -> None:
        self._form = form
        self._path = path
        self._is_finished = False

    def add(self, table: str, rows: Iterable[CheckedRow]) -> None:
        """Write rows of a table named in the head.

        Raises:
            FileProblem: The disk is full or gone.
        """
        try:
            self._form.add(table, rows)
        except OSError as error:
            raise self._problem(error) from error

    def finish(self, about: Mapping[str, str], inquiry: Inquiry | None = None) -> None:
        """End the report with what it is about: context, snapshot, counts, notice, and the whole check where it is one.

        Raises:
            FileProblem: The disk is full or gone.
        """
        try:
            self._form.finish(about, inquiry)
        except OSError as error:
            raise self._problem(error) from error
        self._is_finished = True

    def close(self) -> None:
        """Let go of the files; without `finish` the report counts as broken off.

        Raises:
            UsageProblem: `finish` was not called.
        """
        self._form.close()
        if not self._is_finished:
            raise UsageProblem("the report was not finished", where=str(self._path))

    def _problem(self, error: OSError) -> FileProblem:
        return FileProblem(f"cannot be written ({error.strerror or error})", where=str(self._path))


def suffix_of(path: Path) -> str:
    """Give the suffix that tells the form, the longest of those known; empty when none fits.

    Example:
        >>> suffix_of(Path("bom.CDX.json")), suffix_of(Path("report.json")), suffix_of(Path("report.doc"))
        ('.cdx.json', '.json', '')
    """
    fitting = [suffix for suffix in SUFFIXES if path.name.lower().endswith(suffix)]
    return max(fitting, key=len, default="")


@contextmanager
def open_report(path: Path | str, head: ReportHead, *, inputs: Iterable[Path] = ()) -> Iterator[Report]:
    """Begin a report; it takes its place when the block ends well, and otherwise leaves no trace.

    Args:
        path: Where to; the suffix tells the form.
        head: The tables and the columns added.
        inputs: The files that the report is about, which it must not overwrite.

    Raises:
        UsageProblem: The suffix is unknown or that of a form for whole checks, two tables have one name, or the
            target is an input or a folder.
        FileProblem: The target cannot be written.
    """
    path = Path(path)
    make = _FORMS.get(suffix_of(path))
    if make is None:
        raise UsageProblem(
            f"no form of report goes by {path.suffix or 'no suffix'!r}", where=str(path),
            remedy=f"use {', '.join(SUFFIXES)}",
        )  # fmt: skip
    if suffix_of(path) in _OF_A_CHECK and not head.is_check:
        left = ", ".join(suffix for suffix in SUFFIXES if suffix not in _OF_A_CHECK)
        raise UsageProblem("this form of report tells of a whole check", where=str(path), remedy=f"use {left}")
    names = [table.name for table in head.tables]
    twice = next((name for at, name in enumerate(names) if name in names[:at]), None)
    if twice is not None:
        raise UsageProblem(
            f"two tables are called {twice!r}", where=str(path), remedy="rename a file, or report on one at a time"
        )
    with replacing(path, inputs=inputs) as part:
        form = make(part, head)
        report = Report(form, path)
        try:
            yield report
        except BaseException:
            form.close()
            raise
        report.close()

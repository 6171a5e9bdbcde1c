"""Write the report of a check for an auditor, as HTML or PDF: gathered first, then laid out whole."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from barred.errors import UsageProblem
from barred.publishing.paper.html import paper_html
from barred.publishing.paper.paper import Paper
from barred.publishing.report.audit_paper import audit_paper
from barred.publishing.report.finding_rows import FindingRows
from barred.publishing.report.inquiry import Inquiry
from barred.publishing.report.reported_row import CheckedRow, ReportHead

__all__ = ["PaperReport", "html_report", "inquiry_of", "pdf_report"]


class PaperReport:
    """Gathers rows by verdict and draws at the end.

    Args:
        path: Where to.
        head: The tables; a paper names them by itself.
        draw: Puts the paper into the file.
    """

    def __init__(self, path: Path, head: ReportHead, *, draw: Callable[[Paper, Path], None]) -> None:
        del head
        self._path = path
        self._draw = draw
        self._found = FindingRows()

    def add(self, table: str, rows: Iterable[CheckedRow]) -> None:
        """Take rows of a table."""
        self._found.add(table, rows)

    def finish(self, about: Mapping[str, str], inquiry: Inquiry | None = None) -> None:
        """Draw the report.

        Raises:
            UsageProblem: Nobody told what the check was.
        """
        del about
        self._draw(audit_paper(inquiry_of(inquiry), self._found), self._path)

    def close(self) -> None:
        """Let go of nothing: the file is open only while it is drawn."""


def html_report(path: Path, head: ReportHead) -> PaperReport:
    """Begin one file that needs no other."""
    return PaperReport(path, head, draw=_write_html)


def pdf_report(path: Path, head: ReportHead) -> PaperReport:
    """Begin numbered pages."""
    from barred.publishing.paper.pdf import write_pdf  # noqa: PLC0415 - heavy

    return PaperReport(path, head, draw=write_pdf)


def _write_html(paper: Paper, path: Path) -> None:
    path.write_text(paper_html(paper), "utf-8", newline="\n")


def inquiry_of(inquiry: Inquiry | None) -> Inquiry:
    """Give the inquiry that a form cannot do without.

    Raises:
        UsageProblem: There is none.
    """
    if inquiry is None:
        raise UsageProblem("this form of report tells of a whole check", remedy="use `barred check`")
    return inquiry

"""The reports of a check, the same forms whether a file is checked at once or by a worker.

All of them are written as the rows come, or hold no more than they lay out, so that a check of any length has each.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from barred import __version__
from barred.directory.snapshot import Snapshot
from barred.errors import BarredError
from barred.model.question import Context
from barred.model.verdict import NOTICE, OUTCOMES
from barred.model.waiver import Waiver
from barred.publishing.report.inquiry import InputFile, Inquiry, UnreadRow, told_waivers
from barred.publishing.report.report import Report, open_report
from barred.publishing.report.reported_row import CheckedRow, ReportHead, TableHead
from barred.publishing.report.searched_table import searched_table
from barred.publishing.verdicts.told_verdicts import ToldVerdicts
from barred.publishing.verdicts.verdict_row import COLUMNS
from barred.readers.row_lines import rows_are_lines
from barred.readers.table import ITEM, LeftOut, Table
from barred.screening.check import Checked, Tally

__all__ = ["FORMS", "CheckReports", "Told", "open_reports"]

# By the ending of a name: what it is.
FORMS: Mapping[str, str] = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
    "sarif": "application/sarif+json",
    "cdx.json": "application/vnd.cyclonedx+json",
}
# Of a maker that many measures name, each verdict would otherwise fill 200 kB.
_REJECTED_SHOWN = 10


@dataclass
class Told:
    """What the end of every report tells.

    Args:
        context: The case.
        snapshot: The snapshot that answered.
        file: The file that was given.
        waivers: Those on record; None where there is no ledger to look into.
        left_out: What of the file holds no table.
        used: The ids of those that covered a row.
        tally: What was counted.
    """

    context: Context
    snapshot: Snapshot
    file: InputFile
    waivers: Sequence[Waiver] | None = None
    left_out: Sequence[LeftOut] = ()
    used: set[str] = field(default_factory=set)
    tally: Tally = field(default_factory=Tally.empty)

    def add(self, table: str, checked: Checked) -> None:
        """Count a batch."""
        self.tally.add(table, checked)
        if self.waivers:
            self.used |= {key for one in checked.verdicts for judged in one.restrictions for key in judged.waivers}

    def about(self) -> dict[str, str]:
        """Tell the case, the snapshot, the notice and what was counted."""
        counts = {name: str(self.tally.outcomes[name]) for name in OUTCOMES if self.tally.outcomes.get(name)}
        unread = {"not read": str(len(self.tally.unreadable))} if self.tally.unreadable else {}
        apart = {"snapshot": self.snapshot.digest, "notice": self._notice()}
        return {"files": self.file.name, **dict(self._asked()), **apart, **counts, **unread}

    def inquiry(self, tables: Sequence[Table], *, lined: bool) -> Inquiry:
        """Tell what the check was, beside its rows.

        Args:
            tables: The tables of the file.
            lined: Whether their rows are its lines.
        """
        used = frozenset(self.used)
        waivers = None if self.waivers is None else told_waivers(self.waivers, used, on=self.context.on)
        return Inquiry(
            asked=self._asked(),
            files=[self.file],
            tables=[searched_table(one, rows_are_lines=lined) for one in tables],
            snapshot=self.snapshot.digest,
            checked=self.snapshot.checked,
            program=f"barred {__version__}",
            notice=self._notice(),
            waivers=waivers,
            unread=[UnreadRow(name, bad.row, bad.why) for name, bad in self.tally.unreadable],
            aside=self.tally.aside,
            left_out=[(one.name, one.why) for one in self.left_out],
        )

    def _notice(self) -> str:
        return f"{NOTICE} Directory last checked {self.snapshot.checked}."

    def _asked(self) -> list[tuple[str, str]]:
        case = self.context
        told = {
            "as": case.asker.said if case.asker else "not stated",
            "to": case.conduct or "not stated",
            "in": case.place or "not stated",
            "site": case.site or "not stated",
            "for": case.purpose or "not stated",
            "given": ", ".join(case.circumstances),
            "on": case.on,
            "known": case.known or "",
        }
        return [(name, said) for name, said in told.items() if said]


class CheckReports:
    """Reports in the making.

    Args:
        reports: Them, by form.
    """

    def __init__(self, reports: Mapping[str, Report]) -> None:
        self._reports = reports
        self._verdicts = ToldVerdicts(most_rejected=_REJECTED_SHOWN)

    def add(self, table: str, checked: Checked) -> None:
        """Write the rows of a batch."""
        rows = list(self._rows(checked))
        for report in self._reports.values():
            report.add(table, rows)

    def _rows(self, checked: Checked) -> Iterator[CheckedRow]:
        batch, verdicts, told = checked.batch, iter(checked.verdicts), self._verdicts
        for number, cells, kind in zip(batch.numbers, batch.rows, batch.kinds, strict=True):
            if kind == ITEM:
                verdict = next(verdicts)
                yield CheckedRow(number, cells, told.cells(verdict), told.data(verdict))
            else:
                yield CheckedRow(number, cells)

    def finish(self, told: Told, tables: Sequence[Table], *, path: Path) -> None:
        """End the reports with what they are about.

        Args:
            told: What was asked and counted.
            tables: The tables of the file.
            path: Where it lies; for a form that leads to lines it is looked at once more.
        """
        about = told.about()
        inquiry = told.inquiry(tables, lined="sarif" in self._reports and _has_lines(path))
        for report in self._reports.values():
            report.finish(about, inquiry)


@contextmanager
def open_reports(folder: Path, forms: Sequence[str], *, tables: Sequence[Table]) -> Iterator[CheckReports]:
    """Begin reports; each is there whole when the block ends well, and else not at all.

    Args:
        folder: Where to; each is called `checked.` and its form.
        forms: Which of `FORMS`.
        tables: The tables of the file.
    """
    head = ReportHead([TableHead(one.name, one.header) for one in tables], COLUMNS, is_check=True)
    with ExitStack() as stack:
        yield CheckReports({form: stack.enter_context(open_report(folder / f"checked.{form}", head)) for form in forms})


def _has_lines(path: Path) -> bool:
    try:
        return rows_are_lines(path)
    except BarredError:
        return False  # another encoding was named for it; then no result leads to a line

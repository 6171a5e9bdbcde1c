"""The reports of a check, the same forms whether a file is checked at once or by a worker.

Some forms tell of the whole check and hold it in memory until its end. Of a long check they are given up on the way,
and those that are written row by row go on.
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
from barred.publishing.inquiry import InputFile, Inquiry, UnreadRow, told_waivers
from barred.publishing.report import Report, open_report
from barred.publishing.report_row import CheckedRow, ReportHead, TableHead
from barred.publishing.searched_table import searched_table
from barred.publishing.verdict_data import as_data
from barred.publishing.verdict_row import COLUMNS, row_of
from barred.readers.row_lines import rows_are_lines
from barred.readers.table import ITEM, Table
from barred.screening.check import Checked, Tally

__all__ = ["FORMS", "MOST_WHOLE", "WHOLE_FORMS", "CheckReports", "Told", "open_reports"]

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
WHOLE_FORMS = frozenset({"pdf", "html", "sarif", "cdx.json"})
# Longer than that nobody reads on paper, and results as SARIF take a kilobyte each.
MOST_WHOLE = 20_000
# Of a maker that many measures name, each verdict would otherwise fill 200 kB.
_REJECTED_SHOWN = 10


class _TooLong(Exception):
    """There are more rows than a form for the whole check takes."""


@dataclass
class Told:
    """What the end of every report tells.

    Args:
        context: The case.
        snapshot: The snapshot that answered.
        file: The file that was given.
        waivers: Those on record; None where there is no ledger to look into.
        used: The ids of those that covered a row.
        tally: What was counted.
    """

    context: Context
    snapshot: Snapshot
    file: InputFile
    waivers: Sequence[Waiver] | None = None
    used: set[str] = field(default_factory=set)
    tally: Tally = field(default_factory=Tally.empty)

    def add(self, table: str, checked: Checked) -> None:
        """Count a batch."""
        self.tally.add(table, checked)
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
        rows: Those written row by row, by form.
        whole: Those that tell of the whole check, by form.
        stack: Gives the latter up.
    """

    def __init__(self, rows: Mapping[str, Report], whole: Mapping[str, Report], *, stack: ExitStack) -> None:
        self._rows, self._whole, self._stack = rows, dict(whole), stack
        self._count = 0

    @property
    def forms(self) -> list[str]:
        """The forms that were not given up."""
        return [one for one in FORMS if one in self._rows or one in self._whole]

    def add(self, table: str, checked: Checked) -> None:
        """Write the rows of a batch."""
        rows = list(_rows(checked))
        self._count += len(checked.verdicts)
        if self._whole and self._count > MOST_WHOLE:
            self._whole.clear()
            self._stack.__exit__(_TooLong, _TooLong(), None)
        for report in (*self._rows.values(), *self._whole.values()):
            report.add(table, rows)

    def finish(self, told: Told, tables: Sequence[Table], *, path: Path) -> None:
        """End the reports with what they are about.

        Args:
            told: What was asked and counted.
            tables: The tables of the file.
            path: Where it lies; for a form that leads to lines it is looked at once more.
        """
        about = told.about()
        inquiry = told.inquiry(tables, lined="sarif" in self._whole and _has_lines(path))
        for report in (*self._rows.values(), *self._whole.values()):
            report.finish(about, inquiry)
        self._stack.close()


@contextmanager
def open_reports(folder: Path, forms: Sequence[str], *, tables: Sequence[Table]) -> Iterator[CheckReports]:
    """Begin reports; each is there whole when the block ends well, and else not at all.

    Args:
        folder: Where to; each is called `checked.` and its form.
        forms: Which of `FORMS`.
        tables: The tables of the file.
    """
    head = ReportHead([TableHead(one.name, one.header) for one in tables], COLUMNS, is_check=True)
    with ExitStack() as stack, ExitStack() as whole:
        held: tuple[dict[str, Report], dict[str, Report]] = ({}, {})
        for form in forms:
            is_whole = form in WHOLE_FORMS
            report = open_report(folder / f"checked.{form}", head)
            held[is_whole][form] = (whole if is_whole else stack).enter_context(report)
        yield CheckReports(*held, stack=whole)


def _rows(checked: Checked) -> Iterator[CheckedRow]:
    batch, verdicts = checked.batch, iter(checked.verdicts)
    for number, cells, kind in zip(batch.numbers, batch.rows, batch.kinds, strict=True):
        if kind == ITEM:
            verdict = next(verdicts)
            yield CheckedRow(number, cells, row_of(verdict), as_data(verdict, most_rejected=_REJECTED_SHOWN))
        else:
            yield CheckedRow(number, cells)


def _has_lines(path: Path) -> bool:
    try:
        return rows_are_lines(path)
    except BarredError:
        return False  # another encoding was named for it; then no result leads to a line

"""The job of checking a file: every row gets a verdict, the check is kept, and reports lie ready in every form.

Nothing is kept before the end: the check, its verdicts, the uses of waivers and the end of the job are one step of the
ledger. Whoever dies on the way leaves nothing behind that another worker would double.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from barred import __version__
from barred.directory.snapshot import Snapshot
from barred.errors import FileProblem, UsageProblem
from barred.identify.index import WholeIndex
from barred.ledger.checks import Check, KeptVerdict, keep_check
from barred.ledger.file_store import FileStore
from barred.ledger.jobs import Job
from barred.ledger.ledger import Change, Ledger
from barred.ledger.waivers import note_uses_in, read_waivers
from barred.model.question import Context
from barred.model.verdict import NOTICE, Verdict
from barred.publishing.report import Report, open_report
from barred.publishing.report_row import CheckedRow, ReportHead, TableHead
from barred.publishing.verdict_data import as_data
from barred.publishing.verdict_row import COLUMNS, row_of
from barred.readers.open_tables import open_tables
from barred.readers.table import ITEM, Batch, Table
from barred.screening.answer import Desk
from barred.screening.check import Checked, Tally, check_table
from barred.screening.context import Said, understand
from barred.screening.gist import gist
from barred.screening.save import subject_data
from barred.screening.witness import said_again

__all__ = ["FORMS", "KIND", "MOST_ROWS", "Bench", "check_payload", "run_check_job"]

KIND = "check"
FORMS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
}
# What is kept of a check is held in memory until it has ended well.
MOST_ROWS = 200_000
_BATCH = 500
# Of a maker that many measures name, each verdict would otherwise fill 200 kB.
_REJECTED_SHOWN = 10
_DAY = len("2026-01-01")
_TOLD = 20

# Told how far a job is; raises when it is no longer this worker's.
_Beat = Callable[[Mapping[str, Any]], None]


class Bench(NamedTuple):
    """What a worker works with."""

    ledger: Ledger
    files: FileStore
    snapshot: Snapshot
    names: WholeIndex


def check_payload(name: str, digest: str, *, said: Mapping[str, Any], asked: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a job of this kind has to know.

    Args:
        name: Name of the file.
        digest: Where it lies.
        said: The case in the words of the user; without a day it is that on which the job was added.
        asked: `name`, `columns`, `sheet` and `encoding`, as far as something is said.
    """
    how = {"name": name, "columns": {}, "sheet": "", "encoding": ""}
    return {"file": {"name": name, "digest": digest}, "said": dict(said), **how, **asked}


def run_check_job(job: Job, bench: Bench, *, beat: _Beat) -> Callable[[Change], Mapping[str, Any]]:
    """Check the file of a job.

    Args:
        job: As it was claimed.
        bench: What there is to work with.
        beat: Is told of progress after every batch.

    Returns:
        What keeps the check and gives the result of the job; to be called in the change that ends it.

    Raises:
        FileProblem: The file is not kept here, or cannot be read.
        UsageProblem: A word of the case is unknown, or there are too many rows.
    """
    payload = job.payload
    source = bench.files.path(payload["file"]["digest"])
    if source is None:
        raise FileProblem(
            "the file is not here",
            where=payload["file"]["name"],
            remedy="give this worker the --files of the server",
        )
    context = understand(_said(job), book=bench.snapshot)
    waivers = read_waivers(bench.ledger)[0]
    desk = Desk(context, book=bench.snapshot, index=bench.names, waivers=[one.waiver for one in waivers])
    with TemporaryDirectory(prefix="barred-job-") as name:
        folder = Path(name)
        # Readers tell by the ending of a name what some files are, and verdicts tell the name.
        path = folder / "in" / payload["file"]["name"]
        _bring(source, path)
        gathered = _Gathered()
        reports = folder / "out"
        reports.mkdir()
        try:
            _check(_tables(path, payload), desk, bench=bench, gathered=gathered, sink=_Sink(reports, beat))
        except FileProblem as trouble:
            # Whoever sent the file reads this, and where it lies here is nobody's business.
            where = trouble.where.replace(str(path), path.name)
            raise FileProblem(trouble.what, where=where, remedy=trouble.remedy) from trouble
        files = {form: bench.files.take(reports / f"checked.{form}") for form in FORMS}
    return lambda change: _keep(change, job, gathered=gathered, context=context, files=files)


def _bring(source: Path, path: Path) -> None:
    path.parent.mkdir()
    try:
        path.symlink_to(source.resolve())
    except OSError:
        # Some systems let nobody but an administrator make links.
        shutil.copyfile(source, path)


def _said(job: Job) -> Said:
    told = dict(job.payload["said"])
    circumstances = tuple(told.pop("circumstances", ()))
    return Said(**{**told, "on": told.get("on") or job.added_at[:_DAY]}, circumstances=circumstances)


def _tables(path: Path, payload: Mapping[str, Any]) -> Sequence[Table]:
    found = open_tables(
        path,
        sheet=payload["sheet"] or None,
        encoding=payload["encoding"] or None,
        columns=payload["columns"],
    )
    return [_in_small_batches(one) for one in found.tables]


def _in_small_batches(table: Table) -> Table:
    """Walk a table in steps so small that progress is told often; the size of batches changes no verdict."""

    def walk(size: int) -> Iterator[Batch]:
        return table.walk(min(size, _BATCH))

    return replace(table, walk=walk)


class _Sink(NamedTuple):
    """Where reports go, and who is told of progress."""

    folder: Path
    beat: _Beat


class _Gathered:
    """What a check will keep."""

    def __init__(self) -> None:
        self.tally = Tally.empty()
        self.verdicts: list[KeptVerdict] = []
        self.used: list[str] = []
        self.snapshot = ""
        self._gists: dict[tuple[int, int, str], tuple[Verdict, dict[str, Any]]] = {}

    def add(self, table: str, checked: Checked) -> None:
        """Take up a batch."""
        self.tally.add(table, checked)
        if len(self.verdicts) + len(checked.verdicts) > MOST_ROWS:
            raise UsageProblem(f"more than {MOST_ROWS} rows", remedy="use `barred bulk`, or send the file in parts")
        for one in checked.verdicts:
            self.used += {key for judged in one.restrictions for key in judged.waivers}
            subject = subject_data(one.subject)
            self.verdicts.append(KeptVerdict(len(self.verdicts) + 1, subject, one.outcome, self._gist(one)))

    def _gist(self, verdict: Verdict) -> dict[str, Any]:
        """Give the gist of a verdict, the same object for rows that share it."""
        key = (id(verdict.candidates), id(verdict.restrictions), verdict.outcome)
        if key not in self._gists:
            # The verdict is kept too, so that no other object takes the place of its parts.
            self._gists[key] = (verdict, gist(verdict))
        return self._gists[key][1]


def _check(tables: Sequence[Table], desk: Desk, *, bench: Bench, gathered: _Gathered, sink: _Sink) -> None:
    head = ReportHead([TableHead(table.name, table.header) for table in tables], COLUMNS)
    total = sum(table.size_bytes for table in tables)
    behind = 0
    with ExitStack() as stack:
        reports = [stack.enter_context(open_report(sink.folder / f"checked.{form}", head)) for form in FORMS]
        for table in tables:
            for checked in check_table(table, desk, index=bench.names):
                gathered.add(table.name, checked)
                _report(table.name, checked, reports)
                share = (behind + table.position()) / total if total else 1.0
                sink.beat({"rows": gathered.tally.items, "share": round(min(share, 1.0), 3)})
            behind += table.size_bytes
        gathered.snapshot = bench.snapshot.digest
        about = _about(desk.context, gathered, bench.snapshot)
        for report in reports:
            report.finish(about)


def _report(table: str, checked: Checked, reports: Sequence[Report]) -> None:
    batch, verdicts = checked.batch, iter(checked.verdicts)
    rows = []
    for number, cells, kind in zip(batch.numbers, batch.rows, batch.kinds, strict=True):
        if kind == ITEM:
            verdict = next(verdicts)
            data = as_data(verdict, most_rejected=_REJECTED_SHOWN)
            rows.append(CheckedRow(number, cells, row_of(verdict), data))
        else:
            rows.append(CheckedRow(number, cells))
    for report in reports:
        report.add(table, rows)


def _about(context: Context, gathered: _Gathered, snapshot: Snapshot) -> dict[str, str]:
    said = {name: value for name, value in said_again(context)._asdict().items() if isinstance(value, str)}
    told = {
        **said,
        "asker": context.asker.said if context.asker else "not stated",
        "given": ", ".join(context.circumstances),
        "known": context.known or "",
        "snapshot": snapshot.digest,
        "notice": f"{NOTICE} Directory last checked {snapshot.checked}.",
        **{outcome: str(count) for outcome, count in sorted(gathered.tally.outcomes.items())},
        "not read": str(len(gathered.tally.unreadable)) if gathered.tally.unreadable else "",
    }
    return {name: value for name, value in told.items() if value}


def _keep(
    change: Change, job: Job, *, gathered: _Gathered, context: Context, files: Mapping[str, str]
) -> Mapping[str, Any]:
    said = {**said_again(context)._asdict(), "known": context.known or ""}
    file = {**job.payload["file"], "job": job.id}
    counts = gathered.tally.outcomes
    check = Check(job.payload["name"], said, gathered.snapshot, __version__, [file], counts)
    # Who asked for it ran it, whichever worker did.
    worker = change.deed
    change.deed = worker._replace(actor=job.added_by)
    kept = keep_check(change, check, verdicts=gathered.verdicts)
    change.deed = worker
    note_uses_in(change.connection, gathered.used, on=context.on)
    unread = [{"table": name, "row": bad.row, "why": bad.why} for name, bad in gathered.tally.unreadable[:_TOLD]]
    told = {"unreadable": len(gathered.tally.unreadable), "unread": unread, "aside": gathered.tally.aside}
    return {"check": kept.id, "files": dict(files), "counts": dict(counts), **told}

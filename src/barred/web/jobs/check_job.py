"""The job of checking a file: every row gets a verdict, the check is kept, and reports lie ready in every form.

Nothing is kept before the end: the check, its verdicts, the uses of waivers and the end of the job are one step of the
ledger. Until then verdicts lie on disk beside the reports, in a folder that goes with the worker. Whoever dies on the
way leaves nothing behind that another worker would double.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from barred import __version__
from barred.directory.snapshot import Snapshot
from barred.errors import FileProblem
from barred.identify.index import WholeIndex
from barred.ledger.checks import Check, keep_folded_check
from barred.ledger.file_store import FileStore
from barred.ledger.jobs import Job
from barred.ledger.ledger import Change, Ledger
from barred.ledger.waivers import note_uses_in, read_waivers
from barred.publishing.report.inquiry import InputFile
from barred.readers.open_tables import open_tables
from barred.readers.table import Batch, Opened, Table
from barred.screening.again.witness import said_again
from barred.screening.answer import Desk
from barred.screening.check import check_table
from barred.screening.context import Said, understand
from barred.screening.names.open_lists import OpenedLists
from barred.web.jobs.check_reports import FORMS, Told, open_reports
from barred.web.jobs.gathered import Gathered
from barred.web.jobs.workroom import workroom_of

__all__ = ["KIND", "Bench", "check_payload", "run_check_job"]

KIND = "check"
# Some tenths of a second each, so that progress is told often; what is done once for each batch is hardly felt.
_BATCH = 1_000
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
    lists: OpenedLists | None = None


def check_payload(name: str, digest: str, *, said: Mapping[str, Any], asked: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a job of this kind has to know.

    Args:
        name: Name of the file.
        digest: Where it lies.
        said: The case in the words of the user; without a day it is that on which the job was added.
        asked: `name`, `columns`, `sheet` and `encoding`, as far as something is said; `again_of` names the check
            whose file is asked about again.
    """
    how = {"name": name, "columns": {}, "sheet": "", "encoding": ""}
    return {"file": {"name": name, "digest": digest}, "said": dict(said), **how, **asked}


@contextmanager
def run_check_job(job: Job, bench: Bench, *, beat: _Beat) -> Iterator[Callable[[Change], Mapping[str, Any]]]:
    """Check the file of a job.

    Args:
        job: As it was claimed.
        bench: What there is to work with.
        beat: Is told of progress after every batch.

    Yields:
        What keeps the check and gives the result of the job; to be called in the change that ends it, in the block.

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
    waivers = [one.waiver for one in read_waivers(bench.ledger)[0]]
    lists = bench.lists.on(context) if bench.lists else None
    desk = Desk(context, book=bench.snapshot, index=bench.names, waivers=waivers, lists=lists)
    file = InputFile(payload["file"]["name"], source.stat().st_size, payload["file"]["digest"])
    told = Told(context, bench.snapshot, file, waivers)
    with workroom_of(bench.files).place() as folder, closing(Gathered(told, folder)) as gathered:
        # Readers tell by the ending of a name what some files are, and verdicts tell the name.
        path = folder / "in" / payload["file"]["name"]
        _bring(source, path)
        reports = folder / "out"
        reports.mkdir()
        try:
            _check(path, desk, bench=bench, gathered=gathered, sink=_Sink(reports, payload, beat))
        except FileProblem as trouble:
            # Where a worker laid the file is nobody's business, and gone when this is read.
            where = trouble.where.removeprefix(f"{path.parent}{os.sep}").removeprefix(f"{reports}{os.sep}")
            raise FileProblem(trouble.what, where=where, remedy=trouble.remedy) from trouble
        files = {form: bench.files.move_in(reports / f"checked.{form}") for form in FORMS}
        yield lambda change: _keep(change, job, gathered=gathered, files=files)


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


def _opened(path: Path, payload: Mapping[str, Any]) -> Opened:
    return open_tables(
        path,
        sheet=payload["sheet"] or None,
        encoding=payload["encoding"] or None,
        columns=payload["columns"],
    )


def _in_small_batches(table: Table) -> Table:
    """Walk a table in steps so small that progress is told often; the size of batches changes no verdict."""

    def walk(size: int) -> Iterator[Batch]:
        return table.walk(min(size, _BATCH))

    return replace(table, walk=walk)


class _Sink(NamedTuple):
    """Where reports go, how the file is read, and who is told of progress."""

    folder: Path
    payload: Mapping[str, Any]
    beat: _Beat


def _check(path: Path, desk: Desk, *, bench: Bench, gathered: Gathered, sink: _Sink) -> None:
    """Check every row, and write the reports."""
    opened = _opened(path, sink.payload)
    tables = [_in_small_batches(one) for one in opened.tables]
    gathered.told.left_out = opened.left_out
    total = sum(table.size_bytes for table in tables)
    behind, begun, tally = 0, time.monotonic(), gathered.told.tally
    with open_reports(sink.folder, tuple(FORMS), tables=tables) as reports:
        for table in tables:
            for checked in check_table(table, desk, index=bench.names):
                gathered.add(table.name, checked)
                reports.add(table.name, checked)
                share = (behind + table.position()) / total if total else 1.0
                seconds = round(time.monotonic() - begun, 1)
                sink.beat({"rows": tally.items, "share": round(min(share, 1.0), 3), "seconds": seconds})
            behind += table.size_bytes
        reports.finish(gathered.told, tables, path=path)


def _keep(change: Change, job: Job, *, gathered: Gathered, files: Mapping[str, str]) -> Mapping[str, Any]:
    told = gathered.told
    said = {**said_again(told.context)._asdict(), "known": told.context.known or ""}
    file = {**job.payload["file"], "job": job.id}
    counts = told.tally.outcomes
    check = Check(job.payload["name"], said, told.snapshot.digest, __version__, [file], counts)
    # Who asked for it ran it, whichever worker did.
    worker = change.deed
    change.deed = worker._replace(actor=job.added_by)
    kept = keep_folded_check(change, check, verdicts=gathered.verdicts())
    change.deed = worker
    note_uses_in(change.connection, gathered.uses.elements(), on=told.context.on)
    unread = [{"table": name, "row": bad.row, "why": bad.why} for name, bad in told.tally.unreadable[:_TOLD]]
    counted = {"unreadable": len(told.tally.unreadable), "unread": unread, "aside": told.tally.aside}
    left_out = [{"name": one.name, "why": one.why} for one in told.left_out]
    return {"check": kept.id, "files": dict(files), "counts": dict(counts), **counted, "left_out": left_out}

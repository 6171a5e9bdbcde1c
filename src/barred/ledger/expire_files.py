"""Delete the uploads and results of jobs that ended long ago; what was found in them stays in the ledger.

The deletion is an entry of the log. Files go first and the entry is kept after: whoever is stopped between the two
leaves files that are gone and not yet told of, and the next run tells of their jobs.
"""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select

from barred.ledger.canonical import canonical
from barred.ledger.file_store import FileStore
from barred.ledger.ledger import Deed, Ledger
from barred.ledger.schema import JOBS

__all__ = ["ACTION", "GONE", "Expired", "Term", "expire_files"]

ACTION = "files.delete"
# The field of a job's result that tells when its files were deleted.
GONE = "files_deleted"


class Term(NamedTuple):
    """Until when files are kept.

    Args:
        days: How many days after the end of their job.
        before: The moment so long ago, as the ledger writes it.
        before_s: The same in seconds of the epoch.
    """

    days: int
    before: str
    before_s: float


class Expired(NamedTuple):
    """What was deleted: the ids of the jobs, the number of files and their size."""

    jobs: list[str]
    files: int
    size_bytes: int


def expire_files(ledger: Ledger, files: FileStore, *, term: Term, deed: Deed) -> Expired | None:
    """Delete what is older than its term, and log it.

    Args:
        ledger: Whose jobs.
        files: Where their files lie. Files that no job names, left by a worker that was killed, go too.
        term: What is too old. What a job needs that is open, or ended later, stays.
        deed: Who deletes, and when.

    Returns:
        What was deleted; None when nothing was, and then nothing is logged.

    Raises:
        FileProblem: A file cannot be deleted; nothing is logged, and the next run goes on.
    """
    with ledger.change(deed) as change:
        expired, kept = _parted(change.connection, term.before)
        gone = files.delete_older(term.before_s, kept=kept)
        if not expired and not gone:
            return None
        for job in expired:
            result = {**json.loads(job.result), "files": {}, GONE: deed.at}
            change.connection.execute(JOBS.update().where(JOBS.c.id == job.id).values(result=canonical(result)))
        jobs = [job.id for job in expired]
        told = [{"digest": one.digest, "bytes": one.size_bytes} for one in gone]
        change.log(ACTION, {"days": term.days, "before": term.before, "jobs": jobs, "files": told})
        return Expired(jobs, len(gone), sum(one.size_bytes for one in gone))


def _parted(connection: Connection, before: str) -> tuple[list[Row[*tuple[Any, ...]]], set[str]]:
    """Give the jobs whose files are too old, and the digests that the others need."""
    wanted = select(JOBS.c.id, JOBS.c.payload, JOBS.c.result, JOBS.c.ended_at)
    rows = connection.execute(wanted.where(JOBS.c.result.not_like(f'%"{GONE}"%')).order_by(JOBS.c.id)).all()
    expired = [row for row in rows if row.ended_at is not None and row.ended_at < before]
    too_old = {row.id for row in expired}
    return expired, {digest for row in rows if row.id not in too_old for digest in _digests(row)}


def _digests(row: Row[*tuple[Any, ...]]) -> Iterator[str]:
    file = json.loads(row.payload).get("file", {})
    yield from json.loads(row.result).get("files", {}).values()
    if "digest" in file:
        yield file["digest"]

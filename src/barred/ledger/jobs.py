"""Long work in a queue: claimed under a lease, renewed, finished once, and taken over when a worker dies.

Adding and ending a job are logged; claims, leases and progress are not, for they are many and say
nothing about what was decided. Clocks come from the callers and have to agree to within a lease.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, and_, or_, select

from barred.errors import UsageProblem
from barred.ledger.canonical import canonical
from barred.ledger.ledger import Change, Deed, Ledger
from barred.ledger.schema import JOBS

__all__ = [
    "STATES",
    "Job",
    "Lease",
    "add_job",
    "cancel_job",
    "claim_job",
    "fail_job",
    "find_job",
    "finish_job",
    "hand_back_job",
    "list_jobs",
    "renew_job",
]

STATES = ("waiting", "running", "done", "failed", "cancelled")
_ATTEMPTS = 3


class Job(NamedTuple):
    """A job as it stands; `attempts` counts the claims, and names the lease of the last one."""

    id: str
    kind: str
    payload: Mapping[str, Any]
    state: str
    attempts: int
    most_attempts: int
    due: str
    leased_until: str | None
    worker: str | None
    progress: Mapping[str, Any]
    result: Mapping[str, Any]
    trouble: str
    once: str | None
    added_by: str
    added_at: str
    ended_at: str | None


class Lease(NamedTuple):
    """Who works on a job, from when, and until when nobody else may."""

    worker: str
    at: str
    until: str


def add_job(
    ledger: Ledger, kind: str, *, payload: Mapping[str, Any], deed: Deed, once: str | None = None
) -> Job:  # fmt: skip
    """Put a job into the queue.

    Args:
        ledger: Whose queue.
        kind: What is to be done; workers claim by it.
        payload: What it needs, as plain data.
        deed: Who asks for it, and when.
        once: An idempotency key: a second call with the same one gives the job of the first.

    Raises:
        UsageProblem: The same idempotency key came with another kind or payload before.
    """
    with ledger.change(deed) as change:
        known = select(*JOBS.c).where(JOBS.c.once == once) if once else None
        row = change.connection.execute(known).one_or_none() if known is not None else None
        if row is not None:
            if (row.kind, row.payload) != (kind, canonical(payload)):
                raise UsageProblem(f"the idempotency key {once!r} belongs to another job", remedy="use a new key")
            return _job(row)
        values = {
            "id": f"job-{change.next}", "kind": kind, "payload": canonical(payload), "once": once, "state": "waiting",
            "attempts": 0, "most_attempts": _ATTEMPTS, "due": deed.at, "leased_until": None, "worker": None,
            "progress": "{}", "result": "{}", "trouble": "", "added_by": deed.actor, "added_at": deed.at,
            "ended_at": None,
        }  # fmt: skip
        change.connection.execute(JOBS.insert().values(**values))
        change.log("job.add", {"id": values["id"], "kind": kind, "payload": payload, "once": once})
        return _job(change.connection.execute(select(*JOBS.c).where(JOBS.c.id == values["id"])).one())


def claim_job(ledger: Ledger, lease: Lease, *, kinds: Sequence[str] = ()) -> Job | None:
    """Take the job that has been due longest, or one whose worker let its lease run out.

    Args:
        ledger: Whose queue.
        lease: Who takes it, and until when.
        kinds: Only jobs of these kinds; none given means any.

    Returns:
        The job, now running under the lease, or None when there is nothing to do. A job that used
        up its attempts is not given out: it has failed, and `worker lost` is its trouble.
    """
    while True:
        with ledger.write() as connection:
            wanted = select(*JOBS.c).where(_claimable(lease.at))
            if kinds:
                wanted = wanted.where(JOBS.c.kind.in_(kinds))
            # On PostgreSQL a job that another worker is about to take is stepped over, not waited for.
            wanted = wanted.order_by(JOBS.c.due, JOBS.c.id).limit(1).with_for_update(skip_locked=True)
            row = connection.execute(wanted).one_or_none()
            if row is None:
                return None
            if row.attempts < row.most_attempts:
                values = {
                    "state": "running", "attempts": row.attempts + 1, "worker": lease.worker,
                    "leased_until": lease.until,
                }  # fmt: skip
                connection.execute(JOBS.update().where(JOBS.c.id == row.id).values(**values))
                return _job(row)._replace(**values)
        _end(ledger, _job(row), Deed(lease.worker, lease.at), state="failed", trouble="worker lost")


def renew_job(ledger: Ledger, job: Job, *, lease: Lease, progress: Mapping[str, Any]) -> bool:
    """Keep a job for longer and tell how far it is.

    Returns:
        Whether it is still held: False tells a worker to stop at once, for another has the job,
        or it was cancelled.
    """
    values = {"leased_until": lease.until, "progress": canonical(progress)}
    with ledger.write() as connection:
        return connection.execute(JOBS.update().where(_is_held(job)).values(**values)).rowcount == 1


def finish_job(
    ledger: Ledger, job: Job, *, result: Mapping[str, Any] | Callable[[Change], Mapping[str, Any]], deed: Deed
) -> bool:
    """End a job well.

    Args:
        ledger: Whose queue.
        job: As it was claimed.
        result: What came of it; or what keeps it and gives it, called once and only when the job is
            still held: what it keeps is there exactly when the job is done.
        deed: Who tells it, and when.

    Returns:
        False when it is no longer held, and nothing was changed.
    """
    with ledger.change(deed) as change:
        # Updated first: on PostgreSQL that locks the row, so that nobody takes the job meanwhile.
        if not _ended(change, job, state="done", trouble=""):
            return False
        told = result(change) if callable(result) else result
        change.connection.execute(JOBS.update().where(JOBS.c.id == job.id).values(result=canonical(told)))
    return True


def hand_back_job(ledger: Ledger, job: Job, *, at: str) -> bool:
    """Let others take a job at once, as if nobody had tried; False when it is no longer held."""
    values = {"state": "waiting", "due": at, "attempts": job.attempts - 1, "worker": None, "leased_until": None}
    with ledger.write() as connection:
        return connection.execute(JOBS.update().where(_is_held(job)).values(**values)).rowcount == 1


def fail_job(ledger: Ledger, job: Job, *, trouble: str, deed: Deed, again: str | None = None) -> bool:
    """End an attempt badly.

    Args:
        ledger: Whose queue.
        job: As it was claimed.
        trouble: What went wrong.
        deed: Who tells it, and when.
        again: When to try again, as long as attempts are left; None ends the job as failed.

    Returns:
        False when it is no longer held, and nothing was changed.
    """
    if again is None or job.attempts >= job.most_attempts:
        return _end(ledger, job, deed, state="failed", trouble=trouble)
    values = {"state": "waiting", "due": again, "trouble": trouble, "worker": None, "leased_until": None}
    with ledger.write() as connection:
        return connection.execute(JOBS.update().where(_is_held(job)).values(**values)).rowcount == 1


def cancel_job(ledger: Ledger, key: str, *, deed: Deed) -> bool:
    """Take a job out of the queue, or from its worker; False when it had ended already."""
    with ledger.change(deed) as change:
        is_open = and_(JOBS.c.id == key, JOBS.c.state.in_(("waiting", "running")))
        values = {"state": "cancelled", "ended_at": deed.at, "leased_until": None}
        done = change.connection.execute(JOBS.update().where(is_open).values(**values)).rowcount == 1
        if done:
            change.log("job.cancel", {"id": key})
        return done


def find_job(ledger: Ledger, key: str) -> Job | None:
    """Give a job by id."""
    with ledger.read() as connection:
        row = connection.execute(select(*JOBS.c).where(JOBS.c.id == key)).one_or_none()
    return _job(row) if row else None


def list_jobs(
    ledger: Ledger, *, states: Sequence[str] = STATES, most: int | None = None, added_by: str = ""
) -> list[Job]:  # fmt: skip
    """Give jobs in some states, those added last first; of one who added them, or of all."""
    wanted = select(*JOBS.c).where(JOBS.c.state.in_(states)).order_by(JOBS.c.added_at.desc(), JOBS.c.id.desc())
    if added_by:
        wanted = wanted.where(JOBS.c.added_by == added_by)
    with ledger.read() as connection:
        return [_job(row) for row in connection.execute(wanted.limit(most))]


def _claimable(at: str) -> ColumnElement[bool]:
    is_due = and_(JOBS.c.state == "waiting", JOBS.c.due <= at)
    return or_(is_due, and_(JOBS.c.state == "running", JOBS.c.leased_until <= at))


def _is_held(job: Job) -> ColumnElement[bool]:
    """Tell whether the claim still stands: another one has another number, or is of another worker."""
    is_mine = and_(JOBS.c.attempts == job.attempts, JOBS.c.worker == job.worker)
    return and_(JOBS.c.id == job.id, JOBS.c.state == "running", is_mine)


def _end(ledger: Ledger, job: Job, deed: Deed, **values: Any) -> bool:  # noqa: ANN401 - columns of the job  # fmt: skip
    with ledger.change(deed) as change:
        return _ended(change, job, **values)


def _ended(change: Change, job: Job, **values: Any) -> bool:  # noqa: ANN401 - columns of the job
    ended = {"leased_until": None, "ended_at": change.deed.at, **values}
    done = change.connection.execute(JOBS.update().where(_is_held(job)).values(**ended)).rowcount == 1
    if done:
        told = {"id": job.id, "attempts": job.attempts, "trouble": values.get("trouble", "")}
        change.log(f"job.{values['state']}", told)
    return done


def _job(row: Row[*tuple[Any, ...]]) -> Job:
    told = {name: getattr(row, name) for name in Job._fields}
    return Job(**{**told, **{name: json.loads(told[name]) for name in ("payload", "progress", "result")}})

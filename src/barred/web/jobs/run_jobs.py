"""Do the jobs of a ledger, one after the other, as one of any number of workers.

A job is held under a lease that a thread of its own renews. A worker that is killed lets its lease run out, and another
one begins the job anew; what the killed one did shows nowhere.
"""

import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple, Self

from barred.directory.snapshot import Snapshot
from barred.errors import BarredError, FileProblem, LedgerProblem
from barred.ledger.file_store import FileStore
from barred.ledger.jobs import Job, Lease, claim_job, fail_job, finish_job, hand_back_job, renew_job
from barred.ledger.ledger import Deed, Ledger
from barred.model.question import Context
from barred.screening.names.open_lists import open_lists
from barred.screening.snapshot_index import whole_index
from barred.web.jobs.check_job import KIND, Bench, run_check_job
from barred.web.jobs.retention import Retention
from barred.web.jobs.workroom import clear_behind, workroom_of

__all__ = ["Runner", "Shop"]

_RENEWALS = 3
_AGAIN_S = 10


class Shop(NamedTuple):
    """Where a worker takes jobs from and what it does them with.

    Args:
        ledger: Whose queue.
        files: Where uploads and results lie.
        open: Opens the snapshot as it is now.
        name: What the worker is called.
        lease_s: How long a job is its own without a sign of life.
        retention: For how long files are kept.
    """

    ledger: Ledger
    files: FileStore
    open: Callable[[], Snapshot]
    name: str
    lease_s: float
    retention: Retention


class _LetGo(Exception):
    """The job is no longer this worker's, or the worker was told to stop."""


class Runner:
    """A worker.

    Args:
        shop: What it works with.
        tell: Is told what happens to jobs, a line each.
    """

    def __init__(self, shop: Shop, *, tell: Callable[[str], None]) -> None:
        self._shop, self._tell = shop, tell
        self._stopping = threading.Event()
        self._bench: Bench | None = None

    def stop(self) -> None:
        """Stop soon: the job at hand is handed back, and no other is begun."""
        self._stopping.set()

    def run(self, *, wait_s: float, is_once: bool = False) -> None:
        """Do jobs until told to stop.

        Args:
            wait_s: How long to wait when there is nothing to do.
            is_once: Stop as soon as there is nothing to do.
        """
        clear_behind(workroom_of(self._shop.files), self._shop.files)
        while not self._stopping.is_set():
            try:
                self._expire()
                has_worked = self.run_one()
            except LedgerProblem as trouble:
                if is_once:
                    raise
                self._tell(f"ledger out of reach: {trouble}")
                has_worked = False
            if not has_worked:
                if is_once:
                    return
                self._stopping.wait(wait_s)

    def _expire(self) -> None:
        shop = self._shop
        if not shop.retention.is_due():
            return
        try:
            gone = shop.retention.expire(shop.ledger, shop.files, actor=shop.name)
        except FileProblem as trouble:
            self._tell(f"files not deleted: {trouble}")
            return
        if gone is not None:
            self._tell(f"deleted {gone.files} files of {len(gone.jobs)} jobs, {gone.size_bytes} bytes")

    def run_one(self) -> bool:
        """Do the job that has been due longest; False when there is none."""
        job = claim_job(self._shop.ledger, self._lease(), kinds=[KIND])
        if job is None:
            return False
        self._tell(f"{job.id}: begun, attempt {job.attempts} of {job.most_attempts}")
        with _Hold(self._shop.ledger, job, self._lease, seconds=self._shop.lease_s) as hold:
            try:
                self._do(job, hold)
            except _LetGo:
                self._let_go(job)
        return True

    def _do(self, job: Job, hold: "_Hold") -> None:
        ledger = self._shop.ledger

        def beat(progress: Mapping[str, Any]) -> None:
            hold.progress = progress
            if self._stopping.is_set() or hold.is_lost.is_set():
                raise _LetGo

        try:
            with run_check_job(job, self._opened(), beat=beat) as keep:
                is_done = finish_job(ledger, job, result=keep, deed=self._deed())
            self._tell(f"{job.id}: {'done' if is_done else 'taken over by another'}")
        except (_LetGo, LedgerProblem):
            raise
        except BarredError as trouble:
            # What the user gave is at fault: another attempt would end as this one.
            fail_job(ledger, job, trouble=str(trouble), deed=self._deed())
            self._tell(f"{job.id}: failed: {trouble}")
        except Exception as trouble:  # noqa: BLE001 - a job must not take its worker along
            self._try_again(job, f"{type(trouble).__name__}: {trouble}")

    def _let_go(self, job: Job) -> None:
        is_back = hand_back_job(self._shop.ledger, job, at=_told(_now()))
        self._tell(f"{job.id}: {'handed back' if is_back else 'cancelled, or taken over by another'}")

    def _try_again(self, job: Job, trouble: str) -> None:
        again = _told(_now() + timedelta(seconds=_AGAIN_S * job.attempts))
        fail_job(self._shop.ledger, job, trouble=trouble, deed=self._deed(), again=again)
        self._tell(f"{job.id}: attempt {job.attempts} failed: {trouble}")

    def _opened(self) -> Bench:
        """Give the bench with the snapshot as it is now; the index is read anew only when it is another one."""
        snapshot = self._shop.open()
        if self._bench is not None and self._bench.snapshot.digest == snapshot.digest:
            snapshot.close()
            return self._bench
        if self._bench is not None:
            self._bench.snapshot.close()
        lists = open_lists(snapshot, Context(on=snapshot.checked))
        self._bench = Bench(self._shop.ledger, self._shop.files, snapshot, whole_index(snapshot), lists)
        return self._bench

    def _lease(self) -> Lease:
        now = _now()
        return Lease(self._shop.name, _told(now), _told(now + timedelta(seconds=self._shop.lease_s)))

    def _deed(self) -> Deed:
        return Deed(self._shop.name, _told(_now()))


class _Hold:
    """Renews a lease beside the work.

    Args:
        ledger: Whose queue.
        job: What is held.
        lease: Gives a new lease from now on.
        seconds: How long one lasts.
    """

    def __init__(self, ledger: Ledger, job: Job, lease: Callable[[], Lease], *, seconds: float) -> None:
        self._ledger, self._job, self._lease, self._every_s = ledger, job, lease, seconds / _RENEWALS
        self.progress: Mapping[str, Any] = {}
        self.is_lost = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._renew, name=f"barred-lease-{job.id}", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _renew(self) -> None:
        told: Mapping[str, Any] = {}
        next_s = 0.0
        # Progress is told as soon as there is some; the lease itself needs a sign of life less often.
        step_s = min(self._every_s, 0.5)
        while not self._ended.wait(step_s):
            next_s -= step_s
            if self.progress == told and next_s > 0:
                continue
            told, next_s = self.progress, self._every_s
            try:
                is_held = renew_job(self._ledger, self._job, lease=self._lease(), progress=told)
            except LedgerProblem:
                next_s = 0.0  # it is tried again at the next step; the lease tells when it was too late
                continue
            if not is_held and not self._ended.is_set():
                self.is_lost.set()
                return


def _now() -> datetime:
    return datetime.now(UTC)


def _told(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")

"""The queue: each job is done once, whoever claims at the same time and whoever dies."""

import subprocess
import sys

import pytest

from barred.errors import UsageProblem
from barred.ledger.jobs import (
    Lease,
    add_job,
    cancel_job,
    claim_job,
    fail_job,
    find_job,
    finish_job,
    hand_back_job,
    list_jobs,
    renew_job,
)
from barred.ledger.ledger import Change, Ledger
from barred.ledger.log import read_log, verify_log
from tests.ledger.acts import at, by

_WORK = """
import sys
from barred.ledger.jobs import Lease, claim_job, finish_job
from barred.ledger.ledger import Deed, open_ledger
ledger = open_ledger(sys.argv[1])
lease = Lease(sys.argv[2], "2026-03-02T08:10:00.000000Z", "2026-03-02T08:20:00.000000Z")
while job := claim_job(ledger, lease):
    print(job.id, flush=True)
    if not finish_job(ledger, job, result={"by": lease.worker}, deed=Deed(lease.worker, lease.at)):
        sys.exit(3)
ledger.close()
"""
_DIE = """
import os, signal, sys
from barred.ledger.jobs import Lease, claim_job
from barred.ledger.ledger import open_ledger
ledger = open_ledger(sys.argv[1])
job = claim_job(ledger, Lease("doomed", "2026-03-02T08:10:00.000000Z", "2026-03-02T08:20:00.000000Z"))
print(job.id, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def lease(worker: str, minute: int, *, minutes: int = 10) -> Lease:
    """Let a worker hold something from a minute on."""
    return Lease(worker, at(minute), at(minute + minutes))


def test_no_job_is_done_twice(ledger: Ledger, address: str) -> None:
    """Four processes claim at once from forty jobs: every job is done, each by one of them."""
    added = [add_job(ledger, "check", payload={"number": number}, deed=by()).id for number in range(40)]
    command = [sys.executable, "-c", _WORK, address]
    running = [
        subprocess.Popen([*command, f"w{number}"], stdout=subprocess.PIPE, text=True, encoding="utf-8")
        for number in range(4)
    ]

    told = [one.communicate(timeout=120)[0].split() for one in running]

    assert [one.returncode for one in running] == [0, 0, 0, 0]
    assert sorted(job for some in told for job in some) == sorted(added)
    assert {one.state for one in list_jobs(ledger)} == {"done"}
    assert {one.attempts for one in list_jobs(ledger)} == {1}
    assert verify_log(ledger).proved == 80


def test_the_job_of_a_killed_worker_is_taken_over(ledger: Ledger, address: str) -> None:
    """While its lease runs nobody else gets the job; when it has ended, the next one does."""
    add_job(ledger, "check", payload={}, deed=by())
    killed = subprocess.run([sys.executable, "-c", _DIE, address], capture_output=True, text=True, check=False)

    early = claim_job(ledger, lease("next", 15))
    late = claim_job(ledger, lease("next", 20))

    assert (killed.returncode, killed.stdout.strip()) == (-9, "job-1")
    assert early is None
    assert late is not None
    assert (late.id, late.worker, late.attempts) == ("job-1", "next", 2)


def test_a_worker_that_lost_its_job_changes_nothing_more(ledger: Ledger) -> None:
    """Who was slow learns it, and the result is that of the one who took over."""
    add_job(ledger, "check", payload={}, deed=by())
    slow = claim_job(ledger, lease("slow", 1, minutes=1))
    quick = claim_job(ledger, lease("quick", 3))
    assert slow is not None
    assert quick is not None

    assert not renew_job(ledger, slow, lease=lease("slow", 4), progress={"rows": 1})
    assert not finish_job(ledger, slow, result={"by": "slow"}, deed=by("slow", 5))
    assert not fail_job(ledger, slow, trouble="lost", deed=by("slow", 5), again=at(6))
    assert finish_job(ledger, quick, result={"by": "quick"}, deed=by("quick", 6))

    found = find_job(ledger, quick.id)
    assert found is not None
    assert (found.state, found.result) == ("done", {"by": "quick"})


def test_a_renewed_lease_keeps_the_job_and_tells_how_far_it_is(ledger: Ledger) -> None:
    """Progress is seen by others while the work goes on."""
    add_job(ledger, "check", payload={}, deed=by())
    job = claim_job(ledger, lease("one", 1, minutes=2))
    assert job is not None

    assert renew_job(ledger, job, lease=lease("one", 2, minutes=20), progress={"rows": 500})

    found = find_job(ledger, job.id)
    assert claim_job(ledger, lease("other", 5)) is None
    assert found is not None
    assert (found.progress, found.leased_until) == ({"rows": 500}, at(22))


def test_attempts_are_counted_and_end(ledger: Ledger) -> None:
    """What fails is tried again when it says so, three times in all."""
    add_job(ledger, "check", payload={}, deed=by())
    for minute in (1, 3, 5):
        job = claim_job(ledger, lease("one", minute))
        assert job is not None
        assert claim_job(ledger, lease("one", minute)) is None
        assert fail_job(ledger, job, trouble=f"broke at {minute}", deed=by("one", minute), again=at(minute + 2))

    found = list_jobs(ledger, states=["failed"])

    assert claim_job(ledger, lease("one", 9)) is None
    assert [(one.attempts, one.trouble) for one in found] == [(3, "broke at 5")]


def test_a_job_that_kills_its_workers_ends(ledger: Ledger) -> None:
    """Three leases that ran out are enough."""
    add_job(ledger, "check", payload={}, deed=by())
    for minute in (1, 3, 5):
        assert claim_job(ledger, lease("one", minute, minutes=1)) is not None

    assert claim_job(ledger, lease("one", 7)) is None
    assert [(one.state, one.trouble) for one in list_jobs(ledger)] == [("failed", "worker lost")]


def test_an_idempotency_key_gives_the_first_job_again(ledger: Ledger) -> None:
    """Who sends a request twice gets one job; who means another gets an error."""
    first = add_job(ledger, "check", payload={"file": "a"}, deed=by(), once="k1")
    again = add_job(ledger, "check", payload={"file": "a"}, deed=by(minute=1), once="k1")

    assert first == again
    assert len(list_jobs(ledger)) == 1
    with pytest.raises(UsageProblem, match="belongs to another job"):
        add_job(ledger, "check", payload={"file": "b"}, deed=by(), once="k1")


def test_workers_take_what_they_can_do_in_the_order_in_which_it_came(ledger: Ledger) -> None:
    """A kind that nobody asked for stays; what is not due yet too."""
    add_job(ledger, "report", payload={}, deed=by(minute=1))
    add_job(ledger, "check", payload={}, deed=by(minute=2))
    add_job(ledger, "check", payload={}, deed=by(minute=30))

    taken = [claim_job(ledger, lease("one", 5), kinds=["check"]) for _ in range(2)]

    assert [one and one.id for one in taken] == ["job-2", None]


def test_a_cancelled_job_is_taken_from_its_worker(ledger: Ledger) -> None:
    """The worker learns it at the next renewal; a job that ended cannot be cancelled."""
    add_job(ledger, "check", payload={}, deed=by())
    job = claim_job(ledger, lease("one", 1))
    assert job is not None

    assert cancel_job(ledger, job.id, deed=by("somebody", 2))
    assert not renew_job(ledger, job, lease=lease("one", 3), progress={})
    assert not cancel_job(ledger, job.id, deed=by("somebody", 4))
    assert [one.action for one in read_log(ledger)] == ["job.add", "job.cancel"]


def test_what_a_job_keeps_is_there_exactly_when_it_is_done(ledger: Ledger) -> None:
    """A worker that lost its job keeps nothing; neither does one whose keeping fails."""
    add_job(ledger, "check", payload={}, deed=by())
    lost = claim_job(ledger, lease("slow", 1))
    held = claim_job(ledger, lease("quick", 20))
    assert lost is not None
    assert held is not None

    def keep(change: Change) -> dict[str, int]:
        return {"entry": change.log("check.keep", {"kept": True})}

    def fail(change: Change) -> dict[str, int]:
        change.log("check.keep", {"kept": True})
        raise UsageProblem("no")

    is_late = finish_job(ledger, lost, result=keep, deed=by("slow", 21))
    with pytest.raises(UsageProblem):
        finish_job(ledger, held, result=fail, deed=by("quick", 21))
    before = [one.action for one in read_log(ledger)]
    is_done = finish_job(ledger, held, result=keep, deed=by("quick", 22))

    assert (is_late, is_done) == (False, True)
    assert before == ["job.add"]
    assert [one.action for one in read_log(ledger)] == ["job.add", "job.done", "check.keep"]
    found = find_job(ledger, held.id)
    assert found is not None
    assert (found.state, found.result) == ("done", {"entry": 3})


def test_a_job_that_is_handed_back_waits_as_if_nobody_had_tried(ledger: Ledger) -> None:
    """The attempt does not count, and who held it holds it no more."""
    job = add_job(ledger, "check", payload={}, deed=by())
    held = claim_job(ledger, lease("first", 1))
    assert held is not None

    is_back = hand_back_job(ledger, held, at=at(2))
    is_back_again = hand_back_job(ledger, held, at=at(2))
    found = claim_job(ledger, lease("second", 3))

    assert (is_back, is_back_again) == (True, False)
    assert found is not None
    assert (found.id, found.attempts, found.worker) == (job.id, 1, "second")


def test_jobs_are_listed_by_who_added_them(ledger: Ledger) -> None:
    """Of one, or of all."""
    mine = add_job(ledger, "check", payload={}, deed=by("me"))
    other = add_job(ledger, "check", payload={"a": 1}, deed=by("you", 1))

    assert [one.id for one in list_jobs(ledger, added_by="me")] == [mine.id]
    assert [one.id for one in list_jobs(ledger)] == [other.id, mine.id]

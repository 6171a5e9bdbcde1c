"""Files go when their term is over: those of jobs that ended before it, and those that nobody names."""

import json
import os
from pathlib import Path

import pytest

from barred.errors import FileProblem
from barred.ledger.expire_files import ACTION, GONE, Term, expire_files
from barred.ledger.file_store import FileStore
from barred.ledger.jobs import Lease, add_job, cancel_job, claim_job, find_job, finish_job
from barred.ledger.ledger import Ledger
from barred.ledger.log import newest_entries, verify_log
from tests.ledger.acts import at, by

_TERM = Term(30, at(30), 1000.0)


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    """Give a place for files."""
    return FileStore(tmp_path / "files")


def put(store: FileStore, body: bytes, *, seconds: float = 1.0) -> str:
    """Put a file there as if at a moment."""
    digest = store.keep(body)
    path = store.path(digest)
    assert path
    os.utime(path, (seconds, seconds))
    return digest


def done(ledger: Ledger, store: FileStore, body: bytes, *, minute: int) -> tuple[str, str, str]:
    """Let a job end at a minute; give its id and the digests of its upload and its result."""
    upload, result = put(store, body), put(store, body + b" checked")
    job = add_job(ledger, "check", payload={"file": {"name": "q.csv", "digest": upload}}, deed=by(minute=0))
    claimed = claim_job(ledger, Lease("w", at(1), at(59)))
    assert claimed
    finish_job(ledger, claimed, result={"check": "check-1", "files": {"csv": result}}, deed=by(minute=minute))
    return job.id, upload, result


def test_what_ended_before_the_term_is_deleted_and_told(ledger: Ledger, store: FileStore) -> None:
    """Upload and result; the job stays, says when, and the chain has digests and sizes."""
    old, upload, result = done(ledger, store, b"old", minute=10)
    new, *newer = done(ledger, store, b"new", minute=40)

    told = expire_files(ledger, store, term=_TERM, deed=by("the upkeep", minute=50))

    assert told == ([old], 2, len(b"oldold checked"))
    assert (store.path(upload), store.path(result)) == (None, None)
    assert all(store.path(one) for one in newer)
    job, other = find_job(ledger, old), find_job(ledger, new)
    assert job
    assert other
    assert job.result == {"check": "check-1", "files": {}, GONE: at(50)}
    assert GONE not in other.result
    [entry] = newest_entries(ledger, most=1)
    assert (entry.action, entry.actor) == (ACTION, "the upkeep")
    payload = json.loads(entry.payload)
    assert (payload["days"], payload["jobs"]) == (30, [old])
    assert {one["digest"] for one in payload["files"]} == {upload, result}
    assert verify_log(ledger).broken is None


def test_a_second_run_finds_nothing_and_writes_nothing(ledger: Ledger, store: FileStore) -> None:
    """An entry tells of a deletion, not of a look."""
    done(ledger, store, b"old", minute=10)
    expire_files(ledger, store, term=_TERM, deed=by(minute=50))
    [before] = newest_entries(ledger, most=1)

    assert expire_files(ledger, store, term=_TERM, deed=by(minute=51)) is None
    assert newest_entries(ledger, most=1) == [before]


def test_what_a_younger_or_open_job_needs_stays(ledger: Ledger, store: FileStore) -> None:
    """The same bytes lie there once, whoever sent them."""
    old, upload, result = done(ledger, store, b"same", minute=10)
    add_job(ledger, "check", payload={"file": {"name": "again.csv", "digest": upload}}, deed=by(minute=20))

    told = expire_files(ledger, store, term=_TERM, deed=by(minute=50))

    assert told is not None
    assert (told.jobs, told.files) == ([old], 1)
    assert store.path(upload)
    assert not store.path(result)


def test_a_cancelled_job_loses_its_upload_too(ledger: Ledger, store: FileStore) -> None:
    """Whatever became of it."""
    upload = put(store, b"cancelled")
    job = add_job(ledger, "check", payload={"file": {"name": "q.csv", "digest": upload}}, deed=by(minute=0))
    cancel_job(ledger, job.id, deed=by(minute=1))

    expire_files(ledger, store, term=_TERM, deed=by(minute=50))

    found = find_job(ledger, job.id)
    assert found
    assert found.result == {"files": {}, GONE: at(50)}
    assert store.path(upload) is None


def test_files_that_nobody_names_go_when_they_are_old(ledger: Ledger, store: FileStore) -> None:
    """A killed worker leaves some; an upload whose job is about to be added is young."""
    left, young = put(store, b"left"), put(store, b"young", seconds=2000.0)

    told = expire_files(ledger, store, term=_TERM, deed=by())

    assert told == ([], 1, len(b"left"))
    assert (store.path(left), store.path(young) is not None) == (None, True)


def test_who_sends_the_same_bytes_again_keeps_them(ledger: Ledger, store: FileStore) -> None:
    """Between the upload and its job nobody names the file, and yet it stays."""
    done(ledger, store, b"again", minute=10)
    upload = store.keep(b"again")

    expire_files(ledger, store, term=_TERM, deed=by(minute=50))

    assert store.path(upload)


def test_what_cannot_be_deleted_is_not_logged_as_deleted(
    ledger: Ledger, store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next run goes on where this one stopped."""
    old, *_ = done(ledger, store, b"old", minute=10)

    def refused(self: Path, *, missing_ok: bool = False) -> None:
        raise PermissionError(13, f"Permission denied: {self} {missing_ok}")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refused)
        with pytest.raises(FileProblem, match="cannot be deleted"):
            expire_files(ledger, store, term=_TERM, deed=by(minute=50))
    assert newest_entries(ledger, most=9, action=ACTION) == []
    told = expire_files(ledger, store, term=_TERM, deed=by(minute=51))
    assert told
    assert told.jobs == [old]

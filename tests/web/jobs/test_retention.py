"""`--keep-files`: the files of jobs go when their term is over, and the log and the pages say so."""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from barred.cli.main import main
from barred.directory.snapshot import Snapshot
from tests.web.office import Office, office
from tests.web.person import Person
from tests.web.reading import read_page
from tests.web.talk import running, until


@pytest.fixture
def quiet(snapshot: Snapshot, tmp_path: Path) -> Iterator[Office]:
    """Give a server that deletes nothing."""
    with office(tmp_path, snapshot.path) as found:
        yield found


def aged(found: Office, *, role: str = "reader") -> tuple[str, str]:
    """Have a file checked long ago; give the ids of the job and the check."""
    job = found.job(role)
    found.work()
    check = found.done(role, job)["check"]
    with sqlite3.connect(found.address) as connection:
        connection.execute("UPDATE jobs SET ended_at = '2026-01-02T08:00:00.000000Z' WHERE id = ?", (job,))
    connection.close()
    for one in found.files.glob("??/*"):
        os.utime(one, (1_000_000_000, 1_000_000_000))
    return job, str(check)


def test_a_worker_deletes_what_is_too_old(quiet: Office) -> None:
    """Uploads and reports; the verdicts stay, and what stood for a report says when it went."""
    job, check = aged(quiet)
    young = quiet.job("reader", b"Brand\nAxis\n")
    reader = Person(quiet, "reader")
    before = reader.get(f"/checks/{check}/report.pdf").status

    worker = quiet.worker("--once", "--keep-files", "30", "--name", "worker seven")
    _, told = worker.communicate(timeout=120)

    after = reader.get(f"/checks/{check}/report.pdf")
    page = " ".join(read_page(reader.get(f"/checks/{check}").body).words)
    entries = quiet.get("admin", "/v1/log?action=files.delete")["entries"]
    assert b"deleted 9 files of 1 jobs" in told
    assert (before, after.status) == (200, 410)
    assert "were deleted at" in " ".join(read_page(after.body).words)
    assert "were deleted on" in page
    assert "DS-2CD2143G2-I" in page
    assert quiet.ask("reader", "GET", f"/v1/jobs/{job}/result/csv").status == 410
    assert quiet.ask("reader", "POST", f"/v1/checks/{check}/rerun", told={}).status == 409
    assert [(one["actor"], one["payload"]["jobs"], one["payload"]["days"]) for one in entries] == [
        ("worker seven", [job], 30)
    ]
    assert len(entries[0]["payload"]["files"]) == 9
    assert quiet.done("reader", young)["state"] == "done"
    assert quiet.get("admin", "/v1/log/verify")["is_whole"]


def test_a_server_deletes_what_is_too_old_and_says_for_how_long_it_keeps(
    quiet: Office, snapshot: Snapshot, tmp_path: Path
) -> None:
    """When it begins, beside its answers."""
    aged(quiet)
    words = ("--ledger", quiet.address, "--files", str(quiet.files), "--snapshot", str(snapshot.path), "--rate", "0")

    with running(tmp_path, *words, "--keep-files", "30") as server:
        other = quiet._replace(server=server)
        until(lambda: other.get("admin", "/v1/log?action=files.delete")["entries"] != [])
        page = Person(other, "reader").get("/work")

    assert "deleted 30 days after" in " ".join(read_page(page.body).words)
    assert list(quiet.files.glob("??/*")) == []
    assert any(one["event"] == "files deleted" for one in server.lines())


@pytest.mark.parametrize("command", ["worker", "serve"])
def test_a_time_that_is_none_is_refused(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is begun."""
    status = main((command, "--keep-files", "0", "--ledger", str(tmp_path / "ledger.sqlite")))

    assert status == 2
    assert "--keep-files" in capsys.readouterr().err

"""`/v1/jobs` from the upload to the result, with workers that are processes of their own."""

import csv
import io
import json
import signal
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from barred.ledger.checks import list_checks
from barred.ledger.ledger import open_ledger
from barred.ledger.log import verify_log
from tests.web.office import AGENCY, QUOTE, Office
from tests.web.talk import until


def long_quote(rows: int) -> bytes:
    """Give a file that takes a worker a while: every row is another question."""
    return b"Hersteller,Typ\n" + b"".join(b"Hikvision,DS-2CD%d-I\n" % number for number in range(rows))


def test_a_file_becomes_a_check_and_reports(bureau: Office) -> None:
    """Accepted with its address, done by a worker, kept with every verdict, and given in four forms."""
    answer = bureau.send("reader", QUOTE)

    told = bureau.work()
    job = bureau.done("reader", answer.told["id"])

    assert answer.status == 202
    assert answer.headers["location"] == f"/v1/jobs/{answer.told['id']}"
    assert answer.told["state"] == "waiting"
    assert "done" in told
    assert (job["state"], job["counts"]) == ("done", {"barred": 1, "clear": 1, "unidentified": 1})
    results = {form: bureau.ask("reader", "GET", path).body for form, path in job["results"].items()}
    rows = list(csv.DictReader(io.StringIO(results["csv"].decode("utf-8-sig"))))
    assert [one["outcome"] for one in rows] == ["barred", "clear", "unidentified"]
    assert [json.loads(line)["outcome"] for line in results["jsonl"].splitlines()] == [
        "barred",
        "clear",
        "unidentified",
    ]
    table = pq.read_table(io.BytesIO(results["parquet"])).to_pylist()
    assert [(one["row"], one["Hersteller"], one["outcome"]) for one in table] == [
        (2, "Hikvision", "barred"), (3, "Axis", "clear"), (4, "", "unidentified"),
    ]  # fmt: skip
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(results["xlsx"])).get_sheet_by_index(0).to_python()
    assert sheet[1][0] == "Hikvision"
    kept = bureau.get("reader", f"/v1/checks/{job['check']}/rows")
    assert [(one["number"], one["outcome"]) for one in kept["rows"]] == [
        (1, "barred"),
        (2, "clear"),
        (3, "unidentified"),
    ]
    assert bureau.get("admin", "/v1/log/verify")["is_whole"]


def test_the_same_key_gives_the_same_job(bureau: Office) -> None:
    """Sent twice it is one job; with another file the key is refused; of somebody else it is another key."""
    first = bureau.send("reader", QUOTE, once="order 7")

    again = bureau.send("reader", QUOTE, once="order 7")
    other = bureau.send("reader", b"Brand\nAxis\n", once="order 7")
    another = bureau.send("curator", QUOTE, once="order 7")

    assert again.told["id"] == first.told["id"]
    assert (other.status, "belongs to another job" in other.told["detail"]) == (422, True)
    assert another.told["id"] != first.told["id"]
    assert len(bureau.get("curator", "/v1/jobs")["jobs"]) == 2


def test_a_killed_worker_loses_its_job_to_another_and_nothing_is_doubled(bureau: Office) -> None:
    """SIGKILL in the middle; when the lease runs out another worker begins anew, and there is one check."""
    job = bureau.job("reader", long_quote(60_000))
    killed = bureau.worker("--lease", "2")
    until(lambda: bureau.get("reader", f"/v1/jobs/{job}")["progress"].get("rows", 0) > 0)

    killed.send_signal(signal.SIGKILL)
    killed.communicate(timeout=30)
    state = bureau.get("reader", f"/v1/jobs/{job}")["state"]
    small = bureau.job("reader", QUOTE)
    bureau.ask("curator", "POST", f"/v1/jobs/{job}/cancel")
    bureau.work()

    assert state == "running"
    assert bureau.get("reader", f"/v1/jobs/{job}")["state"] == "cancelled"
    assert bureau.done("reader", small)["state"] == "done"
    assert len(bureau.get("curator", "/v1/checks")["checks"]) == 1


def test_a_job_of_a_killed_worker_is_done_by_the_next(bureau: Office) -> None:
    """Kept once, with the attempts counted."""
    job = bureau.job("reader", long_quote(3_000))
    killed = bureau.worker("--lease", "2")
    until(lambda: bureau.get("reader", f"/v1/jobs/{job}")["state"] == "running")
    killed.send_signal(signal.SIGKILL)
    killed.communicate(timeout=30)

    following = bureau.worker("--lease", "30")
    try:
        until(lambda: bureau.get("reader", f"/v1/jobs/{job}")["attempts"] == 2)
        until(lambda: bureau.get("reader", f"/v1/jobs/{job}")["ended_at"] is not None)
    finally:
        following.terminate()
        following.communicate(timeout=60)

    told = bureau.get("reader", f"/v1/jobs/{job}")
    assert (told["state"], told["attempts"], sum(told["counts"].values())) == ("done", 2, 3_000)
    checks = bureau.get("reader", "/v1/checks")["checks"]
    assert [one["id"] for one in checks] == [told["check"]]
    assert bureau.get("admin", "/v1/log/verify")["is_whole"]


def test_several_workers_do_every_job_once(bureau: Office) -> None:
    """Three workers on one ledger: as many checks as jobs, each job ended once in the log."""
    jobs = [bureau.job("reader", QUOTE + b"Axis,M%d,1\n" % number) for number in range(9)]
    workers = [bureau.worker("--once") for _ in range(3)]
    for one in workers:
        _, told = one.communicate(timeout=120)
        assert one.returncode == 0, told

    states = {one["id"]: one["state"] for one in bureau.get("reader", "/v1/jobs")["jobs"]}

    assert states == dict.fromkeys(jobs, "done")
    ended = bureau.get("admin", "/v1/log?action=job.done&most=100")["entries"]
    assert sorted(one["payload"]["id"] for one in ended) == sorted(jobs)
    ledger = open_ledger(bureau.address)
    try:
        assert len(list_checks(ledger)) == len(jobs)
        assert verify_log(ledger).broken is None
    finally:
        ledger.close()


def test_a_worker_that_is_told_to_stop_hands_its_job_back(bureau: Office) -> None:
    """SIGTERM: it ends well, and the job waits as if nobody had tried."""
    job = bureau.job("reader", long_quote(60_000))
    worker = bureau.worker()
    until(lambda: bureau.get("reader", f"/v1/jobs/{job}")["progress"].get("rows", 0) > 0)

    worker.terminate()
    _, told = worker.communicate(timeout=60)

    assert worker.returncode == 0
    assert b"handed back" in told
    found = bureau.get("reader", f"/v1/jobs/{job}")
    assert (found["state"], found["attempts"]) == ("waiting", 0)


def test_a_running_job_is_cancelled(desk: Office) -> None:
    """Its worker lets go and keeps nothing; to cancel once more is a conflict."""
    job = desk.job("reader", long_quote(60_000))
    worker = desk.worker()
    until(lambda: desk.get("reader", f"/v1/jobs/{job}")["progress"].get("rows", 0) > 0)

    first = desk.ask("reader", "POST", f"/v1/jobs/{job}/cancel")
    second = desk.ask("reader", "POST", f"/v1/jobs/{job}/cancel")
    small = desk.job("reader")
    done = desk.done("reader", small)
    worker.terminate()
    _, told = worker.communicate(timeout=60)

    assert (first.status, first.told["state"], second.status) == (200, "cancelled", 409)
    assert done["state"] == "done"
    assert b"cancelled" in told
    assert desk.ask("reader", "GET", f"/v1/jobs/{job}/result/csv").status == 409


def test_progress_comes_as_events(desk: Office) -> None:
    """Server-Sent Events up to the end, and then a browser is told not to come back."""
    job = desk.job("reader")
    desk.work()

    stream = desk.ask("reader", "GET", f"/v1/jobs/{job}/events")
    again = desk.ask("reader", "GET", f"/v1/jobs/{job}/events", Last_Event_ID="end")

    assert stream.headers["content-type"].startswith("text/event-stream")
    lines = stream.body.decode().splitlines()
    assert "event: end" in lines
    data = json.loads(next(line for line in lines if line.startswith("data: ")).removeprefix("data: "))
    assert (data["id"], data["state"]) == (job, "done")
    assert again.status == 204


@pytest.mark.parametrize(
    ("body", "fields", "told"),
    [
        (b"", AGENCY, "the file is empty"),
        (QUOTE, {**AGENCY, "as": "nobody"}, "not a known party"),
        (QUOTE, {**AGENCY, "column": "colour=Typ"}, "names no column"),
        (QUOTE, {**AGENCY, "colour": "red"}, "no such parameter"),
        (QUOTE, {**AGENCY, "on": "yesterday"}, "yesterday"),
    ],
    ids=["empty", "word", "column", "field", "day"],
)
def test_what_cannot_be_done_is_told_at_once(desk: Office, body: bytes, fields: dict[str, str], told: str) -> None:
    """Before a worker comes to it."""
    answer = desk.send("reader", body, fields=fields)

    assert answer.status == 422
    assert told in answer.told["detail"]
    assert answer.headers["content-type"] == "application/problem+json"


def test_what_a_job_leaves_out_is_told(desk: Office, tmp_path: Path) -> None:
    """A sheet that is no table is named in the result, on the page of the check and in its report."""
    book = tmp_path / "book.xlsx"
    with Workbook(str(book)) as made:
        made.add_worksheet("Cover").write_row(0, 0, ["an offer"])
        sheet = made.add_worksheet("Cameras")
        sheet.write_row(0, 0, ["Brand", "Model"])
        sheet.write_row(1, 0, ["Hikvision", "DS-2CD2143G2-I"])
    job = desk.job("reader", book.read_bytes(), name="book.xlsx")

    desk.work()

    told = desk.done("reader", job)
    page = desk.ask("reader", "GET", f"/checks/{told['check']}").body.decode()
    report = desk.ask("reader", "GET", told["results"]["html"]).body.decode()
    assert [one for one in (page, report) if "book.xlsx#Cover" not in one] == []


def test_a_file_that_cannot_be_read_fails_its_job_with_the_reason(desk: Office) -> None:
    """Not again and again: the file is at fault."""
    job = desk.job("reader", b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, name="camera.png")

    desk.work()

    told = desk.done("reader", job)
    assert (told["state"], told["attempts"]) == ("failed", 1)
    assert "camera.png" in told["trouble"]


@pytest.mark.parametrize("name", ["../../etc/passwd", "..\\..\\boot.ini", "/etc/cron.d/x", "a\nb.csv", ".", "…" * 300])
def test_the_name_of_a_file_leads_nowhere(desk: Office, name: str) -> None:
    """A name is a name: what remains of it is a plain file in a folder of its own."""
    job = desk.send("reader", QUOTE, name=name.replace("\n", "%0A")).told["id"]

    desk.work()

    told = desk.done("reader", job)
    assert told["state"] == "done"
    assert not set(told["file"]) & set("/\\\n")
    assert told["file"] not in {"", ".", ".."}
    assert {one.parent.parent for one in desk.files.glob("*/*")} == {desk.files}


def test_cells_that_a_spreadsheet_would_run_come_out_harmless(desk: Office) -> None:
    """In CSV such a cell is made text."""
    job = desk.job("reader", b'Brand,Note\nAxis,"=HYPERLINK(""http://example.org"")"\nAxis,@SUM(1)\n')

    desk.work()

    path = desk.done("reader", job)["results"]["csv"]
    rows = list(csv.DictReader(io.StringIO(desk.ask("reader", "GET", path).body.decode("utf-8-sig"))))
    assert all(not one["Note"].startswith(("=", "@", "+", "-")) for one in rows)
    assert len(rows) == 2


def test_a_file_that_is_too_large_is_not_read(desk: Office) -> None:
    """By what its header states, before its first byte."""
    headers = {
        "Authorization": f"Bearer {desk.keys['reader']}",
        "Content-Type": "multipart/form-data; boundary=x",
        "Content-Length": str(100 << 20),
    }

    answer = desk.server.ask("POST", "/v1/jobs", headers=headers, body=None)

    assert answer.status == 413


def test_a_reader_sees_their_own_jobs_and_checks_alone(desk: Office) -> None:
    """Those of others are not there for them; a curator sees all."""
    job = desk.job("curator")
    desk.work()
    check = desk.done("curator", job)["check"]

    for path in (f"/v1/jobs/{job}", f"/v1/jobs/{job}/events", f"/v1/jobs/{job}/result/csv", f"/v1/checks/{check}",
                 f"/v1/checks/{check}/rows"):  # fmt: skip
        assert desk.ask("reader", "GET", path).status == 404, path
        assert desk.ask("approver", "GET", path).status == 200, path
    assert desk.ask("reader", "POST", f"/v1/jobs/{job}/cancel").status == 404
    assert desk.ask("reader", "POST", f"/v1/checks/{check}/rerun", told={}).status == 404
    assert job not in [one["id"] for one in desk.get("reader", "/v1/jobs")["jobs"]]
    assert check not in [one["id"] for one in desk.get("reader", "/v1/checks?most=1000")["checks"]]

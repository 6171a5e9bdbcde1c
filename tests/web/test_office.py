"""`/v1/keys` and `/v1/log`: who may what, and what was done under whose name."""

import sqlite3
from pathlib import Path

import pytest

from barred.directory.snapshot import Snapshot
from tests.web.office import Office, office
from tests.web.talk import until


def test_a_key_is_shown_once(desk: Office) -> None:
    """In the answer that makes it; the list has its beginning, and the log neither."""
    made = desk.ask("admin", "POST", "/v1/keys", told={"name": "the till", "role": "reader", "expires": "2099-01-01"})

    opened = desk.server.ask("GET", "/v1/jobs", headers={"Authorization": f"Bearer {made.told['key']}"})
    listed = desk.ask("admin", "GET", "/v1/keys")
    log = desk.ask("admin", "GET", "/v1/log?action=key.add&most=1000")

    assert (made.status, opened.status) == (201, 200)
    secret = made.told["key"].split("_", 2)[2]
    assert secret not in listed.body.decode()
    assert secret not in log.body.decode()
    assert secret not in desk.server.log.read_text("utf-8")
    assert made.told["prefix"] in [one["prefix"] for one in listed.told["keys"]]


@pytest.mark.parametrize(
    "told",
    [{"name": "x", "role": "king"}, {"name": "", "role": "reader"}, {"name": "x\n", "role": "reader"}, {"name": "x"},
     {"name": "x", "role": "reader", "expires": "soon"}],
    ids=["role", "name", "signs", "missing", "day"],
)  # fmt: skip
def test_a_key_that_would_say_nothing_is_refused(desk: Office, told: dict[str, str]) -> None:
    """No key is made."""
    before = len(desk.get("admin", "/v1/keys")["keys"])

    assert desk.ask("admin", "POST", "/v1/keys", told=told).status == 422
    assert len(desk.get("admin", "/v1/keys")["keys"]) == before


def test_every_change_is_in_the_log_under_the_name_of_its_key(bureau: Office) -> None:
    """Jobs, checks, waivers and keys; and the chain proves it."""
    job = bureau.job("reader")
    bureau.work()
    check = bureau.done("reader", job)["check"]
    bureau.ask("reader", "POST", f"/v1/checks/{check}/rerun", told={})
    told = {"scope": "brand", "value": "Quay", "restrictions": ["us-ndaa-2019-s889-a1a"], "reason": "a test"}
    waiver = bureau.ask("approver", "POST", "/v1/waivers", told={**told, "expires": "2099-01-01"}).told["id"]
    bureau.ask("approver", "POST", f"/v1/waivers/{waiver}/revoke", told={"reason": "over"})
    key = bureau.ask("admin", "POST", "/v1/keys", told={"name": "the till", "role": "reader"}).told["prefix"]
    bureau.ask("admin", "POST", f"/v1/keys/{key}/revoke")

    entries = bureau.get("admin", "/v1/log?most=1000")["entries"]
    proof = bureau.get("admin", "/v1/log/verify")
    cut = bureau.get("admin", f"/v1/log/verify?head={'0' * 63}1")

    acts = [(one["action"], one["actor"]) for one in entries if one["actor"] != "the registry"]
    assert [one for one in acts if not one[1].startswith("worker ")] == [
        ("secret.make", "barred serve"), ("job.add", "the reader"), ("check.keep", "the reader"),
        ("job.add", "the reader"), ("waiver.add", "the approver"), ("waiver.revoke", "the approver"),
        ("key.add", "the admin"), ("key.revoke", "the admin"),
    ]  # fmt: skip
    assert [one[0] for one in acts if one[1].startswith("worker ")] == ["job.done"]
    assert (proof["is_whole"], proof["proved"], proof["head"]) == (True, len(entries), entries[-1]["hash"])
    assert not cut["is_whole"]


def test_the_log_is_read_in_parts(desk: Office) -> None:
    """`next` leads to what is left."""
    desk.job("reader")
    first = desk.get("admin", "/v1/log?most=3")

    rest = desk.get("admin", f"/v1/log?after={first['next']}&most=1000")

    assert [one["sequence"] for one in first["entries"]] == [1, 2, 3]
    assert rest["entries"][0]["sequence"] == 4
    assert rest["next"] == 0


def test_a_changed_entry_is_told(snapshot: Snapshot, tmp_path: Path) -> None:
    """Whoever gets around the triggers of the database breaks the chain."""
    with office(tmp_path, snapshot.path) as found:
        found.job("reader")
        with sqlite3.connect(found.address) as connection:
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                connection.execute(f"DROP TRIGGER {name}")
            connection.execute("UPDATE log SET actor = 'nobody' WHERE sequence = 2")
        connection.close()

        proof = found.get("admin", "/v1/log/verify")

    assert (proof["is_whole"], proof["broken"], proof["proved"]) == (False, 2, 1)
    assert "not what was written" in proof["why"]


def test_the_newest_entry_is_noted_where_the_server_logs(snapshot: Snapshot, tmp_path: Path) -> None:
    """Soon after the start and in the end: kept elsewhere, it shows later that the log was not written anew."""
    with office(tmp_path, snapshot.path) as found:
        until(lambda: any(one["event"] == "log head" for one in found.server.lines()))
        found.job("reader")
        [newest] = found.get("admin", "/v1/log?action=job.add")["entries"]
        assert found.server.stop() == 0

        noted = [one for one in found.server.lines() if one["event"] == "log head"]

    assert len(noted) == 2
    assert (noted[-1]["number"], noted[-1]["hash"]) == (newest["sequence"], newest["hash"])

"""`/v1/waivers`, and waivers in the answers of the server: as `waived`, never hidden, to the day."""

import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from barred.directory.snapshot import Snapshot
from tests.web.office import Office, office
from tests.web.talk import until

_TODAY = date.fromisoformat(time.strftime("%Y-%m-%d", time.gmtime()))
_RULE = "us-ndaa-2019-s889-a1a"
_LOOKUP = {"brand": "Amcrest", "model": "IP8M-2496E", "as": "us/federal/executive-agency", "to": "procure"}


def day(days: int) -> str:
    """Give a day counted from today."""
    return (_TODAY + timedelta(days=days)).isoformat()


def rules(found: Office) -> list[str]:
    """Give what applies to the camera of these tests."""
    return [one["id"] for one in looked_up(found, day(0))["restrictions"] if one["applies"] != "no"]


def asked(**more: object) -> dict[str, Any]:
    """Give a waiver as a client sends it."""
    told = {
        "scope": "model",
        "value": "IP8M-2496E",
        "restrictions": [_RULE],
        "reason": "a test bench",
        "expires": day(20),
    }
    return {**told, **more}


def looked_up(found: Office, on: str) -> dict[str, Any]:
    """Ask about the camera on a day."""
    verdict: dict[str, Any] = found.get("", f"/v1/lookup?{urlencode({**_LOOKUP, 'on': on})}")["verdict"]
    return verdict


def test_a_page_is_sent_anew_when_a_waiver_comes(bureau: Office) -> None:
    """What a browser has of a verdict is no longer right, and the page names the waiver."""
    path = f"/ask?{urlencode({'q': 'Amcrest IP8M-2496E', 'as': _LOOKUP['as'], 'to': _LOOKUP['to']})}"
    before = bureau.ask("", "GET", path)
    added = bureau.ask("approver", "POST", "/v1/waivers", told=asked(restrictions=rules(bureau)))

    after = bureau.ask("", "GET", path, If_None_Match=before.headers["etag"])

    assert before.status == after.status == 200
    assert b'data-outcome="barred"' in before.body
    assert b'data-outcome="waived"' in after.body
    assert added.told["id"].encode() in after.body


def test_a_waiver_counts_in_every_answer_to_the_day(snapshot: Snapshot, tmp_path: Path) -> None:
    """Look-up, check and gate say `waived` from its first day to the day before its end, and hide nothing."""
    gate = ("--as", "us/federal/executive-agency", "--to", "procure", "--gate", "waived=allow")
    with office(tmp_path, snapshot.path, *gate) as found:
        device = {"subject": {"type": "device", "id": "x", "properties": {"brand": "Amcrest", "model": "IP8M-2496E"}}}
        question = {**device, "action": {"name": "connect"}, "resource": {"type": "network", "id": "1"}}

        def at_the_gate(days: int) -> tuple[bool, str]:
            moment = f"{day(days)}T12:00:00Z"
            answer = found.ask("", "POST", "/access/v1/evaluation", told={**question, "context": {"time": moment}}).told
            return answer["decision"], answer["context"]["outcome"]

        before = found.ask("", "GET", f"/v1/lookup?{urlencode(_LOOKUP)}")
        binding = rules(found)
        added = found.ask("approver", "POST", "/v1/waivers", told=asked(restrictions=binding, expires=day(10)))
        answer = found.ask("", "GET", f"/v1/lookup?{urlencode(_LOOKUP)}", If_None_Match=before.headers["etag"])
        days = {days: looked_up(found, day(days))["outcome"] for days in (-1, 0, 9, 10)}
        row = {"brand": "Amcrest", "model": "IP8M-2496E"}
        case = {"as": "us/federal/executive-agency", "to": "procure"}
        check = found.ask("", "POST", "/v1/check", told={"case": case, "rows": [row]}).told
        gates = {days: at_the_gate(days) for days in (-1, 0, 9, 10)}

        revoked = found.ask("approver", "POST", f"/v1/waivers/{added.told['id']}/revoke", told={"reason": "over"})
        after = looked_up(found, day(0))

    outcome = before.told["verdict"]["outcome"]
    assert outcome == "barred"
    assert (added.status, added.told["approved_by"], added.told["state"]) == (201, "the approver", "unused")
    assert answer.status == 200
    assert days == {-1: outcome, 0: "waived", 9: "waived", 10: outcome}
    waived = [one for one in answer.told["verdict"]["restrictions"] if one["waived"]]
    assert {one["id"] for one in waived} == set(binding)
    assert check["outcomes"] == {"waived": 1}
    assert gates == {-1: (False, outcome), 0: (True, "waived"), 9: (True, "waived"), 10: (False, outcome)}
    assert (revoked.told["state"], after["outcome"]) == ("revoked", outcome)


def test_every_state_is_told(desk: Office) -> None:
    """Those that ended and were taken back too; the states of another day as of that day."""
    ids = {}
    for name, told in {
        "unused": asked(),
        "coming": asked(granted=day(2)),
        "expired": asked(granted=day(-9), expires=day(-1)),
        "revoked": asked(),
    }.items():
        ids[name] = desk.ask("approver", "POST", "/v1/waivers", told=told).told["id"]
    desk.ask("approver", "POST", f"/v1/waivers/{ids['revoked']}/revoke", told={"reason": "over"})

    now = {one["id"]: one["state"] for one in desk.get("reader", "/v1/waivers")["waivers"]}
    later = {one["id"]: one["state"] for one in desk.get("reader", f"/v1/waivers?on={day(30)}")["waivers"]}
    expired = desk.get("reader", "/v1/waivers?state=expired")["waivers"]

    assert {name: now[key] for name, key in ids.items()} == {name: name for name in ids}
    assert later[ids["unused"]] == "expired"
    assert ids["expired"] in [one["id"] for one in expired]
    assert {one["state"] for one in expired} == {"expired"}


@pytest.mark.parametrize(
    "told",
    [
        {key: value for key, value in asked().items() if key != "expires"},
        asked(expires=day(-1)),
        asked(reason=""),
        asked(restrictions=[]),
        asked(restrictions=["the act"]),
        asked(scope="world"),
        asked(value="a\x1b[2Jb"),
        asked(more="x"),
    ],
    ids=["no end", "ended", "no reason", "nothing", "vague", "scope", "signs", "field"],
)
def test_leave_without_end_reason_or_bounds_is_refused(desk: Office, told: dict[str, object]) -> None:
    """Nothing is put on record."""
    before = len(desk.get("reader", "/v1/waivers")["waivers"])

    answer = desk.ask("approver", "POST", "/v1/waivers", told=told)

    assert answer.status == 422, answer.body
    assert len(desk.get("reader", "/v1/waivers")["waivers"]) == before


def test_a_waiver_of_the_command_line_is_taken_up(desk: Office) -> None:
    """Within seconds, by a server that nobody told."""
    from barred.ledger.ledger import Deed, open_ledger  # noqa: PLC0415
    from barred.ledger.waivers import add_waiver  # noqa: PLC0415
    from barred.model.waiver import Waiver  # noqa: PLC0415

    waiver = Waiver("", "brand", "Amcrest", tuple(amcrest(desk)), "a test", "an office", day(0), day(5))
    ledger = open_ledger(desk.address)
    try:
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        add_waiver(ledger, waiver, deed=Deed("somebody", now))
    finally:
        ledger.close()

    until(lambda: amcrest_verdict(desk)["outcome"] == "waived")


def amcrest_verdict(found: Office) -> dict[str, Any]:
    """Ask about another brand, which other tests leave alone."""
    told = {"brand": "Amcrest", "model": "IP8M-2496E", "as": "us/federal/executive-agency", "to": "procure"}
    verdict: dict[str, Any] = found.get("", f"/v1/lookup?{urlencode(told)}")["verdict"]
    return verdict


def amcrest(found: Office) -> list[str]:
    """Give what applies to it."""
    return [one["id"] for one in amcrest_verdict(found)["restrictions"] if one["applies"] != "no"]

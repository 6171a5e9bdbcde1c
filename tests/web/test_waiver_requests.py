"""Requests for waivers, by program and by form: one asks, another replies, and the next answer knows it."""

import re
from urllib.parse import urlencode

import pytest

from tests.web.office import Office, make_keys
from tests.web.person import Person, forms_of
from tests.web.reading import read_page
from tests.web.test_waivers import asked, day, looked_up, rules
from tests.web.test_work_pages import words_of

_ASK, _LIST = "/v1/waivers/ask", "/v1/waivers/requests"
_TYPED = {"scope": "brand", "value": "Wharf", "restrictions": "us-ndaa-2019-s889-a1a\r\n52.204-25",
          "reason": "until <it> is replaced", "expires": "2099-06-30"}  # fmt: skip


def test_a_reader_asks_and_an_approver_grants(bureau: Office) -> None:
    """What is granted covers in the next answer; before, and under the hands of a curator, nothing changes."""
    made = bureau.ask("reader", "POST", _ASK, told=asked(restrictions=rules(bureau)))
    path = f"{_LIST}/{made.told['id']}"
    before = looked_up(bureau, day(0))["outcome"]

    refused = bureau.ask("curator", "POST", f"{path}/grant", told={"reason": "why not"})
    granted = bureau.ask("approver", "POST", f"{path}/grant", told={"reason": "a bench", "approved_by": "the board"})
    after = looked_up(bureau, day(0))["outcome"]
    again = bureau.ask("admin", "POST", f"{path}/refuse", told={"reason": "too late"})

    assert (made.status, made.headers["location"], made.told["state"]) == (201, path, "asked")
    assert (made.told["asked_by"], made.told["waiver"]) == ("the reader", None)
    assert (before, refused.status, granted.status, after) == ("barred", 403, 200, "waived")
    waiver = bureau.get("reader", f"/v1/waivers/{granted.told['waiver']}")
    assert (waiver["approved_by"], waiver["reason"], waiver["value"]) == ("the board", "a test bench", "IP8M-2496E")
    assert (granted.told["state"], granted.told["replied_by"], granted.told["reply_reason"]) == (
        "unused", "the approver", "a bench",
    )  # fmt: skip
    assert bureau.get("reader", path)["waiver"] == waiver["id"]
    assert (again.status, "granted already" in again.told["detail"]) == (422, True)
    acts = [(one["action"], one["actor"]) for one in bureau.get("admin", "/v1/log?most=1000")["entries"]]
    assert acts[-3:] == [
        ("waiver.ask", "the reader"), ("waiver.add", "the approver"), ("waiver.grant", "the approver"),
    ]  # fmt: skip


def test_nobody_grants_what_they_asked_for(desk: Office) -> None:
    """An approver who asked neither grants nor refuses it, with whichever key of their name; others do."""
    twin = make_keys(desk.address, ["approver"])["approver"]
    shown = {"Authorization": f"Bearer {twin}", "Content-Type": "application/json"}
    for reply in ("grant", "refuse"):
        made = desk.ask("approver", "POST", _ASK, told=asked()).told["id"]
        path = f"{_LIST}/{made}/{reply}"

        own = desk.ask("approver", "POST", path, told={"reason": "mine"})
        other_key = desk.server.ask("POST", path, body='{"reason": "mine"}', headers=shown)
        other = desk.ask("admin", "POST", path, told={"reason": "seen"})

        assert (own.status, other_key.status, other.status) == (422, 422, 200), reply
        assert "nobody replies to themselves" in own.told["detail"]


def test_requests_are_listed_by_state(desk: Office) -> None:
    """What waits, was granted and never used, and was refused; on a later day as of that day."""
    ids = [desk.ask("reader", "POST", _ASK, told=asked()).told["id"] for _ in range(3)]
    desk.ask("approver", "POST", f"{_LIST}/{ids[1]}/grant", told={"reason": "x"})
    desk.ask("approver", "POST", f"{_LIST}/{ids[2]}/refuse", told={"reason": "x"})

    now = {one["id"]: one["state"] for one in desk.get("reader", _LIST)["requests"]}
    later = {one["id"]: one["state"] for one in desk.get("reader", f"{_LIST}?on={day(30)}")["requests"]}
    only = desk.get("reader", f"{_LIST}?state=refused")["requests"]

    assert [now[one] for one in ids] == ["asked", "unused", "refused"]
    assert [later[one] for one in ids] == ["expired", "expired", "refused"]
    assert {one["state"] for one in only} == {"refused"}
    assert desk.ask("reader", "GET", f"{_LIST}?state=odd").status == 422
    assert desk.ask("reader", "GET", f"{_LIST}/none").status == 404
    assert desk.ask("approver", "POST", f"{_LIST}/none/grant", told={"reason": "x"}).status == 422


@pytest.mark.parametrize(
    "told",
    [asked(expires=day(0)), asked(reason=""), asked(restrictions=["the act"]), asked(value="a\x1b[2Jb"),
     asked(approved_by="me"), asked(id="mine")],
    ids=["ended", "no reason", "vague", "signs", "office", "id"],
)  # fmt: skip
def test_what_makes_no_request_is_refused(desk: Office, told: dict[str, object]) -> None:
    """An office and an id are for whoever grants; nothing is put on record."""
    before = len(desk.get("reader", _LIST)["requests"])

    assert desk.ask("reader", "POST", _ASK, told=told).status == 422
    assert len(desk.get("reader", _LIST)["requests"]) == before


def test_asked_for_granted_and_refused_by_forms(desk: Office) -> None:
    """The address with the words, a button for whoever asks, two forms for whoever may reply, none for who asked."""
    reader, approver, admin = (Person(desk, role) for role in ("reader", "approver", "admin"))

    page = reader.follow(reader.send(f"/waivers/new?{urlencode(_TYPED)}", "/waivers/ask"))
    [key] = {one for one in read_page(page.body).words if re.fullmatch(r"request-\d+", one)}
    path = f"/waivers/requests/{key}"
    granted = approver.follow(approver.send(path, f"{path}/grant", reason="until <June>", approved_by=""))
    own = approver.follow(approver.send(f"/waivers/new?{urlencode(_TYPED)}", "/waivers/ask"))
    [mine] = {one for one in read_page(own.body).words if re.fullmatch(r"request-\d+", one)}
    its_path = f"/waivers/requests/{mine}"
    forced = approver.post(f"{its_path}/grant", reason="x", csrf=approver.word())
    refused = admin.follow(admin.send(its_path, f"{its_path}/refuse", reason="no <more>"))

    assert [one.action for one in forms_of(page.body) if one.method == "post"] == ["/sign-out"]
    assert "Asked by the reader" in words_of(page)
    waiver = desk.get("reader", f"{_LIST}/{key}")["waiver"]
    assert f"/waivers/{waiver}" in read_page(granted.body).links
    assert key in words_of(reader.get(f"/waivers/{waiver}"))
    assert "until <June>" in words_of(granted)
    assert "You asked for this" in words_of(own)
    assert [one.action for one in forms_of(own.body) if "requests" in one.action] == []
    assert (forced.status, "nobody replies to themselves" in words_of(forced)) == (422, True)
    assert "no <more>" in words_of(refused)
    for one in (page, granted, own, refused):
        assert read_page(one.body).faults == []
        assert b"<it>" not in one.body


def test_what_waits_for_a_reply_is_told_where_work_begins(desk: Office) -> None:
    """And beside the waivers."""
    desk.ask("reader", "POST", _ASK, told=asked())
    approver = Person(desk, "approver")
    number = len(desk.get("reader", f"{_LIST}?state=asked")["requests"])

    assert approver.get("/work.json").told["asked"] == approver.get("/waivers.json").told["asked"] == number
    assert "/waivers/requests?state=asked" in read_page(approver.get("/work").body).links
    assert "/waivers/requests" in read_page(approver.get("/waivers").body).links

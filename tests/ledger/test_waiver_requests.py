"""Requests for waivers: asked by one, granted or refused by another, with a reason and in the log."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from barred.errors import UsageProblem
from barred.ledger.ledger import Ledger, open_ledger
from barred.ledger.log import read_log, verify_log
from barred.ledger.waiver_requests import (
    Reply,
    WaiverRequest,
    ask_for_waiver,
    find_request,
    list_requests,
    reply_to_request,
)
from barred.ledger.waivers import list_waivers, note_uses, revoke_waiver
from barred.model.waiver import Waiver
from tests.ledger.acts import by

WANTED = Waiver("", "model", "EX-200", ("law", "act"), "spares", "", "2026-03-01", "2026-12-31", place="us",
                clause="s. 12", evidence="folder 7")  # fmt: skip
YES, NO = Reply(is_granted=True, reason="few are left"), Reply(is_granted=False, reason="there are others")


def asked(ledger: Ledger, **more: str) -> WaiverRequest:
    """Let the desk ask."""
    return ask_for_waiver(ledger, WANTED._replace(**more), deed=by("the desk", 1), mark="key-1")  # type: ignore[arg-type]


def test_a_request_is_granted_by_somebody_else(ledger: Ledger) -> None:
    """The waiver goes on record in the same change, as it was asked for, by the office that granted it."""
    request = asked(ledger, granted="2026-04-01")

    granted = reply_to_request(ledger, request.id, reply=YES._replace(office="the board"), deed=by("the head", 2))

    assert granted.given is not None
    assert granted.given.waiver == WANTED._replace(id="waiver-2", approved_by="the board", granted="2026-04-01")
    assert list_waivers(ledger) == [granted.given]
    assert list_requests(ledger) == [granted]
    assert find_request(ledger, request.id) == granted
    assert (granted.replied_by, granted.reply_reason, granted.state("2026-04-02")) == (
        "the head", "few are left", "unused",
    )  # fmt: skip
    told = [(one.action, one.actor, json.loads(one.payload)) for one in read_log(ledger)]
    assert [one[:2] for one in told] == [
        ("waiver.ask", "the desk"), ("waiver.add", "the head"), ("waiver.grant", "the head"),
    ]  # fmt: skip
    assert (told[0][2]["value"], told[0][2]["restrictions"], told[0][2]["reason"]) == (
        "EX-200", ["law", "act"], "spares",
    )  # fmt: skip
    assert told[2][2] == {"id": request.id, "reason": "few are left", "waiver": "waiver-2"}
    assert verify_log(ledger).broken is None


def test_a_request_is_refused_with_a_reason(ledger: Ledger) -> None:
    """No waiver comes of it, and the reason is kept."""
    request = asked(ledger)

    reply_to_request(ledger, request.id, reply=NO, deed=by("the head", 2))

    [found] = list_requests(ledger)
    assert (found.state("2026-03-05"), found.given, found.reply_reason) == ("refused", None, "there are others")
    assert list_waivers(ledger) == []
    assert [one.action for one in read_log(ledger)] == ["waiver.ask", "waiver.refuse"]


@pytest.mark.parametrize("reply", [YES, NO])
@pytest.mark.parametrize(
    ("name", "mark"),
    [("the desk", "key-2"), ("The Desk ", ""), ("another name", "key-1")],
    ids=["name", "name in other letters", "key"],
)
def test_nobody_replies_to_themselves(ledger: Ledger, name: str, mark: str, reply: Reply) -> None:
    """Neither under the name that asked nor with the key or as the person that did; nothing is logged."""
    request = asked(ledger)

    with pytest.raises(UsageProblem, match="nobody replies to themselves"):
        reply_to_request(ledger, request.id, reply=reply._replace(mark=mark), deed=by(name, 2))

    assert [one.action for one in read_log(ledger)] == ["waiver.ask"]
    assert list_waivers(ledger) == []


def test_no_mark_is_nobodys_mark(ledger: Ledger) -> None:
    """Two people of the command line have none, and are not one for that."""
    request = ask_for_waiver(ledger, WANTED, deed=by("the desk", 1))

    assert reply_to_request(ledger, request.id, reply=YES, deed=by("the head", 2)).reply == "granted"


def test_leave_is_not_given_for_the_past(ledger: Ledger) -> None:
    """What was asked for from an earlier day on covers from the day on which it is granted."""
    request = asked(ledger, granted="2025-01-01")

    granted = reply_to_request(ledger, request.id, reply=YES, deed=by("the head", 2))

    assert granted.given is not None
    assert granted.given.waiver.granted == "2026-03-02"
    assert granted.wanted.granted == "2025-01-01"


@pytest.mark.parametrize(
    ("part", "value"),
    [("scope", "everything"), ("value", " "), ("reason", ""), ("restrictions", ()), ("expires", ""),
     ("expires", "2026-12"), ("expires", "2026-03-01"), ("expires", "2026-03-02"), ("granted", "soon")],
)  # fmt: skip
def test_a_request_with_a_part_missing_is_refused(ledger: Ledger, part: str, value: object) -> None:
    """As a waiver is, but for the office; one whose time is over is none."""
    with pytest.raises(UsageProblem):
        ask_for_waiver(ledger, WANTED._replace(**{part: value}), deed=by("the desk"))  # type: ignore[arg-type]

    assert (list_requests(ledger), read_log(ledger)) == ([], [])


def test_a_reply_is_one_with_a_reason_to_a_request_in_time(ledger: Ledger) -> None:
    """No reason, no such request, a second reply, and a grant after the end are refused; a late no is taken."""
    request, late = asked(ledger), asked(ledger, expires="2026-03-05")
    after = by("the head")._replace(at="2026-03-05T08:00:00.000000Z")

    with pytest.raises(UsageProblem, match="needs a reason"):
        reply_to_request(ledger, request.id, reply=YES._replace(reason=" "), deed=by("the head", 2))
    with pytest.raises(UsageProblem, match="no request is called 'none'"):
        reply_to_request(ledger, "none", reply=YES, deed=by("the head", 2))
    with pytest.raises(UsageProblem, match="time was over"):
        reply_to_request(ledger, late.id, reply=YES, deed=after)
    assert late.state("2026-03-05") == "expired"
    assert reply_to_request(ledger, late.id, reply=NO, deed=after).state("2026-03-06") == "refused"
    reply_to_request(ledger, request.id, reply=NO, deed=by("the head", 2))
    with pytest.raises(UsageProblem, match="refused already, by the head"):
        reply_to_request(ledger, request.id, reply=YES, deed=by("the board", 3))


def test_of_many_replies_one_counts(ledger: Ledger, address: str) -> None:
    """Whoever comes second is told, and there is one waiver."""
    request = asked(ledger)

    def grant(number: int) -> str:
        opened = open_ledger(address)
        try:
            return reply_to_request(opened, request.id, reply=YES, deed=by(f"head {number}", 2)).reply
        except UsageProblem as trouble:
            return trouble.what[:27]
        finally:
            opened.close()

    with ThreadPoolExecutor(4) as pool:
        told = sorted(pool.map(grant, range(4)))

    assert told[0] == "granted"
    assert set(told[1:]) == {f"{request.id} was granted already"[:27]}
    assert len(list_waivers(ledger)) == 1


def test_the_state_of_a_request_follows_its_waiver(ledger: Ledger) -> None:
    """Unused until it covers something, granted while it does, expired or revoked in the end."""
    request = asked(ledger)
    granted = reply_to_request(ledger, request.id, reply=YES, deed=by("the head", 2))
    assert granted.given is not None
    key = granted.given.waiver.id

    states = [list_requests(ledger)[0].state("2026-03-04")]
    note_uses(ledger, [key], on="2026-03-04")
    states += [list_requests(ledger)[0].state(day) for day in ("2026-03-04", "2026-12-30", "2026-12-31")]
    revoke_waiver(ledger, key, reason="misused", deed=by("the head", 9))
    states += [list_requests(ledger)[0].state("2026-03-04")]

    assert states == ["unused", "granted", "granted", "expired", "revoked"]

"""Requests for waivers: who asks for what and why, and what somebody else says to it.

Nobody replies to their own request: neither under the name nor with the key, or as the person, that asked.
"""

import json
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select

from barred.errors import UsageProblem
from barred.ledger.canonical import canonical
from barred.ledger.ledger import Change, Deed, Ledger
from barred.ledger.schema import WAIVER_REQUESTS
from barred.ledger.waivers import KeptWaiver, add_waiver_in, check_waiver, find_waiver_in, waivers_in
from barred.model.day import reached
from barred.model.truth import Truth
from barred.model.waiver import Waiver

__all__ = [
    "REQUEST_STATES",
    "Reply",
    "WaiverRequest",
    "ask_for_waiver",
    "find_request",
    "list_requests",
    "reply_to_request",
]

REQUEST_STATES = ("asked", "granted", "unused", "expired", "revoked", "refused")
_GRANTED, _REFUSED = "granted", "refused"
_DAY = len("2026-01-01")
_WANTED = ("scope", "value", "place", "clause", "reason", "granted", "expires", "evidence")
_TOLD = ("id", "asked_by", "asked_mark", "asked_at", "added", "reply", "reply_reason", "replied", "replied_by",
         "replied_at")  # fmt: skip


class Reply(NamedTuple):
    """What somebody says to a request.

    Args:
        is_granted: Whether they grant it.
        reason: Why, or why not.
        mark: What tells them from others of their name: the beginning of their key, or what their provider calls them;
            empty on the command line.
        office: The office that grants it; their own name when empty.
    """

    is_granted: bool
    reason: str
    mark: str = ""
    office: str = ""


class WaiverRequest(NamedTuple):
    """A waiver that somebody asked for.

    Args:
        wanted: The waiver as it would be, without id and office.
        id: What the request is called.
        asked_by: Who asked.
        asked_mark: What tells them from others of their name, as in a `Reply`.
        asked_at: When.
        added: Number of the log entry that added it.
        reply: *granted*, *refused*, or empty while nobody replied.
        reply_reason: Why.
        replied: Number of the log entry that says so, or None.
        replied_by: Who replied.
        replied_at: When, or None.
        given: The waiver that came of it, or None.
    """

    wanted: Waiver
    id: str
    asked_by: str
    asked_mark: str
    asked_at: str
    added: int
    reply: str = ""
    reply_reason: str = ""
    replied: int | None = None
    replied_by: str = ""
    replied_at: str | None = None
    given: KeptWaiver | None = None

    def state(self, day: str) -> str:
        """Tell the state on a day.

        Returns:
            One of `REQUEST_STATES`: *asked* waits for a reply, *granted* covers, will cover or did; *unused* never
            covered anything so far; *expired* is one whose time is over, whether or not anybody replied.
        """
        if self.given is not None:
            state = self.given.state(day, ending_from=day)
            return state if state in REQUEST_STATES else _GRANTED
        if self.reply:
            return self.reply
        return "asked" if reached(self.wanted.expires, day) is Truth.NO else "expired"

    def is_of(self, name: str, *, mark: str) -> bool:
        """Tell whether somebody asked for it, under this name or with this key, or as this person."""
        return name.strip().casefold() == self.asked_by.strip().casefold() or (bool(mark) and mark == self.asked_mark)


def ask_for_waiver(ledger: Ledger, wanted: Waiver, *, deed: Deed, mark: str = "") -> WaiverRequest:
    """Put a request on record.

    Args:
        ledger: Whose record.
        wanted: The waiver as it would be; its id and office are left out.
        deed: Who asks, and when.
        mark: What tells them from others of their name, as in a `Reply`.

    Raises:
        UsageProblem: The scope is unknown, the reason or a restriction is missing, a day is no full date, or its time
            is over.
    """
    check_waiver(wanted, has_office=False)
    _look_at_end(wanted, deed)
    with ledger.change(deed) as change:
        one = wanted._replace(id="", approved_by="")
        request = WaiverRequest(one, f"request-{change.next}", deed.actor, mark, deed.at, change.next)
        values = {**{name: getattr(one, name) for name in _WANTED}, "restrictions": canonical(one.restrictions)}
        told = {name: getattr(request, name) for name in _TOLD}
        change.log("waiver.ask", {"id": request.id, **values, "restrictions": one.restrictions})
        change.connection.execute(WAIVER_REQUESTS.insert().values(**values, **told, waiver=None))
    return request


def reply_to_request(ledger: Ledger, key: str, *, reply: Reply, deed: Deed) -> WaiverRequest:
    """Grant a request, which puts the waiver on record, or refuse it.

    A waiver covers nothing before the day on which it is granted, whatever was asked for.

    Raises:
        UsageProblem: There is no request of that id, somebody replied already, its time is over, no reason is given,
            or the one who asked would reply.
    """
    if not reply.reason.strip():
        raise UsageProblem("a reply to a request needs a reason", where="--reason")
    with ledger.change(deed) as change:
        request = _found(change.connection, key)
        if request is None:
            raise UsageProblem(f"no request is called {key!r}", remedy="`barred waiver requests` shows all")
        _look_at_reply(request, reply, deed)
        given = _granted(change, request, reply) if reply.is_granted else None
        said = _GRANTED if reply.is_granted else _REFUSED
        action = "waiver.grant" if reply.is_granted else "waiver.refuse"
        told = {"id": key, "reason": reply.reason, **({"waiver": given.waiver.id} if given else {})}
        values: dict[str, Any] = {"reply": said, "reply_reason": reply.reason, "replied": change.log(action, told),
                  "replied_by": deed.actor, "replied_at": deed.at}  # fmt: skip
        waiver = {"waiver": given.waiver.id if given else None}
        is_it = WAIVER_REQUESTS.c.id == key
        change.connection.execute(WAIVER_REQUESTS.update().where(is_it).values(**values, **waiver))
    return request._replace(**values, given=given)


def list_requests(ledger: Ledger) -> list[WaiverRequest]:
    """Give every request, those with a reply too, in the order in which they were asked."""
    with ledger.read() as connection:
        given = {one.waiver.id: one for one in waivers_in(connection)}
        rows = connection.execute(select(*WAIVER_REQUESTS.c).order_by(WAIVER_REQUESTS.c.added))
        return [_request(row, given.get(row.waiver or "")) for row in rows]


def find_request(ledger: Ledger, key: str) -> WaiverRequest | None:
    """Give a request by its id, or None."""
    with ledger.read() as connection:
        return _found(connection, key)


def _look_at_reply(request: WaiverRequest, reply: Reply, deed: Deed) -> None:
    if request.reply:
        raise UsageProblem(f"{request.id} was {request.reply} already, by {request.replied_by}")
    if request.is_of(deed.actor, mark=reply.mark):
        remedy = "let somebody else who may approve look at it"
        raise UsageProblem(f"{deed.actor!r} asked for {request.id}, and nobody replies to themselves", remedy=remedy)
    if reply.is_granted:
        _look_at_end(request.wanted, deed)


def _look_at_end(wanted: Waiver, deed: Deed) -> None:
    if wanted.expires <= deed.at[:_DAY]:
        remedy = "ask for one that ends later"
        raise UsageProblem(f"its time was over on {wanted.expires}", where="--expires", remedy=remedy)


def _granted(change: Change, request: WaiverRequest, reply: Reply) -> KeptWaiver:
    wanted, today = request.wanted, change.deed.at[:_DAY]
    office = reply.office.strip() or change.deed.actor
    return add_waiver_in(change, wanted._replace(approved_by=office, granted=max(wanted.granted, today)))


def _found(connection: Connection, key: str) -> WaiverRequest | None:
    row = connection.execute(select(*WAIVER_REQUESTS.c).where(WAIVER_REQUESTS.c.id == key)).one_or_none()
    return _request(row, find_waiver_in(connection, row.waiver)) if row else None


def _request(row: Row[*tuple[Any, ...]], given: KeptWaiver | None) -> WaiverRequest:
    told = {name: getattr(row, name) for name in _WANTED}
    wanted = Waiver(id="", approved_by="", restrictions=tuple(json.loads(row.restrictions)), **told)
    return WaiverRequest(wanted, **{name: getattr(row, name) for name in _TOLD}, given=given)

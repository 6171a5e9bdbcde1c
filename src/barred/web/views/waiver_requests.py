"""Requests for waivers: all of them by state, and one with who asked for what and why, and what was said to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from barred.ledger.log import Entry
from barred.ledger.waiver_requests import REQUEST_STATES, WaiverRequest
from barred.model.question import Context
from barred.web.answering.answers import carried, today
from barred.web.answering.edition import Edition
from barred.web.views.leaf import Labels, Leaf
from barred.web.views.leave import entry_told

__all__ = [
    "RequestPageView",
    "RequestTrail",
    "RequestView",
    "RequestsPageView",
    "RequestsView",
    "request_page",
    "request_view",
    "requests_page",
]


@dataclass(frozen=True)
class RequestView:
    """A request for a waiver and its state on a day.

    Args:
        granted: The first day on which it was to cover; the waiver may begin later, and never earlier than its grant.
        reply: *granted*, *refused*, or empty while nobody replied.
        waiver: Id of the waiver that came of it.
    """

    id: str
    state: str
    scope: str
    value: str
    restrictions: Sequence[str]
    clause: str
    place: str | None
    granted: str
    expires: str
    reason: str
    evidence: str
    asked_by: str
    asked_at: str
    reply: str
    reply_reason: str
    replied_by: str
    replied_at: str | None
    waiver: str | None


@dataclass(frozen=True)
class RequestsView:
    """Requests for waivers, those with a reply too, with their states on a day."""

    on: str
    requests: Sequence[RequestView]


@dataclass(frozen=True, kw_only=True)
class RequestsPageView(Leaf):
    """Every request with its state on a day.

    Args:
        requests: Those of the state wanted, or all; within a state the newest first.
        state: The state wanted; empty for all.
        counts: How many there are in each state.
    """

    TABLE: ClassVar[str] = "requests"

    requests: list[RequestView]
    state: str
    counts: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class RequestPageView(Leaf):
    """A request.

    Args:
        request: What was asked for, why, and its state today.
        asked: The entry of the log that says so.
        replied: That of the reply; None while there is none.
        is_own: Whether whoever looks asked for it, and so does not reply.
    """

    TABLE: ClassVar[str] = "requests"

    request: RequestView
    asked: dict[str, Any] | None
    replied: dict[str, Any] | None
    is_own: bool

    @property
    def requests(self) -> list[RequestView]:
        """The request, as a list of one."""
        return [self.request]


class RequestTrail(NamedTuple):
    """The entries of the log about a request: that somebody asked, and that somebody replied."""

    asked: Entry | None
    replied: Entry | None


def request_view(one: WaiverRequest, *, on: str) -> RequestView:
    """Give a request with its state on a day; by which key somebody asked is nobody's business."""
    wanted = one.wanted
    return RequestView(
        id=one.id,
        state=one.state(on),
        scope=wanted.scope,
        value=wanted.value,
        restrictions=wanted.restrictions,
        clause=wanted.clause,
        place=wanted.place,
        granted=wanted.granted,
        expires=wanted.expires,
        reason=wanted.reason,
        evidence=wanted.evidence,
        asked_by=one.asked_by,
        asked_at=one.asked_at,
        reply=one.reply,
        reply_reason=one.reply_reason,
        replied_by=one.replied_by,
        replied_at=one.replied_at,
        waiver=one.given.waiver.id if one.given else None,
    )


def requests_page(some: Sequence[WaiverRequest], *, state: str, on: str, edition: Edition) -> RequestsPageView:
    """Fill the list: those that wait for a reply first, in the order of their states."""
    labels = Labels(edition.snapshot)
    found = [request_view(one, on=on) for one in reversed(some)]
    shown = [one for name in REQUEST_STATES for one in found if one.state == name and state in {"", name}]
    labels.name(*[key for one in shown for key in (*one.restrictions, one.value)])
    labels.term("place", *[one.place for one in shown])
    labels.term("site", *[one.value for one in shown])
    states = [one.state for one in found]
    return RequestsPageView(
        **carried(Context(on=on), edition),
        **labels.told(),
        requests=shown,
        state=state,
        counts={name: states.count(name) for name in REQUEST_STATES if name in states},
    )


def request_page(one: WaiverRequest, trail: RequestTrail, *, is_own: bool, edition: Edition) -> RequestPageView:
    """Fill the page of a request."""
    labels = Labels(edition.snapshot)
    view = request_view(one, on=today())
    labels.name(*view.restrictions, view.value)
    labels.term("place", view.place)
    labels.term("site", view.value)
    return RequestPageView(
        **carried(Context(on=today()), edition),
        **labels.told(),
        request=view,
        asked=entry_told(trail.asked),
        replied=entry_told(trail.replied),
        is_own=is_own,
    )

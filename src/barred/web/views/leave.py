"""Waivers: all of them by state, one with who approved it and why, and one that is being thought of."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from barred.ledger.log import Entry
from barred.ledger.waiver_requests import REQUEST_STATES, WaiverRequest
from barred.ledger.waivers import STATES, KeptWaiver
from barred.model.question import Context
from barred.model.waiver import SCOPES, Waiver
from barred.web.answering.answers import carried, today
from barred.web.answering.edition import Edition
from barred.web.views.kept import WaiverView, waiver_view
from barred.web.views.leaf import Labels, Leaf

__all__ = [
    "Draft",
    "Leave",
    "WaiverDraftView",
    "WaiverPageView",
    "WaiverTrail",
    "WaiversPageView",
    "entry_told",
    "waiver_draft",
    "waiver_page",
    "waivers_page",
]


@dataclass(frozen=True, kw_only=True)
class WaiversPageView(Leaf):
    """Every waiver with its state on a day, expired and unused ones too.

    Args:
        waivers: Those of the state wanted, or all.
        state: The state wanted; empty for all.
        counts: How many there are in each state.
        asked: How many requests for one wait for a reply.
    """

    TABLE: ClassVar[str] = "waivers"

    waivers: list[WaiverView]
    state: str
    counts: dict[str, int]
    asked: int


@dataclass(frozen=True, kw_only=True)
class WaiverPageView(Leaf):
    """A waiver.

    Args:
        waiver: What it covers, why, by whose leave, until when, and its state today.
        added: Who put it on record, and the entry of the log that says so.
        ended: The same of who took it back, with the reason; None while nobody did.
        request: Id of the request that it came of; None where nobody asked.
    """

    TABLE: ClassVar[str] = "waivers"

    waiver: WaiverView
    added: dict[str, Any] | None
    ended: dict[str, Any] | None
    request: str | None

    @property
    def waivers(self) -> list[WaiverView]:
        """The waiver, as a list of one."""
        return [self.waiver]


@dataclass(frozen=True, kw_only=True)
class WaiverDraftView(Leaf):
    """A waiver as it would be.

    Args:
        said: What was said of it, by field.
        scopes: What a waiver may name.
        would_be: The waiver that comes of it; None while something is missing.
        trouble: What is missing or wrong, in words; empty when nothing is, or nothing was said.
        address: The address of the page, whole, to be handed on.
    """

    TABLE: ClassVar[str] = "drafts"

    said: dict[str, str]
    scopes: list[str]
    would_be: dict[str, Any] | None
    trouble: str
    address: str

    @property
    def drafts(self) -> list[dict[str, Any]]:
        """The waiver that comes of it, as a list of one or none."""
        return [self.would_be] if self.would_be else []


class Draft(NamedTuple):
    """What was said of a waiver: by field, what comes of it, what is wrong with it, and where it stands."""

    said: dict[str, str]
    would_be: Waiver | None
    trouble: str
    address: str


class Leave(NamedTuple):
    """The waivers on record, the day from which one that ends counts as ending, and the requests for waivers."""

    waivers: Sequence[KeptWaiver]
    ending_from: str
    requests: Sequence[WaiverRequest]

    def asked(self, day: str) -> int:
        """Tell how many requests wait for a reply on a day."""
        return sum(one.state(day) == REQUEST_STATES[0] for one in self.requests)


class WaiverTrail(NamedTuple):
    """The entries of the log about a waiver: that it was added and taken back; and the request that it came of."""

    added: Entry | None
    ended: Entry | None
    request: str | None


def waivers_page(leave: Leave, *, state: str, on: str, edition: Edition) -> WaiversPageView:
    """Fill the list: those that need a look first, in the order of their states."""
    labels = Labels(edition.snapshot)
    found = [waiver_view(one, on=on, ending_from=leave.ending_from) for one in leave.waivers]
    shown = [one for name in STATES for one in found if one.state == name and state in {"", name}]
    labels.name(*[key for one in shown for key in (*one.restrictions, one.value)])
    states = [one.state for one in found]
    return WaiversPageView(
        **carried(Context(on=on), edition),
        **labels.told(),
        waivers=shown,
        state=state,
        counts={name: states.count(name) for name in STATES if name in states},
        asked=leave.asked(on),
    )


def waiver_page(kept: KeptWaiver, trail: WaiverTrail, *, ending_from: str, edition: Edition) -> WaiverPageView:
    """Fill the page of a waiver."""
    labels = Labels(edition.snapshot)
    view = waiver_view(kept, on=today(), ending_from=ending_from)
    labels.name(*view.restrictions, view.value)
    labels.term("place", view.place)
    labels.term("site", view.value)
    return WaiverPageView(
        **carried(Context(on=today()), edition),
        **labels.told(),
        waiver=view,
        added=entry_told(trail.added),
        ended=entry_told(trail.ended),
        request=trail.request,
    )


def waiver_draft(draft: Draft, *, edition: Edition) -> WaiverDraftView:
    """Fill the form, and tell what would come of it."""
    labels = Labels(edition.snapshot)
    would_be = draft.would_be
    if would_be:
        labels.name(*would_be.restrictions, would_be.value)
        labels.term("place", would_be.place)
        labels.term("site", would_be.value)
    return WaiverDraftView(
        **carried(Context(on=today()), edition),
        **labels.told(),
        said=draft.said,
        scopes=list(SCOPES),
        would_be=would_be._asdict() if would_be else None,
        trouble=draft.trouble,
        address=draft.address,
    )


def entry_told(entry: Entry | None) -> dict[str, Any] | None:
    """Tell who did what an entry of the log says, when, why, and where it stands; None for no entry."""
    if entry is None:
        return None
    reason = json.loads(entry.payload).get("reason", "")
    return {"number": entry.sequence, "at": entry.at, "actor": entry.actor, "hash": entry.hash, "reason": reason}

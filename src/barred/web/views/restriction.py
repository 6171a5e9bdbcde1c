"""A restriction: who, what, since when, for whom, what is spared, and what it follows."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from barred.evidence.vault import Vault
from barred.model.question import Context
from barred.publishing.record_sheet import cited_by, standing_data
from barred.publishing.records.record_data import record_data
from barred.web.answering.answers import carried
from barred.web.answering.edition import Edition
from barred.web.views.leaf import Labels, Leaf
from barred.web.views.passages import counted_states, look_up

__all__ = ["RestrictionView", "citations_of", "restriction"]

_DAY = re.compile(r"\d{4}(-\d\d){0,2}")
_PARTS = {
    "binds": "party",
    "conduct": "conduct",
    "goods": "product",
    "places": "place",
    "sites": "site",
    "purposes": "purpose",
    "circumstances": "circumstance",
}


@dataclass(frozen=True, kw_only=True)
class RestrictionView(Leaf):
    """A restriction.

    Args:
        record: As recorded.
        standing: How it stands on the day.
        followed_by: Ids of the restrictions that follow it.
        superseded_by: Ids of the restrictions that took its place.
        events: Ids of what led to it.
        citations: Its evidence, each place with its source and whether it still stands there.
        passages: The words of passages by digest, where a vault holds them.
        archive: How many places in sources are in which state; see `barred evidence verify`.
    """

    TABLE: ClassVar[str] = "citations"

    record: dict[str, Any]
    standing: dict[str, str]
    followed_by: list[str]
    superseded_by: list[str]
    events: list[str]
    citations: list[dict[str, Any]]
    passages: dict[str, str]
    archive: dict[str, int]

    @property
    def since(self) -> str:
        """The day from which it stands as it does, where nothing else has to be said about that; else empty."""
        day = self.standing["why"].rpartition(" since ")[2]
        return day if _DAY.fullmatch(day) else ""


def restriction(key: str, context: Context, *, vault: Vault | None, edition: Edition) -> RestrictionView:
    """Fill the page of a restriction."""
    book = edition.snapshot
    record = record_data("restriction", book.body("restriction", key))
    others = [book.restriction(one) for one in book.ids("restriction")]
    events = [book.event(one) for one in book.ids("event")]
    cited, words = look_up(citations_of("restriction", key, edition=edition), vault, edition=edition)
    view: dict[str, Any] = {
        "record": record,
        "standing": standing_data(key, context, book=book),
        "followed_by": [one.id for one in others if key in one.follows],
        "superseded_by": [one.id for one in others if key in one.supersedes],
        "events": [one.id for one in events if key in one.led_to],
        "citations": cited,
        "passages": words,
        "archive": counted_states(cited),
    }
    return RestrictionView(**carried(context, edition), **_labels(view, edition).told(), **view)


def citations_of(kind: str, key: str, *, edition: Edition) -> list[dict[str, Any]]:
    """Give the places that a record cites, with their keys, notes and sources."""
    book = edition.snapshot
    told = cited_by(kind, key, book=book)
    sources = {one.source: one for one in told}
    found = []
    for one in record_data(kind, book.body(kind, key))["citations"]:
        source = sources[one["source"]]
        about = {"title": source.title, "address": source.address, "proof": source.proof}
        found.append({**one, **about, "is_captured": book.source(one["source"]).capture is not None})
    return found


def _labels(view: dict[str, Any], edition: Edition) -> Labels:
    labels = Labels(edition.snapshot)
    record = view["record"]
    own = {"actor": "", "place": "place", "action": "action", "strength": "strength", "rationales": "rationale"}
    labels.rows([record], {**own, "follows": "", "supersedes": "", "related": ""})
    labels.rows(record["stages"], {"stage": "stage"})
    labels.rows([view["standing"]], {"stage": "stage"})
    labels.rows(record["targets"], {"organisation": "", "target_class": "target-class", "reach": "reach"})
    labels.rows(record["scopes"], _PARTS)
    labels.name(*(party.removeprefix("org:") for scope in record["scopes"] for party in scope["binds"] or ()))
    for scope in record["scopes"]:
        labels.rows([scope["unclear"]], _PARTS)
    labels.rows(record["exemptions"], {**_PARTS, "type": "exemption-type"})
    labels.rows([view], {"followed_by": "", "superseded_by": "", "events": ""})
    labels.rows(view["citations"], {"proof": "proof"})
    return labels

"""The front page: where to ask, what changed last, how much there is, and of which day it is."""

from dataclasses import dataclass
from typing import Any, ClassVar

from barred.model.question import Context
from barred.publishing.timeline import Period, timeline
from barred.web.answering.answers import carried
from barred.web.answering.edition import Edition
from barred.web.views.leaf import Choice, Labels, Leaf

__all__ = ["CASE_LISTS", "WHAT_LISTS", "FrontView", "choices", "front"]

_LATEST = 12
# What a user may say of a case, as parameters, and the closed lists that hold the words for it.
CASE_LISTS = {"as": "party", "to": "conduct", "in": "place", "site": "site", "for": "purpose", "given": "circumstance"}

# The closed list that `what` of a row of the timeline is of, by kind.
WHAT_LISTS = {"restriction": "stage", "statement": "statement-type", "event": "event-type"}


@dataclass(frozen=True, kw_only=True)
class FrontView(Leaf):
    """The front page; `latest` is what happened last, the newest first."""

    TABLE: ClassVar[str] = "latest"

    counts: dict[str, int]
    latest: list[dict[str, Any]]
    choices: dict[str, list[Choice]]


def front(on: str, edition: Edition) -> FrontView:
    """Fill the front page of a day."""
    book = edition.snapshot
    rows = edition.kept(("latest", on), lambda: list(timeline({}, Period(until=on), book=book))[-_LATEST:][::-1])
    labels = Labels(book)
    labels.rows(rows, {"actor": "", "place": "place", "about": ""})
    for row in rows:
        labels.term(WHAT_LISTS[row["kind"]], row["what"])
    return FrontView(
        **carried(Context(on=on), edition),
        **labels.told(),
        counts={kind: len(book.ids(kind)) for kind in ("organisation", "restriction", "statement", "source")},
        latest=rows,
        choices=choices(edition),
    )


def choices(edition: Edition) -> dict[str, list[Choice]]:
    """Give the words for every part of a case, in the order of their lists."""

    def make() -> dict[str, list[Choice]]:
        lists = {name: edition.snapshot.vocabulary(vocabulary) for name, vocabulary in CASE_LISTS.items()}
        return {name: [Choice(one.id, one.title) for one in held.terms.values()] for name, held in lists.items()}

    return edition.kept("choices", make)

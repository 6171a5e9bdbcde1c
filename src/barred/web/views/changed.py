"""What changed between two days, or between two snapshots, and which part of it a page shows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, NamedTuple

from barred.directory.snapshot import Snapshot
from barred.model.day import first_day
from barred.model.question import Context
from barred.publishing.difference import FORCES, Change, news
from barred.publishing.timeline import Period, timeline
from barred.web.answering.answers import carried
from barred.web.answering.edition import Edition
from barred.web.answering.shelf import Shelf
from barred.web.views.leaf import Labels, Leaf
from barred.web.views.times import ChangeView, SnapshotView

__all__ = ["KINDS", "ChangedView", "Compared", "Part", "back", "changed_days", "changed_snapshots", "snapshots"]

_WORDS = {told: word for word, told in FORCES.items()}
KINDS = ("restriction", "statement", "event", "figure", "product", "organisation", "source", "vocabulary", "table")
_PAGE = 100
# Times that a page offers, in days back from its last day.
_BACK = {"quarter": 90, "year": 365, "years": 5 * 365}


class Part(NamedTuple):
    """Which changes are wanted: of a kind, empty for all; and which page of them, from 1."""

    kind: str = ""
    page: int = 1


class Compared(NamedTuple):
    """Two snapshots, the earlier one first, what differs between them, and the day on which standings were compared."""

    before: Snapshot
    after: Snapshot
    context: Context
    changes: Sequence[Change]


@dataclass(frozen=True, kw_only=True)
class ChangedView(Leaf):
    """The changes.

    Args:
        since: The first day; empty where snapshots are compared.
        until: The last day, by whose knowledge the changes are told.
        before: Digest of the earlier snapshot; empty where days are compared.
        after: Digest of the later one.
        snapshots: What can be compared; empty when there is one snapshot alone.
        kind: The kind of record that is looked at; empty for all.
        kinds: How many changes there are of each kind, in the order in which they are told.
        page: Which part of `changes` a page shows, from 1, of how many `pages`; other forms hold all of them.
        offers: First days that may be wanted instead, by name: so long ago, and the last day before the end of which
            something is recorded (*last*), or if there is none the first at all (*first*).
        changes: Both days included, by kind.
    """

    TABLE: ClassVar[str] = "changes"

    since: str
    until: str
    before: str
    after: str
    snapshots: list[SnapshotView]
    kind: str
    kinds: dict[str, int]
    page: int
    pages: int
    offers: dict[str, str]
    changes: list[ChangeView]

    @property
    def shown(self) -> list[ChangeView]:
        """The changes on the page."""
        return self.changes[(self.page - 1) * _PAGE :][:_PAGE]

    @staticmethod
    def moved(told: str) -> list[int]:
        """Give how many rows a table gained, and how many it lost."""
        return [int(word) for word in told.split() if word.isdecimal()]

    @staticmethod
    def stood(told: str) -> tuple[str, str]:
        """Part how a restriction stood into its stage and the word for its force, empty for what never binds."""
        stage, _, force = told.partition(" (")
        return stage, _WORDS.get(force.removesuffix(")"), "")


def changed_days(since: str, until: str, *, part: Part, shelf: Shelf, edition: Edition) -> ChangedView:
    """Fill the page for two days.

    Args:
        since: The first day.
        until: The last one.
        part: Which changes are wanted.
        shelf: What could be compared instead.
        edition: The directory.
    """
    context = Context(on=until, known=until)
    key = ("news", since, until)
    changes: list[Change] = edition.kept(key, lambda: list(news(since, context, book=edition.snapshot)))
    days: dict[str, Any] = {"since": since, "until": until, "before": "", "after": ""}
    told = _told(changes, part, shelf=shelf, edition=edition)
    return ChangedView(**carried(context, edition), **days, offers=_offers(until, edition), **told)


def changed_snapshots(compared: Compared, *, part: Part, shelf: Shelf, edition: Edition) -> ChangedView:
    """Fill the page for two snapshots.

    Args:
        compared: Both of them.
        part: Which changes are wanted.
        shelf: What could be compared instead.
        edition: The directory that everything else is answered from.
    """
    before, after, context, changes = compared
    names: dict[str, Any] = {"since": "", "until": "", "before": before.digest, "after": after.digest}
    told = _told(changes, part, shelf=shelf, edition=edition)
    return ChangedView(**carried(context, edition), **names, offers={}, **told)


def back(day: str, days: int) -> str:
    """Give the day that lies so many days before the first that a date can mean; no calendar reaches before year 1.

    Example:
        >>> back("2023-03", 90), back("0001", 90)
        ('2022-12-01', '0001-01-01')
    """
    return date.fromordinal(max(1, date.fromisoformat(first_day(day)).toordinal() - days)).isoformat()


def snapshots(shelf: Shelf, edition: Edition) -> list[SnapshotView]:
    """Give the snapshots of a server, the current one last."""
    current = edition.snapshot
    earlier = [one for one in shelf.snapshots if one.digest != current.digest]
    return [
        *(SnapshotView(one.digest, one.checked, is_current=False) for one in earlier),
        SnapshotView(current.digest, current.checked, is_current=True),
    ]


def _told(changes: Iterable[Change], part: Part, *, shelf: Shelf, edition: Edition) -> dict[str, Any]:
    every = sorted(changes, key=lambda one: KINDS.index(one.kind))
    wanted = [ChangeView(**one._asdict()) for one in every if part.kind in {"", one.kind}]
    pages = max(1, -(-len(wanted) // _PAGE))
    page = min(part.page, pages)
    labels = Labels(edition.snapshot)
    # Names are for what is shown: of two snapshots that share little there may be very many.
    shown = wanted[(page - 1) * _PAGE :][:_PAGE]
    labels.name(*(one.id for one in shown))
    for one in shown:
        if one.kind == "restriction" and one.field == "stage":
            labels.term("stage", *(ChangedView.stood(str(told))[0] for told in (one.before, one.after) if told))
    held = snapshots(shelf, edition)
    return {
        **labels.told(),
        "snapshots": held if len(held) > 1 else [],
        "kind": part.kind,
        "kinds": dict(Counter(one.kind for one in every)),
        "page": page,
        "pages": pages,
        "changes": wanted,
    }


def _offers(until: str, edition: Edition) -> dict[str, str]:
    offers = {name: back(until, days) for name, days in _BACK.items()}
    rows = edition.kept(("times", until), lambda: list(timeline({}, Period(until=until), book=edition.snapshot)))
    if rows:
        return {**offers, "last": rows[-1]["date"]}
    every = list(timeline({}, Period(), book=edition.snapshot))
    return {**offers, "first": every[0]["date"]} if every else offers

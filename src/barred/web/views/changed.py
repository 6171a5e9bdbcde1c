"""What changed between two days, or between two snapshots."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from barred.directory.snapshot import Snapshot
from barred.model.question import Context
from barred.publishing.difference import FORCES, Change, news
from barred.web.answers import carried
from barred.web.edition import Edition
from barred.web.shelf import Shelf
from barred.web.views.leaf import Labels, Leaf
from barred.web.views.times import ChangeView, SnapshotView

__all__ = ["ChangedView", "changed_days", "changed_snapshots", "snapshots"]

_WORDS = {told: word for word, told in FORCES.items()}


@dataclass(frozen=True, kw_only=True)
class ChangedView(Leaf):
    """The changes.

    Args:
        since: The first day; empty where snapshots are compared.
        until: The last day, by whose knowledge the changes are told.
        before: Digest of the earlier snapshot; empty where days are compared.
        after: Digest of the later one.
        snapshots: What can be compared; empty when there is one snapshot alone.
        changes: Both days included.
    """

    TABLE: ClassVar[str] = "changes"

    since: str
    until: str
    before: str
    after: str
    snapshots: list[SnapshotView]
    changes: list[ChangeView]

    @staticmethod
    def stood(told: str) -> tuple[str, str]:
        """Part how a restriction stood into its stage and the word for its force, empty for what never binds."""
        stage, _, force = told.partition(" (")
        return stage, _WORDS.get(force.removesuffix(")"), "")


def changed_days(since: str, until: str, *, shelf: Shelf, edition: Edition) -> ChangedView:
    """Fill the page for two days.

    Args:
        since: The first day.
        until: The last one.
        shelf: What could be compared instead.
        edition: The directory.
    """
    context = Context(on=until, known=until)
    changes = list(news(since, context, book=edition.snapshot))
    days: dict[str, Any] = {"since": since, "until": until, "before": "", "after": ""}
    return ChangedView(**carried(context, edition), **days, **_told(changes, shelf, edition))


def changed_snapshots(
    sides: tuple[Snapshot, Snapshot], changes: Sequence[Change], *, context: Context, shelf: Shelf, edition: Edition
) -> ChangedView:
    """Fill the page for two snapshots.

    Args:
        sides: The earlier one and the later one.
        changes: What differs between them.
        context: The day on which standings were compared.
        shelf: What could be compared instead.
        edition: The directory that everything else is answered from.
    """
    names: dict[str, Any] = {"since": "", "until": "", "before": sides[0].digest, "after": sides[1].digest}
    return ChangedView(**carried(context, edition), **names, **_told(changes, shelf, edition))


def snapshots(shelf: Shelf, edition: Edition) -> list[SnapshotView]:
    """Give the snapshots of a server, the current one last."""
    current = edition.snapshot
    earlier = [one for one in shelf.snapshots if one.digest != current.digest]
    return [
        *(SnapshotView(one.digest, one.checked, is_current=False) for one in earlier),
        SnapshotView(current.digest, current.checked, is_current=True),
    ]


def _told(changes: Iterable[Change], shelf: Shelf, edition: Edition) -> dict[str, Any]:
    labels = Labels(edition.snapshot)
    shown = [ChangeView(**one._asdict()) for one in changes]
    labels.name(*(one.id for one in shown))
    for one in shown:
        if one.kind == "restriction" and one.field == "stage":
            labels.term("stage", *(ChangedView.stood(str(told))[0] for told in (one.before, one.after) if told))
    held = snapshots(shelf, edition)
    return {**labels.told(), "snapshots": held if len(held) > 1 else [], "changes": shown}

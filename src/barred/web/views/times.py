"""What happened, what changed, how many: answers about time."""

from dataclasses import dataclass
from typing import Any

from barred.web.views.view import View

__all__ = ["ChangeView", "CountView", "DiffView", "SnapshotView", "SnapshotsView", "TallyView"]


@dataclass(frozen=True)
class ChangeView:
    """One difference; `before` and `after` are the values of `field`, None where it is not there."""

    change: str
    kind: str
    id: str
    title: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, kw_only=True)
class DiffView(View):
    """What a directory tells of the time since a day, or what differs between two.

    Args:
        before: Digest of the earlier snapshot; the same as `after` where one is compared with itself.
        after: Digest of the later one.
        since: The day; None where two snapshots are compared.
        changes: As `barred diff` tells them.
    """

    before: str
    after: str
    since: str | None
    changes: list[ChangeView]


@dataclass(frozen=True)
class SnapshotView:
    """A snapshot that can be compared: the day on which its directory was last checked, and whether it answers now."""

    digest: str
    checked: str
    is_current: bool


@dataclass(frozen=True, kw_only=True)
class SnapshotsView(View):
    """The snapshots that the server holds, the current one last."""

    snapshots: list[SnapshotView]


@dataclass(frozen=True)
class TallyView:
    """How many measures have a value: surely in force, perhaps, and not in force that day; ids of the former two."""

    value: str
    in_force: int
    open: int
    not_in_force: int
    records: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CountView(View):
    """Measures counted by a dimension; `not_counted` is what never binds, by action."""

    by: str
    tallies: list[TallyView]
    total: TallyView
    not_counted: dict[str, int]

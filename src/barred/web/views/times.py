"""What happened, what changed, how many: answers about time."""

from dataclasses import dataclass
from typing import Any

from barred.web.views.view import View

__all__ = ["ChangeView", "CountView", "DiffView", "TallyView"]


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
    """What a directory tells of the time since a day."""

    since: str
    changes: list[ChangeView]


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

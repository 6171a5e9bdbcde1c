"""What changed between two days."""

from dataclasses import dataclass
from typing import ClassVar

from barred.model.question import Context
from barred.publishing.difference import news
from barred.web.answers import carried
from barred.web.edition import Edition
from barred.web.views.leaf import Labels, Leaf
from barred.web.views.times import ChangeView

__all__ = ["ChangedView", "changed"]


@dataclass(frozen=True, kw_only=True)
class ChangedView(Leaf):
    """The changes from one day to another, both included, by the knowledge of the later one."""

    TABLE: ClassVar[str] = "changes"

    since: str
    until: str
    changes: list[ChangeView]


def changed(since: str, until: str, *, edition: Edition) -> ChangedView:
    """Fill the page.

    Args:
        since: The first day.
        until: The last one.
        edition: The directory.
    """
    context = Context(on=until, known=until)
    changes = [ChangeView(**one._asdict()) for one in news(since, context, book=edition.snapshot)]
    labels = Labels(edition.snapshot)
    return ChangedView(**carried(context, edition), **labels.told(), since=since, until=until, changes=changes)

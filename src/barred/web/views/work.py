"""Where work begins: what was asked last, what is under way, and which leave needs a look."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from barred.ledger.checks import Check
from barred.ledger.jobs import Job
from barred.ledger.waivers import STATES
from barred.model.question import Context
from barred.web.answering.answers import carried, today
from barred.web.answering.edition import Edition
from barred.web.views.job_pages import JobRow, job_row
from barred.web.views.leaf import Labels, Leaf
from barred.web.views.leave import Leave
from barred.web.views.past_checks import PastCheck, past_checks

__all__ = ["WorkView", "no_work", "work"]

_CHECKS = 5


@dataclass(frozen=True, kw_only=True)
class WorkView(Leaf):
    """The begin of work; whoever shows no key sees nothing of it, and what to do about that.

    Args:
        has_ledger: Whether the server keeps anything.
        jobs: Those that wait or run.
        checks: The newest.
        waivers: How many there are in each state.
        asked: How many requests for one wait for a reply.
        keep_days: After how many days files are deleted; None for never.
    """

    TABLE: ClassVar[str] = "jobs"

    has_ledger: bool
    jobs: list[JobRow]
    checks: list[PastCheck]
    waivers: dict[str, int]
    asked: int
    keep_days: int | None


def work(
    jobs: Sequence[Job], checks: Sequence[Check], *, leave: Leave, keep_days: int | None, edition: Edition
) -> WorkView:
    """Fill the page."""
    shown = past_checks(checks, by="", most=_CHECKS, edition=edition)
    states = [one.state(today(), ending_from=leave.ending_from) for one in leave.waivers]
    return WorkView(
        **carried(Context(on=today()), edition),
        has_ledger=True,
        names=shown.names,
        labels=shown.labels,
        jobs=[job_row(one) for one in jobs],
        checks=shown.checks,
        waivers={one: states.count(one) for one in STATES if one in states},
        asked=leave.asked(today()),
        keep_days=keep_days,
    )


def no_work(*, has_ledger: bool, edition: Edition) -> WorkView:
    """Fill the page for whoever may see nothing of it."""
    told = {**carried(Context(on=today()), edition), **Labels(edition.snapshot).told()}
    return WorkView(**told, has_ledger=has_ledger, jobs=[], checks=[], waivers={}, asked=0, keep_days=None)

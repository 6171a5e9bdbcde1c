"""Jobs: all of them with their attempts, and one with how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from barred.ledger.expire_files import GONE
from barred.ledger.jobs import STATES, Job
from barred.model.question import Context
from barred.screening.context import Said
from barred.web.answering.answers import carried, today
from barred.web.answering.edition import Edition
from barred.web.views.front import CASE_LISTS
from barred.web.views.leaf import Labels, Leaf
from barred.web.views.result import case_of

__all__ = ["JobPageView", "JobRow", "JobsPageView", "job_page", "job_row", "jobs_page"]

_DAY = len("2026-01-01")


@dataclass(frozen=True)
class JobRow:
    """A job: of what, how far, how often it was tried; `rate` is rows a second and `left_s` a guess from it."""

    id: str
    kind: str
    state: str
    name: str
    file: str
    attempts: int
    most_attempts: int
    rows: int
    share: float
    rate: float | None
    left_s: int | None
    trouble: str
    added_by: str
    added_at: str
    ended_at: str | None
    worker: str | None
    check: str | None


@dataclass(frozen=True, kw_only=True)
class JobsPageView(Leaf):
    """Jobs, those added last first; `state` narrows them, `counts` has every state."""

    TABLE: ClassVar[str] = "jobs"

    jobs: list[JobRow]
    state: str
    counts: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class JobPageView(Leaf):
    """A job.

    Args:
        job: How far it is.
        case: What is asked, by parameter.
        again_of: The check whose file is asked about again; None for a first one.
        gone: When its files were deleted; None while they are kept.
        keep_days: How many days after its end they are; None for ever.
    """

    TABLE: ClassVar[str] = "jobs"

    job: JobRow
    case: dict[str, Any]
    again_of: str | None
    gone: str | None
    keep_days: int | None

    @property
    def jobs(self) -> list[JobRow]:
        """The job, as a list of one."""
        return [self.job]


def job_row(job: Job) -> JobRow:
    """Give a job as it is shown."""
    rows, share = job.progress.get("rows", 0), job.progress.get("share", 0.0)
    seconds = job.progress.get("seconds", 0.0)
    is_running = job.state == "running" and seconds > 0
    counts = job.result.get("counts", {})
    return JobRow(
        id=job.id,
        kind=job.kind,
        state=job.state,
        name=job.payload.get("name", ""),
        file=job.payload.get("file", {}).get("name", ""),
        attempts=job.attempts,
        most_attempts=job.most_attempts,
        rows=sum(counts.values()) if counts else rows,
        share=1.0 if job.state == "done" else share,
        rate=round(rows / seconds, 1) if is_running else None,
        left_s=round(seconds * (1 - share) / share) if is_running and share else None,
        trouble=job.trouble,
        added_by=job.added_by,
        added_at=job.added_at,
        ended_at=job.ended_at,
        worker=job.worker,
        check=job.result.get("check"),
    )


def jobs_page(jobs: Sequence[Job], *, state: str, edition: Edition) -> JobsPageView:
    """Fill the list."""
    states = [one.state for one in jobs]
    return JobsPageView(
        **carried(Context(on=today()), edition),
        **Labels(edition.snapshot).told(),
        jobs=[job_row(one) for one in jobs if not state or one.state == state],
        state=state,
        counts={one: states.count(one) for one in STATES if one in states},
    )


def job_page(job: Job, *, keep_days: int | None, edition: Edition) -> JobPageView:
    """Fill the page of a job."""
    said = {**job.payload.get("said", {})}
    # A job that names no day is asked of the day on which it was added.
    said["on"] = said.get("on") or job.added_at[:_DAY]
    case = case_of(Said(**{**said, "circumstances": tuple(said.get("circumstances", ()))}))
    labels = Labels(edition.snapshot)
    labels.rows([case], CASE_LISTS)
    labels.name(case["as"].removeprefix("org:"))
    return JobPageView(
        **carried(Context(on=today()), edition),
        **labels.told(),
        job=job_row(job),
        case=case,
        again_of=job.payload.get("again_of"),
        gone=job.result.get(GONE),
        keep_days=keep_days,
    )

"""`/work` and `/jobs`: what is under way here, how far it is, and taken back."""

from functools import partial

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from barred.ledger.checks import list_checks
from barred.ledger.jobs import STATES, cancel_job, list_jobs
from barred.web.answering.answers import edition_of
from barred.web.asked.kept import JobsPart, Nothing, known_state
from barred.web.entrance.doorkeeper import caller_of, deed_of
from barred.web.pages.leaf import taken
from barred.web.pages.work_page import WorkPages
from barred.web.registry import Registry
from barred.web.routes.jobs import job_of, whose_work
from barred.web.routes.leave import leave_on_record
from barred.web.views.job_pages import JobPageView, JobsPageView, job_page, jobs_page
from barred.web.views.work import WorkView, no_work, work

__all__ = ["job_page_routes"]

_OPEN = ("waiting", "running")
_MOST = 500
_CHECKS = 6


def job_page_routes(registry: Registry, pages: WorkPages, *, keep_days: int | None) -> APIRouter:
    """Give the routes.

    Args:
        registry: The ledger with its queue.
        pages: Sets pages.
        keep_days: After how many days files are deleted; None for never.
    """
    routes = APIRouter(include_in_schema=False)
    pages.add(routes, "/work", template="work.html", make=partial(_work, registry=registry, keep_days=keep_days))
    pages.add(routes, "/jobs", template="jobs.html", make=partial(_jobs, registry=registry))
    pages.add(routes, "/jobs/{id}", template="job.html", make=partial(_job, registry=registry, keep_days=keep_days))

    @routes.post("/jobs/{id}/cancel")
    async def cancel(request: Request, id: str) -> Response:
        async def done() -> str:
            job = await job_of(request, id, registry=registry)
            if not await registry.do(partial(cancel_job, key=job.id, deed=deed_of(request))):
                raise HTTPException(409, f"{job.id} has ended already")
            return f"/jobs/{job.id}"

        return await pages.act(request, done)

    return routes


async def _work(request: Request, *, registry: Registry, keep_days: int | None) -> WorkView:
    taken(Nothing, request)
    if not caller_of(request).role:
        return no_work(has_ledger=registry.is_there, edition=edition_of(request))
    mine = whose_work(caller_of(request))
    jobs = await registry.do(partial(list_jobs, states=_OPEN, most=_CHECKS, added_by=mine))
    checks = await registry.do(partial(list_checks, most=_CHECKS, actor=mine))
    leave = await registry.do(leave_on_record)
    return work(jobs, checks, leave=leave, keep_days=keep_days, edition=edition_of(request))


async def _jobs(request: Request, *, registry: Registry) -> JobsPageView:
    asked = taken(JobsPart, request)
    jobs = await registry.do(partial(list_jobs, most=_MOST, added_by=whose_work(caller_of(request))))
    return jobs_page(jobs, state=known_state(asked.state, STATES), edition=edition_of(request))


async def _job(request: Request, *, registry: Registry, keep_days: int | None) -> JobPageView:
    taken(Nothing, request)
    job = await job_of(request, request.path_params["id"], registry=registry)
    return job_page(job, keep_days=keep_days, edition=edition_of(request))

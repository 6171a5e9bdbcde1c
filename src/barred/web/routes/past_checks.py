"""`/checks`: what was checked here before, with its rows and reports, and asked again in another case."""

from collections.abc import AsyncIterator
from functools import partial
from typing import Any, Protocol

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from barred.errors import UsageProblem
from barred.ledger.checks import Check, list_checks, verdicts_of
from barred.ledger.compare_checks import changed_rows, moves, same_file
from barred.ledger.find_rows import find_rows, recognised
from barred.ledger.jobs import Job, add_job, find_job
from barred.ledger.ledger import Ledger
from barred.ledger.waivers import list_waivers
from barred.web.answering.answers import edition_of
from barred.web.asked.kept import AskedAgain, CheckPart, OtherPart, PastPart
from barred.web.entrance.doorkeeper import caller_of, deed_of
from barred.web.jobs.check_job import KIND
from barred.web.pages.leaf import taken
from barred.web.pages.sheet import sheet_part
from barred.web.pages.work_page import WorkPages, sent
from barred.web.registry import Registry
from barred.web.routes.checks import check_of, payload_of
from barred.web.routes.jobs import result_of, whose_work
from barred.web.views.past_checks import (
    ROWS,
    ComparedView,
    KeptRows,
    PastChecksView,
    PastCheckView,
    changed_row,
    compared,
    kept_row,
    past_check,
    past_checks,
)

__all__ = ["past_check_routes"]

_CHECKS = 25
_WAIVED = 50
# Rows of a sheet that are in memory at a time.
_PART = 1000


class _Part(Protocol):
    """Gives the rows of a list that follow a number."""

    def __call__(self, ledger: Ledger, *, after: int) -> list[dict[str, Any]]: ...


def past_check_routes(registry: Registry, pages: WorkPages, *, keep_days: int | None) -> APIRouter:
    """Give the routes.

    Args:
        registry: The ledger with its files.
        pages: Sets pages.
        keep_days: After how many days files are deleted; None for never.
    """
    routes = APIRouter(include_in_schema=False)
    pages.add(routes, "/checks", template="past_checks.html", make=partial(_past_checks, registry=registry))
    against = "/checks/{id}/against/{other}"
    pages.add_sheet(routes, against, make=partial(_compared_sheet, registry=registry))
    pages.add_sheet(routes, "/checks/{id}", make=partial(_past_check_sheet, registry=registry))
    pages.add(routes, against, template="compared.html", make=partial(_compared, registry=registry))
    pages.add(
        routes,
        "/checks/{id}",
        template="past_check.html",
        make=partial(_past_check, registry=registry, keep_days=keep_days),
    )

    @routes.get("/checks/{id}/report.{form}")
    async def report(request: Request, *, id: str, form: str) -> Response:
        async def made() -> Response:
            job = await _job(await check_of(request, id, registry=registry), registry)
            if job is None:
                remedy = "ask again about its file, or write one with `barred check -o`"
                raise UsageProblem("no report of this check is kept here", where=id, remedy=remedy)
            return await result_of(job, form, registry=registry)

        return await pages.told(request, made)

    @routes.post("/checks/{id}/again")
    async def again(request: Request, id: str) -> Response:
        return await pages.act(request, lambda: _again(request, id, registry=registry))

    return routes


async def _past_checks(request: Request, *, registry: Registry) -> PastChecksView:
    asked = taken(PastPart, request)
    last = await check_of(request, asked.before, registry=registry) if asked.before else None
    whose = whose_work(caller_of(request)) or asked.by
    found = await registry.do(partial(list_checks, most=_CHECKS + 1, actor=whose, before=last))
    return past_checks(found, by=asked.by, most=_CHECKS, edition=edition_of(request))


async def _past_check(request: Request, *, registry: Registry, keep_days: int | None) -> PastCheckView:
    asked = taken(CheckPart, request)
    check = await check_of(request, request.path_params["id"], registry=registry)
    job = await _job(check, registry)
    kept = await registry.do(partial(_rows, check=check, asked=asked, keep_days=keep_days))
    return past_check(check, kept, asked=asked, job=job, edition=edition_of(request))


async def _compared(request: Request, *, registry: Registry) -> ComparedView:
    asked = taken(OtherPart, request)
    after = await check_of(request, request.path_params["id"], registry=registry)
    before = await check_of(request, request.path_params["other"], registry=registry)
    rows = partial(changed_rows, before=before, after=after, after_number=asked.after, most=ROWS + 1)
    return compared(
        before,
        after,
        moved=await registry.do(partial(moves, before=before, after=after)),
        rows=await registry.do(rows),
        edition=edition_of(request),
    )


async def _past_check_sheet(request: Request, *, registry: Registry) -> AsyncIterator[bytes]:
    asked = taken(CheckPart, request)
    check = await check_of(request, request.path_params["id"], registry=registry)
    sought = asked.sought()

    def part(ledger: Ledger, *, after: int) -> list[dict[str, Any]]:
        return list(map(kept_row, find_rows(ledger, check.id, sought=sought._replace(after=after), most=_PART)))

    return _parts(part, asked.after, registry=registry)


async def _compared_sheet(request: Request, *, registry: Registry) -> AsyncIterator[bytes]:
    asked = taken(OtherPart, request)
    keys = (request.path_params[name] for name in ("other", "id"))
    both = [await check_of(request, key, registry=registry) for key in keys]
    same_file(both[0], both[1])

    def part(ledger: Ledger, *, after: int) -> list[dict[str, Any]]:
        rows = changed_rows(ledger, before=both[0], after=both[1], after_number=after, most=_PART)
        return list(map(changed_row, rows))

    return _parts(part, asked.after, registry=registry)


async def _parts(part: _Part, after: int, *, registry: Registry) -> AsyncIterator[bytes]:
    """Write a list as a sheet, part by part: however long it is, only one part is in memory."""

    def write(ledger: Ledger, *, after: int, is_first: bool) -> tuple[bytes, int]:
        rows = part(ledger, after=after)
        return sheet_part(rows, is_first=is_first), rows[-1]["number"] if len(rows) == _PART else 0

    # Written in the thread too: a thousand rows would hold up the answers of others.
    told, following = await registry.do(partial(write, after=after, is_first=True))
    yield told
    while following:
        told, following = await registry.do(partial(write, after=following, is_first=False))
        yield told


async def _again(request: Request, key: str, *, registry: Registry) -> str:
    asked = await sent(AskedAgain, request)
    # A wrong word is told now, and not when a worker comes to it.
    edition_of(request).context(asked.said())
    payload = await payload_of(await check_of(request, key, registry=registry), registry)
    told = {**payload, "said": {**asked.said()._asdict(), "on": asked.on}}
    job = await registry.do(partial(add_job, kind=KIND, payload=told, deed=deed_of(request)))
    return f"/jobs/{job.id}"


async def _job(check: Check, registry: Registry) -> Job | None:
    key = next((one["job"] for one in check.inputs if one.get("job")), "")
    return await registry.do(partial(find_job, key=key)) if key else None


def _rows(ledger: Ledger, check: Check, *, asked: CheckPart, keep_days: int | None) -> KeptRows:
    rows = find_rows(ledger, check.id, sought=asked.sought(), most=ROWS + 1)
    waived = verdicts_of(ledger, check.id, outcomes=["waived"], most=_WAIVED)
    waivers = [one.waiver for one in list_waivers(ledger)]
    return KeptRows(rows, waived, waivers, recognised(ledger, check.id), keep_days)

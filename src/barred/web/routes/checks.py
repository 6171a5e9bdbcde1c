"""`/v1/checks`: checks that were kept, their verdicts, and the same file in another case."""

from functools import partial
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from barred.ledger.checks import Check, find_check, list_checks, verdicts_of
from barred.ledger.jobs import add_job, find_job
from barred.model.verdict import OUTCOMES
from barred.web.answering.answers import answered_anew, edition_of, today
from barred.web.asked.parameters import body_of, described_body
from barred.web.asked.work import ONCE, Rerun, once_of
from barred.web.entrance.doorkeeper import caller_of, deed_of
from barred.web.jobs.check_job import KIND, check_payload
from barred.web.registry import Registry
from barred.web.routes.described import PROBLEMS
from barred.web.routes.jobs import accepted, whose_work
from barred.web.views.kept import (
    CheckRowsView,
    ChecksView,
    JobView,
    KeptCheckView,
    check_rows_view,
    check_view,
)

__all__ = ["check_of", "check_routes", "payload_of"]

_ANSWERS = {**PROBLEMS, 409: {**PROBLEMS[422], "description": "The file of the check is not kept here"}}
_MOST = 1000
_Key = Annotated[str, Path(max_length=80)]
_Most = Annotated[int, Query(ge=1, le=_MOST)]


def check_routes(registry: Registry) -> APIRouter:
    """Give the routes.

    Args:
        registry: The ledger with its files.
    """
    routes = APIRouter(prefix="/v1/checks", tags=["work"], responses=_ANSWERS)

    @routes.get("", response_model=ChecksView, summary="The checks that were kept, the newest first")
    async def listed(
        request: Request, *, most: _Most = 50, before: Annotated[str, Query(max_length=80)] = ""
    ) -> Response:  # fmt: skip
        last = await check_of(request, before, registry=registry) if before else None
        mine = whose_work(caller_of(request))
        found = await registry.do(partial(list_checks, most=most + 1, actor=mine, before=last))
        shown = found[:most]
        following = shown[-1].id if len(found) > most else ""
        return answered_anew(ChecksView([check_view(one) for one in shown], following))

    @routes.get("/{id}", response_model=KeptCheckView, summary="A check")
    async def shown(request: Request, id: _Key) -> Response:
        return answered_anew(check_view(await check_of(request, id, registry=registry)))

    @routes.get("/{id}/rows", response_model=CheckRowsView, summary="The verdicts of a check, in short")
    async def rows(
        request: Request,
        *,
        id: _Key,
        outcome: Annotated[list[str], Query(description=f"only these: {', '.join(OUTCOMES)}", max_length=10)] = [],  # noqa: B006 - the framework copies it
        after: Annotated[int, Query(ge=0, le=2**31)] = 0,
        most: _Most = 100,
    ) -> Response:
        check = await check_of(request, id, registry=registry)
        ask = partial(verdicts_of, check=check.id, outcomes=outcome, after=after, most=most + 1)
        return answered_anew(check_rows_view(check.id, await registry.do(ask), most=most))

    _add_rerun(routes, registry)
    return routes


def _add_rerun(routes: APIRouter, registry: Registry) -> None:
    @routes.post(
        "/{id}/rerun",
        response_model=JobView,
        status_code=HTTPStatus.ACCEPTED,
        summary="Check the same file on another day, or for another buyer",
        openapi_extra={**described_body(Rerun), "parameters": [ONCE]},
    )
    async def rerun(request: Request, *, id: _Key) -> Response:
        asked = await body_of(Rerun, request)
        check = await check_of(request, id, registry=registry)
        said = asked.said(check.context)
        edition_of(request).context(said._replace(on=said.on or today()))
        payload = await payload_of(check, registry)
        deed = deed_of(request)
        again = {**payload, "said": said._asdict()}
        once = once_of(request, deed.actor)
        return accepted(await registry.do(partial(add_job, kind=KIND, payload=again, deed=deed, once=once)))


async def check_of(request: Request, key: str, *, registry: Registry) -> Check:
    """Give a check that whoever asks may see.

    Raises:
        HTTPException: There is none; checks of others are not there either.
    """
    check = await registry.do(partial(find_check, key=key))
    if check is None or whose_work(caller_of(request)) not in {"", check.actor}:
        raise HTTPException(HTTPStatus.NOT_FOUND, f"no check is called {key!r}")
    return check


async def payload_of(check: Check, registry: Registry) -> dict[str, Any]:
    """Give what a job has to do to ask again about the file of a check; of one of the command line the file is known.

    Raises:
        HTTPException: The file is not kept here.
    """
    file = check.inputs[0] if len(check.inputs) == 1 else {}
    # From now on it counts as young: nobody deletes it before the job is there that needs it.
    path = await registry.call(partial(registry.files.renew, file.get("digest", "")))
    if path is None:
        raise HTTPException(HTTPStatus.CONFLICT, "the file of this check is not kept here; send it as a new job")
    job = await registry.do(partial(find_job, key=file["job"])) if file.get("job") else None
    if job is not None:
        return {**job.payload, "again_of": check.id}
    return check_payload(file["name"], file["digest"], said={}, asked={"name": check.name, "again_of": check.id})

"""`/v1/jobs`: tables that take longer than one answer; `barred worker` does them."""

import asyncio
import time
from collections.abc import AsyncIterator
from functools import partial
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse

from barred.ledger.expire_files import GONE
from barred.ledger.jobs import Job, add_job, cancel_job, find_job, list_jobs
from barred.web.answering.answers import answered_anew, edition_of
from barred.web.answering.json import written
from barred.web.asked.work import Upload, described_upload, once_of, upload_of
from barred.web.entrance.doorkeeper import Caller, caller_of, deed_of
from barred.web.entrance.rights import suffices
from barred.web.entrance.streams import Streams
from barred.web.jobs.check_job import KIND, check_payload
from barred.web.jobs.check_reports import FORMS
from barred.web.registry import Registry
from barred.web.routes.described import PROBLEMS, texts
from barred.web.views.kept import JobsView, JobView, job_view

__all__ = ["accepted", "job_of", "job_routes", "result_of", "whose_work"]

_ANSWERS = {
    **PROBLEMS,
    409: {**PROBLEMS[422], "description": "The job is not in a state for that"},
    410: {**PROBLEMS[422], "description": "The files of the job were deleted when their time was over"},
}
# An answer has an end: a browser comes back by itself, and a server that stops need not wait for long.
_STREAM_S = 20.0
_LOOK_S = 0.3
_RETRY_MS = 1000
_END = "end"
_MOST = 500
_Key = Annotated[str, Path(max_length=80)]


def job_routes(registry: Registry) -> APIRouter:
    """Give the routes.

    Args:
        registry: The ledger with its queue and files.
    """
    routes = APIRouter(prefix="/v1/jobs", tags=["work"], responses=_ANSWERS)

    @routes.post(
        "",
        response_model=JobView,
        status_code=HTTPStatus.ACCEPTED,
        summary="Check the rows of a file",
        openapi_extra=described_upload(),
    )
    async def add(request: Request) -> Response:
        upload = await upload_of(request)
        # A wrong word is told now, and not when a worker comes to it.
        edition_of(request).context(upload.asked.said())
        columns = upload.asked.columns()
        digest = await registry.call(partial(registry.files.keep, upload.body))
        payload = check_payload(upload.name, digest, said=_said(upload), asked=_how(upload, columns))
        return accepted(await _added(request, payload, registry))

    @routes.get("", response_model=JobsView, summary="The jobs, those added last first")
    async def listed(request: Request, most: Annotated[int, Query(ge=1, le=_MOST)] = 50) -> Response:
        jobs = await registry.do(partial(list_jobs, most=most, added_by=whose_work(caller_of(request))))
        return answered_anew(JobsView([job_view(one) for one in jobs]))

    @routes.get("/{id}", response_model=JobView, summary="A job")
    async def shown(request: Request, id: _Key) -> Response:
        return answered_anew(job_view(await job_of(request, id, registry=registry)))

    @routes.post("/{id}/cancel", response_model=JobView, summary="Take a job back")
    async def cancel(request: Request, id: _Key) -> Response:
        job = await job_of(request, id, registry=registry)
        if not await registry.do(partial(cancel_job, key=job.id, deed=deed_of(request))):
            raise HTTPException(HTTPStatus.CONFLICT, f"{job.id} has ended already")
        return answered_anew(job_view(await job_of(request, id, registry=registry)))

    _add_outcome(routes, registry)
    return routes


def _add_outcome(routes: APIRouter, registry: Registry) -> None:
    """Add the routes that tell how a job goes, and give what came of it."""
    streams = Streams()

    @routes.get(
        "/{id}/events",
        summary="The progress of a job, as Server-Sent Events",
        response_class=Response,
        responses=texts(["text/event-stream"], "An event for each step, and one at the end"),
    )
    async def events(request: Request, id: _Key) -> Response:
        job = await job_of(request, id, registry=registry)
        if job.ended_at and request.headers.get("last-event-id") == _END:
            # What tells a browser not to come back.
            return Response(None, HTTPStatus.NO_CONTENT)
        mark = caller_of(request).mark
        streams.look(mark)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        told = StreamingResponse(_events(id, registry), media_type="text/event-stream", headers=headers)
        return streams.counted(told, mark)

    @routes.get(
        "/{id}/result/{form}",
        summary="The rows with their verdicts",
        response_class=Response,
        responses=texts(FORMS.values(), "A file, as the form says"),
    )
    async def result(
        request: Request, *, id: _Key, form: Annotated[str, Path(description=", ".join(FORMS))]
    ) -> Response:
        return await result_of(await job_of(request, id, registry=registry), form, registry=registry)


async def result_of(job: Job, form: str, *, registry: Registry) -> Response:
    """Give a report of a job as a file.

    Raises:
        HTTPException: There is no such form, the job has no result, or its files are no longer kept.
    """
    if form not in FORMS:
        raise HTTPException(HTTPStatus.NOT_FOUND, f"no result is {form!r}; there are {', '.join(FORMS)}")
    gone = job.result.get(GONE)
    if gone:
        raise HTTPException(HTTPStatus.GONE, f"the files of {job.id} were deleted at {gone}; send the file again")
    digest = job.result.get("files", {}).get(form)
    if digest is None:
        raise HTTPException(HTTPStatus.CONFLICT, f"the job is {job.state} and has no result of that form")
    path = await registry.call(partial(registry.files.path, digest))
    if path is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, "the file is no longer kept")
    name = f"{job.payload['file']['name'].rpartition('.')[0] or job.payload['file']['name']}-checked.{form}"
    return FileResponse(path, media_type=FORMS[form], filename=name, headers={"Cache-Control": "no-store"})


def accepted(job: Job) -> Response:
    """Answer that a job waits, and where to look for it."""
    headers = {"Location": f"/v1/jobs/{job.id}", "Cache-Control": "no-store"}
    return Response(written(job_view(job)), HTTPStatus.ACCEPTED, headers, "application/json")


def whose_work(caller: Caller) -> str:
    """Give the name that the jobs and checks bear which somebody may see; empty for those of all."""
    return "" if suffices(caller.role, "curator") else caller.name


async def _added(request: Request, payload: dict[str, Any], registry: Registry) -> Job:
    deed = deed_of(request)
    once = once_of(request, deed.actor)
    return await registry.do(partial(add_job, kind=KIND, payload=payload, deed=deed, once=once))


async def job_of(request: Request, key: str, *, registry: Registry) -> Job:
    """Give a job that whoever asks may see.

    Raises:
        HTTPException: There is none; jobs of others are not there either.
    """
    job = await registry.do(partial(find_job, key=key))
    if job is None or whose_work(caller_of(request)) not in {"", job.added_by}:
        raise HTTPException(HTTPStatus.NOT_FOUND, f"no job is called {key!r}")
    return job


def _said(upload: Upload) -> dict[str, Any]:
    # The day stays open, so that the same request sent again after midnight is the same job.
    return {**upload.asked.said()._asdict(), "on": upload.asked.on}


def _how(upload: Upload, columns: dict[str, str]) -> dict[str, Any]:
    asked = upload.asked
    return {"name": asked.name or upload.name, "columns": columns, "sheet": asked.sheet, "encoding": asked.encoding}


async def _events(key: str, registry: Registry) -> AsyncIterator[bytes]:
    yield f"retry: {_RETRY_MS}\n\n".encode()
    told, end = b"", time.monotonic() + _STREAM_S
    while time.monotonic() < end:
        job = await registry.do(partial(find_job, key=key))
        if job is None:
            return
        data = written(job_view(job))
        if job.ended_at:
            yield b"id: %s\nevent: %s\ndata: %s\n\n" % (_END.encode(), _END.encode(), data)
            return
        if data != told:
            yield b"event: progress\ndata: %s\n\n" % data
            told = data
        await asyncio.sleep(_LOOK_S)

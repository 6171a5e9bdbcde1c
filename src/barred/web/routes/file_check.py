"""`/check`: a file in three steps; every address after the first names the file, its columns and the case.

Files of more rows than are checked at once become jobs where there is a ledger, and else are for `barred check`.
"""

from collections.abc import Callable, Sequence
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter
from python_multipart.exceptions import FormParserError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from barred.errors import BarredError, FileProblem, UsageProblem
from barred.ledger.jobs import add_job
from barred.readers.detect import detect
from barred.web.answering.answers import edition_of, today
from barred.web.answering.edition import Edition
from barred.web.answering.json import written
from barred.web.answering.worker import Worker
from barred.web.asked.kept import LargeFile
from barred.web.asked.leaves import CheckedFile
from barred.web.entrance.doorkeeper import deed_of
from barred.web.entrance.limits import Limits
from barred.web.jobs.check_job import KIND, check_payload
from barred.web.jobs.check_reports import FORMS
from barred.web.jobs.uploads import Uploads
from barred.web.jobs.workroom import Workroom
from barred.web.pages.address import Address
from barred.web.pages.leaf import answer_leaf, page, problem_page, taken
from barred.web.pages.sheet import sheet
from barred.web.pages.wanted import wants_page
from barred.web.pages.work_page import WorkPages, sent
from barred.web.registry import Registry
from barred.web.routes.drafts import draft_routes
from barred.web.views.check_results import results
from barred.web.views.file_check import Brought, columns, report, upload
from barred.web.views.leaf import Leaf

__all__ = ["file_check_routes"]

# The page itself is also CSV; columns are for many rows.
_REPORTS = tuple(form for form in FORMS if form not in {"csv", "parquet"})
_NO_STORE = {"Cache-Control": "no-store"}
_OWN = {"same-origin", "none", ""}
# Formats whose letters somebody chose the bytes of, and encodings that spreadsheets still write.
_TEXTS = frozenset({"csv", "tsv", "json-lines"})
_ENCODINGS = ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "gb18030", "big5", "cp932", "cp949", "utf-16-le")


class _Room:
    """The files that were brought, and the thread that reads them."""

    def __init__(
        self, worker: Worker, limits: Limits, *, registry: Registry, pages: WorkPages, workroom: Workroom
    ) -> None:
        self.limits = limits
        self.registry, self.pages = registry, pages
        self.workroom, self.uploads = workroom, Uploads(workroom)
        self._worker = worker

    def brought(self, key: str, asked: CheckedFile) -> Brought:
        """Give a file that was brought.

        Raises:
            HTTPException: It is not kept, or no longer.
        """
        path = self.uploads.path(key)
        if path is None:
            detail = "that file is not here, or no longer: files are kept until the server stops; bring it again"
            raise HTTPException(HTTPStatus.NOT_FOUND, detail)
        return Brought(
            key,
            path,
            asked.columns(),
            asked.said(),
            self.limits.rows,
            encoding=asked.encoding,
            has_ledger=self.registry.is_there,
        )

    async def answer(
        self, request: Request, key: str, *, template: str, form: str, fill: Callable[..., Leaf]
    ) -> Response:
        """Answer with a step, in the form that the address asks for."""
        try:
            asked = taken(CheckedFile, request)
            brought = self.brought(key, asked)
            view = await self._worker.run(edition_of(request), partial(_fill, fill, brought, asked))
        except (BarredError, HTTPException) as trouble:
            if form:
                raise
            return self.refused(request, key, trouble=trouble)
        if form == ".json":
            return Response(written(view), headers=_NO_STORE, media_type="application/json")
        if form == ".csv":
            told = _attached(f"{Path(view.file).stem}-checked.csv") if fill is results else {}
            return Response(sheet(view), headers={**_NO_STORE, **told}, media_type="text/csv; charset=utf-8")
        return self.pages.page(request, template, view=view)

    async def report(self, request: Request, key: str, *, form: str) -> Response:
        """Give the results as a report that is a file of its own."""
        try:
            brought = self.brought(key, taken(CheckedFile, request))
            body = await self._worker.run(edition_of(request), partial(_report, brought, form, self.workroom))
        except (BarredError, HTTPException) as trouble:
            return self.refused(request, key, trouble=trouble)
        headers = {**_NO_STORE, **_attached(f"{brought.path.stem}-checked.{form}")}
        return Response(body, headers=headers, media_type=FORMS[form])

    def refused(self, request: Request, key: str, *, trouble: BarredError | HTTPException) -> Response:
        """Tell what is wrong with a file, or with what was said of it, and what its user can do on the spot."""
        path = self.uploads.path(key)
        if isinstance(trouble, HTTPException):
            return _unread_page(request, HTTPStatus(trouble.status_code), trouble=UsageProblem(str(trouble.detail)))
        encodings = _ENCODINGS if isinstance(trouble, FileProblem) and path and _is_text(path) else ()
        told = _without_folder(trouble)
        here = "" if isinstance(trouble, FileProblem) else f"/check/{key}/columns"
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _unread_page(request, status, trouble=told, encodings=encodings, columns=here)


def _unread_page(
    request: Request,
    status: HTTPStatus,
    *,
    trouble: BarredError,
    encodings: Sequence[str] = (),
    columns: str = "",
) -> Response:
    """Set the page of a file that is not read, on which another can be brought.

    Args:
        request: Its address and languages are looked at.
        status: Of the answer.
        trouble: What is wrong.
        encodings: What the user may say the file is encoded in.
        columns: The step at which other columns can be named; empty where that is of no use.
    """
    if not wants_page(request.headers.get("accept", ""), request.scope["path"], otherwise=True):
        return problem_page(request, status, trouble=trouble)
    return page(request, "unread.html", status=status, trouble=trouble, encodings=encodings, columns=columns)


def file_check_routes(
    worker: Worker, limits: Limits, *, registry: Registry, pages: WorkPages, workroom: Workroom
) -> APIRouter:
    """Give the routes.

    Args:
        worker: Reads and checks the files.
        limits: How large they may be.
        registry: The ledger, whose waivers count and whose workers check long files.
        pages: Sets pages for whoever is signed in.
        workroom: Where the files lie for a while.
    """
    routes = APIRouter(include_in_schema=False)
    room = _Room(worker, limits, registry=registry, pages=pages, workroom=workroom)
    for form in _REPORTS:
        _add_report(routes, room, form)
    for form in ("", ".json", ".csv"):
        _add_upload(routes, room, form)
        # Results come before columns, whose address is the beginning of theirs.
        _add_step(routes, room, path=f"/check/{{key}}/results{form}", template="results.html", fill=results)
        _add_step(routes, room, path=f"/check/{{key}}/columns{form}", template="columns.html", fill=columns)

    routes.include_router(draft_routes(worker, registry, pages=pages, brought=room.brought))

    @routes.post("/check")
    async def bring(request: Request) -> Response:
        return await _bring(request, room)

    @routes.post("/check/{key}/columns")
    async def again(request: Request, key: str) -> Response:
        return await pages.told(request, lambda: _columns_again(request, key))

    @routes.post("/jobs")
    async def add(request: Request) -> Response:
        return await pages.act(request, lambda: _add_job(request, room))

    return routes


def _add_upload(routes: APIRouter, room: _Room, form: str) -> None:
    async def shown(request: Request) -> Response:
        def make() -> Leaf:
            return upload(today(), room.limits, has_ledger=room.registry.is_there, edition=edition_of(request))

        return answer_leaf(request, "upload.html", form=form, make=make)

    routes.add_api_route(f"/check{form}", shown, methods=["GET"], name=f"check{form}")


def _add_report(routes: APIRouter, room: _Room, form: str) -> None:
    async def made(request: Request, key: str) -> Response:
        return await room.report(request, key, form=form)

    routes.add_api_route(f"/check/{{key}}/results.{form}", made, methods=["GET"], name=f"results.{form}")


def _add_step(routes: APIRouter, room: _Room, *, path: str, template: str, fill: Callable[..., Leaf]) -> None:
    form = next((one for one in (".json", ".csv") if path.endswith(one)), "")

    async def shown(request: Request, key: str) -> Response:
        return await room.answer(request, key, template=template, form=form, fill=fill)

    routes.add_api_route(path, shown, methods=["GET"], name=path)


async def _bring(request: Request, room: _Room) -> Response:
    """Take a file in, and lead to its second step; a form of another site brings none."""
    if request.headers.get("sec-fetch-site", "") not in _OWN:
        trouble = UsageProblem("a page of another site sent this form", remedy="bring the file here")
        return problem_page(request, HTTPStatus.FORBIDDEN, trouble=trouble)
    try:
        async with request.form(max_files=1, max_fields=5) as form:
            file = form.get("file")
            body = await file.read() if isinstance(file, UploadFile) else b""
            name = (file.filename or "") if isinstance(file, UploadFile) else ""
    except FormParserError as error:
        return problem_page(request, HTTPStatus.BAD_REQUEST, trouble=UsageProblem(f"this is no form: {error}"))
    if not body:
        trouble = UsageProblem("no file came with the form, or an empty one", remedy="choose a file first")
        return _unread_page(request, HTTPStatus.UNPROCESSABLE_ENTITY, trouble=trouble)
    try:
        key = room.uploads.keep(name, body)
    except FileProblem as trouble:
        return _unread_page(request, HTTPStatus.SERVICE_UNAVAILABLE, trouble=_without_folder(trouble))
    language = request.query_params.get("lang", "")
    query = f"?lang={quote(language)}" if language else ""
    return RedirectResponse(f"/check/{key}/columns{query}", HTTPStatus.SEE_OTHER, _NO_STORE)


async def _columns_again(request: Request, key: str) -> Response:
    """Lead to the columns as a form says them; the form that sends a job has another button for that."""
    asked = await sent(LargeFile, request)
    told = asked.model_dump(by_alias=True, exclude_defaults=True, exclude={"file", "name"})
    here = Address(request.scope["path"], tuple(request.query_params.multi_items()))
    return RedirectResponse(here.to(f"/check/{key}/columns", **told), HTTPStatus.SEE_OTHER, _NO_STORE)


async def _add_job(request: Request, room: _Room) -> str:
    """Make a job of a file that was brought; the file stays under its key too."""
    asked = await sent(LargeFile, request)
    brought = room.brought(asked.file, CheckedFile())
    edition_of(request).context(asked.said())
    body = await room.registry.call(brought.path.read_bytes)
    digest = await room.registry.call(partial(room.registry.files.keep, body))
    said = {**asked.said()._asdict(), "on": asked.on}
    how = {"name": asked.name or brought.path.name, "columns": asked.columns(), "encoding": asked.encoding}
    payload = check_payload(brought.path.name, digest, said=said, asked=how)
    job = await room.registry.do(partial(add_job, kind=KIND, payload=payload, deed=deed_of(request)))
    return f"/jobs/{job.id}"


def _fill(fill: Callable[..., Leaf], brought: Brought, asked: CheckedFile, edition: Edition) -> Any:  # noqa: ANN401
    return results(brought, asked, edition=edition) if fill is results else columns(brought, edition)


def _report(brought: Brought, form: str, workroom: Workroom, edition: Edition) -> bytes:
    with workroom.place() as folder:
        return report(brought, folder, form=form, edition=edition).read_bytes()


def _attached(name: str) -> dict[str, str]:
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}


def _is_text(path: Path) -> bool:
    try:
        return detect(path) in _TEXTS
    except FileProblem:
        return False


def _without_folder(trouble: BarredError) -> BarredError:
    """Name the file as its user does: where it lies here is nobody's business."""
    return FileProblem(trouble.what, where=Path(trouble.where).name, remedy=trouble.remedy)

"""`/check/KEY/draft` and `/checks/ID/draft`: the draft of a report that a clause asks for, as a page and on paper."""

import json
from collections.abc import Awaitable, Callable, Iterator, Mapping
from functools import partial
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from barred.ledger.jobs import find_job
from barred.publishing.clauses.clause_draft import draft_paper
from barred.publishing.paper.html import paper_html
from barred.web.answering.answers import edition_of
from barred.web.answering.edition import Edition
from barred.web.answering.worker import Worker
from barred.web.asked.drafts import BroughtDraft, DraftPart, KeptDraft
from barred.web.pages.leaf import taken
from barred.web.pages.work_page import WorkPages
from barred.web.registry import Registry
from barred.web.routes.checks import check_of
from barred.web.views.check_results import verdicts
from barred.web.views.drafts import CheckDrafted, DraftView, draft, draft_view
from barred.web.views.file_check import Brought, digest_of
from barred.web.views.past_checks import case_of_check
from barred.web.views.result import case_of

__all__ = ["draft_routes"]

_PAPERS: Mapping[str, str] = {"pdf": "application/pdf", "html": "text/html; charset=utf-8"}
_WHOLE = "jsonl"

_Find = Callable[[Request], Awaitable[tuple[DraftPart, Callable[[Edition], CheckDrafted]]]]


def draft_routes(
    worker: Worker, registry: Registry, *, pages: WorkPages, brought: Callable[[str, BroughtDraft], Brought]
) -> APIRouter:
    """Give the routes.

    Args:
        worker: Reads and checks files.
        registry: The ledger with its files.
        pages: Sets pages.
        brought: Gives a file that was brought.
    """
    routes = APIRouter(include_in_schema=False)
    _add(routes, "/check/{key}/draft", worker=worker, pages=pages, find=partial(_of_file, brought=brought))
    _add(routes, "/checks/{id}/draft", worker=worker, pages=pages, find=partial(_of_check, registry=registry))
    return routes


def _add(routes: APIRouter, path: str, *, worker: Worker, pages: WorkPages, find: _Find) -> None:
    for form in _PAPERS:
        _add_paper(routes, f"{path}.{form}", worker=worker, pages=pages, find=find)

    async def made(request: Request) -> DraftView:
        asked, check = await find(request)
        return await worker.run(edition_of(request), lambda edition: draft_view(asked, check(edition), edition=edition))

    pages.add(routes, path, template="draft.html", make=made)


def _add_paper(routes: APIRouter, path: str, *, worker: Worker, pages: WorkPages, find: _Find) -> None:
    form = path.rpartition(".")[2]

    async def made(request: Request) -> Response:
        asked, check = await find(request)
        body, name = await worker.run(edition_of(request), lambda edition: _paper(asked, check(edition), form, edition))
        told = {"Cache-Control": "no-store", "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
        return Response(body, headers=told, media_type=_PAPERS[form])

    async def shown(request: Request) -> Response:
        return await pages.told(request, lambda: made(request))

    routes.add_api_route(path, shown, methods=["GET"], name=path)


async def _of_file(
    request: Request, *, brought: Callable[[str, BroughtDraft], Brought]
) -> tuple[DraftPart, Callable[[Edition], CheckDrafted]]:
    asked = taken(BroughtDraft, request)
    file = brought(request.path_params["key"], asked)

    def check(edition: Edition) -> CheckDrafted:
        return CheckDrafted(file.path.name, digest_of(file.path), case_of(file.case), verdicts(file, edition=edition))

    return asked, check


async def _of_check(
    request: Request, *, registry: Registry
) -> tuple[DraftPart, Callable[[Edition], CheckDrafted]]:  # fmt: skip
    asked = taken(KeptDraft, request)
    kept = await check_of(request, request.path_params["id"], registry=registry)
    file = kept.inputs[0] if len(kept.inputs) == 1 else {}
    job = await registry.do(partial(find_job, key=file["job"])) if file.get("job") else None
    digest = job.result.get("files", {}).get(_WHOLE) if job else None
    path = await registry.call(partial(registry.files.path, digest)) if digest else None
    if path is None:
        detail = "the whole verdicts of this check are not kept here; check its file again, or use `barred report`"
        raise HTTPException(HTTPStatus.CONFLICT, detail)
    case = case_of_check(kept)
    return asked, lambda _: CheckDrafted(kept.name, file["digest"], case, _lines(path))


def _lines(path: Path) -> Iterator[Mapping[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _paper(asked: DraftPart, check: CheckDrafted, form: str, edition: Edition) -> tuple[bytes, str]:
    paper = draft_paper(draft(asked, check, edition=edition))
    name = f"{Path(check.name).stem}-{asked.clause}.{form}"
    if form == "html":
        return paper_html(paper).encode(), name
    from barred.publishing.paper.pdf import write_pdf  # noqa: PLC0415 - heavy

    with TemporaryDirectory(prefix="barred-") as folder:
        write_pdf(paper, Path(folder) / name)
        return (Path(folder) / name).read_bytes(), name

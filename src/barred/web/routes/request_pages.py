"""`/waivers/ask` and `/waivers/requests`: a request for leave is put on record by a form, and replied to by another."""

from functools import partial
from http import HTTPStatus

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from barred.ledger.ledger import Ledger
from barred.ledger.log import entry_at
from barred.ledger.waiver_requests import (
    REQUEST_STATES,
    Reply,
    WaiverRequest,
    ask_for_waiver,
    find_request,
    list_requests,
    reply_to_request,
)
from barred.screening.grant import grant
from barred.web.answering.answers import day_of, edition_of, today
from barred.web.asked.kept import Nothing, RequestsPart, WaiverDraft, known_state
from barred.web.asked.office import Grant, Refusal
from barred.web.entrance.doorkeeper import caller_of, deed_of
from barred.web.pages.leaf import taken
from barred.web.pages.work_page import WorkPages, sent
from barred.web.registry import Registry
from barred.web.upkeep import Upkeep
from barred.web.views.waiver_requests import (
    RequestPageView,
    RequestsPageView,
    RequestTrail,
    request_page,
    requests_page,
)

__all__ = ["request_page_routes"]

_PATH = "/waivers/requests"


def request_page_routes(registry: Registry, pages: WorkPages, *, upkeep: Upkeep) -> APIRouter:
    """Give the routes; they come before those of single waivers, of which none is shown under the id `requests`.

    Args:
        registry: The ledger.
        pages: Sets pages.
        upkeep: Is told of every grant, so that the next answer knows it.
    """
    routes = APIRouter(include_in_schema=False)
    pages.add(routes, _PATH, template="requests.html", make=partial(_requests, registry=registry))
    pages.add(routes, f"{_PATH}/{{id}}", template="request.html", make=partial(_request, registry=registry))

    @routes.post("/waivers/ask")
    async def ask(request: Request) -> Response:
        async def done() -> str:
            draft = await sent(WaiverDraft, request)
            wanted = grant(draft.asked().said(), edition_of(request).snapshot)
            mark = caller_of(request).mark
            kept = await registry.do(partial(ask_for_waiver, wanted=wanted, mark=mark, deed=deed_of(request)))
            return f"{_PATH}/{kept.id}"

        return await pages.act(request, done)

    @routes.post(f"{_PATH}/{{id}}/grant")
    async def granted(request: Request, id: str) -> Response:
        async def done() -> str:
            asked = await sent(Grant, request)
            mark = caller_of(request).mark
            reply = Reply(is_granted=True, reason=asked.reason, mark=mark, office=asked.approved_by)
            await registry.do(partial(reply_to_request, key=id, reply=reply, deed=deed_of(request)))
            await upkeep.take_waivers()
            return f"{_PATH}/{id}"

        return await pages.act(request, done)

    @routes.post(f"{_PATH}/{{id}}/refuse")
    async def refused(request: Request, id: str) -> Response:
        async def done() -> str:
            reply = Reply(is_granted=False, reason=(await sent(Refusal, request)).reason, mark=caller_of(request).mark)
            await registry.do(partial(reply_to_request, key=id, reply=reply, deed=deed_of(request)))
            return f"{_PATH}/{id}"

        return await pages.act(request, done)

    return routes


async def _requests(request: Request, *, registry: Registry) -> RequestsPageView:
    asked = taken(RequestsPart, request)
    day = day_of(asked.on, where="on") or today()
    state = known_state(asked.state, REQUEST_STATES)
    return requests_page(await registry.do(list_requests), state=state, on=day, edition=edition_of(request))


async def _request(request: Request, *, registry: Registry) -> RequestPageView:
    taken(Nothing, request)
    key, caller = request.path_params["id"], caller_of(request)
    found = await registry.do(partial(_found, key=key))
    if found is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, f"no request is called {key!r}")
    is_own = found[0].is_of(caller.name, mark=caller.mark)
    return request_page(*found, is_own=is_own, edition=edition_of(request))


def _found(ledger: Ledger, key: str) -> tuple[WaiverRequest, RequestTrail] | None:
    one = find_request(ledger, key)
    if one is None:
        return None
    return one, RequestTrail(entry_at(ledger, one.added), entry_at(ledger, one.replied))

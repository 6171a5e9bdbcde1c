"""`/v1/waivers/ask` and `/v1/waivers/requests`: leave that is asked for, and what somebody else says to it."""

from functools import partial
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from barred.ledger.waiver_requests import (
    REQUEST_STATES,
    Reply,
    ask_for_waiver,
    find_request,
    list_requests,
    reply_to_request,
)
from barred.screening.grant import grant as resolved
from barred.web.answering.answers import answered_anew, day_of, edition_of, today
from barred.web.asked.case import Day
from barred.web.asked.kept import known_state
from barred.web.asked.office import Grant, Refusal, WaiverWanted
from barred.web.asked.parameters import body_of, described_body
from barred.web.asked.work import refuse_once
from barred.web.entrance.doorkeeper import caller_of, deed_of
from barred.web.registry import Registry
from barred.web.routes.described import PROBLEMS
from barred.web.upkeep import Upkeep
from barred.web.views.waiver_requests import RequestsView, RequestView, request_view

__all__ = ["waiver_request_routes"]

_Key = Annotated[str, Path(max_length=80)]


def waiver_request_routes(registry: Registry, upkeep: Upkeep) -> APIRouter:
    """Give the routes.

    Args:
        registry: The ledger.
        upkeep: Is told of every grant, so that the next answer knows it.
    """
    routes = APIRouter(prefix="/v1/waivers", tags=["leave"], responses=PROBLEMS)

    @routes.post(
        "/ask",
        response_model=RequestView,
        status_code=HTTPStatus.CREATED,
        summary="Ask for a waiver",
        openapi_extra=described_body(WaiverWanted),
    )
    async def ask(request: Request) -> Response:
        refuse_once(request)
        asked = await body_of(WaiverWanted, request)
        wanted = resolved(asked.said(), edition_of(request).snapshot)
        mark = caller_of(request).mark
        kept = await registry.do(partial(ask_for_waiver, wanted=wanted, mark=mark, deed=deed_of(request)))
        location = f"/v1/waivers/requests/{kept.id}"
        return answered_anew(request_view(kept, on=today()), HTTPStatus.CREATED, location=location)

    @routes.get("/requests", response_model=RequestsView, summary="Every request for a waiver with its state")
    async def listed(
        *,
        on: Day = "",
        state: Annotated[str, Query(max_length=20, description=f"only these: {', '.join(REQUEST_STATES)}")] = "",
    ) -> Response:
        wanted, day = known_state(state, REQUEST_STATES), day_of(on, where="on") or today()
        found = [request_view(one, on=day) for one in await registry.do(list_requests)]
        return answered_anew(RequestsView(day, [one for one in found if wanted in {"", one.state}]))

    @routes.get("/requests/{id}", response_model=RequestView, summary="A request for a waiver")
    async def shown(id: _Key) -> Response:
        found = await registry.do(partial(find_request, key=id))
        if found is None:
            raise HTTPException(HTTPStatus.NOT_FOUND, f"no request is called {id!r}")
        return answered_anew(request_view(found, on=today()))

    _add_replies(routes, registry, upkeep)
    return routes


def _add_replies(routes: APIRouter, registry: Registry, upkeep: Upkeep) -> None:
    @routes.post(
        "/requests/{id}/grant",
        response_model=RequestView,
        summary="Grant a request of somebody else",
        openapi_extra=described_body(Grant),
    )
    async def grant(request: Request, *, id: _Key) -> Response:
        asked = await body_of(Grant, request)
        mark = caller_of(request).mark
        reply = Reply(is_granted=True, reason=asked.reason, mark=mark, office=asked.approved_by)
        return await replied(request, id, reply=reply)

    @routes.post(
        "/requests/{id}/refuse",
        response_model=RequestView,
        summary="Refuse a request of somebody else",
        openapi_extra=described_body(Refusal),
    )
    async def refuse(request: Request, *, id: _Key) -> Response:
        asked = await body_of(Refusal, request)
        return await replied(
            request, id, reply=Reply(is_granted=False, reason=asked.reason, mark=caller_of(request).mark)
        )

    async def replied(request: Request, id: str, *, reply: Reply) -> Response:
        kept = await registry.do(partial(reply_to_request, key=id, reply=reply, deed=deed_of(request)))
        await upkeep.take_waivers()
        return answered_anew(request_view(kept, on=today()))

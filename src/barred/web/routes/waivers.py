"""`/v1/waivers`: leave on record, with its states; what covers something shows in every answer as `waived`."""

from datetime import date, timedelta
from functools import partial
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from barred.errors import UsageProblem
from barred.ledger.waivers import STATES, add_waiver, find_waiver, list_waivers, revoke_waiver
from barred.model.day import last_day
from barred.screening.grant import grant
from barred.web.answering.answers import answered_anew, day_of, edition_of, today
from barred.web.asked.case import Day
from barred.web.asked.kept import known_state
from barred.web.asked.office import Revocation, WaiverAsked
from barred.web.asked.parameters import body_of, described_body
from barred.web.asked.work import refuse_once
from barred.web.entrance.doorkeeper import deed_of
from barred.web.registry import Registry
from barred.web.routes.described import PROBLEMS
from barred.web.upkeep import Upkeep
from barred.web.views.kept import WaiversView, WaiverView, waiver_view

__all__ = ["waiver_routes"]

_WITHIN_DAYS = 30
_MOST_DAYS = 3660
_Key = Annotated[str, Path(max_length=80)]


def waiver_routes(registry: Registry, upkeep: Upkeep) -> APIRouter:
    """Give the routes.

    Args:
        registry: The ledger.
        upkeep: Is told of every change, so that the next answer knows it.
    """
    routes = APIRouter(prefix="/v1/waivers", tags=["leave"], responses=PROBLEMS)

    @routes.get("", response_model=WaiversView, summary="Every waiver with its state, ended and revoked ones too")
    async def listed(
        *,
        on: Day = "",
        within: Annotated[int, Query(ge=0, le=_MOST_DAYS, description="days in which one that ends is `ending`")] = (
            _WITHIN_DAYS
        ),
        state: Annotated[str, Query(max_length=20, description=f"only these: {', '.join(STATES)}")] = "",
    ) -> Response:
        wanted = known_state(state, STATES)
        day = day_of(on, where="on") or today()
        found = [waiver_view(one, on=day, ending_from=_later(day, within)) for one in await registry.do(list_waivers)]
        return answered_anew(WaiversView(day, [one for one in found if wanted in {"", one.state}]))

    @routes.get("/{id}", response_model=WaiverView, summary="A waiver")
    async def shown(id: _Key) -> Response:
        found = await registry.do(partial(find_waiver, key=id))
        if found is not None:
            return answered_anew(waiver_view(found, on=today(), ending_from=_later(today(), _WITHIN_DAYS)))
        raise HTTPException(HTTPStatus.NOT_FOUND, f"no waiver is called {id!r}")

    _add_changes(routes, registry, upkeep)
    return routes


def _add_changes(routes: APIRouter, registry: Registry, upkeep: Upkeep) -> None:
    @routes.post(
        "",
        response_model=WaiverView,
        status_code=HTTPStatus.CREATED,
        summary="Put a waiver on record",
        openapi_extra=described_body(WaiverAsked),
    )
    async def add(request: Request) -> Response:
        refuse_once(request)
        asked = await body_of(WaiverAsked, request)
        deed = deed_of(request)
        waiver = grant(asked.said(deed.actor), edition_of(request).snapshot)
        kept = await registry.do(partial(add_waiver, waiver=waiver, deed=deed))
        await upkeep.take_waivers()
        view = waiver_view(kept, on=today(), ending_from=_later(today(), _WITHIN_DAYS))
        return answered_anew(view, HTTPStatus.CREATED, location=f"/v1/waivers/{kept.waiver.id}")

    @routes.post(
        "/{id}/revoke",
        response_model=WaiverView,
        summary="Take a waiver back from today on",
        openapi_extra=described_body(Revocation),
    )
    async def revoke(request: Request, *, id: _Key) -> Response:
        asked = await body_of(Revocation, request)
        kept = await registry.do(partial(revoke_waiver, key=id, reason=asked.reason, deed=deed_of(request)))
        await upkeep.take_waivers()
        return answered_anew(waiver_view(kept, on=today(), ending_from=_later(today(), _WITHIN_DAYS)))


def _later(day: str, days: int) -> str:
    try:
        return (date.fromisoformat(last_day(day)) + timedelta(days=days)).isoformat()
    except OverflowError as trouble:
        raise UsageProblem(f"{days} days from {day} is no date", where="within") from trouble

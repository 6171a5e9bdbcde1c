"""`/waivers`: leave on record, thought of as an address that can be handed on, put on record and ended by a form."""

import time
from functools import partial

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from barred.errors import UsageProblem
from barred.ledger.ledger import Ledger
from barred.ledger.log import entry_at
from barred.ledger.waiver_requests import list_requests
from barred.ledger.waivers import STATES, KeptWaiver, add_waiver, check_waiver, find_waiver, list_waivers, revoke_waiver
from barred.model.waiver import Waiver
from barred.screening.grant import grant
from barred.web.answering.answers import day_of, edition_of, today
from barred.web.asked.kept import Nothing, WaiverDraft, WaiversPart, known_state
from barred.web.asked.office import Revocation
from barred.web.entrance.doorkeeper import caller_of, deed_of
from barred.web.pages.leaf import taken
from barred.web.pages.work_page import WorkPages, sent
from barred.web.registry import Registry
from barred.web.upkeep import Upkeep
from barred.web.views.leave import (
    Draft,
    Leave,
    WaiverDraftView,
    WaiverPageView,
    WaiversPageView,
    WaiverTrail,
    waiver_draft,
    waiver_page,
    waivers_page,
)

__all__ = ["leave_on_record", "leave_routes"]

_ENDING_S = 30 * 86_400


def leave_routes(registry: Registry, pages: WorkPages, *, upkeep: Upkeep) -> APIRouter:
    """Give the routes.

    Args:
        registry: The ledger.
        pages: Sets pages.
        upkeep: Is told of every change, so that the next answer knows it.
    """
    routes = APIRouter(include_in_schema=False)
    pages.add(routes, "/waivers", template="waivers.html", make=partial(_waivers, registry=registry))
    # It comes before single ones: none of those is shown under the id `new`.
    pages.add(routes, "/waivers/new", template="new_waiver.html", make=_draft)
    pages.add(routes, "/waivers/{id}", template="waiver.html", make=partial(_waiver, registry=registry))

    @routes.post("/waivers")
    async def add(request: Request) -> Response:
        async def done() -> str:
            waiver = _would_be(await sent(WaiverDraft, request), request)
            kept = await registry.do(partial(add_waiver, waiver=waiver, deed=deed_of(request)))
            await upkeep.take_waivers()
            return f"/waivers/{kept.waiver.id}"

        return await pages.act(request, done)

    @routes.post("/waivers/{id}/revoke")
    async def revoke(request: Request, id: str) -> Response:
        async def done() -> str:
            asked = await sent(Revocation, request)
            await registry.do(partial(revoke_waiver, key=id, reason=asked.reason, deed=deed_of(request)))
            await upkeep.take_waivers()
            return f"/waivers/{id}"

        return await pages.act(request, done)

    return routes


async def _waivers(request: Request, *, registry: Registry) -> WaiversPageView:
    asked = taken(WaiversPart, request)
    day = day_of(asked.on, where="on") or today()
    leave = await registry.do(leave_on_record)
    return waivers_page(leave, state=known_state(asked.state, STATES), on=day, edition=edition_of(request))


async def _waiver(request: Request, *, registry: Registry) -> WaiverPageView:
    taken(Nothing, request)
    key = request.path_params["id"]
    found = await registry.do(partial(_found, key=key))
    if found is None:
        raise HTTPException(404, f"no waiver is called {key!r}")
    return waiver_page(*found, ending_from=_ending_from(), edition=edition_of(request))


def leave_on_record(ledger: Ledger) -> Leave:
    """Give the waivers on record and the requests for them."""
    return Leave(list_waivers(ledger), _ending_from(), list_requests(ledger))


def _found(ledger: Ledger, key: str) -> tuple[KeptWaiver, WaiverTrail] | None:
    kept = find_waiver(ledger, key)
    if kept is None:
        return None
    asked = [one.id for one in list_requests(ledger) if one.given and one.given.waiver.id == key]
    added, ended = (entry_at(ledger, number) for number in (kept.added, kept.revoked))
    return kept, WaiverTrail(added, ended, next(iter(asked), None))


async def _draft(request: Request) -> WaiverDraftView:
    asked = taken(WaiverDraft, request)
    would_be, trouble = None, ""
    if not asked.is_empty:
        try:
            would_be = _would_be(asked, request)
        except UsageProblem as wrong:
            where = f"{wrong.where.lstrip('-')}: " if wrong.where else ""
            trouble = f"{where}{wrong.what}" + (f"; {wrong.remedy}" if wrong.remedy else "")
    said = asked.model_dump(by_alias=True)
    address = str(request.url.remove_query_params("lang"))
    return waiver_draft(Draft(said, would_be, trouble, address), edition=edition_of(request))


def _would_be(draft: WaiverDraft, request: Request) -> Waiver:
    """Give the waiver that a form means; whoever approves without naming an office does so under their own name."""
    waiver = grant(draft.asked().said(caller_of(request).name), edition_of(request).snapshot)
    check_waiver(waiver)
    return waiver


def _ending_from() -> str:
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + _ENDING_S))

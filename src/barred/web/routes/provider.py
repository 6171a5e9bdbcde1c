"""`/sign-in/provider` and `/sign-in/back`: a browser is sent to a provider, and comes back with its word.

At `/sign-out/provider` the provider itself tells who is signed out there.
"""

from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from barred.errors import UsageProblem
from barred.web.entrance.browser import browser_of
from barred.web.entrance.doorkeeper import Doorkeeper, caller_of
from barred.web.log import note
from barred.web.oidc.trouble import SignInTrouble
from barred.web.pages.form_fields import form_fields
from barred.web.pages.leaf import Problem, told_problem
from barred.web.routes.sign_in import WaysIn, inside, sign_in_page

if TYPE_CHECKING:
    from barred.web.oidc.flow import Flow  # loading it loads libraries that only some servers have

__all__ = ["provider_routes"]

_WARNING = 30
_FIELDS = 5
_STATUSES = {"unreachable": HTTPStatus.BAD_GATEWAY}


def provider_routes(door: Doorkeeper, flow: "Flow") -> APIRouter:
    """Give the routes.

    Args:
        door: Begins sessions.
        flow: Leads people to the provider and back.
    """
    routes = APIRouter(include_in_schema=False)

    @routes.get("/sign-in/provider")
    async def leave(request: Request) -> Response:
        then = inside(request.query_params.get("then", ""))
        try:
            address, cookie = await flow.leave(then, host=request.headers.get("host", ""))
        except SignInTrouble as trouble:
            return await _told(request, door, flow, trouble)
        return _led(address, cookie)

    @routes.get("/sign-in/back")
    async def back(request: Request) -> Response:
        host, cookies = request.headers.get("host", ""), request.headers.get("cookie", "")
        try:
            arrived = await flow.arrive(dict(request.query_params), cookies=cookies, host=host)
        except SignInTrouble as trouble:
            return await _told(request, door, flow, trouble)
        before = caller_of(request).session
        entrant = arrived.entrant._replace(browser=browser_of(request.headers.get("user-agent", "")))
        session = await door.sessions.begin(entrant, host=host, before=before)
        return _led(inside(arrived.then), flow.forget(host=host), session)

    @routes.post("/sign-out/provider")
    async def log_out(request: Request) -> Response:
        try:
            tokens = await form_fields(request, most=_FIELDS)
            ended = await flow.log_out(tokens.get("logout_token", [""])[0])
        except UsageProblem as trouble:
            return told_problem(request, Problem(HTTPStatus.BAD_REQUEST, trouble))
        except SignInTrouble as trouble:
            note("sign-out refused", level=_WARNING, kind=trouble.kind, why=trouble.why)
            status = _STATUSES.get(trouble.kind, HTTPStatus.BAD_REQUEST)
            return told_problem(request, Problem(status, UsageProblem("the logout token proves nothing")))
        door.keyring.forget()
        note("signed out by the provider", ended=ended)
        return Response(None, HTTPStatus.OK, {"Cache-Control": "no-store"})

    return routes


async def _told(request: Request, door: Doorkeeper, flow: "Flow", trouble: SignInTrouble) -> Response:
    note("sign-in refused", level=_WARNING, kind=trouble.kind, why=trouble.why)
    status = _STATUSES.get(trouble.kind, HTTPStatus.FORBIDDEN)
    response = sign_in_page(request, door, ways=WaysIn(flow.provider.setup.host, trouble=trouble.kind), status=status)
    response.headers.append("Set-Cookie", flow.forget(host=request.headers.get("host", "")))
    return response


def _led(where: str, *cookies: str) -> Response:
    response = Response(None, HTTPStatus.SEE_OTHER, {"Location": where, "Cache-Control": "no-store"})
    for one in cookies:
        response.headers.append("Set-Cookie", one)
    return response

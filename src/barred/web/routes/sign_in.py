"""`/sign-in` and `/sign-out`: a browser shows a key once, or a provider vouches for it; then it has a session."""

from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode, urlsplit

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from barred.errors import UsageProblem
from barred.ledger.sessions import Entrant
from barred.web.entrance.browser import browser_of
from barred.web.entrance.doorkeeper import Doorkeeper, caller_of, deed_of
from barred.web.pages.form_fields import form_fields
from barred.web.pages.leaf import Problem, page, told_problem
from barred.web.root import root_of

if TYPE_CHECKING:
    from barred.web.oidc.flow import Flow  # loading it loads libraries that only some servers have

__all__ = ["WaysIn", "inside", "sign_in_page", "sign_in_routes"]

_FIELDS = 5
_LEFT = "left"
_BEGIN = "/work"
_COMMAND = "barred keys add NAME --role reader"


def sign_in_routes(door: Doorkeeper, flow: "Flow | None" = None) -> APIRouter:
    """Give the routes.

    Args:
        door: Knows keys and sessions.
        flow: Leads to a provider; None where only keys open.
    """
    routes = APIRouter(include_in_schema=False)
    provider = flow.provider.setup.host if flow else ""

    @routes.get("/sign-in")
    async def form(request: Request) -> Response:
        end = ""
        if flow is not None and _LEFT in request.query_params:
            end = await flow.provider.end_address(root_of(request.headers.get("host", "")) + "/sign-in")
        return sign_in_page(request, door, ways=WaysIn(provider, end))

    @routes.post("/sign-in")
    async def sign_in(request: Request) -> Response:
        if not _is_ours(request):
            trouble = UsageProblem("a page of another site sent this form")
            return told_problem(request, Problem(HTTPStatus.FORBIDDEN, trouble))
        try:
            told = await form_fields(request, most=_FIELDS)
        except UsageProblem as trouble:
            return told_problem(request, Problem(HTTPStatus.UNPROCESSABLE_ENTITY, trouble))
        then = inside(told.get("then", [""])[0])
        wrong = WaysIn(provider, trouble="wrong", then=then)
        key = await door.keyring.find(told.get("key", [""])[0].strip())
        if key is None:
            return sign_in_page(request, door, ways=wrong, status=HTTPStatus.FORBIDDEN)
        before = caller_of(request).session
        entrant = Entrant(key.name, key.role, key.prefix, browser=browser_of(request.headers.get("user-agent", "")))
        return _led(then, await door.sessions.begin(entrant, host=request.headers.get("host", ""), before=before))

    @routes.post("/sign-out")
    async def sign_out(request: Request) -> Response:
        caller = caller_of(request)
        if caller.session is not None:
            await door.sessions.end(caller.session.id, deed=deed_of(request))
        # Whom a provider vouched for has a session there too, which is not ours to end: the page leads to it.
        where = f"/sign-in?{_LEFT}=1" if caller.session and not caller.prefix else "/sign-in"
        return _led(where, door.sessions.forget(host=request.headers.get("host", "")))

    return routes


class WaysIn(NamedTuple):
    """What the page tells beside the form for a key.

    Args:
        provider: Host of the provider; empty where there is none.
        end: Where a person ends their session at the provider.
        trouble: Why the last attempt came to nothing.
        then: Where they want to go; what the address says where it is empty.
    """

    provider: str = ""
    end: str = ""
    trouble: str = ""
    then: str = ""


def sign_in_page(request: Request, door: Doorkeeper, *, ways: WaysIn, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """Set the page that offers every way in.

    Args:
        request: Who asks, in which language, and where they want to go.
        door: Knows their session.
        ways: What the page tells.
        status: Of the answer.
    """
    caller = caller_of(request)
    then = ways.then or inside(request.query_params.get("then", ""))
    return page(
        request,
        "sign_in.html",
        status=status,
        name=caller.name,
        role=caller.role,
        csrf=door.sessions.csrf(caller.session) if caller.session else "",
        then=then,
        leave=f"/sign-in/provider?{urlencode({'then': then})}",
        ways=ways,
        command=_COMMAND,
    )


def _led(where: str, cookie: str) -> Response:
    headers = {"Location": where, "Set-Cookie": cookie, "Cache-Control": "no-store"}
    return Response(None, HTTPStatus.SEE_OTHER, headers)


def inside(address: str) -> str:
    """Keep an address of this server, and lead from any other to where work begins."""
    parts = urlsplit(address) if address.isprintable() else urlsplit("")
    is_inside = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    return address if is_inside and "\\" not in address and not address.startswith("//") else _BEGIN


def _is_ours(request: Request) -> bool:
    """Tell whether a form comes from a page of this server; programs say nothing of where it comes from."""
    site = request.headers.get("sec-fetch-site", "")
    if site:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin", "")
    # Our own pages send no referrer, and then browsers write the origin of their forms as null.
    return origin in {"", "null"} or urlsplit(origin).netloc == request.headers.get("host", "")

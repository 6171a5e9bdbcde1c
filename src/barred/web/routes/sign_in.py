"""`/sign-in` and `/sign-out`: a browser shows a key once, and then has a session."""

from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from barred.ledger.sessions import Entrant
from barred.web.doorkeeper import Doorkeeper, caller_of, deed_of
from barred.web.pages import page
from barred.web.problems import problem
from barred.web.words import choose_language, words

__all__ = ["sign_in_routes"]

_HTML = "text/html; charset=utf-8"
_FIELDS = 5
_COMMAND = "barred keys add NAME --role reader"


def sign_in_routes(door: Doorkeeper) -> APIRouter:
    """Give the routes.

    Args:
        door: Knows keys and sessions.
    """
    routes = APIRouter(include_in_schema=False)

    @routes.get("/sign-in")
    async def form(request: Request) -> Response:
        return _page(request, door, then=_inside(request.query_params.get("then", "")))

    @routes.post("/sign-in")
    async def sign_in(request: Request) -> Response:
        if not _is_ours(request):
            return problem(HTTPStatus.FORBIDDEN, "a page of another site sent this form")
        told = parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=_FIELDS)
        then = _inside(told.get("then", [""])[0])
        key = await door.keyring.find(told.get("key", [""])[0].strip())
        if key is None:
            return _page(request, door, then=then, is_wrong=True)
        before = caller_of(request).session
        entrant = Entrant(key.name, key.role, key.prefix)
        return _led(then, await door.sessions.begin(entrant, host=request.headers.get("host", ""), before=before))

    @routes.post("/sign-out")
    async def sign_out(request: Request) -> Response:
        session = caller_of(request).session
        if session is not None:
            await door.sessions.end(session.id, deed=deed_of(request))
        return _led("/sign-in", door.sessions.forget(host=request.headers.get("host", "")))

    return routes


def _page(request: Request, door: Doorkeeper, *, then: str, is_wrong: bool = False) -> Response:
    caller = caller_of(request)
    csrf = door.sessions.csrf(caller.session) if caller.session else ""
    language = choose_language(request.query_params.get("lang", ""), request.headers.get("accept-language", ""))
    told = page(
        "sign_in.html",
        t=words(language),
        language=language,
        name=caller.name,
        role=caller.role,
        csrf=csrf,
        then=then,
        trouble=is_wrong,
        command=_COMMAND,
    )
    status = HTTPStatus.FORBIDDEN if is_wrong else HTTPStatus.OK
    return Response(told, status, {"Cache-Control": "no-store"}, _HTML)


def _led(where: str, cookie: str) -> Response:
    headers = {"Location": where, "Set-Cookie": cookie, "Cache-Control": "no-store"}
    return Response(None, HTTPStatus.SEE_OTHER, headers)


def _inside(address: str) -> str:
    """Keep an address of this server, and lead from any other to the front page."""
    parts = urlsplit(address) if address.isprintable() else urlsplit("")
    is_inside = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    return address if is_inside and "\\" not in address and not address.startswith("//") else "/docs"


def _is_ours(request: Request) -> bool:
    """Tell whether a form comes from a page of this server; programs say nothing of where it comes from."""
    site = request.headers.get("sec-fetch-site", "")
    if site:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin", "")
    # Our own pages send no referrer, and then browsers write the origin of their forms as null.
    return origin in {"", "null"} or urlsplit(origin).netloc == request.headers.get("host", "")

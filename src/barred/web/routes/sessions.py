"""`/v1/sessions`: who is signed in, and the end of it."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from barred.ledger.sessions import Session, list_sessions
from barred.web.answers import now
from barred.web.doorkeeper import deed_of
from barred.web.json import written
from barred.web.limits import Limits
from barred.web.registry import Registry
from barred.web.routes.described import PROBLEMS
from barred.web.sessions import Sessions
from barred.web.views.kept import SessionsView, SessionView, session_view

__all__ = ["session_routes"]


def session_routes(registry: Registry, sessions: Sessions, *, limits: Limits) -> APIRouter:
    """Give the routes.

    Args:
        registry: The ledger.
        sessions: Ends them.
        limits: When one is idle.
    """
    routes = APIRouter(prefix="/v1/sessions", tags=["administration"], responses=PROBLEMS)

    def shown(session: Session) -> SessionView:
        return session_view(session, at=now(), idle_since=now(-limits.idle_s))

    @routes.get("", response_model=SessionsView, summary="The sessions of browsers, the last begun first")
    async def listed() -> Response:
        return _told(SessionsView([shown(one) for one in await registry.do(list_sessions)]))

    @routes.post("/{id}/end", response_model=SessionView, summary="End a session for good")
    async def end(request: Request, id: Annotated[str, Path(max_length=40)]) -> Response:
        ended = await sessions.end(id, deed=deed_of(request))
        if ended is None:
            raise HTTPException(HTTPStatus.NOT_FOUND, f"no session called {id!r} goes on")
        return _told(shown(ended))

    return routes


def _told(view: object) -> Response:
    return Response(written(view), media_type="application/json", headers={"Cache-Control": "no-store"})

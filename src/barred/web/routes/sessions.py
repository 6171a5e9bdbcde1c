"""`/v1/sessions`: who is signed in, and the end of it; everybody's own, and to an admin those of all."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from barred.web.answering.answers import answered_anew
from barred.web.entrance.sign_ins import SignIns
from barred.web.routes.described import PROBLEMS
from barred.web.views.kept import SessionsView, SessionView

__all__ = ["session_routes"]


def session_routes(sign_ins: SignIns) -> APIRouter:
    """Give the routes.

    Args:
        sign_ins: Knows whose sessions are whose, and ends them.
    """
    routes = APIRouter(prefix="/v1/sessions", tags=["administration"], responses=PROBLEMS)

    @routes.get("", response_model=SessionsView, summary="Your sessions of browsers, to an admin those of all")
    async def listed(request: Request) -> Response:
        return answered_anew(SessionsView(await sign_ins.seen_by(request)))

    @routes.post("/others/end", response_model=SessionsView, summary="End your sessions but the one that asks")
    async def end_others(request: Request) -> Response:
        return answered_anew(SessionsView(await sign_ins.end_others(request)))

    @routes.post("/{id}/end", response_model=SessionView, summary="End a session for good: yours, an admin any")
    async def end(request: Request, id: Annotated[str, Path(max_length=40)]) -> Response:
        ended = await sign_ins.end(request, id)
        if ended is None:
            raise HTTPException(HTTPStatus.NOT_FOUND, f"no session called {id!r} goes on")
        return answered_anew(ended)

    return routes

"""`/sessions`: where one is signed in, and the end of it; to an admin everybody's."""

from functools import partial
from http import HTTPStatus

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from barred.web.answering.answers import edition_of
from barred.web.asked.kept import Nothing
from barred.web.entrance.sign_ins import SignIns
from barred.web.pages.leaf import taken
from barred.web.pages.work_page import WorkPages, sent
from barred.web.views.session_pages import SessionsPageView, sessions_page

__all__ = ["session_page_routes"]

_PATH = "/sessions"


def session_page_routes(sign_ins: SignIns, pages: WorkPages) -> APIRouter:
    """Give the routes.

    Args:
        sign_ins: Knows whose sessions are whose, and ends them.
        pages: Sets pages.
    """
    routes = APIRouter(include_in_schema=False)
    pages.add(routes, _PATH, template="sessions.html", make=partial(_sessions, sign_ins=sign_ins))

    @routes.post(f"{_PATH}/others/end")
    async def end_others(request: Request) -> Response:
        async def done() -> str:
            await sent(Nothing, request)
            await sign_ins.end_others(request)
            return _PATH

        return await pages.act(request, done)

    @routes.post(f"{_PATH}/{{id}}/end")
    async def end(request: Request, id: str) -> Response:
        async def done() -> str:
            await sent(Nothing, request)
            if await sign_ins.end(request, id) is None:
                raise HTTPException(HTTPStatus.NOT_FOUND, f"no session called {id!r} goes on")
            return _PATH

        return await pages.act(request, done)

    return routes


async def _sessions(request: Request, *, sign_ins: SignIns) -> SessionsPageView:
    taken(Nothing, request)
    return sessions_page(await sign_ins.seen_by(request), edition=edition_of(request))

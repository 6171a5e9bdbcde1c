"""The addresses that are asked most, found at once; all others the framework finds by trying."""

from collections.abc import Awaitable, Callable, Iterable
from typing import NamedTuple

from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from barred.errors import BarredError
from barred.web.answering.troubles import on_barred_error, on_http_error, on_invalid

__all__ = ["FastLane"]

_TROUBLES = (
    (BarredError, on_barred_error),
    (RequestValidationError, on_invalid),
    (HTTPException, on_http_error),
)


class _Stop(NamedTuple):
    """A route of the lane: its address, and what answers."""

    path: str
    answer: Callable[[Request], Awaitable[Response]]


class FastLane:
    """Stands before an application.

    Args:
        application: What answers everything else.
        routes: Those of the lane; they take nothing but the request. The application has them too, for their
            description and for the methods that they do not take.
    """

    def __init__(self, application: ASGIApp, routes: Iterable[APIRoute]) -> None:
        self.application = application
        self._stops = {
            (method, one.path): _Stop(one.path, one.endpoint) for one in routes for method in one.methods or ()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        stop = self._stops.get((scope["method"], scope["path"])) if scope["type"] == "http" else None
        if stop is None:
            await self.application(scope, receive, send)
            return
        scope["route"] = stop
        request = Request(scope, receive)
        response = await self._answer(stop, request)
        await response(scope, receive, send)

    @staticmethod
    async def _answer(stop: _Stop, request: Request) -> Response:
        try:
            return await stop.answer(request)
        except (BarredError, RequestValidationError, HTTPException) as trouble:
            handle = next(handle for kind, handle in _TROUBLES if isinstance(trouble, kind))
            return await handle(request, trouble)

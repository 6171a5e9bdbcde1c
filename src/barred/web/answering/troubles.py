"""Which trouble becomes which problem: a page for whoever asks for one, else JSON."""

from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from barred.errors import BarredError, FileProblem, LedgerProblem, SnapshotProblem, UsageProblem
from barred.web.entrance.methods import Methods
from barred.web.pages.leaf import Problem, told_problem

__all__ = ["on_barred_error", "on_http_error", "on_invalid", "on_trouble"]

_STATUSES: dict[type[BarredError], HTTPStatus] = {
    UsageProblem: HTTPStatus.UNPROCESSABLE_ENTITY,
    FileProblem: HTTPStatus.UNPROCESSABLE_ENTITY,
    SnapshotProblem: HTTPStatus.SERVICE_UNAVAILABLE,
    LedgerProblem: HTTPStatus.SERVICE_UNAVAILABLE,
}
_AUTHZEN = "/access/"
_TOLD = 20


async def on_barred_error(request: Request, trouble: Exception) -> Response:
    """Tell of a question that cannot be asked, or of a directory that cannot be read."""
    if not isinstance(trouble, BarredError):
        raise trouble
    status = _STATUSES.get(type(trouble), HTTPStatus.INTERNAL_SERVER_ERROR)
    return told_problem(request, Problem(_status_at(request, status), trouble))


async def on_http_error(request: Request, trouble: Exception) -> Response:
    """Tell of an address, a method or a body that the server does not take."""
    if not isinstance(trouble, HTTPException):
        raise trouble
    status = _status_at(request, HTTPStatus(trouble.status_code))
    headers = dict(trouble.headers or {})
    if status is HTTPStatus.METHOD_NOT_ALLOWED:
        methods: Methods = request.app.state.methods
        headers["Allow"] = methods.of(request.scope["path"])
        if request.method == "OPTIONS":
            return Response(None, HTTPStatus.NO_CONTENT, headers)
    detail = trouble.detail if trouble.detail != status.phrase else status.description or status.phrase
    return told_problem(request, Problem(status, UsageProblem(detail), headers=headers))


async def on_invalid(request: Request, trouble: Exception) -> Response:
    """Tell which parameters or fields are wrong, and what was expected."""
    if not isinstance(trouble, RequestValidationError):
        raise trouble
    errors = tuple(_told(one) for one in trouble.errors()[:_TOLD])
    detail = "; ".join(f"{one['where']}: {one['what']}" for one in errors)
    status = _status_at(request, HTTPStatus.UNPROCESSABLE_ENTITY)
    return told_problem(request, Problem(status, UsageProblem(detail), errors=errors))


async def on_trouble(request: Request, _: Exception) -> Response:
    """Tell that the server is at fault, and nothing of how it is built."""
    trouble = UsageProblem("the server failed; its log tells why")
    return told_problem(request, Problem(HTTPStatus.INTERNAL_SERVER_ERROR, trouble))


def _status_at(request: Request, status: HTTPStatus) -> HTTPStatus:
    """Give the status by which a trouble is told: AuthZEN has one for everything that cannot be asked."""
    is_unasked = status in {HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.UNSUPPORTED_MEDIA_TYPE}
    return HTTPStatus.BAD_REQUEST if is_unasked and request.scope["path"].startswith(_AUTHZEN) else status


def _told(error: dict[str, Any]) -> dict[str, str]:
    where = ".".join(str(part) for part in error["loc"] if part not in {"query", "path"})
    what = {"extra_forbidden": "no such parameter"}.get(error["type"], str(error["msg"]))
    return {"where": where, "what": what}

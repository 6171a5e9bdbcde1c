"""Every error in one shape: problem details, with what to do about it.

Source: RFC 9457.
"""

from http import HTTPStatus
from typing import Any

import msgspec
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from barred.errors import BarredError, FileProblem, LedgerProblem, SnapshotProblem, UsageProblem

__all__ = ["PROBLEM_TYPE", "on_barred_error", "on_http_error", "on_invalid", "on_trouble", "problem", "problem_body"]

PROBLEM_TYPE = "application/problem+json"
_STATUSES: dict[type[BarredError], HTTPStatus] = {
    UsageProblem: HTTPStatus.UNPROCESSABLE_ENTITY,
    FileProblem: HTTPStatus.UNPROCESSABLE_ENTITY,
    SnapshotProblem: HTTPStatus.SERVICE_UNAVAILABLE,
    LedgerProblem: HTTPStatus.SERVICE_UNAVAILABLE,
}
_TOLD = 20


def problem_body(status: int, detail: str, **more: object) -> bytes:
    """Give the body of a problem; `type` is about:blank, so `title` is the phrase of the status."""
    told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return msgspec.json.encode({**told, **{name: value for name, value in more.items() if value}})


def problem(status: int, detail: str, *, headers: dict[str, str] | None = None, **more: object) -> Response:
    """Give a problem as an answer."""
    told = {"Cache-Control": "no-store", **(headers or {})}
    return Response(problem_body(status, detail, **more), status, told, PROBLEM_TYPE)


async def on_barred_error(_: Request, trouble: Exception) -> Response:
    """Tell of a question that cannot be asked, or of a directory that cannot be read."""
    if not isinstance(trouble, BarredError):
        raise trouble
    status = _STATUSES.get(type(trouble), HTTPStatus.INTERNAL_SERVER_ERROR)
    # Options of the command line are parameters here.
    return problem(status, trouble.what, where=trouble.where.lstrip("-"), remedy=trouble.remedy)


async def on_http_error(_: Request, trouble: Exception) -> Response:
    """Tell of an address, a method or a body that the server does not take."""
    if not isinstance(trouble, HTTPException):
        raise trouble
    phrase = HTTPStatus(trouble.status_code).description or HTTPStatus(trouble.status_code).phrase
    detail = trouble.detail if trouble.detail != HTTPStatus(trouble.status_code).phrase else phrase
    return problem(trouble.status_code, detail, headers=dict(trouble.headers or {}))


async def on_invalid(_: Request, trouble: Exception) -> Response:
    """Tell which parameters or fields are wrong, and what was expected."""
    if not isinstance(trouble, RequestValidationError):
        raise trouble
    errors = [_told(one) for one in trouble.errors()[:_TOLD]]
    detail = "; ".join(f"{one['where']}: {one['what']}" for one in errors)
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, errors=errors)


async def on_trouble(_: Request, __: Exception) -> Response:
    """Tell that the server is at fault, and nothing of how it is built."""
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "the server failed; its log tells why")


def _told(error: dict[str, Any]) -> dict[str, str]:
    where = ".".join(str(part) for part in error["loc"] if part not in {"query", "path"})
    what = {"extra_forbidden": "no such parameter"}.get(error["type"], str(error["msg"]))
    return {"where": where, "what": what}

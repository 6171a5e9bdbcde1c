"""Every error in one shape: problem details, with what to do about it.

Source: RFC 9457.
"""

from http import HTTPStatus

import msgspec
from starlette.responses import Response

__all__ = ["PROBLEM_TYPE", "problem", "problem_body"]

PROBLEM_TYPE = "application/problem+json"


def problem_body(status: int, detail: str, **more: object) -> bytes:
    """Give the body of a problem; `type` is about:blank, so `title` is the phrase of the status."""
    told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return msgspec.json.encode({**told, **{name: value for name, value in more.items() if value}})


def problem(status: int, detail: str, *, headers: dict[str, str] | None = None, **more: object) -> Response:
    """Give a problem as an answer."""
    told = {"Cache-Control": "no-store", **(headers or {})}
    return Response(problem_body(status, detail, **more), status, told, PROBLEM_TYPE)

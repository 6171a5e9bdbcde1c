"""What the description of the interface says of routes: the problems that they answer with, and what is no JSON."""

from collections.abc import Iterable
from typing import Any

__all__ = ["PROBLEMS", "PROBLEM_SCHEMA", "texts"]

PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "RFC 9457. `where` names the parameter, `remedy` what to do about it.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "where": {"type": "string"},
        "remedy": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["where", "what"],
                "properties": {"where": {"type": "string"}, "what": {"type": "string"}},
            },
        },
    },
}
_TOLD = {
    400: "The body is not what it claims to be",
    401: "There is no key, or none that opens anything; `barred keys add` makes one",
    403: "The key has not the role that this needs, or no page of the session asked for it",
    404: "Nothing has that name",
    405: "The address does not take that method",
    408: "The body did not come in time",
    409: "What is asked for is in another state",
    410: "It was there, and its files were deleted",
    413: "The body is too large",
    415: "The body is of another kind than the address takes",
    421: "The server does not speak for that host",
    422: "A parameter or field is wrong; the nearest right ones are named",
    429: "Too many requests; `Retry-After` says when to go on",
    500: "The server is at fault",
    503: "No answer in time, the snapshot cannot be read, or there is no ledger",
}
_PLAIN = ("text/plain", "text/html", "text/csv")
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {
        "description": told,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for status, told in _TOLD.items()
}


def texts(media_types: Iterable[str], told: str) -> dict[int | str, dict[str, Any]]:
    """Describe an answer that is a text or a file of one of these media types."""
    kinds = [one.partition(";")[0] for one in media_types]
    # Some are JSON, and events are cut at their lines, so only of plain texts more can be said than that they come.
    content: dict[str, Any] = {one: {"schema": {"type": "string"} if one in _PLAIN else {}} for one in kinds}
    return {200: {"description": told, "content": content}}

"""Turn a view into an answer: JSON, named by the snapshot it comes from, and not sent twice."""

import time
from collections.abc import Callable
from http import HTTPStatus
from typing import TypedDict

from starlette.requests import Request
from starlette.responses import Response

from barred import __version__
from barred.model.day import parse_day
from barred.model.question import Context
from barred.model.verdict import NOTICE
from barred.web.answering.edition import Edition
from barred.web.answering.json import written
from barred.web.views.view import View

__all__ = [
    "ALL_DAYS",
    "Carried",
    "answered",
    "answered_anew",
    "carried",
    "day_of",
    "edition_of",
    "is_held",
    "now",
    "prepared",
    "tag_of",
    "today",
]

# What was said and what happened is listed to the end, unless the client names a day.
ALL_DAYS = "9999"
_JSON = "application/json"


class Carried(TypedDict):
    """What every view carries beside its own fields."""

    snapshot: str
    checked: str
    on: str | None
    known: str | None
    notice: str


def today() -> str:
    """Give the current date, UTC, as an ISO date."""
    return time.strftime("%Y-%m-%d", time.gmtime())


def now(later_s: float = 0) -> str:
    """Give the current time, UTC, in the one form that the ledger keeps; or one so much later, or earlier."""
    moment = time.time_ns() // 1_000 + round(later_s * 1_000_000)
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(moment // 1_000_000)) + f".{moment % 1_000_000:06d}Z"


def day_of(said: str, *, where: str) -> str | None:
    """Give the day that a parameter says, or None when it says nothing.

    Raises:
        UsageProblem: It is no day.
    """
    return parse_day(said, where=where) if said else None


def edition_of(request: Request) -> Edition:
    """Give the edition that a request is answered from, from its first byte to its last."""
    edition: Edition = request.scope["state"]["edition"]
    return edition


def carried(context: Context, edition: Edition) -> Carried:
    """Give what the view of an answer carries."""
    checked = edition.snapshot.checked
    return {
        "snapshot": edition.snapshot.digest,
        "checked": checked,
        "on": None if context.on == ALL_DAYS else context.on,
        "known": context.known,
        "notice": f"{NOTICE} Directory last checked {checked}." if checked else NOTICE,
    }


def answered(request: Request, make: Callable[[], View], *, beside: str = "") -> Response:
    """Answer with a view that depends on the snapshot, the address and the day alone.

    Args:
        request: Its address, method and `If-None-Match` are looked at.
        make: Makes the view, unless the answer is remembered or the client has it.
        beside: What else it depends on, in a few letters.
    """
    return prepared(request, lambda: written(make()), beside=beside)


def answered_anew(view: object, status: HTTPStatus = HTTPStatus.OK, *, location: str = "") -> Response:
    """Answer with a view, or plain data, of what a ledger keeps: new with each request, and remembered by nobody.

    Args:
        view: What is told.
        status: Of the answer.
        location: Where what was made is found; empty where nothing was.
    """
    headers = {"Cache-Control": "no-store", **({"Location": location} if location else {})}
    return Response(written(view), status, headers, _JSON)


def prepared(
    request: Request, make: Callable[[], bytes], *, media_type: str = _JSON, root: str = "", beside: str = ""
) -> Response:
    """Answer with bytes that depend on the snapshot, the address and the day alone.

    Args:
        request: Its address, method and `If-None-Match` are looked at.
        make: Makes the bytes.
        media_type: What they are.
        root: The address of the server as the client wrote it, where the bytes hold it: of two clients that
            write it differently none is led to where the other came from.
        beside: What else it depends on, in a few letters.
    """
    edition, day = edition_of(request), today()
    tag = tag_of(edition, day, beside)
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if is_held(request.headers.get("if-none-match", ""), tag):
        return Response(None, HTTPStatus.NOT_MODIFIED, headers)
    key = (request.scope["path"], request.scope["query_string"], day, root)
    return Response(edition.answered(key, make), HTTPStatus.OK, headers, media_type)


def tag_of(edition: Edition, day: str, *more: str) -> str:
    """Give the tag of an answer: another where the snapshot, the day, the waivers that count, or more is another."""
    names = (edition.snapshot.digest.removeprefix("sha256:")[:16], day, __version__, edition.leave, *more)
    return f'"{".".join(filter(None, names))}"'


def is_held(tags: str, tag: str) -> bool:
    """Tell whether a list of tags names one; a proxy may have weakened it on the way."""
    return bool(tags) and (tags.strip() == "*" or tag in {one.strip().removeprefix("W/") for one in tags.split(",")})

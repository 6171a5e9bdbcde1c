"""What stands before every request: limits, the edition it is answered from, headers, meters and the log."""

import asyncio
import time
from collections.abc import Iterable
from http import HTTPStatus
from secrets import token_hex
from typing import Any

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from barred.errors import UsageProblem
from barred.web.answering.edition import Editions
from barred.web.entrance.address_key import scrubbed, without_key
from barred.web.entrance.doorkeeper import Doorkeeper, header
from barred.web.entrance.headers import PREFLIGHT, is_open, security
from barred.web.entrance.limits import Limits
from barred.web.entrance.refused import Refused
from barred.web.log import note
from barred.web.meters import Meters
from barred.web.pages.leaf import Problem, told_problem

__all__ = ["UPLOADS", "Guard"]

# Where files are sent, which are larger than questions; the second takes large ones of those alone who may send jobs.
UPLOADS = frozenset({"/v1/jobs", "/check"})

# The form for a file stands on pages that are the same for everybody, so it carries no word of a session. It changes
# nothing that is kept, and its route looks at where it comes from.
_OPEN_FORMS = frozenset({"/check"})

# So much of the id that a client gave goes into the log.
_SHOWN = 200

_Headers = Iterable[tuple[bytes, bytes]]


class Guard:
    """Wraps the application.

    Args:
        application: What answers.
        editions: Where the snapshot of a request comes from.
        limits: What clients may ask.
        meters: What is counted.
        door: Asks who is there.
    """

    def __init__(
        self, application: ASGIApp, *, editions: Editions, limits: Limits, meters: Meters, door: Doorkeeper
    ) -> None:
        self.application, self._editions, self._limits = application, editions, limits
        self._meters, self._door = meters, door
        self._under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        exchange = _Exchange(self, scope, send)
        try:
            self._under_way += 1
            await exchange.run(receive)
        finally:
            self._under_way -= 1

    async def admit(self, scope: Scope) -> None:
        """Look at what is known before the body."""
        if self._under_way > self._limits.at_once:
            detail = f"{self._limits.at_once} requests are being answered already"
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, detail, [(b"retry-after", b"1")])
        await self._door.admit(scope)

    async def body(self, scope: Scope, receive: Receive) -> bytes:
        """Read the body, no further than its limit and no longer than its time."""
        is_upload = scope["path"] in UPLOADS and bool(scope["state"]["caller"].role)
        most = self._limits.upload_bytes if is_upload else self._limits.body_bytes
        within_s = self._limits.upload_s if is_upload else self._limits.body_s
        coding = header(scope, b"content-encoding").strip().lower()
        if coding not in {"", "identity"}:
            told = [(b"accept-encoding", b"identity")]
            raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"a body in the coding {coding[:_SHOWN]!r}", told)
        stated = header(scope, b"content-length")
        if stated.isdigit() and int(stated) > most:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a body of {stated} bytes; at most {most} are read")
        pieces, size = [], 0
        try:
            async with asyncio.timeout(within_s):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        raise Refused(HTTPStatus.BAD_REQUEST, "the client left before its body was whole")
                    pieces.append(message.get("body", b""))
                    size += len(pieces[-1])
                    if size > most:
                        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a body of more than {most} bytes")
                    if not message.get("more_body"):
                        break
        except TimeoutError as trouble:
            detail = f"the body did not come within {within_s:g} s"
            raise Refused(HTTPStatus.REQUEST_TIMEOUT, detail, [(b"connection", b"close")]) from trouble
        body = b"".join(pieces)
        if scope["path"] not in _OPEN_FORMS:
            self._door.check(scope, body)
        return body

    async def answer(self, scope: Scope, *, receive: Receive, send: Send) -> None:
        """Let the application answer from the current edition, within its time."""
        edition = self._editions.current
        edition.hold()
        scope.setdefault("state", {})["edition"] = edition
        self._meters.under_way.inc()
        try:
            async with asyncio.timeout(self._limits.answer_s):
                await self.application(scope, receive, send)
        except TimeoutError as trouble:
            detail = f"no answer within {self._limits.answer_s:g} s"
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, detail, [(b"retry-after", b"5")]) from trouble
        finally:
            self._meters.under_way.dec()
            edition.release()

    def tell(self, exchange: "_Exchange") -> None:
        """Count a request that has ended, and log it."""
        scope, seconds = exchange.scope, time.perf_counter() - exchange.begun
        route = getattr(scope.get("route"), "path", "unmatched")
        caller = scope.get("state", {}).get("caller")
        self._meters.answered(exchange.method, route, status=exchange.status, seconds=seconds)
        note(
            "request",
            id=exchange.id,
            method=exchange.method,
            path=scrubbed(scope["path"]),
            route=route,
            status=exchange.status,
            bytes=exchange.size,
            ms=round(seconds * 1000, 3),
            client=scope["client"][0] if scope.get("client") else "",
            **({"key": caller.prefix} if caller and caller.prefix else {}),
            **({"session": caller.session.id} if caller and caller.session else {}),
            **scope.get("state", {}).get("told", {}),
            **exchange.given(),
        )


class _Exchange:
    """One request and its answer."""

    def __init__(self, guard: Guard, scope: Scope, send: Send) -> None:
        self.guard, self._send = guard, send
        self.method = scope["method"] if scope["method"].isalpha() and len(scope["method"]) <= len("OPTIONS") else "-"
        # Whoever asks for the head alone gets the head of the answer to GET.
        self.scope = without_key({**scope, "method": "GET"} if scope["method"] == "HEAD" else scope)
        self.begun = time.perf_counter()
        self.id = token_hex(8)
        # A client may give its request an id, and gets the same one back whatever becomes of it.
        self.named = header(scope, b"x-request-id")
        self.status, self.size = 0, 0

    def given(self) -> dict[str, Any]:
        """Tell what the client calls its request, for the log."""
        return {"named": self.named[:_SHOWN]} if self.named else {}

    async def run(self, receive: Receive) -> None:
        """Answer, whatever happens."""
        try:
            await self.guard.admit(self.scope)
            if self.method == "OPTIONS" and is_open(self.scope["path"]):
                await self.answer(HTTPStatus.NO_CONTENT, b"", headers=PREFLIGHT)
                return
            has_body = self.method in {"POST", "PUT", "PATCH", "DELETE"}
            body = await self.guard.body(self.scope, receive) if has_body else b""
            await self.guard.answer(self.scope, receive=_replayed(body, receive), send=self.send)
        except Refused as refused:
            await self.refuse(refused)
        except Exception as trouble:  # noqa: BLE001 - the door is where everything ends that nobody expected
            note("failure", level=40, exc_info=trouble, id=self.id, path=scrubbed(self.scope["path"]))
            await self.refuse(Refused(HTTPStatus.INTERNAL_SERVER_ERROR, "the server failed; its log tells why"))
        finally:
            self.guard.tell(self)

    async def refuse(self, refused: Refused) -> None:
        """Tell that a request goes no further, as a page or as JSON, unless the application has begun to answer."""
        if self.status:
            return
        trouble = UsageProblem(refused.detail, remedy=refused.remedy)
        told = told_problem(Request(self.scope), Problem(refused.status, trouble))
        # A header may come twice, and each is told.
        await self.answer(refused.status, bytes(told.body), headers=[*refused.headers, *told.raw_headers])

    async def answer(self, status: HTTPStatus, body: bytes, *, headers: _Headers) -> None:
        """Answer without the application."""
        await self.send({"type": "http.response.start", "status": int(status), "headers": [*headers]})
        await self.send({"type": "http.response.body", "body": body})

    async def send(self, message: Message) -> None:
        """Pass an answer on, with the headers that all answers have."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = [*message.get("headers", ()), *security(self.scope["path"])]
            headers.append((b"x-request-id", (self.named or self.id).encode("latin-1")))
            message = {**message, "headers": headers}
        elif message["type"] == "http.response.body":
            self.size += len(message.get("body", b""))
            if self.method == "HEAD":
                message = {**message, "body": b""}
        await self._send(message)


def _replayed(body: bytes, receive: Receive) -> Receive:
    """Give the body once more, then whatever comes."""
    left = [body]

    async def again() -> Message:
        if left:
            return {"type": "http.request", "body": left.pop(), "more_body": False}
        return await receive()

    return again

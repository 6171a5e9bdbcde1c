"""Asks who is there, and whether they may: by key or by session, before a body is read."""

import re
import time
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import quote

from starlette.requests import Request
from starlette.types import Scope

from barred.errors import BarredError
from barred.ledger.ledger import Deed
from barred.web.answering.answers import now
from barred.web.entrance.address_key import address_key
from barred.web.entrance.keyring import Keyring
from barred.web.entrance.rate import Buckets
from barred.web.entrance.refused import Refused
from barred.web.entrance.rights import ANYBODY, RECONCILER, Rights, suffices
from barred.web.entrance.sessions import CSRF_HEADER, Session, Sessions
from barred.web.pages.wanted import wants_page
from barred.web.registry import Registry

__all__ = ["Caller", "Doorkeeper", "caller_of", "deed_of", "header"]

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# What programs written for yente send is the second.
_SCHEMES = ("bearer", "apikey")
_ASK = (b"www-authenticate", b'Bearer realm="barred"')
_INVALID = (b"www-authenticate", b'Bearer realm="barred", error="invalid_token"')
# A name and a port, and nothing else: addresses are made with it. `localhost:80@evil.example` leads to the latter.
_HOST = re.compile(r"([^\s@/\\?#:\[\]]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
_MAKE = "send Authorization: Bearer KEY; `barred keys add NAME --role ROLE` makes a key"
_MAKE_KEYED = f"{_MAKE}; OpenRefine sends none: give it /reconcile/KEY with a key of the role {RECONCILER}"


class Caller(NamedTuple):
    """Who asks; all is empty for whoever shows nothing.

    Args:
        name: Name of their key, or what their provider calls them; what is written bears it.
        role: What they may do.
        prefix: Beginning of the key; empty where a provider vouched for them.
        session: The session of the browser, where they signed in.
        subject: What the provider calls them; empty where a key did.
    """

    name: str = ""
    role: str = ""
    prefix: str = ""
    session: Session | None = None
    subject: str = ""

    @property
    def mark(self) -> str:
        """What tells them from others of their name: their key, or the person that their provider vouched for."""
        return f"key {self.prefix}" if self.prefix else f"person {self.subject}" if self.subject else ""


class Doorkeeper(NamedTuple):
    """Stands at the door of a server.

    Args:
        hosts: The names under which the server may be spoken to, without port. A page of another
            site that makes its own name point to this machine is not answered.
        rights: Who may do what.
        registry: Whether there is a ledger.
        keyring: Keys.
        sessions: Sessions of browsers.
        buckets: How often each may ask.
    """

    hosts: frozenset[str]
    rights: Rights
    registry: Registry
    keyring: Keyring
    sessions: Sessions
    buckets: Buckets

    async def admit(self, scope: Scope) -> None:
        """Let a request in, and write down in its state who asks.

        Raises:
            Refused: The host is another, they ask too often, show a key that opens nothing, or may not.
        """
        host = header(scope, b"host")
        found = _HOST.fullmatch(host)
        if found is None or found[1].lower() not in self.hosts:
            raise Refused(HTTPStatus.MISDIRECTED_REQUEST, f"this server does not speak for the host {host!r}")
        shown = (address_key(scope) or _shown(scope)) if self.registry.is_there else ""
        # Until a key has proved good, guesses count for the address that they come from.
        known = self.keyring.remembered(shown) if shown else None
        self._count(f"key {known.prefix}" if known else _address(scope))
        needed = self.rights.needed(scope["method"], scope["path"])
        caller = await self._caller(scope, shown, needed)
        scope.setdefault("state", {})["caller"] = caller
        if not suffices(caller.role, needed):
            if self.registry.is_there and not caller.role and _is_reader_of_pages(scope):
                raise Refused(HTTPStatus.SEE_OTHER, "sign in first", [(b"location", _sign_in(scope))])
            raise _may_not(caller, needed, has_keys=self.registry.is_there)

    def check(self, scope: Scope, body: bytes) -> None:
        """Look whether a change that a browser's session brings was asked for by a page of ours.

        Raises:
            Refused: It was not.
        """
        caller: Caller = scope["state"]["caller"]
        if caller.session is None or scope["method"] in _SAFE:
            return
        word = header(scope, CSRF_HEADER)
        if not self.sessions.proves(caller.session, header=word, body=body):
            raise Refused(
                HTTPStatus.FORBIDDEN,
                "no page of the session asked for that",
                remedy="send the form from its page, or X-CSRF-Token",
            )

    def _count(self, name: str) -> None:
        wait = self.buckets.wait(name, time.monotonic())
        if wait:
            told = [(b"retry-after", str(max(1, round(wait))).encode())]
            detail = f"more than {self.buckets.rate:g} requests a second; wait {wait:.2f} s"
            raise Refused(HTTPStatus.TOO_MANY_REQUESTS, detail, told)

    async def _caller(self, scope: Scope, shown: str, needed: str) -> Caller:
        try:
            if shown:
                return await (self._by_address(shown) if address_key(scope) else self._by_key(shown, needed))
            cookies = header(scope, b"cookie") if self.registry.is_there else ""
            session = self.sessions.read(cookies, host=header(scope, b"host")) if cookies else None
            kept = await self.sessions.find(session) if session else None
        except BarredError as trouble:
            detail = f"keys and sessions cannot be looked up: {trouble}"
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, detail) from trouble
        return Caller(kept.name, kept.role, kept.key or "", session, kept.subject) if kept else Caller()

    async def _by_key(self, shown: str, needed: str) -> Caller:
        key = await self.keyring.find(shown)
        if key is None and needed != ANYBODY:
            raise Refused(
                HTTPStatus.UNAUTHORIZED, "the key is unknown, expired or revoked", [_INVALID], remedy="ask for another"
            )
        return Caller(key.name, key.role, key.prefix) if key else Caller()

    async def _by_address(self, shown: str) -> Caller:
        """Take a key that stood in the address, if it is one for that."""
        key = await self.keyring.find(shown)
        if key is None or key.role != RECONCILER:
            remedy = f"`barred keys add NAME --role {RECONCILER}` makes one; no other key belongs in an address"
            detail = f"the key in the address is unknown, expired, revoked or of another role than {RECONCILER}"
            raise Refused(HTTPStatus.UNAUTHORIZED, detail, [_INVALID], remedy=remedy)
        return Caller(key.name, key.role, key.prefix)


def caller_of(request: Request) -> Caller:
    """Give who asks."""
    caller: Caller = request.scope["state"]["caller"]
    return caller


def deed_of(request: Request) -> Deed:
    """Say that who asks does something now."""
    return Deed(caller_of(request).name, now())


def header(scope: Scope, name: bytes) -> str:
    """Give the first header of a name, or an empty text."""
    for key, value in scope["headers"]:
        if key == name:
            text: str = value.decode("latin-1")
            return text
    return ""


def _shown(scope: Scope) -> str:
    scheme, _, rest = header(scope, b"authorization").partition(" ")
    return rest.strip() if scheme.lower() in _SCHEMES else header(scope, b"x-api-key").strip()


def _address(scope: Scope) -> str:
    return str(scope["client"][0]) if scope.get("client") else ""


def _is_reader_of_pages(scope: Scope) -> bool:
    """Tell whether a person asks for a page, and not a program for an answer."""
    return scope["method"] == "GET" and wants_page(header(scope, b"accept"), scope["path"])


def _sign_in(scope: Scope) -> bytes:
    query = scope["query_string"].decode("latin-1")
    then = f"{scope['path']}?{query}" if query else scope["path"]
    return f"/sign-in?then={quote(then, safe='')}".encode()


def _may_not(caller: Caller, needed: str, *, has_keys: bool) -> Refused:
    if not has_keys:
        remedy = "whoever runs it starts it with --ledger FILE or --ledger postgresql://…"
        return Refused(HTTPStatus.SERVICE_UNAVAILABLE, "this server has no ledger", remedy=remedy)
    if not caller.role:
        remedy = _MAKE_KEYED if needed == RECONCILER else _MAKE
        return Refused(HTTPStatus.UNAUTHORIZED, f"this needs a key with the role {needed}", [_ASK], remedy=remedy)
    detail = f"this needs the role {needed}, and {caller.name!r} has the role {caller.role}"
    return Refused(HTTPStatus.FORBIDDEN, detail, remedy="ask an admin for that role")

"""Sessions of browsers: begun by a sign-in, known to every server of the ledger, and safe from pages of others.

The cookie holds the id and the secret of a session that the ledger keeps, and is signed, so that a forged one costs no
question to the database. Whatever changes something also needs a word that stands in the pages of the session alone:
in a form as the field `csrf`, from a script as the header `X-CSRF-Token`.
"""

import hashlib
import hmac
import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from barred.ledger.ledger import Deed
from barred.ledger.sessions import Entrant, begin_session, end_session, end_sessions, find_session
from barred.ledger.sessions import Session as KeptSession
from barred.web.answering.answers import now
from barred.web.answering.briefly import Briefly
from barred.web.entrance.cookies import SignedCookie
from barred.web.entrance.limits import Limits
from barred.web.registry import Registry

__all__ = ["COOKIE", "CSRF_FIELD", "CSRF_HEADER", "Session", "Sessions"]

COOKIE = "barred_session"
CSRF_FIELD = "csrf"
CSRF_HEADER = b"x-csrf-token"
_PLAIN = f"{CSRF_FIELD}=".encode()
_PART = re.compile(rf'name="{CSRF_FIELD}"\r\n\r\n([0-9a-f]{{64}})\r\n'.encode())
_KIND = "session"


class Session(NamedTuple):
    """What a browser shows: the id of a session, and its secret."""

    id: str
    secret: str


class Sessions:
    """The sessions of a server.

    Args:
        registry: Where they are kept.
        limits: How long they last.
        secret: Signs the cookies; another one ends all sessions.
        memory: What was good a moment ago; shared with the keys.
    """

    def __init__(self, registry: Registry, limits: Limits, *, secret: bytes, memory: Briefly) -> None:
        self._registry, self._limits, self._secret, self._memory = registry, limits, secret, memory
        self._cookie = SignedCookie(COOKIE, secret=secret, lasts_s=limits.session_s)

    async def begin(self, entrant: Entrant, *, host: str, before: Session | None = None) -> str:
        """Begin a session, and end the one that the browser had before: none goes on under another name.

        Args:
            entrant: Who has just signed in.
            host: The name under which the browser speaks to the server.
            before: The session that it had.

        Returns:
            The value of `Set-Cookie`.

        Raises:
            LedgerProblem: The ledger cannot be reached.
        """
        deed = Deed(entrant.name, now())
        if before is not None:
            await self.end(before.id, deed=deed)
        ends_at = now(self._limits.session_s)
        begin = partial(begin_session, entrant=entrant, ends_at=ends_at, deed=deed)
        kept, secret = await self._registry.do(begin)
        return self._cookie.give([kept.id, secret], host=host)

    def read(self, cookies: str, *, host: str) -> Session | None:
        """Give the session that a `Cookie` header claims; None for one that is forged or too old."""
        told = self._cookie.read(cookies, host=host)
        return Session(*told) if told else None

    async def find(self, session: Session) -> KeptSession | None:
        """Give what is kept of a session; None when it is over.

        Raises:
            LedgerProblem: The ledger cannot be reached.
        """
        shown = f"{session.id} {session.secret}"
        kept: KeptSession | None = self._memory.recall(_KIND, shown)
        if kept is None:
            find = partial(find_session, key=session.id, secret=session.secret, at=now())
            kept = await self._registry.do(partial(find, idle_since=now(-self._limits.idle_s)))
            if kept is not None:
                self._memory.keep(_KIND, shown, thing=kept)
        return kept

    async def end(self, key: str, *, deed: Deed) -> KeptSession | None:
        """End a session, wherever its cookie was copied to; None when none of that id goes on.

        Raises:
            LedgerProblem: The ledger cannot be reached.
        """
        ended = await self._registry.do(partial(end_session, key=key, deed=deed))
        self._memory.forget()
        return ended

    async def end_meant(self, is_meant: Callable[[KeptSession], bool], *, deed: Deed) -> list[KeptSession]:
        """End the sessions that are meant, wherever their cookies were copied to, and give them.

        Raises:
            LedgerProblem: The ledger cannot be reached.
        """
        ended = await self._registry.do(partial(end_sessions, is_meant=is_meant, deed=deed))
        self._memory.forget()
        return ended

    def forget(self, *, host: str) -> str:
        """Give the value of `Set-Cookie` that makes a browser forget its session."""
        return self._cookie.take_back(host=host)

    def csrf(self, session: Session) -> str:
        """Give the word that forms of a session carry in `CSRF_FIELD`."""
        return hmac.new(self._secret, f"csrf {session.secret}".encode(), hashlib.sha256).hexdigest()

    def proves(self, session: Session, *, header: str, body: bytes) -> bool:
        """Tell whether a request that changes something was made by a page of the session.

        Args:
            session: Whose request it claims to be.
            header: Its `X-CSRF-Token`; empty when there is none.
            body: A form, urlencoded or multipart; looked at when there is no header.
        """
        word = self.csrf(session).encode()
        if header:
            return hmac.compare_digest(header.encode(), word)
        # Nobody else can write the word, so where it stands as a field it is the field of our page.
        fields = [one[len(_PLAIN) :] for one in body.split(b"&") if one.startswith(_PLAIN)]
        return any(hmac.compare_digest(one, word) for one in (*fields, *_PART.findall(body)))

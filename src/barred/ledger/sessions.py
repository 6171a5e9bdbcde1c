"""Sessions of browsers: begun with a key or by the word of a provider, found by any server, ended for all.

A browser holds a secret, the ledger the digest of it: who reads the ledger gets into no session. A session that a key
began goes on only while the key opens something, with the role that the key has now.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, delete, select

from barred.ledger.ledger import Change, Deed, Ledger
from barred.ledger.schema import KEYS, SESSIONS

__all__ = [
    "WAYS",
    "Entrant",
    "Session",
    "begin_session",
    "end_session",
    "end_sessions",
    "end_sessions_in",
    "find_session",
    "list_sessions",
]

WAYS = ("key", "provider")
_ID_BYTES, _SECRET_BYTES = 8, 32
# As with keys: a busy session must not make every request a write.
_TO_THE_MINUTE = 16
_LOGGED = ("id", "way", "key", "subject", "name", "role")


class Entrant(NamedTuple):
    """Who begins a session.

    Args:
        name: What the log calls them.
        role: What they may do.
        key: Beginning of the key that they showed; None where a provider vouched for them.
        subject: What the provider calls them; empty for a key.
        provider_session: What the provider calls their session there, where it says so.
        browser: In which browser they are, in short.
    """

    name: str
    role: str
    key: str | None = None
    subject: str = ""
    provider_session: str = ""
    browser: str = ""


class Session(NamedTuple):
    """A session as it is kept.

    Args:
        id: What it is called; it opens nothing.
        way: One of `WAYS`.
        key: Beginning of the key, or None.
        subject: What the provider calls the person, or empty.
        name: What the log calls them.
        role: What they may do.
        begun_at: When they signed in.
        seen_at: When they asked last, to the minute.
        ends_at: When it ends whatever they do.
        ended_at: When it was ended, or its key was revoked; None while neither happened.
        ended_by: Who ended it.
        browser: In which browser it is, in short; empty where the browser did not say.
        provider_session: What the provider calls the session there, or empty.
    """

    id: str
    way: str
    key: str | None
    subject: str
    name: str
    role: str
    begun_at: str
    seen_at: str
    ends_at: str
    ended_at: str | None = None
    ended_by: str = ""
    browser: str = ""
    provider_session: str = ""

    def is_of(self, key: str, *, subject: str) -> bool:
        """Tell whether it was begun with a key, or by a person whom a provider vouched for.

        Args:
            key: Beginning of the key; empty for none.
            subject: What the provider calls the person; looked at where there is no key.
        """
        return self.key == key if key else self.key is None and bool(subject) and self.subject == subject

    def state(self, at: str, *, idle_since: str) -> str:
        """Tell whether it is *active*, *ended*, *expired* or *idle*.

        Args:
            at: The time.
            idle_since: A time before it; who asked nothing since then has to sign in again.
        """
        if self.ended_at:
            return "ended"
        if self.ends_at <= at:
            return "expired"
        return "idle" if self.seen_at <= idle_since else "active"


def begin_session(ledger: Ledger, entrant: Entrant, *, ends_at: str, deed: Deed) -> tuple[Session, str]:
    """Begin a session, and forget those whose time is over.

    Args:
        ledger: Where it is kept.
        entrant: Who signed in.
        ends_at: When it ends whatever they do.
        deed: That they signed in, and when.

    Returns:
        The session and the secret of it, which cannot be told again.
    """
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    way = WAYS[0] if entrant.key else WAYS[1]
    told = {"id": secrets.token_hex(_ID_BYTES), "way": way, **entrant._asdict()}
    session = Session(**told, begun_at=deed.at, seen_at=deed.at, ends_at=ends_at)
    with ledger.change(deed) as change:
        change.connection.execute(delete(SESSIONS).where(SESSIONS.c.ends_at <= deed.at))
        change.connection.execute(SESSIONS.insert().values(**session._asdict(), digest=_digest(secret)))
        # The log is for good: it says who came in, and not with which browser.
        change.log("session.begin", {name: told[name] for name in _LOGGED})
    return session, secret


def find_session(ledger: Ledger, key: str, *, secret: str, at: str, idle_since: str) -> Session | None:
    """Give the session of an id while it goes on, and note that it is used; None for any other id or secret.

    Whether it is unknown, over or of another secret is not told, neither in words nor by the time it takes.
    """
    with ledger.read() as connection:
        row = connection.execute(_chosen().where(SESSIONS.c.id == key)).one_or_none()
    is_it = hmac.compare_digest(_digest(secret), row.digest if row else _digest(""))
    session = _session(row) if row else None
    if session is None or not is_it or session.state(at, idle_since=idle_since) != "active":
        return None
    if session.seen_at[:_TO_THE_MINUTE] < at[:_TO_THE_MINUTE]:
        with ledger.write() as connection:
            connection.execute(SESSIONS.update().where(SESSIONS.c.id == key).values(seen_at=at))
    return session


def end_session(ledger: Ledger, key: str, *, deed: Deed) -> Session | None:
    """End a session for every server; None when there is none of that id that goes on."""
    with ledger.change(deed) as change:
        ended = _ended(change, [one for one in [_found(change.connection, key)] if one is not None])
    return ended[0] if ended else None


def end_sessions(ledger: Ledger, is_meant: Callable[[Session], bool], *, deed: Deed) -> list[Session]:
    """End the sessions that go on and are meant, for every server, and give them."""
    with ledger.change(deed) as change:
        return end_sessions_in(change, is_meant)


def end_sessions_in(change: Change, is_meant: Callable[[Session], bool]) -> list[Session]:
    """Do as `end_sessions` does, in a change of the caller."""
    return _ended(change, [one for one in map(_session, change.connection.execute(_chosen())) if is_meant(one)])


def list_sessions(ledger: Ledger) -> list[Session]:
    """Give the sessions that are not forgotten yet, those that ended too, the last begun first."""
    newest = _chosen().order_by(SESSIONS.c.begun_at.desc(), SESSIONS.c.id)
    with ledger.read() as connection:
        return [_session(row) for row in connection.execute(newest)]


def _ended(change: Change, some: Iterable[Session]) -> list[Session]:
    deed, ended = change.deed, []
    for one in some:
        if not one.ended_at and one.ends_at > deed.at:
            ended.append(one._replace(ended_at=deed.at, ended_by=deed.actor))
            values = {"ended_at": deed.at, "ended_by": deed.actor}
            change.connection.execute(SESSIONS.update().where(SESSIONS.c.id == one.id).values(**values))
            change.log("session.end", {"id": one.id, "name": one.name})
    return ended


def _found(connection: Connection, key: str) -> Session | None:
    row = connection.execute(_chosen().where(SESSIONS.c.id == key)).one_or_none()
    return _session(row) if row else None


def _chosen() -> Select[*tuple[Any, ...]]:
    """Choose sessions, each with what is now true of its key."""
    parts = (KEYS.c.role.label("key_role"), KEYS.c.expires.label("key_expires"), KEYS.c.revoked_at.label("key_revoked"))
    return select(*SESSIONS.c, *parts).outerjoin(KEYS, SESSIONS.c.key == KEYS.c.prefix)


def _session(row: Row[*tuple[Any, ...]]) -> Session:
    kept = Session(**{name: getattr(row, name) for name in Session._fields})
    return kept._replace(
        role=row.key_role or kept.role,
        ends_at=min(kept.ends_at, row.key_expires or kept.ends_at),
        ended_at=kept.ended_at or row.key_revoked,
    )


def _digest(secret: str) -> str:
    # Of 256 random bits, as with keys: a slow digest would protect nothing more.
    return hashlib.sha256(secret.encode()).hexdigest()

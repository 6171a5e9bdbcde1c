"""Whose sessions are whose: everybody sees and ends their own, an admin those of all.

A session is somebody's by the key that began it, or by what the provider calls them, and never by a name: two keys may
have one name.
"""

from starlette.requests import Request

from barred.ledger.keys import ROLES
from barred.ledger.sessions import Session, list_sessions
from barred.web.answering.answers import now
from barred.web.entrance.doorkeeper import Caller, caller_of, deed_of
from barred.web.entrance.limits import Limits
from barred.web.entrance.rights import suffices
from barred.web.entrance.sessions import Sessions
from barred.web.registry import Registry
from barred.web.views.kept import SessionView, session_view

__all__ = ["SignIns"]

_ADMIN = ROLES[-1]


class SignIns:
    """The sessions as those see them who have them.

    Args:
        registry: The ledger.
        sessions: Ends them.
        limits: When one is idle.
    """

    def __init__(self, registry: Registry, sessions: Sessions, *, limits: Limits) -> None:
        self._registry, self._sessions, self._limits = registry, sessions, limits

    async def seen_by(self, request: Request) -> list[SessionView]:
        """Give the sessions that whoever asks may see, the last begun first."""
        caller = caller_of(request)
        found = await self._registry.do(list_sessions)
        return [self._view(one, caller) for one in found if _may_see(caller, one)]

    async def end(self, request: Request, key: str) -> SessionView | None:
        """End a session; None when none of that id goes on, or it is another's: which of them is not told."""
        caller = caller_of(request)
        ended = await self._sessions.end_meant(
            lambda one: one.id == key and _may_see(caller, one), deed=deed_of(request)
        )
        return self._view(ended[0], caller) if ended else None

    async def end_others(self, request: Request) -> list[SessionView]:
        """End every session of whoever asks but the one in which they ask, and give those."""
        caller = caller_of(request)
        ended = await self._sessions.end_meant(
            lambda one: _is_own(caller, one) and not _is_this(caller, one), deed=deed_of(request)
        )
        return [self._view(one, caller) for one in ended]

    def _view(self, session: Session, caller: Caller) -> SessionView:
        state = session.state(now(), idle_since=now(-self._limits.idle_s))
        return session_view(session, state=state, is_own=_is_own(caller, session), is_this=_is_this(caller, session))


def _may_see(caller: Caller, session: Session) -> bool:
    return suffices(caller.role, _ADMIN) or _is_own(caller, session)


def _is_own(caller: Caller, session: Session) -> bool:
    return session.is_of(caller.prefix, subject=caller.subject)


def _is_this(caller: Caller, session: Session) -> bool:
    return caller.session is not None and caller.session.id == session.id

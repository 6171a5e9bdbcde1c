"""A sign-in by a provider, from the browser's leaving to its coming back; once, and in the same browser.

Nothing is kept meanwhile: the cookie holds the state, and nonce and verifier are derived from it with the secret that
all servers of a ledger share. So one server may send a browser off and another receive it.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from barred.ledger.canonical import canonical
from barred.ledger.ledger import Deed, Ledger
from barred.ledger.sessions import Entrant, Session, end_sessions_in
from barred.ledger.spend import spend, spend_in
from barred.web.answering.answers import now
from barred.web.entrance.cookies import SignedCookie
from barred.web.oidc.logout_token import FRESH_S, LoggedOut
from barred.web.oidc.provider import Attempt, Provider
from barred.web.oidc.role_rule import role_of
from barred.web.oidc.trouble import SignInTrouble
from barred.web.registry import Registry
from barred.web.root import root_of

__all__ = ["BACK", "Arrived", "Flow"]

BACK = "/sign-in/back"
_COOKIE = "barred_sign_in"
_LASTS_S = 600
_STATE_BYTES = 32
_NAME, _SUBJECT = 120, 255
_SERVER, _PROVIDER = "barred serve", "the provider"


class Arrived(NamedTuple):
    """Who came back, and where they wanted to go."""

    entrant: Entrant
    then: str


class Flow:
    """Leads people to a provider and back.

    Args:
        provider: Who vouches for them.
        registry: What may be used once is kept there.
        secret: What all servers of the ledger share.
    """

    def __init__(self, provider: Provider, registry: Registry, *, secret: bytes) -> None:
        self.provider, self._registry, self._secret = provider, registry, secret
        self._cookie = SignedCookie(_COOKIE, secret=secret, lasts_s=_LASTS_S)

    async def leave(self, then: str, *, host: str) -> tuple[str, str]:
        """Give the address to which a browser is sent, and the value of `Set-Cookie` by which it is known again.

        Args:
            then: An address of this server, where it goes afterwards.
            host: The name under which it speaks to the server.

        Raises:
            SignInTrouble: The provider is out of reach.
        """
        state = secrets.token_urlsafe(_STATE_BYTES)
        address = await self.provider.authorization(self._attempt(state, host))
        return address, self._cookie.give([state, then], host=host)

    async def arrive(self, told: Mapping[str, str], *, cookies: str, host: str) -> Arrived:
        """Take a browser in that comes back.

        Args:
            told: The parameters of its address.
            cookies: The header `Cookie`.
            host: The name under which it speaks to the server.

        Raises:
            SignInTrouble: It is another browser, it comes a second time or too late, the provider says no, nothing is
                proved, or the person has no role.
            LedgerProblem: The ledger cannot be reached.
        """
        state, then = self._cookie.read(cookies, host=host) or ("", "/")
        if not state or not hmac.compare_digest(state.encode(), told.get("state", "").encode()):
            raise SignInTrouble("stale", "the state is not that of this browser")
        deed = Deed(_SERVER, now())
        if not await self._registry.do(partial(spend, text=f"state {state}", until=now(_LASTS_S), deed=deed)):
            raise SignInTrouble("stale", "the state was used before")
        if "error" in told:
            raise SignInTrouble("denied", f"the provider says {told['error'][:_NAME]!r}")
        attempt = self._attempt(state, host)
        claims = await self.provider.claims(told.get("code", ""), issuer=told.get("iss", ""), attempt=attempt)
        return Arrived(self._entrant(claims), then)

    async def log_out(self, text: str) -> int:
        """End the sessions that a provider says are over, and tell how many those were.

        Args:
            text: The logout token.

        Raises:
            SignInTrouble: It proves nothing, comes a second time, or the provider is out of reach.
            LedgerProblem: The ledger cannot be reached.
        """
        said = await self.provider.logged_out(text)
        ended = await self._registry.do(partial(_end, said=said, issuer=self.provider.setup.issuer))
        if ended is None:
            raise SignInTrouble("stale", "the logout token was used before")
        return len(ended)

    def forget(self, *, host: str) -> str:
        """Give the value of `Set-Cookie` that ends an attempt in the browser."""
        return self._cookie.take_back(host=host)

    def _attempt(self, state: str, host: str) -> Attempt:
        return Attempt(root_of(host) + BACK, state, self._derived("nonce", state), self._derived("verifier", state))

    def _derived(self, what: str, state: str) -> str:
        setup = self.provider.setup
        text = canonical([what, setup.issuer, setup.client, state])
        made = hmac.new(self._secret, text.encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(made).rstrip(b"=").decode()

    def _entrant(self, claims: Mapping[str, object]) -> Entrant:
        """Say who somebody is: by the name as the operator chose, and by what the provider calls them for good."""
        setup, subject = self.provider.setup, str(claims["sub"])
        if not subject.isprintable() or not 0 < len(subject) <= _SUBJECT:
            raise SignInTrouble("unproved", "the subject is no name")
        role = role_of(claims, setup.rules)
        if not role:
            raise SignInTrouble("no-role", "no rule of --oidc-roles gives the person a role")
        named = claims.get(setup.name_claim)
        name = "".join(one for one in named if one.isprintable()).strip()[:_NAME] if isinstance(named, str) else ""
        there = claims.get("sid")
        is_name = isinstance(there, str) and there.isprintable() and len(there) <= _SUBJECT
        session = str(there) if is_name else ""
        return Entrant(f"{name} [{subject}]".strip(), role, subject=subject, provider_session=session)


def _end(ledger: Ledger, said: LoggedOut, issuer: str) -> list[Session] | None:
    """End what is meant; None when the token came before. Where a fault undoes it, the token may come again."""

    def is_meant(one: Session) -> bool:
        is_theirs = one.key is None and said.subject in {"", one.subject}
        # Where the provider did not call the session by a name, whoever is meant is out everywhere.
        is_there = said.session == one.provider_session or (bool(said.subject) and not one.provider_session)
        return is_theirs and (not said.session or is_there)

    with ledger.change(Deed(_PROVIDER, now())) as change:
        # Longer than a token is fresh, however clocks differ.
        if not spend_in(change, canonical(["logout", issuer, said.mark]), until=now(2 * FRESH_S)):
            return None
        return end_sessions_in(change, is_meant)

"""Read a logout token: that a provider ended somebody's session there, proved by its signature and said just now.

Source: OpenID Connect Back-Channel Logout 1.0, sections 2.4 and 2.6; RFC 8725, section 3.11.
"""

import time
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import JWTClaimsRegistry

from barred.web.oidc.id_token import LEEWAY_S, Token, open_token
from barred.web.oidc.trouble import SignInTrouble

__all__ = ["FRESH_S", "LoggedOut", "LogoutAsked", "read_logout_token"]

# How old a token may be: so long its mark has to be remembered, that it counts once.
FRESH_S = 600
_EVENT = "http://schemas.openid.net/event/backchannel-logout"
# Providers that follow the draft leave the kind out, or call it by the name of all tokens.
_KINDS = frozenset({"", "jwt", "logout+jwt"})
_LONGEST = 255


class LogoutAsked(NamedTuple):
    """What a logout token has to fit: who made it, for whom, and how it may be signed."""

    issuer: str
    client: str
    algorithms: Sequence[str]


class LoggedOut(NamedTuple):
    """Whose sessions are over.

    Args:
        mark: What the provider calls the token.
        subject: The person; empty where only a session is named.
        session: What the provider calls the session; empty where all of the person's are meant.
    """

    mark: str
    subject: str
    session: str


def read_logout_token(text: str, keys: KeySet, *, asked: LogoutAsked) -> LoggedOut:
    """Give whom a logout token speaks of.

    Args:
        text: The token.
        keys: The provider's keys.
        asked: What it has to fit.

    Raises:
        OtherKey: None of the keys has made it.
        SignInTrouble: It is no such token, not signed as it must be, does not fit, or is old.
    """
    token = open_token(text, keys, algorithms=asked.algorithms, what="the logout token")
    _look_at_times(token, asked)
    claims = token.claims
    _look(str(token.header.get("typ", "")).casefold() in _KINDS, "is of another kind")
    events = claims.get("events")
    _look(isinstance(events, Mapping) and isinstance(events.get(_EVENT), Mapping), "ends nothing")
    # An ID token has one, so none of those is taken for a logout token.
    _look("nonce" not in claims, "has a nonce")
    subject, session = _name(claims, "sub"), _name(claims, "sid")
    _look(bool(subject or session), "names nobody")
    return LoggedOut(_name(claims, "jti"), subject, session)


def _look_at_times(token: Token, asked: LogoutAsked) -> None:
    registry = JWTClaimsRegistry(
        leeway=LEEWAY_S,
        iss={"essential": True, "value": asked.issuer},
        aud={"essential": True, "value": asked.client},
        exp={"essential": True},
        iat={"essential": True},
        jti={"essential": True},
    )
    try:
        registry.validate(token.claims)
    except (JoseError, ValueError, TypeError) as trouble:
        raise SignInTrouble("unproved", f"the logout token: {trouble}") from trouble
    _look(token.claims["iat"] > time.time() - FRESH_S, "is old")


def _name(claims: Mapping[str, Any], claim: str) -> str:
    """Give a claim that names something, or an empty text where it is not there."""
    named = claims.get(claim, "")
    _look(isinstance(named, str) and len(named) <= _LONGEST and (bool(named) or claim not in claims), f"has no {claim}")
    return str(named)


def _look(is_so: bool, what: str) -> None:  # noqa: FBT001 - what has to be so
    if not is_so:
        raise SignInTrouble("unproved", f"the logout token {what}")

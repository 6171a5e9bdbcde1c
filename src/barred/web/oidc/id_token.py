"""Read an ID token: who the provider says that somebody is, proved by its signature and meant for this sign-in.

Source: OpenID Connect Core 1.0, section 3.1.3.7; RFC 8725.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from barred.web.oidc.trouble import SignInTrouble

__all__ = ["ALGORITHMS", "LEEWAY_S", "Asked", "OtherKey", "Token", "key_set", "open_token", "read_id_token"]

# Signatures that only the provider can make. What is signed with a shared secret, or not at all, is not among them.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
_KINDS = frozenset({"RSA", "EC"})
# How far clocks may differ.
LEEWAY_S = 60


class Asked(NamedTuple):
    """What an ID token has to fit.

    Args:
        issuer: Who made it.
        client: For whom.
        nonce: For which sign-in.
        algorithms: How it may be signed; some of `ALGORITHMS`.
        access_token: What came with it, which it may vouch for.
    """

    issuer: str
    client: str
    nonce: str
    algorithms: Sequence[str]
    access_token: str = ""


class Token(NamedTuple):
    """A token whose signature is the provider's: its claims, of which nothing is known yet, and its header."""

    claims: dict[str, Any]
    header: Mapping[str, Any]


class OtherKey(SignInTrouble):
    """It is signed with a key that is not among those known; the provider may have a new one."""


def key_set(told: object) -> KeySet:
    """Read the keys of a provider; those that are not for signatures, or that everybody could sign with, are left out.

    Raises:
        SignInTrouble: There is none.
    """
    listed = told.get("keys") if isinstance(told, Mapping) else None
    some = [one for one in listed or () if isinstance(one, Mapping) and one.get("kty") in _KINDS]
    try:
        return KeySet.import_key_set({"keys": [{**one} for one in some if one.get("use", "sig") == "sig"]})
    except (JoseError, ValueError, TypeError, KeyError) as trouble:
        raise SignInTrouble("unreachable", f"its keys cannot be read: {trouble}") from trouble


def open_token(text: str, keys: KeySet, *, algorithms: Sequence[str], what: str) -> Token:
    """Look who signed a token.

    Args:
        text: The token.
        keys: The provider's keys.
        algorithms: How it may be signed; some of `ALGORITHMS`.
        what: What the log calls it.

    Raises:
        OtherKey: None of the keys has made it.
        SignInTrouble: It is no token, or not signed as it must be.
    """
    try:
        token = jwt.decode(text, keys, registry=JWSRegistry(algorithms=algorithms, strict_check_header=False))
    except (BadSignatureError, InvalidKeyIdError) as trouble:
        raise OtherKey("unproved", f"{what}: {trouble}") from trouble
    except (JoseError, ValueError, TypeError) as trouble:
        raise SignInTrouble("unproved", f"{what}: {trouble}") from trouble
    return Token(token.claims, token.header)


def read_id_token(text: str, keys: KeySet, *, asked: Asked) -> dict[str, Any]:
    """Give the claims of an ID token.

    Args:
        text: The token.
        keys: The provider's keys.
        asked: What it has to fit.

    Raises:
        OtherKey: None of the keys has made it.
        SignInTrouble: It is no token, not signed as it must be, or does not fit.
    """
    token = open_token(text, keys, algorithms=asked.algorithms, what="the ID token")
    try:
        options = {"iss": {"essential": True, "value": asked.issuer}, "aud": {"essential": True, "value": asked.client}}
        told = {"nonce": asked.nonce, "client_id": asked.client, "access_token": asked.access_token}
        claims = CodeIDToken(token.claims, token.header, options, told)
        claims.validate(leeway=LEEWAY_S)
    except (JoseError, ValueError, TypeError) as trouble:
        raise SignInTrouble("unproved", f"the ID token: {trouble}") from trouble
    return dict(claims)

"""A provider of OpenID Connect, as its own documents describe it.

Source: OpenID Connect Core 1.0, Discovery 1.0 and Back-Channel Logout 1.0; RFC 7636 (PKCE); RFC 9207 (which issuer
answers).
"""

import asyncio
import base64
import time
from collections.abc import Awaitable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeVar
from urllib.parse import quote_plus

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc.jwk import KeySet

from barred.web.oidc.id_token import ALGORITHMS, Asked, OtherKey, key_set, read_id_token
from barred.web.oidc.logout_token import LoggedOut, LogoutAsked, read_logout_token
from barred.web.oidc.setup import ProviderSetup, is_protected, origin_of
from barred.web.oidc.trouble import SignInTrouble
from barred.web.oidc.wire import Wire

__all__ = ["Attempt", "Provider"]

_KNOWN_FOR_S = 3600.0
_PATIENCE_S = 10.0
_AT_ONCE = 32
_WELL_KNOWN = "/.well-known/openid-configuration"
_ENDPOINTS = ("authorization", "token", "end_session", "userinfo")
# Anybody may send a token that is signed with an unknown key: the provider is not asked for new ones each time.
_KEYS_ANEW_S = 60.0
_BASIC, _POST, _NONE = "client_secret_basic", "client_secret_post", "none"

Made = TypeVar("Made")


class Attempt(NamedTuple):
    """A sign-in under way: what leaves with the browser, and what has to come back with the token."""

    redirect: str
    state: str
    nonce: str
    verifier: str


class _Description(NamedTuple):
    """Where a provider is asked, and how it answers."""

    authorization: str
    token: str
    keys: str
    end: str
    userinfo: str
    algorithms: tuple[str, ...]
    method: str
    names_itself: bool


class Provider:
    """A provider; it is asked when the first person signs in, so a server starts without it.

    Args:
        setup: What the operator says of it.
    """

    def __init__(self, setup: ProviderSetup) -> None:
        self.setup = setup
        self._known: tuple[_Description, float] | None = None
        self._keys: KeySet | None = None
        self._keys_at = 0.0
        self._asking = asyncio.Lock()
        self._waiting = 0

    async def authorization(self, attempt: Attempt) -> str:
        """Give the address to which a browser is sent.

        Raises:
            SignInTrouble: The provider is out of reach, or is not what it should be.
        """
        with self._in_line():
            described = await self._described()
        async with self._client(described, attempt) as client:
            address, _ = client.create_authorization_url(
                described.authorization, state=attempt.state, code_verifier=attempt.verifier, nonce=attempt.nonce
            )
        return str(address)

    async def claims(self, code: str, *, issuer: str, attempt: Attempt) -> Mapping[str, Any]:
        """Give what the provider says of whoever came back with a code.

        Args:
            code: What they came back with.
            issuer: Who they came back from, where that was said.
            attempt: The sign-in that it belongs to.

        Raises:
            SignInTrouble: They come from another provider, or nothing is proved.
        """
        with self._in_line():
            return await self._claims(code, issuer, attempt)

    async def end_address(self, back: str) -> str:
        """Give the address where a person ends the session at the provider too; empty when there is none.

        Args:
            back: Where it leads afterwards.
        """
        try:
            with self._in_line():
                described = await self._described()
        except SignInTrouble:
            return ""
        told = {"client_id": self.setup.client, "post_logout_redirect_uri": back}
        return str(httpx2.URL(described.end).copy_merge_params(told)) if described.end else ""

    async def logged_out(self, text: str) -> LoggedOut:
        """Give whom a logout token speaks of.

        Args:
            text: The token, as the provider or anybody else sent it.

        Raises:
            SignInTrouble: The provider is out of reach, or the token proves nothing.
        """
        with self._in_line():
            described = await self._described()
            asked = LogoutAsked(self.setup.issuer, self.setup.client, described.algorithms)
            try:
                return read_logout_token(text, await self._known_keys(described), asked=asked)
            except OtherKey:
                if time.monotonic() - self._keys_at < _KEYS_ANEW_S:
                    raise
                return read_logout_token(text, await self._known_keys(described, anew=True), asked=asked)

    @contextmanager
    def _in_line(self) -> Iterator[None]:
        """Let only so many wait for the provider: whoever floods sign-ins must not take the server from the others."""
        if self._waiting >= _AT_ONCE:
            raise SignInTrouble("unreachable", f"{_AT_ONCE} sign-ins wait for it already")
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1

    async def _claims(self, code: str, issuer: str, attempt: Attempt) -> Mapping[str, Any]:
        described = await self._described()
        if issuer != self.setup.issuer and (issuer or described.names_itself):
            raise SignInTrouble("unproved", f"the answer comes from {issuer or 'nobody'!r}")
        told = await self._token(described, code, attempt)
        algorithms, access = described.algorithms, told.get("access_token", "")
        asked = Asked(self.setup.issuer, self.setup.client, attempt.nonce, algorithms, access)
        text = str(told.get("id_token") or "")
        try:
            claims = read_id_token(text, await self._known_keys(described), asked=asked)
        except OtherKey:
            # It may sign with a new key since we looked.
            claims = read_id_token(text, await self._known_keys(described, anew=True), asked=asked)
        if not self.setup.asks_userinfo:
            return claims
        # What is signed goes before what is not.
        return {**await self._userinfo(described, str(access), subject=claims["sub"]), **claims}

    async def _userinfo(self, described: _Description, access: str, *, subject: str) -> Mapping[str, Any]:
        """Ask for the claims that are not in the ID token; they count when they are of the same person."""
        told = await self._fetched(described.userinfo, Authorization=f"Bearer {access}")
        if not isinstance(told, Mapping) or told.get("sub") != subject:
            raise SignInTrouble("unproved", "the userinfo endpoint speaks of somebody else")
        return told

    async def _described(self) -> _Description:
        async with self._asking:
            if self._known is None or self._known[1] < time.monotonic():
                address = self.setup.issuer.rstrip("/") + _WELL_KNOWN
                self._known = _description(await self._fetched(address), self.setup), time.monotonic() + _KNOWN_FOR_S
            return self._known[0]

    async def _known_keys(self, described: _Description, *, anew: bool = False) -> KeySet:
        if self._keys is None or anew:
            self._keys_at = time.monotonic()
            self._keys = key_set(await self._fetched(described.keys))
        return self._keys

    async def _token(self, described: _Description, code: str, attempt: Attempt) -> dict[str, Any]:
        async with self._client(described, attempt) as client:
            fetch = client.fetch_token(
                described.token, grant_type="authorization_code", code=code, code_verifier=attempt.verifier
            )
            return dict(await _patiently(fetch))

    async def _fetched(self, address: str, **headers: str) -> object:
        async with httpx2.AsyncClient(transport=Wire(self.setup.origins), trust_env=False) as client:
            answer = await _patiently(client.get(address, headers=headers))
            if answer.status_code != httpx2.codes.OK:
                raise SignInTrouble("unreachable", f"{address} answers {answer.status_code}")
            return await _patiently(_json(answer))

    def _client(self, described: _Description, attempt: Attempt) -> Any:  # noqa: ANN401 - it ships no types
        client = AsyncOAuth2Client(
            self.setup.client,
            self.setup.secret or None,
            token_endpoint_auth_method=described.method,
            scope=self.setup.scope,
            redirect_uri=attempt.redirect,
            code_challenge_method="S256",
            transport=Wire(self.setup.origins),
            trust_env=False,
        )
        client.register_client_auth_method((_BASIC, _basic))
        return client


def _basic(auth: Any, _: str, uri: str, headers: dict[str, str], body: str) -> tuple[str, dict[str, str], str]:  # noqa: ANN401
    """Say who this server is; the library leaves signs as they are, which RFC 6749, section 2.3.1, has encoded."""
    text = ":".join(map(quote_plus, (auth.client_id, auth.client_secret)))
    return uri, {**headers, "Authorization": f"Basic {base64.b64encode(text.encode()).decode()}"}, body


async def _patiently(answer: Awaitable[Made]) -> Made:
    """Wait for an answer, not too long, and tell of whatever went wrong in one way."""
    try:
        async with asyncio.timeout(_PATIENCE_S):
            return await answer
    except AuthlibBaseError as trouble:
        raise SignInTrouble("unproved", f"the provider takes no such code: {trouble.error}") from trouble
    except TimeoutError as trouble:
        raise SignInTrouble("unreachable", f"no answer within {_PATIENCE_S:g} s") from trouble
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as trouble:
        raise SignInTrouble("unreachable", f"{type(trouble).__name__}: {trouble}") from trouble


async def _json(answer: httpx2.Response) -> object:
    return answer.json()


def _description(told: object, setup: ProviderSetup) -> _Description:
    if not isinstance(told, Mapping) or told.get("issuer") != setup.issuer:
        named = told.get("issuer") if isinstance(told, Mapping) else None
        raise SignInTrouble("unreachable", f"it calls itself {named!r}, and not {setup.issuer!r}")
    authorization, token, end, userinfo = (str(told.get(f"{one}_endpoint") or "") for one in _ENDPOINTS)
    keys, asked = str(told.get("jwks_uri") or ""), [userinfo] if setup.asks_userinfo else []
    wrong = [one for one in (authorization, token, keys, end or setup.issuer, *asked) if not is_protected(one)]
    if wrong:
        raise SignInTrouble("unreachable", f"{wrong[0]!r} is no address of an endpoint")
    strange = [one for one in (token, keys, *asked) if origin_of(one) not in setup.origins]
    if strange:
        raise SignInTrouble("unreachable", f"{strange[0]!r} is at no host of the provider; --oidc-host names others")
    offered = told.get("id_token_signing_alg_values_supported") or ALGORITHMS[:1]
    algorithms = tuple(one for one in ALGORITHMS if one in offered)
    if not algorithms:
        raise SignInTrouble("unreachable", f"it signs with none of {', '.join(ALGORITHMS)}")
    names_itself = bool(told.get("authorization_response_iss_parameter_supported"))
    return _Description(authorization, token, keys, end, userinfo, algorithms, _method(told, setup), names_itself)


def _method(told: Mapping[str, Any], setup: ProviderSetup) -> str:
    """Choose how this server proves who it is."""
    offered = told.get("token_endpoint_auth_methods_supported") or [_BASIC]
    if not setup.secret:
        return _NONE
    return _POST if _POST in offered and _BASIC not in offered else _BASIC

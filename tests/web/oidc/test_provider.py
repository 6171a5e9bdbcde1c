"""What a provider tells of itself leads the server nowhere else."""

import asyncio
import socket
from typing import Any

import httpx2
import pytest

from barred.web.oidc.provider import Attempt
from barred.web.oidc.provider import Provider as Asked
from barred.web.oidc.role_rule import read_rules
from barred.web.oidc.setup import ProviderSetup
from barred.web.oidc.trouble import SignInTrouble
from barred.web.oidc.wire import Wire
from tests.web.provider import CLIENT, SECRET, Provider

_ATTEMPT = Attempt("http://localhost/sign-in/back", "state", "nonce", "v" * 43)


def setup(idp: Provider, **more: Any) -> ProviderSetup:  # noqa: ANN401 - fields of the setup
    """Say what an operator would."""
    told = {"secret": SECRET, **more}
    return ProviderSetup(idp.issuer, CLIENT, read_rules(["sub:*=reader"]), **told)


@pytest.mark.parametrize(
    ("behaviour", "why"),
    [
        ({"description": {"issuer": "https://idp.example"}}, "calls itself"),
        ({"description": {"issuer": None}}, "calls itself"),
        ({"description": {"token_endpoint": "http://127.0.0.1:9/token"}}, "at no host of the provider"),
        ({"description": {"jwks_uri": "http://localhost:9/keys"}}, "at no host of the provider"),
        ({"description": {"jwks_uri": "http://169.254.169.254/latest"}}, "no address of an endpoint"),
        ({"description": {"jwks_uri": "file:///etc/passwd"}}, "no address of an endpoint"),
        ({"description": {"token_endpoint": None}}, "no address of an endpoint"),
        ({"description": {"authorization_endpoint": "javascript:alert(1)"}}, "no address of an endpoint"),
        ({"description": {"end_session_endpoint": "javascript:alert(1)"}}, "no address of an endpoint"),
        ({"description": {"id_token_signing_alg_values_supported": ["none", "HS256"]}}, "signs with none of"),
        ({"description": {"userinfo_endpoint": "http://127.0.0.1:9/me"}}, "at no host of the provider"),
        ({"description": {"userinfo_endpoint": None}}, "no address of an endpoint"),
        ({"documents": "moved"}, "answers 302"),
        ({"documents": "huge"}, "longer than"),
        ({"documents": "packed"}, "packed"),
        ({"documents": "no JSON"}, "JSONDecodeError"),
    ],
)
def test_a_provider_that_is_not_what_it_should_be(idp: Provider, behaviour: dict[str, Any], why: str) -> None:
    """It is taken for out of reach before a browser is sent to it."""
    idp.behave(**behaviour)

    with pytest.raises(SignInTrouble, match=why) as told:
        asyncio.run(Asked(setup(idp, asks_userinfo=True)).authorization(_ATTEMPT))

    assert told.value.kind == "unreachable"


def test_other_hosts_are_asked_when_the_operator_names_them() -> None:
    """Over TLS, at the port named; each host counts by itself."""
    made = ProviderSetup("https://idp.example/realm", CLIENT, (), more_hosts=("keys.example", "other.example:8443"))

    assert made.origins == {"https://idp.example:443", "https://keys.example:443", "https://other.example:8443"}


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/", "http://[::1]:9/", "https://idp.example/", "http://localhost/"]
)
def test_the_wire_leads_nowhere_else(idp: Provider, address: str) -> None:
    """Whoever asks through it: it opens no connection to a host that was not named."""

    async def ask() -> None:
        async with httpx2.AsyncClient(transport=Wire(setup(idp).origins)) as client:
            await client.get(address)

    with pytest.raises(SignInTrouble, match="is no host of the provider"):
        asyncio.run(ask())


def test_the_description_is_asked_for_once(idp: Provider) -> None:
    """For an hour, however many set out at the same moment; a failure is not kept."""
    idp.behave(documents="no JSON")
    asked = Asked(setup(idp))

    async def leave_together() -> list[str]:
        with pytest.raises(SignInTrouble):
            await asked.authorization(_ATTEMPT)
        await asyncio.to_thread(idp.behave)
        return await asyncio.gather(*(asked.authorization(_ATTEMPT) for _ in range(5)))

    assert len(set(asyncio.run(leave_together()))) == 1
    assert idp.asked() == ["/.well-known/openid-configuration"]


def test_a_flood_of_sign_ins_does_not_take_the_server_along() -> None:
    """A provider that takes connections and says nothing: only so many wait for it, the others are told at once."""

    async def flood(issuer: str) -> list[BaseException]:
        asked = Asked(ProviderSetup(issuer, CLIENT, ()))
        waiting = {asyncio.create_task(asked.authorization(_ATTEMPT)) for _ in range(40)}
        told, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for one in waiting:
            one.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        return [trouble for one in told if (trouble := one.exception())]

    with socket.create_server(("127.0.0.1", 0)) as silent:
        told = asyncio.run(flood(f"http://127.0.0.1:{silent.getsockname()[1]}"))

    assert [str(one) for one in told] == ["unreachable: 32 sign-ins wait for it already"] * 8


@pytest.mark.parametrize(
    "methods", [None, ["client_secret_basic"], ["client_secret_post"], ["client_secret_post", "client_secret_basic"]]
)
def test_the_secret_is_sent_as_the_provider_takes_it(idp: Provider, methods: list[str] | None) -> None:
    """With signs that have to be encoded; a code that is none is refused, the client is not."""
    idp.behave(description={"token_endpoint_auth_methods_supported": methods})
    good, bad = Asked(setup(idp)), Asked(setup(idp, secret=SECRET[:-1]))

    for one, why in (
        (good, "invalid_grant"),
        (bad, "invalid_client"),
        (Asked(setup(idp, secret="")), "invalid_client"),
    ):
        with pytest.raises(SignInTrouble, match=why):
            asyncio.run(one.claims("made up", issuer=idp.issuer, attempt=_ATTEMPT))


def test_a_provider_without_an_end_of_sessions_has_no_address_for_it(idp: Provider) -> None:
    """Nor has one that is out of reach."""
    idp.behave(description={"end_session_endpoint": None})
    without = asyncio.run(Asked(setup(idp)).end_address("http://localhost/sign-in"))
    idp.behave(documents="moved")

    assert without == asyncio.run(Asked(setup(idp)).end_address("http://localhost/sign-in")) == ""

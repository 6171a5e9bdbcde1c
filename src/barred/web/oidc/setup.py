"""What an operator says of the provider that vouches for people."""

from typing import NamedTuple
from urllib.parse import urlsplit

from barred.errors import UsageProblem
from barred.web.oidc.role_rule import RoleRule

__all__ = ["ProviderSetup", "check_setup", "is_protected", "origin_of"]

_SCOPES = ("openid", "profile")
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_PORTS = {"https": 443, "http": 80}


class ProviderSetup(NamedTuple):
    """A provider; `check_setup` looks whether it can be one.

    Args:
        issuer: Its address, as it calls itself.
        client: What it calls this server.
        rules: Which claims give which role.
        secret: What this server proves who it is with; empty for a client without one.
        name_claim: The claim that names a person.
        more_scopes: What is asked of it beside `openid` and `profile`.
        more_hosts: Where else than at the issuer its endpoints are.
        asks_userinfo: Whether claims that are not in the ID token are asked for at the userinfo endpoint.
    """

    issuer: str
    client: str
    rules: tuple[RoleRule, ...]
    secret: str = ""
    name_claim: str = "name"
    more_scopes: tuple[str, ...] = ()
    more_hosts: tuple[str, ...] = ()
    asks_userinfo: bool = False

    @property
    def host(self) -> str:
        """What a person knows the provider by."""
        return urlsplit(self.issuer).netloc

    @property
    def scope(self) -> str:
        """What is asked of it."""
        return " ".join(dict.fromkeys((*_SCOPES, *self.more_scopes)))

    @property
    def origins(self) -> frozenset[str]:
        """Where requests may go, as `origin_of` writes it."""
        return frozenset(map(origin_of, (self.issuer, *(f"https://{one}" for one in self.more_hosts))))


def check_setup(setup: ProviderSetup) -> ProviderSetup:
    """Give what was said of a provider, when it can be one.

    Raises:
        UsageProblem: The address is none of an issuer, the client is missing, or a host is none.
    """
    parts = urlsplit(setup.issuer) if is_protected(setup.issuer) else None
    if parts is None or parts.query or parts.fragment or "@" in parts.netloc:
        remedy = "give the https:// address by which it calls itself; http:// is for this machine alone"
        raise UsageProblem(f"{setup.issuer!r} is no issuer", where="--oidc-issuer", remedy=remedy)
    if not setup.client:
        remedy = "give the id under which the provider knows this server"
        raise UsageProblem("the provider has to know who asks", where="--oidc-client", remedy=remedy)
    for one in setup.more_hosts:
        if not is_protected(f"https://{one}") or set(one) & set("/@?#"):
            remedy = "write login.example or login.example:8443"
            raise UsageProblem(f"{one!r} is no host", where="--oidc-host", remedy=remedy)
    return setup


def is_protected(address: str) -> bool:
    """Tell whether nobody on the way can read or change what is sent to an address: TLS, or this machine.

    Example:
        >>> [is_protected(f"{one}://idp.example") for one in ("https", "http", "file")], is_protected("http://[::1]:80/a")
        ([True, False, False], True)
    """
    try:
        parts = urlsplit(address)
        is_here = parts.scheme == "http" and parts.hostname in _LOOPBACK
        return bool(parts.hostname) and (parts.scheme == "https" or is_here) and parts.port != 0
    except ValueError:
        return False


def origin_of(address: str) -> str:
    """Give scheme, host and port of an address.

    Example:
        >>> origin_of("https://IDP.example/realms/a"), origin_of("http://[::1]:8080/")
        ('https://idp.example:443', 'http://::1:8080')
    """
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.hostname}:{parts.port or _PORTS.get(parts.scheme, 0)}"

"""Cookies that this server, and every other of its ledger, knows for its own.

A cookie is HttpOnly and SameSite=Lax. Outside this machine it goes over TLS alone, and its name begins with `__Host-`:
then no other name below the same domain can plant it.
"""

import hashlib
from http.cookies import CookieError, SimpleCookie
from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer

from barred.web.root import is_loopback

__all__ = ["SignedCookie"]

_LOCKED = "__Host-"


class SignedCookie:
    """A cookie.

    Args:
        name: What it is called on this machine.
        secret: Signs it.
        lasts_s: How long it is good.
    """

    def __init__(self, name: str, *, secret: bytes, lasts_s: float) -> None:
        self._name, self._lasts_s = name, round(lasts_s)
        # One secret signs several cookies, and none of them is taken for another.
        self._signed = URLSafeTimedSerializer(secret, salt=name, signer_kwargs={"digest_method": _sha256})

    def give(self, told: object, *, host: str) -> str:
        """Give the value of `Set-Cookie`.

        Args:
            told: What it says, as JSON takes it.
            host: The name under which the browser speaks to the server.
        """
        return f"{self._at(host)}={self._signed.dumps(told)}; Max-Age={self._lasts_s}; {_attributes(host)}"

    def read(self, cookies: str, *, host: str) -> Any:  # noqa: ANN401 - what was told
        """Give what the cookie among those of a `Cookie` header says; None for one that is forged or too old."""
        try:
            found = SimpleCookie(cookies).get(self._at(host))
            return self._signed.loads(found.value, max_age=self._lasts_s) if found else None
        except (BadData, CookieError):
            return None

    def take_back(self, *, host: str) -> str:
        """Give the value of `Set-Cookie` that makes a browser forget it."""
        return f"{self._at(host)}=; Max-Age=0; {_attributes(host)}"

    def _at(self, host: str) -> str:
        return self._name if is_loopback(host) else f"{_LOCKED}{self._name}"


def _attributes(host: str) -> str:
    # On this machine there is no TLS to ask for; everywhere else the cookie goes over nothing but TLS.
    return f"Path=/; HttpOnly; SameSite=Lax{'' if is_loopback(host) else '; Secure'}"


def _sha256(data: bytes = b"") -> "hashlib._Hash":
    return hashlib.sha256(data)

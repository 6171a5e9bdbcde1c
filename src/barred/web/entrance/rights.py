"""Who may do what: the role that each address asks for.

Told by address and not beside each route, so that the guard knows it before a body is read, and one test walks all of
it. Under `/v1/…` are answers for programs, and under the same word without it the pages of the same thing.
"""

from typing import NamedTuple

from barred.ledger.keys import ROLES
from barred.web.entrance.address_key import KEYED_ROOT

__all__ = ["ANYBODY", "RECONCILER", "Rights", "suffices"]

ANYBODY = ""
RECONCILER, _READER = ROLES[:2]
_SAFE = frozenset({"GET", "HEAD"})
# The word of an address, the role to read there, and the role to change something.
_KEPT = (
    ("jobs", "reader", "reader"),
    ("checks", "reader", "reader"),
    # Who asks for a waiver puts none on record.
    ("waivers/ask", "reader", "reader"),
    ("waivers", "reader", "approver"),
    ("log", "admin", "admin"),
    ("keys", "admin", "admin"),
    ("sessions", "reader", "reader"),
    ("installation", "admin", "admin"),
)
_OPEN = ("/healthz", "/readyz", "/openapi.json", "/docs", "/static", "/sign-in", "/sign-out", "/.well-known")


class Rights(NamedTuple):
    """The rule of a server; `is_strict` asks everybody for a key, where else only what is kept asks for one."""

    is_strict: bool = False

    def needed(self, method: str, path: str) -> str:
        """Give the role that a request needs, or `ANYBODY`.

        Example:
            >>> rights = Rights()
            >>> [rights.needed("GET", one) for one in ("/v1/lookup", "/v1/jobs/job-1", "/v1/log")]
            ['', 'reader', 'admin']
            >>> [rights.needed("POST", f"/v1/waivers{one}") for one in ("", "/ask", "/requests/request-1/grant")]
            ['approver', 'reader', 'approver']
            >>> rights.needed("POST", "/v1/keys"), Rights(is_strict=True).needed("GET", "/v1/lookup")
            ('admin', 'reader')
        """
        if method == "OPTIONS":
            # A browser asks it before a request of another origin, without anything that names who asks.
            return ANYBODY
        plain = path.removeprefix("/v1")
        for word, to_read, to_change in _KEPT:
            if _is_under(plain, f"/{word}"):
                return to_read if method in _SAFE else to_change
        if not self.is_strict or any(_is_under(path, one) for one in _OPEN):
            return ANYBODY
        return RECONCILER if _is_under(path, KEYED_ROOT) else _READER


def suffices(role: str, needed: str) -> bool:
    """Tell whether who has a role may do what needs one."""
    return needed == ANYBODY or (role in ROLES and ROLES.index(role) >= ROLES.index(needed))


def _is_under(path: str, root: str) -> bool:
    # A page of the same thing in another form is `/waivers.csv`.
    return path == root or path.startswith((f"{root}/", f"{root}."))

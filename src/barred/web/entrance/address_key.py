"""A key in the address, for programs that can send no header: `/reconcile/KEY`, and nowhere else.

It is taken out of the address before anything looks at that, so it stands in no log, no meter and no page.
"""

import re

from starlette.types import Scope

__all__ = ["KEYED_ROOT", "address_key", "scrubbed", "without_key"]

KEYED_ROOT = "/reconcile"
_FOUND = re.compile(rf"({KEYED_ROOT})/(barred_[^/]*)(/.*)?")
_ANYWHERE = re.compile(r"barred_[^/]*")
_STATE = "address_key"


def without_key(scope: Scope) -> Scope:
    """Give a request whose address holds no key; what was in it is kept for `address_key`.

    Example:
        >>> plain = without_key({"path": "/reconcile/barred_0a_b/preview", "raw_path": b""})
        >>> plain["path"], address_key(plain)
        ('/reconcile/preview', 'barred_0a_b')
    """
    found = _FOUND.fullmatch(scope["path"])
    if found is None:
        return scope
    path = found[1] + (found[3] or "")
    return {**scope, "path": path, "raw_path": path.encode(), "state": {**scope.get("state", {}), _STATE: found[2]}}


def address_key(scope: Scope) -> str:
    """Give the key that stood in the address, or an empty text."""
    return str(scope.get("state", {}).get(_STATE, ""))


def scrubbed(path: str) -> str:
    """Give an address as it may be logged, whoever put a key where none belongs.

    Example:
        >>> scrubbed("/v1/lookup/barred_0a_b")
        '/v1/lookup/barred_…'
    """
    return _ANYWHERE.sub("barred_…", path)

"""Keys of the programming interface: shown once when made, kept as a digest, found by their beginning."""

import hashlib
import hmac
import secrets
from typing import NamedTuple

from sqlalchemy import Row, select

from barred.errors import UsageProblem
from barred.ledger.ledger import Deed, Ledger
from barred.ledger.schema import KEYS

__all__ = ["ROLES", "Key", "add_key", "find_key", "list_keys", "revoke_key"]

# Each may do what those before it may. The first may reconcile and nothing else: its keys stand in addresses.
ROLES = ("reconciler", "reader", "curator", "approver", "admin")
_LEAD = "barred_"
_PREFIX_BYTES, _SECRET_BYTES = 5, 32
# A last use is written once a minute: a busy key must not make every request a write.
_TO_THE_MINUTE = 16


class Key(NamedTuple):
    """A key as it is kept; the key itself is in nobody's hands but its holder's."""

    prefix: str
    name: str
    role: str
    added_by: str
    added_at: str
    expires: str | None = None
    used_last: str | None = None
    revoked_at: str | None = None

    def state(self, at: str) -> str:
        """Tell whether it is *active*, *expired* or *revoked* at a time."""
        if self.revoked_at:
            return "revoked"
        return "expired" if self.expires and self.expires <= at else "active"


def add_key(ledger: Ledger, name: str, *, role: str, deed: Deed, expires: str | None = None) -> tuple[str, Key]:
    """Make a key.

    Args:
        ledger: Where it is kept.
        name: Whose it is or what it is for.
        role: One of `ROLES`.
        deed: Who makes it, and when.
        expires: The day or time from which it no longer opens anything; None for never.

    Returns:
        The key, which cannot be shown again, and what is kept of it.

    Raises:
        UsageProblem: The role is unknown, or there is no name.
    """
    if role not in ROLES:
        raise UsageProblem(f"{role!r} is no role", where="--role", remedy=f"choose from {', '.join(ROLES)}")
    if not name.strip():
        raise UsageProblem("a key needs a name", remedy="say whose it is")
    prefix = secrets.token_hex(_PREFIX_BYTES)
    text = f"{_LEAD}{prefix}_{secrets.token_urlsafe(_SECRET_BYTES)}"
    key = Key(prefix, name.strip(), role, deed.actor, deed.at, expires)
    with ledger.change(deed) as change:
        change.connection.execute(KEYS.insert().values(**key._asdict(), digest=_digest(text)))
        change.log("key.add", {"prefix": prefix, "name": key.name, "role": role, "expires": expires})
    return text, key


def find_key(ledger: Ledger, text: str, *, at: str) -> Key | None:
    """Give what is kept of a key that opens something now, and note its use; None for any other text.

    Whether a key is unknown, expired or revoked is not told to who holds it, neither in words nor
    by the time it takes: a digest is computed and compared for each.
    """
    prefix = text.removeprefix(_LEAD).partition("_")[0]
    with ledger.read() as connection:
        row = connection.execute(select(*KEYS.c).where(KEYS.c.prefix == prefix)).one_or_none()
    is_it = hmac.compare_digest(_digest(text), row.digest if row else _digest(""))
    key = _key(row) if row else None
    if key is None or not is_it or key.state(at) != "active":
        return None
    if (key.used_last or "")[:_TO_THE_MINUTE] < at[:_TO_THE_MINUTE]:
        with ledger.write() as connection:
            connection.execute(KEYS.update().where(KEYS.c.prefix == prefix).values(used_last=at))
    return key


def list_keys(ledger: Ledger) -> list[Key]:
    """Give every key, revoked ones too, in the order in which they were made."""
    with ledger.read() as connection:
        return [_key(row) for row in connection.execute(select(*KEYS.c).order_by(KEYS.c.added_at, KEYS.c.prefix))]


def revoke_key(ledger: Ledger, prefix: str, *, deed: Deed) -> Key:
    """Close a key for good.

    Raises:
        UsageProblem: There is none with that prefix, or it is revoked already.
    """
    with ledger.change(deed) as change:
        row = change.connection.execute(select(*KEYS.c).where(KEYS.c.prefix == prefix)).one_or_none()
        if row is None:
            raise UsageProblem(f"no key begins with {prefix!r}", remedy="`barred keys list` shows all")
        if row.revoked_at:
            raise UsageProblem(f"key {prefix} was revoked already, at {row.revoked_at}")
        change.connection.execute(KEYS.update().where(KEYS.c.prefix == prefix).values(revoked_at=deed.at))
        change.log("key.revoke", {"prefix": prefix, "name": row.name})
        return _key(row)._replace(revoked_at=deed.at)


def _digest(text: str) -> str:
    # The secret has 256 random bits: a slow digest, made for words that people choose, would protect nothing more.
    return hashlib.sha256(text.encode()).hexdigest()


def _key(row: Row[*tuple[str, ...]]) -> Key:
    return Key(**{name: getattr(row, name) for name in Key._fields})

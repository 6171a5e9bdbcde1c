"""The secret that signs the cookies of all servers of a ledger."""

import secrets

from sqlalchemy import Connection, select

from barred.ledger.ledger import Deed, Ledger
from barred.ledger.schema import SECRETS

__all__ = ["signing_secret"]

_NAME = "cookies"
_BYTES = 32


def signing_secret(ledger: Ledger, *, deed: Deed) -> bytes:
    """Give the secret; the first server that asks makes it.

    Args:
        ledger: Where it is kept, for all servers and every restart.
        deed: Who asks, and when; the log tells that it was made, and not what it is.
    """
    with ledger.read() as connection:
        found = _kept(connection)
    if found:
        return found
    with ledger.change(deed) as change:
        # Another server may have been faster.
        found = _kept(change.connection)
        if not found:
            found = secrets.token_bytes(_BYTES)
            row = {"name": _NAME, "value": found.hex(), "made_at": deed.at}
            change.connection.execute(SECRETS.insert().values(**row))
            change.log("secret.make", {"name": _NAME})
    return found


def _kept(connection: Connection) -> bytes:
    value = connection.execute(select(SECRETS.c.value).where(SECRETS.c.name == _NAME)).scalar()
    return bytes.fromhex(value or "")

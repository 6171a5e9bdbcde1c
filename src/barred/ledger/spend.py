"""What may be used once: whoever comes second, on whichever server, is told that it was used."""

import hashlib

from sqlalchemy import delete, select

from barred.ledger.ledger import Change, Deed, Ledger
from barred.ledger.schema import SPENT

__all__ = ["spend", "spend_in"]


def spend(ledger: Ledger, text: str, *, until: str, deed: Deed) -> bool:
    """Use something up.

    Args:
        ledger: What all servers share.
        text: What is used; its digest is kept.
        until: When it is worth nothing anyhow, and is forgotten.
        deed: Who uses it, and when. It is not logged: what it led to is.

    Returns:
        Whether this was the first time.
    """
    with ledger.change(deed) as change:
        return spend_in(change, text, until=until)


def spend_in(change: Change, text: str, *, until: str) -> bool:
    """Do as `spend` does, in a change of the caller: what is used up stays so only when the change is kept."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    change.connection.execute(delete(SPENT).where(SPENT.c.until <= change.deed.at))
    if change.connection.execute(select(SPENT.c.digest).where(SPENT.c.digest == digest)).one_or_none():
        return False
    change.connection.execute(SPENT.insert().values(digest=digest, until=until))
    return True

"""Pairs that somebody cleared: this subject is not that organisation, as both stood on the day."""

from typing import Any, NamedTuple

from sqlalchemy import Row, select

from barred.errors import UsageProblem
from barred.ledger.ledger import Deed, Ledger
from barred.ledger.schema import CLEARINGS

__all__ = ["Clearing", "add_clearing", "list_clearings", "revoke_clearing"]


class Clearing(NamedTuple):
    """A cleared pair; it holds as long as neither side says anything else than when it was looked at.

    Args:
        collection, spot: Where the subject is saved.
        subject: What it said.
        subject_digest: Digest of what it said.
        organisation: Whom it was taken for, by id.
        organisation_digest: Digest of the record of the organisation as it was.
        reason: Why it is another.
        id, cleared_by, cleared_at: Given when it is put on record.
        added: Number of the log entry that added it.
        revoked: Number of the log entry that took it back, or None.
        revoked_by: Who took it back.
    """

    collection: str
    spot: str
    subject: str
    subject_digest: str
    organisation: str
    organisation_digest: str
    reason: str
    id: str = ""
    cleared_by: str = ""
    cleared_at: str = ""
    added: int = 0
    revoked: int | None = None
    revoked_by: str = ""


def add_clearing(ledger: Ledger, clearing: Clearing, *, deed: Deed) -> Clearing:
    """Put a cleared pair on record; an earlier one of the same pair is replaced by it.

    Raises:
        UsageProblem: No reason is given.
    """
    if not clearing.reason.strip():
        raise UsageProblem("a pair is cleared for a reason", where="--reason")
    with ledger.change(deed) as change:
        number = change.next
        kept = clearing._replace(id=f"cleared-{number}", cleared_by=deed.actor, cleared_at=deed.at, added=number)
        same = (
            CLEARINGS.c.collection == kept.collection, CLEARINGS.c.spot == kept.spot,
            CLEARINGS.c.organisation == kept.organisation, CLEARINGS.c.revoked.is_(None),
        )  # fmt: skip
        values = {"revoked": number, "revoked_by": deed.actor}
        change.connection.execute(CLEARINGS.update().where(*same).values(**values))
        change.connection.execute(CLEARINGS.insert().values(**kept._asdict()))
        change.log("pair.clear", kept._asdict())
    return kept


def list_clearings(ledger: Ledger) -> list[Clearing]:
    """Give every cleared pair, those taken back too, in the order in which they were cleared."""
    with ledger.read() as connection:
        return [_clearing(row) for row in connection.execute(select(*CLEARINGS.c).order_by(CLEARINGS.c.added))]


def revoke_clearing(ledger: Ledger, key: str, *, reason: str, deed: Deed) -> Clearing:
    """Take a cleared pair back.

    Raises:
        UsageProblem: There is none of that id, it was taken back already, or no reason is given.
    """
    if not reason.strip():
        raise UsageProblem("taking back needs a reason", where="--reason")
    with ledger.change(deed) as change:
        row = change.connection.execute(select(*CLEARINGS.c).where(CLEARINGS.c.id == key)).one_or_none()
        if row is None:
            raise UsageProblem(f"no cleared pair is called {key!r}", remedy="`barred saved pairs` shows all")
        if row.revoked is not None:
            raise UsageProblem(f"{key} was taken back already, by {row.revoked_by}")
        number = change.log("pair.unclear", {"id": key, "reason": reason})
        values = {"revoked": number, "revoked_by": deed.actor}
        change.connection.execute(CLEARINGS.update().where(CLEARINGS.c.id == key).values(**values))
        return _clearing(row)._replace(revoked=number, revoked_by=deed.actor)


def _clearing(row: Row[*tuple[Any, ...]]) -> Clearing:
    return Clearing(**{name: getattr(row, name) for name in Clearing._fields})

"""Waivers: who gave leave, for what, why and until when; none without an end."""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select

from barred.errors import UsageProblem
from barred.ledger.canonical import canonical
from barred.ledger.ledger import Change, Deed, Ledger
from barred.ledger.log import head_of
from barred.ledger.schema import WAIVERS
from barred.model.day import parse_day, reached
from barred.model.truth import Truth
from barred.model.waiver import SCOPES, Waiver

__all__ = [
    "STATES",
    "KeptWaiver",
    "add_waiver",
    "add_waiver_in",
    "check_waiver",
    "find_waiver",
    "find_waiver_in",
    "list_waivers",
    "note_uses",
    "note_uses_in",
    "read_waivers",
    "revoke_waiver",
    "waivers_in",
]

STATES = ("coming", "active", "ending", "unused", "expired", "revoked")
_DAY = len("2026-01-01")


class KeptWaiver(NamedTuple):
    """A waiver with what became of it.

    Args:
        waiver: As it was granted.
        added: Number of the log entry that added it.
        revoked: Number of the log entry that took it back, or None.
        revoked_by: Who took it back.
        uses: How often a verdict was kept, or a check run, that it covered.
        used_last: The day asked about last time.
    """

    waiver: Waiver
    added: int
    revoked: int | None
    revoked_by: str
    uses: int
    used_last: str | None

    def state(self, day: str, *, ending_from: str) -> str:
        """Tell the state on a day.

        Args:
            day: The day.
            ending_from: A later day; a waiver that ends by then is *ending*.

        Returns:
            One of `STATES`: *coming* is granted for later, *unused* is in force and never covered
            anything.
        """
        if self.waiver.revoked_on and reached(self.waiver.revoked_on, day) is not Truth.NO:
            return "revoked"
        if reached(self.waiver.granted, day) is Truth.NO:
            return "coming"
        if reached(self.waiver.expires, day) is not Truth.NO:
            return "expired"
        if not self.uses:
            return "unused"
        return "ending" if self.waiver.expires <= ending_from else "active"


def add_waiver(ledger: Ledger, waiver: Waiver, *, deed: Deed) -> KeptWaiver:
    """Put a waiver on record.

    Args:
        ledger: Whose record.
        waiver: The waiver; without an id it gets one.
        deed: Who puts it there, and when.

    Raises:
        UsageProblem: The scope is unknown, the reason, the office or a restriction is missing, a
            day is no full date, it ends before it begins, or the id is taken.
    """
    with ledger.change(deed) as change:
        return add_waiver_in(change, waiver)


def add_waiver_in(change: Change, waiver: Waiver) -> KeptWaiver:
    """Do as `add_waiver` does, in a change of the caller."""
    check_waiver(waiver)
    one = waiver._replace(id=waiver.id or f"waiver-{change.next}")
    taken = select(WAIVERS.c.id).where(WAIVERS.c.id == one.id)
    if change.connection.execute(taken).one_or_none():
        raise UsageProblem(f"there is a waiver {one.id!r} already", where="--id", remedy="choose another id")
    number = change.log("waiver.add", one._asdict())
    values = {**one._asdict(), "restrictions": canonical(one.restrictions), "added": number}
    rest = {"revoked": None, "revoked_by": "", "uses": 0, "used_last": None}
    change.connection.execute(WAIVERS.insert().values(**values, **rest))
    return KeptWaiver(one, number, None, "", 0, None)


def revoke_waiver(ledger: Ledger, key: str, *, reason: str, deed: Deed) -> KeptWaiver:
    """Take a waiver back from the day of the deed on.

    Raises:
        UsageProblem: There is none of that id, it was taken back already, or no reason is given.
    """
    if not reason.strip():
        raise UsageProblem("taking a waiver back needs a reason", where="--reason")
    with ledger.change(deed) as change:
        row = change.connection.execute(select(*WAIVERS.c).where(WAIVERS.c.id == key)).one_or_none()
        if row is None:
            raise UsageProblem(f"no waiver is called {key!r}", remedy="`barred waiver list` shows all")
        if row.revoked_on:
            raise UsageProblem(f"waiver {key} was taken back already, on {row.revoked_on}")
        number = change.log("waiver.revoke", {"id": key, "reason": reason})
        values = {"revoked": number, "revoked_on": deed.at[:_DAY], "revoked_by": deed.actor}
        change.connection.execute(WAIVERS.update().where(WAIVERS.c.id == key).values(**values))
        again = change.connection.execute(select(*WAIVERS.c).where(WAIVERS.c.id == key)).one()
        return _kept(again)


def list_waivers(ledger: Ledger) -> list[KeptWaiver]:
    """Give every waiver, ended and revoked ones too, in the order in which they were added."""
    with ledger.read() as connection:
        return waivers_in(connection)


def find_waiver(ledger: Ledger, key: str) -> KeptWaiver | None:
    """Give a waiver by its id, or None."""
    with ledger.read() as connection:
        return find_waiver_in(connection, key)


def find_waiver_in(connection: Connection, key: str | None) -> KeptWaiver | None:
    """Do as `find_waiver` does, in a transaction of the caller."""
    row = connection.execute(select(*WAIVERS.c).where(WAIVERS.c.id == key)).one_or_none()
    return _kept(row) if row else None


def read_waivers(ledger: Ledger) -> tuple[list[KeptWaiver], int]:
    """Give every waiver and the number of the newest log entry, both as of one moment."""
    with ledger.read() as connection:
        return waivers_in(connection), head_of(connection)


def note_uses(ledger: Ledger, used: Iterable[str], *, on: str) -> None:
    """Note that waivers covered something on the day asked about; once for each id given."""
    with ledger.write() as connection:
        note_uses_in(connection, used, on=on)


def note_uses_in(connection: Connection, used: Iterable[str], *, on: str) -> None:
    """Do as `note_uses` does, in a transaction of the caller."""
    counts: dict[str, int] = {}
    for key in used:
        counts[key] = counts.get(key, 0) + 1
    for key, count in sorted(counts.items()):
        values = {"uses": WAIVERS.c.uses + count, "used_last": on}
        connection.execute(WAIVERS.update().where(WAIVERS.c.id == key).values(**values))


def check_waiver(waiver: Waiver, *, has_office: bool = True) -> None:
    """Look whether a waiver may go on record, as `add_waiver` does.

    Args:
        waiver: The waiver.
        has_office: Whether somebody approves it already; one that is only asked for has none.

    Raises:
        UsageProblem: It may not, and why.
    """
    if waiver.scope not in SCOPES:
        raise UsageProblem(f"{waiver.scope!r} is no scope of a waiver", remedy=f"choose from {', '.join(SCOPES)}")
    offices = ("approved_by",) if has_office else ()
    for name in ("value", "reason", *offices, "granted", "expires"):
        if not str(getattr(waiver, name)).strip():
            told = name.replace("_", " ")
            raise UsageProblem(f"a waiver without {told} is none", where=f"--{told.replace(' ', '-')}")
    if not waiver.restrictions:
        raise UsageProblem("a waiver says what it waives", where="--restriction", remedy="name a restriction")
    for name in ("granted", "expires"):
        day = parse_day(getattr(waiver, name), where=f"--{name}")
        if len(day) != _DAY:
            raise UsageProblem(f"{day!r} is no full date", where=f"--{name}", remedy="write 2026-12-31")
    if waiver.expires <= waiver.granted:
        raise UsageProblem(
            f"it would end on {waiver.expires}, before it begins on {waiver.granted}", where="--expires"
        )  # fmt: skip


def waivers_in(connection: Connection) -> list[KeptWaiver]:
    """Do as `list_waivers` does, in a transaction of the caller."""
    return [_kept(row) for row in connection.execute(select(*WAIVERS.c).order_by(WAIVERS.c.added))]


def _kept(row: Row[*tuple[Any, ...]]) -> KeptWaiver:
    told = {name: getattr(row, name) for name in Waiver._fields}
    waiver = Waiver(**{**told, "restrictions": tuple(json.loads(row.restrictions))})
    return KeptWaiver(waiver, row.added, row.revoked, row.revoked_by, row.uses, row.used_last)

"""Read the log, and prove that nobody changed it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from barred.ledger.chain import BEGINNING, link
from barred.ledger.ledger import Ledger
from barred.ledger.schema import LOG

__all__ = [
    "Entry",
    "Proof",
    "Span",
    "entries_during",
    "entry_at",
    "head_of",
    "newest_entries",
    "read_log",
    "verify_log",
]

_AT_ONCE = 1_000


class Entry(NamedTuple):
    """One entry: its number, when, who, what, the content as JSON, and the digests before and of it."""

    sequence: int
    at: str
    actor: str
    action: str
    payload: str
    previous: str
    hash: str


class Proof(NamedTuple):
    """What a walk along the chain found.

    Args:
        proved: How many entries from the first on hang together.
        head: Digest of the last of them. Whoever notes it elsewhere can show later that nothing
            was cut off the end.
        broken: Number of the first entry that does not fit, or None.
        why: What does not fit; empty when all does.
    """

    proved: int
    head: str
    broken: int | None = None
    why: str = ""


class Span(NamedTuple):
    """A time of the log.

    Args:
        since: Its first moment, as the log writes it.
        until: The first moment that is too late.
        earliest, latest: Both moved outwards by as much as the clocks of writers may differ.
    """

    since: str
    until: str
    earliest: str
    latest: str


def read_log(
    ledger: Ledger, *, after: int = 0, most: int | None = None, actions: Sequence[str] = ()
) -> list[Entry]:  # fmt: skip
    """Give entries in order.

    Args:
        ledger: Whose log.
        after: Leaves out the entries up to this number.
        most: How many at most; None for all.
        actions: Only entries of these; none given means all.
    """
    chosen = select(*LOG.c).where(LOG.c.sequence > after).order_by(LOG.c.sequence).limit(most)
    if actions:
        chosen = chosen.where(LOG.c.action.in_(actions))
    with ledger.read() as connection:
        return [Entry._make(row) for row in connection.execute(chosen)]


def entry_at(ledger: Ledger, number: int | None) -> Entry | None:
    """Give the entry of a number, or None where there is none."""
    with ledger.read() as connection:
        row = connection.execute(select(*LOG.c).where(LOG.c.sequence == number)).one_or_none()
    return Entry._make(row) if row else None


def newest_entries(ledger: Ledger, *, before: int = 0, most: int, action: str = "") -> list[Entry]:
    """Give entries from the end of the log backwards.

    Args:
        ledger: Whose log.
        before: Leaves out the entries from this number on; 0 begins with the newest.
        most: How many at most.
        action: Only entries of this action; empty for all.
    """
    chosen = select(*LOG.c).order_by(LOG.c.sequence.desc()).limit(most)
    if before:
        chosen = chosen.where(LOG.c.sequence < before)
    if action:
        chosen = chosen.where(LOG.c.action == action)
    with ledger.read() as connection:
        return [Entry._make(row) for row in connection.execute(chosen)]


def entries_during(ledger: Ledger, span: Span, *, action: str, most: int) -> list[Entry]:
    """Give the entries of an action in a time, the newest first.

    Cost:
        The log is in the order of time but for the clocks of its writers, so its part is found by
        halving: some sixty rows are looked at besides.
    """
    with ledger.read() as connection:
        end = head_of(connection) + 1
        first, last = (_first_since(connection, moment, end=end) for moment in (span.earliest, span.latest))
        chosen = (
            select(*LOG.c)
            .where(LOG.c.sequence >= first, LOG.c.sequence < last, LOG.c.at >= span.since)
            .where(LOG.c.at < span.until, LOG.c.action == action)
            .order_by(LOG.c.sequence.desc())
            .limit(most)
        )
        return [Entry._make(row) for row in connection.execute(chosen)]


def _first_since(connection: Connection, moment: str, *, end: int) -> int:
    low, high = 1, end
    while low < high:
        middle = (low + high) // 2
        at = connection.execute(select(LOG.c.at).where(LOG.c.sequence == middle)).scalar()
        low, high = (middle + 1, high) if (at or "") < moment else (low, middle)
    return low


def head_of(connection: Connection) -> int:
    """Give the number of the newest entry, 0 when there is none."""
    return connection.execute(select(LOG.c.sequence).order_by(LOG.c.sequence.desc()).limit(1)).scalar() or 0


def verify_log(ledger: Ledger, *, head: str = "") -> Proof:
    """Walk along the chain from its beginning and compute every digest anew.

    Args:
        ledger: Whose log.
        head: A digest noted earlier, which one of the entries must have.

    Returns:
        How many entries are proved, and the first that is not.
    """
    expected, previous, is_met = 1, BEGINNING, not head
    for entry in _entries(ledger):
        why = _misfit(entry, expected, previous)
        if why:
            return Proof(expected - 1, previous, expected, why)
        expected, previous = expected + 1, entry.hash
        is_met = is_met or previous == head
    if not is_met:
        why = f"no entry has the digest {head}: the end was cut off, or it is another log"
        return Proof(expected - 1, previous, expected, why)
    return Proof(expected - 1, previous)


def _entries(ledger: Ledger) -> Iterator[Entry]:
    after = 0
    while some := read_log(ledger, after=after, most=_AT_ONCE):
        yield from some
        after = some[-1].sequence


def _misfit(entry: Entry, expected: int, previous: str) -> str:
    if entry.sequence != expected:
        return f"entry {expected} is missing; the next one is {entry.sequence}"
    if entry.previous != previous:
        return "it does not follow from the entry before it"
    if entry.hash != link(entry._asdict()):
        return f"its content is not what was written ({entry.action} by {entry.actor} at {entry.at})"
    return ""

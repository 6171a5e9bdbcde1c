"""Read the log, and prove that nobody changed it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from barred.ledger.chain import BEGINNING, link
from barred.ledger.ledger import Ledger
from barred.ledger.schema import LOG

__all__ = ["Entry", "Proof", "head_of", "read_log", "verify_log"]

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

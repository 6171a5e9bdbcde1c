"""Read the log, and prove that nobody changed it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from barred.ledger.chain import BEGINNING, link
from barred.ledger.ledger import Ledger
from barred.ledger.schema import LOG

__all__ = [
    "Entry",
    "Head",
    "Proof",
    "Span",
    "entries_during",
    "entry_at",
    "head_of",
    "newest_entries",
    "newest_head",
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
        head: Digest of the last of them. Whoever notes it elsewhere can show later that nothing up to it was
            cut off or written anew.
        broken: Number of the first entry that does not fit, or None.
        why: What does not fit; empty when all does.
    """

    proved: int
    head: str
    broken: int | None = None
    why: str = ""


class Head(NamedTuple):
    """The newest entry of a log at some time: its number and digest."""

    number: int
    hash: str


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


def newest_head(ledger: Ledger) -> Head:
    """Give number and digest of the newest entry; number 0 and the beginning of all chains when there is none."""
    newest = select(LOG.c.sequence, LOG.c.hash).order_by(LOG.c.sequence.desc()).limit(1)
    with ledger.read() as connection:
        row = connection.execute(newest).one_or_none()
    return Head(*row) if row else Head(0, BEGINNING)


def verify_log(ledger: Ledger, *, head: str = "", noted: Iterable[Head] = ()) -> Proof:
    """Walk along the chain from its beginning and compute every digest anew.

    Args:
        ledger: Whose log.
        head: A digest noted earlier, which one of the entries must have.
        noted: Heads noted earlier, each of which must still be the entry of its number.

    Returns:
        How many entries are proved, and the first that is not.

    Cost:
        A thousand entries are held at once, however many there are.
    """
    walk = _Walk(head, noted)
    for entry in _entries(ledger):
        why = walk.misfit(entry)
        if why:
            return Proof(walk.expected - 1, walk.previous, walk.expected, why)
        walk.step(entry)
    why = walk.missing()
    return Proof(walk.expected - 1, walk.previous, walk.expected if why else None, why)


class _Walk:
    """Where a walk along the chain is, and what was noted of the log elsewhere."""

    def __init__(self, head: str, noted: Iterable[Head]) -> None:
        self.expected, self.previous = 1, BEGINNING
        self._head, self._is_met = head, not head
        self._noted: dict[int, set[str]] = {}
        for one in noted:
            self._noted.setdefault(one.number, set()).add(one.hash)
        self._met = 0

    def misfit(self, entry: Entry) -> str:
        """Tell why an entry does not fit; empty when it does."""
        if entry.sequence != self.expected:
            if entry.sequence < 1:
                return f"entry {entry.sequence} stands before the first"
            return f"entry {self.expected} is missing; the next one is {entry.sequence}"
        if not all(isinstance(part, str) for part in entry[1:]):
            return "a part of it is no text"
        if entry.previous != self.previous:
            return "it does not follow from the entry before it"
        if entry.hash != link(entry._asdict()):
            return f"its content is not what was written ({entry.action} by {entry.actor} at {entry.at})"
        return self._renewed(entry)

    def _renewed(self, entry: Entry) -> str:
        if not self._noted.get(entry.sequence, set()) - {entry.hash}:
            return ""
        since = f"after entry {self._met}" if self._met else "at the latest here"
        return f"another digest of it was noted: the log was written anew {since}, or it is another log"

    def step(self, entry: Entry) -> None:
        """Go on behind an entry that fits."""
        self._met = entry.sequence if entry.sequence in self._noted else self._met
        self.expected, self.previous = entry.sequence + 1, entry.hash
        self._is_met = self._is_met or entry.hash == self._head

    def missing(self) -> str:
        """Tell at the end what was noted and did not come; empty when all did."""
        if not self._is_met:
            return f"no entry has the digest {self._head}: the end was cut off, or it is another log"
        last = max(self._noted, default=0)
        return f"entry {last} was noted: the end was cut off, or it is another log" if last >= self.expected else ""


def _entries(ledger: Ledger) -> Iterator[Entry]:
    """Give every entry in order, those that somebody put before the first too."""
    chosen = select(*LOG.c).order_by(LOG.c.sequence).limit(_AT_ONCE)
    some: list[Entry] = []
    while True:
        after = chosen.where(LOG.c.sequence > some[-1].sequence) if some else chosen
        with ledger.read() as connection:
            some = [Entry._make(row) for row in connection.execute(after)]
        if not some:
            return
        yield from some

"""Tell whether the last answer of a saved subject can differ from one given now."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from barred.ledger.clearings import Clearing
from barred.ledger.saved import SavedSubject, Stamp
from barred.ledger.waivers import KeptWaiver
from barred.model.day import reached
from barred.screening.again.touched import Things

__all__ = ["Record", "Staleness"]

_Trail = Mapping[str, Sequence[str]]


class Record(NamedTuple):
    """What the ledger held at one moment: every waiver, and the cleared pairs by collection and spot."""

    waivers: Sequence[KeptWaiver]
    pairs: Mapping[tuple[str, str], Sequence[Clearing]]


class Staleness:
    """Looks for anything that an answer depended on and that differs now.

    Args:
        stamp: For which day, snapshot and program answers would be given now.
        record: Waivers and cleared pairs.
        differing: Gives what differs between the snapshot of a digest and the present one, or None
            when the former is not at hand.
    """

    def __init__(self, stamp: Stamp, *, record: Record, differing: Callable[[str], Things | None]) -> None:
        self._stamp = stamp
        self._record = record
        self._differing = differing
        # Subjects that point to the same parties share a trail; it is held, so that its number stays its own.
        self._judged: dict[tuple[int, str, str], tuple[_Trail, str]] = {}

    def why(self, one: SavedSubject) -> str:
        """Tell why a subject has to be asked again; empty when nothing can have changed its answer."""
        if one.version != self._stamp.version:
            return "another version of the program answered"
        things = self._differing(one.snapshot)
        if things is None:
            return "the snapshot that answered is not at hand"
        if _meet(things, one.lookups):
            return "a name, number or word that it was looked up by"
        if any(_is_newer(pair, one.seen) for pair in self._record.pairs.get((one.collection, one.spot), ())):
            return "a pair that was cleared or taken back"
        if any(self._is_due(kept, one) for kept in self._record.waivers):
            return "a waiver that was added, began, ended or was taken back"
        return self._by_trail(one, things)

    def _is_due(self, kept: KeptWaiver, one: SavedSubject) -> bool:
        """Tell whether a waiver of what bound a subject counts otherwise than it did."""
        if not set(kept.waiver.restrictions).intersection(one.trail.get("bound", ())):
            return False
        return _is_newer(kept, one.seen) or kept.waiver.covers_on(one.on) is not kept.waiver.covers_on(self._stamp.on)

    def _by_trail(self, one: SavedSubject, things: Things) -> str:
        key = (id(one.trail), one.snapshot, one.on)
        if key not in self._judged:
            self._judged[key] = (one.trail, self._judge(one, things))
        return self._judged[key][1]

    def _judge(self, one: SavedSubject, things: Things) -> str:
        if _meet(things, one.trail):
            return "a record that its judgement read"
        if any(reached(date, one.on) is not reached(date, self._stamp.on) for date in one.trail.get("date", ())):
            return "a date that came in between"
        return ""


def _meet(things: Things, looked_at: Mapping[str, Iterable[str]]) -> bool:
    return any(things.get(kind, frozenset()).intersection(keys) for kind, keys in looked_at.items())


def _is_newer(one: KeptWaiver | Clearing, seen: int) -> bool:
    return one.added > seen or (one.revoked or 0) > seen

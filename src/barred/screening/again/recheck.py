"""Ask saved subjects again, but only those whose answer can have changed, and tell what did."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from barred import __version__
from barred.errors import UsageProblem
from barred.ledger.canonical import canonical
from barred.ledger.clearings import Clearing, list_clearings
from barred.ledger.ledger import Deed, Ledger
from barred.ledger.saved import SavedSubject, Stamp, read_saved, restamp_saved, update_saved
from barred.ledger.waivers import note_uses, read_waivers
from barred.screening.again.gist import Difference, differences, waivers_in
from barred.screening.again.save import saved_subject, subject_of
from barred.screening.again.stale import Record, Staleness
from barred.screening.again.touched import Compiled, Things, touched
from barred.screening.again.witness import Bodies, Witness, organisation_digest
from barred.screening.context import Said
from barred.screening.snapshot_index import Shelves, SnapshotIndex

__all__ = ["Changed", "Present", "Rechecked", "Reopened", "Shelf", "keep_recheck", "recheck"]


class Shelf(Bodies, Compiled, Shelves, Protocol):
    """What a recheck needs of a snapshot."""


class Present(NamedTuple):
    """Against what saved subjects are held: the snapshot, the day, and how an older snapshot is found.

    `find` gives the snapshot of a digest, or None when it is not at hand any more.
    """

    book: Shelf
    on: str
    find: Callable[[str], Shelf | None]


class Changed(NamedTuple):
    """A subject whose answer is another: as it was saved, as it is, and what made the difference."""

    before: SavedSubject
    after: SavedSubject
    differences: tuple[Difference, ...]

    @property
    def is_aside(self) -> bool:
        """Whether nothing differs but restrictions that apply neither then nor now."""
        return self.before.outcome == self.after.outcome and all(one.is_idle for one in self.differences)


class Reopened(NamedTuple):
    """A pair that was cleared and has changed since; `side` is *subject* or *organisation*."""

    clearing: Clearing
    side: str


class Rechecked(NamedTuple):
    """What a recheck found; nothing of it is kept before `keep_recheck`.

    Args:
        changed: Subjects with another answer, in the order in which they were saved.
        reopened: Pairs that were cleared before and changed since.
        asked: Every subject that was asked again, as read and with its new answer.
        unasked: Number and `seen` of each subject that nothing could have changed.
        reasons: Why subjects were asked again, to how many.
        troubles: Subjects that cannot be asked any more, and why; they stay as they are.
        stamp: For what the answers hold.
    """

    changed: tuple[Changed, ...]
    reopened: tuple[Reopened, ...]
    asked: tuple[tuple[SavedSubject, SavedSubject], ...]
    unasked: tuple[tuple[int, int], ...]
    reasons: Mapping[str, int]
    troubles: tuple[tuple[SavedSubject, str], ...]
    stamp: Stamp


def recheck(ledger: Ledger, present: Present, *, collections: Sequence[str] = ()) -> Rechecked:
    """Hold saved subjects against the present.

    Args:
        ledger: Where they are saved.
        present: Snapshot and day.
        collections: Only those saved under these names; none given means all.

    Returns:
        What was asked again and what changed. A subject is asked again when something that its
        last answer looked at differs between the two snapshots, when a date that was compared
        lies between the two days, when a waiver of a restriction that bound it or a cleared pair
        of it changed, when another version of the program gave the answer, and when the snapshot
        that gave it is not at hand. Where none of this holds, the same steps meet the same data.

    Cost:
        Two snapshots are compared once; a subject that is not asked costs a few look-ups in sets.
    """
    run = _Run(ledger, present)
    asked: list[tuple[SavedSubject, SavedSubject]] = []
    unasked: list[tuple[int, int]] = []
    reopened: list[Reopened] = []
    troubles: list[tuple[SavedSubject, str]] = []
    reasons: dict[str, int] = {}
    for one in read_saved(ledger, collections=collections):
        again = [*run.reopened(one)]
        reopened += again
        why = "a cleared pair of which a side changed" if again else run.staleness.why(one)
        if not why:
            unasked.append((one.id, one.seen))
            continue
        try:
            asked.append((one, run.answered(one)))
            reasons[why] = reasons.get(why, 0) + 1
        except UsageProblem as trouble:
            troubles.append((one, str(trouble)))
    return Rechecked(
        changed=tuple(_changed(asked)),
        reopened=tuple(reopened),
        asked=tuple(asked),
        unasked=tuple(unasked),
        reasons=reasons,
        troubles=tuple(troubles),
        stamp=run.stamp,
    )


def _changed(asked: Sequence[tuple[SavedSubject, SavedSubject]]) -> Iterator[Changed]:
    for old, new in asked:
        if old.gist != new.gist:
            yield Changed(old, new, tuple(differences(old.gist, new.gist)))


def keep_recheck(ledger: Ledger, found: Rechecked, *, deed: Deed) -> None:
    """Keep what a recheck found, and log it; note which waivers covered something."""
    told = [[one.before.collection, one.before.spot, one.before.outcome, one.after.outcome] for one in found.changed]
    with ledger.change(deed) as change:
        update_saved(change, found.asked)
        restamp_saved(change, found.unasked, stamp=found.stamp)
        payload = {"asked": len(found.asked), "unasked": len(found.unasked), "changed": told}
        change.log("recheck", {**payload, **found.stamp._asdict()})
    used = [key for _, new in found.asked for rule in new.gist["restrictions"].values() for key in waivers_in(rule)]
    if used:
        note_uses(ledger, used, on=found.stamp.on)


class _Run:
    """One recheck: what was read once for all subjects."""

    def __init__(self, ledger: Ledger, present: Present) -> None:
        # Whatever is added after this reading has a higher number, and is seen by the next recheck.
        waivers, seen = read_waivers(ledger)
        pairs: dict[tuple[str, str], list[Clearing]] = {}
        for one in list_clearings(ledger):
            pairs.setdefault((one.collection, one.spot), []).append(one)
        self.stamp = Stamp(present.on, present.book.digest, __version__, seen)
        self.staleness = Staleness(self.stamp, record=Record(waivers, pairs), differing=self._differing)
        self._present, self._pairs = present, pairs
        self._waivers = [one.waiver for one in waivers]
        self._index = SnapshotIndex(present.book)
        self._witnesses: dict[str, Witness] = {}
        self._things: dict[str, Things | None] = {}

    def answered(self, one: SavedSubject) -> SavedSubject:
        """Give a subject with the answer of now."""
        subject = subject_of(one.subject)
        found = self._witness(one.said).answer(subject, self._standing(one))
        return saved_subject(one.collection, subject, found=found, said=one.said, stamp=self.stamp)

    def reopened(self, one: SavedSubject) -> Iterator[Reopened]:
        """Give the cleared pairs of a subject of which a side changed."""
        for pair in self._standing(one):
            if pair.subject_digest != one.subject_digest:
                yield Reopened(pair, "subject")
            elif pair.organisation_digest != organisation_digest(pair.organisation, self._present.book):
                yield Reopened(pair, "organisation")

    def _standing(self, one: SavedSubject) -> list[Clearing]:
        return [pair for pair in self._pairs.get((one.collection, one.spot), ()) if pair.revoked is None]

    def _witness(self, said: Mapping[str, Any]) -> Witness:
        key = canonical(said)
        if key not in self._witnesses:
            case = Said(**{**said, "on": self._present.on, "circumstances": tuple(said["circumstances"])})
            book = self._present.book
            self._witnesses[key] = Witness(case, book=book, index=self._index, waivers=self._waivers)
        return self._witnesses[key]

    def _differing(self, digest: str) -> Things | None:
        if digest not in self._things:
            if digest == self._present.book.digest:
                self._things[digest] = {}
            else:
                before = self._present.find(digest)
                self._things[digest] = None if before is None else touched(before, self._present.book)
        return self._things[digest]

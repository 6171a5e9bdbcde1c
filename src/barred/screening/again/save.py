"""Save subjects with what their answers depend on, so that a recheck asks only those that it must."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from barred import __version__
from barred.errors import UsageProblem
from barred.identify.index import Index
from barred.ledger.checks import Check, KeptVerdict, keep_check
from barred.ledger.clearings import Clearing, list_clearings
from barred.ledger.ledger import Deed, Ledger
from barred.ledger.saved import SavedSubject, Stamp, save_subjects
from barred.ledger.waivers import KeptWaiver
from barred.model.question import Context, Subject
from barred.model.verdict import Verdict
from barred.screening.again.gist import gist
from barred.screening.again.witness import Bodies, Witness, Witnessed, said_again, subject_digest

__all__ = [
    "Keeper",
    "OnRecord",
    "saved_subject",
    "spot_of",
    "standing_clearings",
    "subject_data",
    "subject_of",
    "witness_of",
]

# A collection is held in memory until the check has ended well: a few kilobytes a subject.
_MOST = 200_000


class OnRecord(NamedTuple):
    """The waivers of a ledger, and the number of its newest log entry when they were read."""

    waivers: Sequence[KeptWaiver]
    seen: int


class Keeper:
    """Gathers the subjects of a check with their verdicts, and keeps them all at once at the end.

    Args:
        ledger: Where to.
        collection: The name under which they are saved.
        witness: Answers in the case that was checked; made by `witness_of`.
        record: Waivers that counted in the verdicts.
    """

    def __init__(self, ledger: Ledger, collection: str, *, witness: Witness, record: OnRecord) -> None:
        self._ledger, self._collection, self._witness, self._record = ledger, collection, witness, record
        self._clearings = standing_clearings(ledger)
        self._saved: dict[str, SavedSubject] = {}
        self._verdicts: list[KeptVerdict] = []

    def add(self, verdict: Verdict) -> None:
        """Take up a verdict that the user was given."""
        if len(self._verdicts) >= _MOST:
            raise UsageProblem(f"more than {_MOST} subjects cannot be saved at once", where="--save")
        subject = verdict.subject
        spot = spot_of(subject)
        found = self._witness.answer(subject, self._clearings.get((self._collection, spot), ()))
        context = self._witness.context
        stamp = Stamp(context.on, verdict.snapshot, __version__, self._record.seen)
        said = said_again(context)._replace(on="")._asdict()
        self._saved[spot] = saved_subject(self._collection, subject, found=found, said=said, stamp=stamp)
        number = len(self._verdicts) + 1
        self._verdicts.append(KeptVerdict(number, subject_data(subject), verdict.outcome, gist(verdict)))

    def keep(self, deed: Deed, *, inputs: Sequence[Mapping[str, str]], snapshot: str) -> Check:
        """Keep the check and the subjects.

        Args:
            deed: Who ran it, and when.
            inputs: Name and digest of each file.
            snapshot: Digest of the snapshot that answered.
        """
        counts: dict[str, int] = {}
        for one in self._verdicts:
            counts[one.outcome] = counts.get(one.outcome, 0) + 1
        said = said_again(self._witness.context)._asdict()
        check = Check(self._collection, said, snapshot, __version__, inputs, counts)
        files = sorted({one.subject["file"] for one in self._verdicts if one.subject["file"]})
        with self._ledger.change(deed) as change:
            kept = keep_check(change, check, verdicts=self._verdicts)
            save_subjects(change, self._collection, subjects=[*self._saved.values()], files=files)
        return kept


def witness_of(context: Context, *, book: Bodies, index: Index, record: OnRecord) -> Witness:
    """Give the witness for a case that is to be saved.

    Raises:
        UsageProblem: The case is judged by the knowledge of a past day.
    """
    if context.known is not None:
        raise UsageProblem(
            "what was known on a past day never changes", where="--known", remedy="leave out --known or --save"
        )
    waivers = [one.waiver for one in record.waivers]
    return Witness(said_again(context), book=book, index=index, waivers=waivers)


def standing_clearings(ledger: Ledger) -> dict[tuple[str, str], list[Clearing]]:
    """Give the cleared pairs that nobody took back, by the collection and spot of their subject."""
    found: dict[tuple[str, str], list[Clearing]] = {}
    for one in list_clearings(ledger):
        if one.revoked is None:
            found.setdefault((one.collection, one.spot), []).append(one)
    return found


def saved_subject(
    collection: str, subject: Subject, *, found: Witnessed, said: Mapping[str, Any], stamp: Stamp
) -> SavedSubject:
    """Give a subject with its answer as the ledger keeps it."""
    return SavedSubject(
        collection=collection,
        spot=spot_of(subject),
        subject=subject_data(subject),
        subject_digest=subject_digest(subject),
        said=said,
        **stamp._asdict(),
        outcome=found.verdict.outcome,
        gist=gist(found.verdict, cleared=found.cleared),
        lookups=found.lookups,
        trail=found.trail,
    )


def spot_of(subject: Subject) -> str:
    """Tell where a subject is in its collection: file and row, or the text itself."""
    return f"{subject.file}:{subject.row}" if subject.file else subject.text


def subject_data(subject: Subject) -> dict[str, Any]:
    """Give a subject as plain data."""
    return {**subject._asdict(), "fields": dict(subject.fields)}


def subject_of(data: Mapping[str, Any]) -> Subject:
    """Give back a subject from plain data."""
    return Subject(**data)

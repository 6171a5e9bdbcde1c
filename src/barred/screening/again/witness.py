"""Answer a subject, and tell what the answer depended on, so that it need not be asked again in vain."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from barred.identify.identifiers import identifier_notes
from barred.identify.identify import identify
from barred.identify.index import Index
from barred.ledger.canonical import digest_of
from barred.ledger.clearings import Clearing
from barred.model.candidate import Candidate
from barred.model.question import Context, Subject
from barred.model.verdict import Verdict
from barred.model.waiver import Waiver
from barred.screening.again.trail import Trail, WatchedBook, WatchedIndex
from barred.screening.answer import Desk
from barred.screening.context import Directory, Said, understand

__all__ = ["Bodies", "Witness", "Witnessed", "organisation_digest", "said_again", "subject_digest"]

_Key = tuple[tuple[str | None, ...], ...]


class Bodies(Directory, Protocol):
    """A directory that gives records as plain fields too; a snapshot is one."""

    def body(self, kind: str, key: str) -> Mapping[str, Any]:
        """Give a record as it was compiled."""
        ...


class Witnessed(NamedTuple):
    """An answer with what it looked at.

    Args:
        verdict: The answer, in which cleared organisations play no part.
        cleared: The organisations that were left out.
        lookups: Kind of index to the keys looked up.
        trail: Kind of record to the ids read, `date` to the dates compared, `bound` to the
            restrictions that apply or may.
    """

    verdict: Verdict
    cleared: tuple[str, ...]
    lookups: Mapping[str, Sequence[str]]
    trail: Mapping[str, Sequence[str]]


class Witness:
    """Answers subjects in one case, as a `Desk` does, and watches itself doing so.

    Args:
        said: The case in the words of the user.
        book: The directory.
        index: How texts are identified.
        waivers: Those on record, ended ones too.

    Raises:
        UsageProblem: A word of the case is unknown to the directory.
    """

    def __init__(self, said: Said, *, book: Bodies, index: Index, waivers: Sequence[Waiver] = ()) -> None:
        self._book, self._index, self._waivers = book, index, waivers
        self._understood = Trail()
        self.context = understand(said, book=WatchedBook(book, self._understood))
        self._desk = Desk(self.context, book=book, index=index, waivers=waivers)
        self._trails: dict[_Key, dict[str, list[str]]] = {}

    def answer(self, subject: Subject, clearings: Sequence[Clearing] = ()) -> Witnessed:
        """Give the verdict on a subject and what it depended on.

        Args:
            subject: The thing in hand.
            clearings: The pairs cleared for it; those of which a side has changed do not count.
        """
        looked = Trail()
        watched = WatchedIndex(self._index, looked)
        candidates = identify(subject, watched)
        # The notice tells of identifiers that name nobody: those keys were asked for too.
        identifier_notes(subject, watched, is_named=False)
        asked = tuple(sorted({one.organisation for one in clearings}))
        holding = {one.organisation for one in clearings if self.holds(one, subject)}
        kept = [one for one in candidates if one.organisation not in holding]
        left_out = tuple(sorted(one.organisation for one in candidates if one.organisation in holding))
        verdict = self._desk.conclude(subject, kept)
        return Witnessed(verdict, left_out, looked.as_data(), self._trail(subject, kept, asked))

    def holds(self, clearing: Clearing, subject: Subject) -> bool:
        """Tell whether both sides of a cleared pair are as they were when somebody looked at them."""
        is_same = clearing.subject_digest == subject_digest(subject)
        return is_same and clearing.organisation_digest == organisation_digest(clearing.organisation, self._book)

    def _trail(self, subject: Subject, candidates: Sequence[Candidate], asked: tuple[str, ...]) -> dict[str, list[str]]:
        """Give the trail of a judgement; it is the same for all subjects that point to the same parties."""
        parties = [(one.organisation, one.maker, one.product) for one in candidates]
        key = (asked, *sorted(parties, key=str))
        if key not in self._trails:
            trail = Trail()
            for kind, keys in self._understood.seen.items():
                trail.add(kind, keys)
            trail.add("organisation", asked)
            watched = WatchedBook(self._book, trail)
            desk = Desk(self.context, book=watched, index=self._index, waivers=self._waivers)
            verdict = desk.conclude(subject, candidates)
            trail.add("bound", (one.id for one in verdict.restrictions if one.applies != "no"))
            self._trails[key] = trail.as_data()
        return self._trails[key]


def subject_digest(subject: Subject) -> str:
    """Give the digest of what a subject says, wherever it stands."""
    return digest_of([subject.text, dict(subject.fields)])


def organisation_digest(key: str, book: Bodies) -> str:
    """Give the digest of the record of an organisation; empty when there is none any more."""
    return digest_of(book.body("organisation", key)) if book.has_organisation(key) else ""


def said_again(context: Context) -> Said:
    """Put a case into words that mean it for good: ids in place of what the user typed.

    An organisation that asks is named, so that a later directory tells what it is then.
    """
    asker = context.asker
    who = "" if asker is None else f"org:{asker.organisation}" if asker.organisation else asker.classes[0]
    return Said(
        on=context.on,
        asker=who,
        conduct=context.conduct or "",
        place=context.place or "",
        site=context.site or "",
        purpose=context.purpose or "",
        circumstances=context.circumstances,
    )

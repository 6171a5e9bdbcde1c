"""Answer for one subject: identify, trace, judge, cite. Every door walks this way."""

from collections.abc import Sequence

from barred.identify.identifiers import identifier_notes
from barred.identify.identify import identify
from barred.identify.index import Index
from barred.judge.decide import Decision, decide, decide_candidate
from barred.judge.waive import Leave, waive
from barred.model.book import Book
from barred.model.candidate import Candidate
from barred.model.question import Context, Subject
from barred.model.verdict import Verdict
from barred.model.waiver import Waiver

__all__ = ["Desk", "answer"]

# Verdicts on one party that a desk remembers; some hundred kilobytes each where many restrictions name it.
_REMEMBERED = 512

_Key = tuple[str, str | None, str | None]


class Desk:
    """Answers subjects in one context, and decides each distinct party only once.

    Args:
        context: Who asks, about what, when.
        book: The directory.
        index: How texts are identified.
        waivers: Those on record, ended ones too; none when nobody looked.
    """

    def __init__(self, context: Context, *, book: Book, index: Index, waivers: Sequence[Waiver] = ()) -> None:
        self.context = context
        self.book = book
        self.index = index
        self._leave = Leave(waivers, context, book) if waivers else None
        self._decisions: dict[_Key, Decision] = {}
        self._alone: dict[tuple[int, str], tuple[Decision, Verdict]] = {}
        self._nobody = decide(Subject(""), (), context=context, book=book)

    def answer(self, subject: Subject) -> Verdict:
        """Give the verdict on one subject."""
        return self.conclude(subject, identify(subject, self.index))

    def conclude(self, subject: Subject, candidates: Sequence[Candidate]) -> Verdict:
        """Give the verdict on a subject whose candidates are already known."""
        notes = identifier_notes(subject, self.index, is_named=bool(candidates))
        if not candidates:
            # Most lines of a file name nobody: their verdicts differ in the subject alone.
            return _noted(self._nobody._replace(subject=subject), notes)
        decided = []
        for candidate in candidates:
            decision = self._decide(candidate)
            found = candidate._replace(maker=self._maker(candidate, decision))
            if self._leave is not None:
                decision = waive(decision, found, subject=subject, leave=self._leave)
            decided.append((found, decision))
        return _noted(self._together(subject, decided), notes)

    def _together(self, subject: Subject, decided: Sequence[tuple[Candidate, Decision]]) -> Verdict:
        """Put the decisions together: of one alone the verdict differs in the subject and its signals only."""
        if len(decided) != 1 or self._leave is not None:
            return decide(subject, decided, context=self.context, book=self.book)
        [(candidate, decision)] = decided
        key = (id(decision), candidate.band)
        if key not in self._alone:
            if len(self._alone) >= _REMEMBERED:
                self._alone.clear()
            # The decision is kept too: nothing else can be known by its number then.
            self._alone[key] = (decision, decide(subject, decided, context=self.context, book=self.book))
        return self._alone[key][1]._replace(subject=subject, candidates=(candidate,))

    def _decide(self, candidate: Candidate) -> Decision:
        key = (candidate.organisation, candidate.maker, candidate.product)
        if key not in self._decisions:
            self._decisions[key] = decide_candidate(candidate, self.context, book=self.book)
        return self._decisions[key]

    def _maker(self, candidate: Candidate, decision: Decision) -> str | None:
        """Name the maker: known from the model, else the nearest one that certainly stands behind."""
        if candidate.maker:
            return candidate.maker
        certain = [
            (end, path)
            for end, paths in decision.trace.paths.items()
            for path in paths
            if all(step.holds == "yes" for step in path.steps) and "maker" in self.book.organisation(end).types
        ]
        # Who makes the goods goes before the house that the brand belongs to.
        made = [end for end, path in certain if "relabelled" in path.relations]
        return next(iter([*made, *(end for end, _ in certain)]), None)


def _noted(verdict: Verdict, notes: Sequence[str]) -> Verdict:
    """Say before anything else what is wrong with an identifier, or that nobody is known by it."""
    return verdict._replace(notice=" ".join((*notes, verdict.notice))) if notes else verdict


def answer(subject: Subject, context: Context, *, book: Book, index: Index) -> Verdict:
    """Give the verdict on a single subject."""
    return Desk(context, book=book, index=index).answer(subject)

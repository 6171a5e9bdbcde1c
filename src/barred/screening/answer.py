"""Answer for one subject: identify, trace, judge, cite. Every door walks this way."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from barred.identify.identifiers import identifier_notes
from barred.identify.identify import identify
from barred.identify.index import Index
from barred.judge.decide import Decision, decide, decide_candidate, worst_of
from barred.judge.judge import Held
from barred.judge.rest_on_list import rest_on_list, stand_in
from barred.judge.waive import Leave, waive
from barred.model.book import Book
from barred.model.candidate import Candidate, Step
from barred.model.listing import Listing
from barred.model.question import Context, Subject
from barred.model.verdict import Citation, Verdict
from barred.model.waiver import Waiver

__all__ = ["Desk", "Lists", "answer"]

# Verdicts on one party that a desk remembers; some hundred kilobytes each where many restrictions name it.
_REMEMBERED = 512

# As in matching: what is linked is surely not one body.
_NOT_ONE = 0.01

_Key = tuple[str, str | None, str | None]
_Decided = list[tuple[Candidate, Decision]]


class Lists(Protocol):
    """The official lists laid over a directory, on the day of a case."""

    def same_as(self, names: Sequence[str | None]) -> list[tuple[Listing, ...]]:
        """Give the entries that each of n names is the same as."""
        ...

    def of_organisations(self, keys: Iterable[str]) -> tuple[Listing, ...]:
        """Give the entries that are some organisations of the directory."""
        ...


class Desk:
    """Answers subjects in one context, and decides each distinct party only once.

    Args:
        context: Who asks, about what, when.
        book: The directory.
        index: How texts are identified.
        waivers: Those on record, ended ones too; none when nobody looked.
        lists: The official lists laid over the directory; None when there are none, or nobody looked.
    """

    def __init__(
        self,
        context: Context,
        *,
        book: Book,
        index: Index,
        waivers: Sequence[Waiver] = (),
        lists: Lists | None = None,
    ) -> None:
        self.context = context
        self.book = book
        self.index = index
        self.lists = lists
        self._leave = Leave(waivers, context, book) if waivers else None
        self._decisions: dict[_Key, Decision] = {}
        self._alone: dict[tuple[int, str], tuple[Decision, Verdict]] = {}
        self._waived: dict[tuple[object, ...], tuple[Decision, Decision]] = {}
        self._resting: dict[Listing, Decision] = {}
        self._nobody = decide(Subject(""), (), context=context, book=book)

    def answer(self, subject: Subject) -> Verdict:
        """Give the verdict on one subject."""
        [listings] = self.listings([subject])
        return self.conclude(subject, identify(subject, self.index), listings=listings)

    def listings(self, subjects: Sequence[Subject]) -> Sequence[tuple[Listing, ...]]:
        """Give the entries of lists that n subjects are by their names; whole columns at once cost least."""
        if self.lists is None:
            return [()] * len(subjects)
        return self.lists.same_as([one.fields.get("organisation") or one.text for one in subjects])

    def conclude(
        self,
        subject: Subject,
        candidates: Sequence[Candidate],
        *,
        listings: Sequence[Listing] = (),
        is_bare: bool = False,
    ) -> Verdict:
        """Give the verdict on a subject whose candidates and entries of lists are already known.

        Args:
            subject: The thing in hand.
            candidates: Whom it may point to.
            listings: The entries of lists that it is by its name.
            is_bare: Whether it is known that no identifier stands in it, right or wrong; then none is looked for.
        """
        notes = () if is_bare else identifier_notes(subject, self.index, is_named=bool(candidates))
        decided, verdict = self._concluded(subject, candidates, notes)
        if self.lists is None:
            return verdict
        listed = self._all_listings(verdict, listings)
        return self._with_listings(verdict, decided, listed) if listed else verdict

    def _concluded(
        self, subject: Subject, candidates: Sequence[Candidate], notes: Sequence[str]
    ) -> tuple[_Decided, Verdict]:
        if not candidates:
            # Most lines of a file name nobody: their verdicts differ in the subject alone.
            return [], _noted(self._nobody._replace(subject=subject), notes)
        decided: _Decided = []
        for candidate in candidates:
            decision = self._decide(candidate)
            found = candidate._replace(maker=self._maker(candidate, decision))
            if self._leave is not None:
                decision = self._waive(decision, found, subject=subject, leave=self._leave)
            decided.append((found, decision))
        return decided, _noted(self._together(subject, decided), notes)

    def _all_listings(self, verdict: Verdict, by_name: Sequence[Listing]) -> list[Listing]:
        """Add to the entries found by name those of the organisations recognised, and of those behind them."""
        if self.lists is None:
            return []
        sure = {one.organisation for one in verdict.candidates if one.band != "possible"}
        found = {(one.list, one.entry): one for one in (*by_name, *self.lists.of_organisations(sure))}
        behind = _behind(sure, verdict.links) - sure
        for one in self.lists.of_organisations(behind):
            found.setdefault((one.list, one.entry), one._replace(answer="related", score=_NOT_ONE))
        return sorted(found.values(), key=lambda one: (one.answer != "same", -one.score, one.list, one.entry))

    def _with_listings(self, verdict: Verdict, decided: _Decided, listed: Sequence[Listing]) -> Verdict:
        """Tell the entries beside the verdict, and let count what rests on their lists."""
        told, added = [], []
        sure = {one.organisation for one in verdict.candidates}
        for one in listed:
            decision = self._rest(one)
            told.append(one._replace(restrictions=tuple(held.judgement.id for held in decision.held)))
            # How a restriction stands to an organisation that it names, waived or not, was judged already.
            judged = {held.judgement.id for held in _held_of(one.organisation, decided)}
            new = tuple(held for held in decision.held if held.judgement.id not in judged)
            if new and one.answer == "same":
                text = "" if one.organisation in sure else verdict.subject.text
                added.append((stand_in(one, text=text), Decision(worst_of(new), decision.trace, new)))
        if added:
            whole = decide(verdict.subject, [*decided, *added], context=self.context, book=self.book)
            verdict = whole._replace(candidates=verdict.candidates, notice=verdict.notice)
        listed_in = {one.source: self.book.source(one.source) for one in listed}
        cited = [Citation(key, one.title, one.address, "", one.proof, None, None, "") for key, one in listed_in.items()]
        citations = tuple(
            sorted({*verdict.citations, *cited}, key=lambda one: (one.source, one.start or 0, one.pinpoint))
        )
        return verdict._replace(listings=tuple(told), citations=citations)

    def _rest(self, listing: Listing) -> Decision:
        if listing not in self._resting:
            if len(self._resting) >= _REMEMBERED:
                self._resting.clear()
            self._resting[listing] = rest_on_list(listing, self.context, book=self.book)
        return self._resting[listing]

    def _together(self, subject: Subject, decided: Sequence[tuple[Candidate, Decision]]) -> Verdict:
        """Put the decisions together: of one alone the verdict differs in the subject and its signals only."""
        if len(decided) != 1:
            return decide(subject, decided, context=self.context, book=self.book)
        [(candidate, decision)] = decided
        key = (id(decision), candidate.band)
        if key not in self._alone:
            if len(self._alone) >= _REMEMBERED:
                self._alone.clear()
            # The decision is kept too: nothing else can be known by its number then.
            self._alone[key] = (decision, decide(subject, decided, context=self.context, book=self.book))
        return self._alone[key][1]._replace(subject=subject, candidates=(candidate,))

    def _waive(self, decision: Decision, found: Candidate, *, subject: Subject, leave: Leave) -> Decision:
        """Let waivers cover a decision; rows that the same ones cover share the decision that comes of it."""
        waived = waive(decision, found, subject=subject, leave=leave)
        if waived is decision:
            return decision
        key = (id(decision), *((one.judgement.waivers, one.judgement.why) for one in waived.held))
        if key not in self._waived:
            if len(self._waived) >= _REMEMBERED:
                self._waived.clear()
            # The decision before is kept too: nothing else can be known by its number then.
            self._waived[key] = (decision, waived)
        return self._waived[key][1]

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


def _held_of(organisation: str, decided: _Decided) -> list[Held]:
    return [held for found, decision in decided if found.organisation == organisation for held in decision.held]


def _behind(organisations: Iterable[str], links: Iterable[Step]) -> set[str]:
    """Give those to whom certain links lead from some organisations."""
    found, steps = set(organisations), [one for one in links if one.holds == "yes"]
    while more := {one.to for one in steps if one.subject in found} - found:
        found |= more
    return found


def _noted(verdict: Verdict, notes: Sequence[str]) -> Verdict:
    """Say before anything else what is wrong with an identifier, or that nobody is known by it."""
    return verdict._replace(notice=" ".join((*notes, verdict.notice))) if notes else verdict


def answer(subject: Subject, context: Context, *, book: Book, index: Index) -> Verdict:
    """Give the verdict on a single subject."""
    return Desk(context, book=book, index=index).answer(subject)

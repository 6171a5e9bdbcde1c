"""Decide the outcome for a subject from the judgements of its candidates."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from barred.judge.judge import Held, judge
from barred.judge.scope import Case
from barred.judge.trace import Trace, trace
from barred.model.book import Book
from barred.model.candidate import Candidate, Step
from barred.model.question import Context, Subject
from barred.model.truth import Truth
from barred.model.verdict import NOTICE, OUTCOMES, Citation, Judgement, Question, Reason, Verdict

__all__ = ["Decision", "decide", "decide_candidate", "worst_of"]

_ASK = {
    "party": "Who asks: which kind of body or firm, or which organisation?",
    "conduct": "What is to be done with it?",
    "place": "In which country or region?",
    "site": "At which kind of site or event?",
    "purpose": "For what purpose?",
    "product": "Is it part of such goods, or something apart from them?",
    "circumstance": "Which of these circumstances holds?",
    "subject": "Is the thing in hand really theirs?",
    "date": "The sources do not give the exact day; did it come before or after?",
}
_SURE_BANDS = ("confirmed", "probable")
# Whose name on goods tells who answers for them; a shop, an authority or a standard on a line does not.
_NAMING = {"maker", "brand", "subsidiary", "software-maker"}


class Decision(NamedTuple):
    """What holds for one candidate: it depends only on the candidate's party and the context."""

    outcome: str
    trace: Trace
    held: tuple[Held, ...]


def decide_candidate(candidate: Candidate, context: Context, *, book: Book) -> Decision:
    """Judge every restriction that concerns a candidate or anyone behind it.

    Returns:
        The worst outcome among the restrictions, taking the candidate as certain. Goods beside
        the name of one who puts none on the market stay unidentified: "ONVIF camera" may be anybody's.
    """
    found = trace(candidate.organisation, context, book=book, maker=candidate.maker, product=candidate.product)
    case = _case(candidate, found, context, book)
    concerned = book.restrictions_aimed_at(found.paths)
    held = tuple(filter(None, (judge(one, found, case=case, book=book) for one in concerned)))
    outcome = worst_of(held)
    if outcome == "clear" and candidate.product and not _names_goods(candidate, book):
        outcome = "unidentified"
    return Decision(outcome, found, held)


def _names_goods(candidate: Candidate, book: Book) -> bool:
    organisation = book.organisation(candidate.organisation)
    return bool(organisation.makes or candidate.maker or _NAMING & set(organisation.types))


def worst_of(held: Iterable[Held]) -> str:
    """Give the worst outcome among some judgements, clear when there is none."""
    return _worst(_outcome_of(held))


def _case(candidate: Candidate, found: Trace, context: Context, book: Book) -> Case:
    if candidate.product:
        return Case(context, (candidate.product,), is_said=True)
    for end in found.paths:
        makes = book.organisation(end).makes
        if makes:
            return Case(context, makes, is_said=False)
    return Case(context, (), is_said=False)


def _outcome_of(held: Iterable[Held]) -> set[str]:
    found = {"clear"}
    for one in held:
        if one.holds is Truth.NO:
            found.add("noted")
        elif one.judgement.waived:
            # Leave covers what only may bind too: no answer to its questions would bar.
            found.add("waived")
        else:
            found.add("barred" if one.holds is Truth.YES else "depends")
    return found


def _worst(outcomes: Iterable[str]) -> str:
    return min(outcomes, key=OUTCOMES.index)


def decide(
    subject: Subject, candidates: Sequence[tuple[Candidate, Decision]], *, context: Context, book: Book
) -> Verdict:
    """Put the decisions on all candidates of a subject together.

    Args:
        subject: The thing in hand.
        candidates: Each candidate with its decision; the order changes nothing.
        context: Who asks, and about what.
        book: Names the snapshot.

    Returns:
        The verdict. A candidate that is only possible never bars: what would bar is then open.
    """
    ordered = sorted(candidates, key=lambda one: (-one[0].probability, one[0].organisation))
    sure = [one for one in ordered if one[0].band in _SURE_BANDS]
    outcome = _of_sure(sure) if sure else _of_possible([decision.outcome for _, decision in ordered])
    held = _merged(ordered)
    steps = tuple(dict.fromkeys(step for _, decision in ordered for step in decision.trace.steps))
    judgements = tuple(one.judgement for one in held)
    return Verdict(
        subject=subject,
        context=context,
        outcome=outcome,
        candidates=tuple(candidate for candidate, _ in ordered),
        links=steps,
        restrictions=judgements,
        # Questions are there to settle what depends; a case that is settled asks nothing more.
        questions=_questions(held) if outcome == "depends" else (),
        citations=_citations(judgements, steps, book),
        snapshot=book.digest,
        notice=f"{NOTICE} Directory last checked {book.checked}." if book.checked else NOTICE,
    )


def _of_sure(sure: Sequence[tuple[Candidate, Decision]]) -> str:
    """Take the worst; where the words may mean somebody milder just as well, it depends on whom they mean."""
    worst = _worst(decision.outcome for _, decision in sure)
    if worst != "barred":
        return worst
    barred = [candidate for candidate, decision in sure if decision.outcome == "barred"]
    milder = [candidate for candidate, decision in sure if decision.outcome != "barred"]
    is_certain = any(not any(_are_rivals(one, other) for other in milder) for one in barred)
    return "barred" if is_certain else "depends"


def _are_rivals(one: Candidate, other: Candidate) -> bool:
    """Tell whether the same words were read as either of two; two things named side by side are no rivals."""
    if one.is_joint and other.is_joint:
        return False
    mine, others = (
        {signal.text.casefold() for signal in some.signals if signal.kind != "goods"} for some in (one, other)
    )
    return bool(mine & others)


def _of_possible(outcomes: Sequence[str]) -> str:
    worst = _worst(outcomes) if outcomes else "unidentified"
    return {"barred": "depends", "clear": "unidentified"}.get(worst, worst)


def _merged(candidates: Iterable[tuple[Candidate, Decision]]) -> list[Held]:
    """Keep each restriction once, as it holds for the candidate it holds most for."""
    best: dict[str, tuple[tuple[bool, Truth, bool], Held]] = {}
    for candidate, decision in candidates:
        is_sure = candidate.band in _SURE_BANDS
        for one in decision.held:
            held = one if is_sure else _doubted(one, candidate)
            weighed = _weight(held, is_sure=is_sure), held
            best[held.judgement.id] = max(best.get(held.judgement.id, weighed), weighed, key=lambda some: some[0])
    return sorted((held for _, held in best.values()), key=lambda one: (-one.holds, one.judgement.id))


def _weight(held: Held, *, is_sure: bool) -> tuple[bool, Truth, bool]:
    # What binds or may bind one candidate without a waiver must not hide behind another that has one.
    is_bare = held.holds is not Truth.NO and not held.judgement.waived
    return is_bare and is_sure, held.holds, is_bare


def _doubted(held: Held, candidate: Candidate) -> Held:
    """Keep open what would hold for a candidate that is only possible."""
    if held.holds is Truth.NO:
        return held
    doubt = Reason(
        "subject", Truth.OPEN.word, f"only if {candidate.organisation} is meant, which is no more than possible"
    )
    judgement = held.judgement._replace(applies=Truth.OPEN.word, why=(doubt, *held.judgement.why))
    return Held(judgement, Truth.OPEN, {"subject": (doubt.text,), **held.open_parts})


def _questions(held: Iterable[Held]) -> tuple[Question, ...]:
    asked: dict[str, tuple[dict[str, None], list[str]]] = {}
    for one in held:
        # What a waiver covers is covered whatever the answer, so nothing is asked for it.
        for part, options in ({} if one.judgement.waived else one.open_parts).items():
            known, restrictions = asked.setdefault(part, ({}, []))
            known.update(dict.fromkeys(options))
            restrictions.append(one.judgement.id)
    return tuple(
        Question(part, _ASK[part], tuple(sorted(asked[part][0])), tuple(sorted(asked[part][1])))
        for part in _ASK
        if part in asked
    )


def _citations(judgements: Iterable[Judgement], steps: Iterable[Step], book: Book) -> tuple[Citation, ...]:
    """Gather what the answer rests on: restrictions that hold or may hold, and links walked."""
    found: dict[Citation, None] = {}
    for one in judgements:
        if one.applies != Truth.NO.word:
            found.update(dict.fromkeys(one.citations))
    for step in steps:
        for key in step.citations:
            source = book.source(key)
            found[Citation(key, source.title, source.address, "", source.proof, None, None, "")] = None
    return tuple(sorted(found, key=lambda one: (one.source, one.start or 0, one.pinpoint)))

"""Let a recorded waiver cover what a restriction bars: the one place where waivers count.

A waiver changes no judgement on whether a restriction applies, and hides nothing: the restriction
stays in the answer, marked as waived, with who approved it and until when. A waiver that would have
covered the case and does not any more is told too.
"""

from collections.abc import Sequence
from typing import NamedTuple

from barred.judge.decide import Decision, worst_of
from barred.judge.judge import Held
from barred.model.book import Book
from barred.model.candidate import Candidate
from barred.model.question import Context, Subject
from barred.model.truth import Truth
from barred.model.verdict import Reason
from barred.model.waiver import Waiver
from barred.text.fold import compact

__all__ = ["Leave", "waive"]


class Leave(NamedTuple):
    """The waivers on record and the case in which they may count."""

    waivers: Sequence[Waiver]
    context: Context
    book: Book


def waive(decision: Decision, candidate: Candidate, *, subject: Subject, leave: Leave) -> Decision:
    """Mark the restrictions of a decision that a waiver covers.

    Args:
        decision: What holds for the candidate.
        candidate: Whom the subject points to, with the maker where it is known.
        subject: The thing in hand; its columns tell the model and the asset.
        leave: Waivers and case.

    Returns:
        The decision with waived judgements and the outcome that follows. A part of a waiver's scope
        that the case does not state is not met: leave is never guessed.
    """
    fitting = [one for one in leave.waivers if _is_in_scope(one, candidate, subject, leave)]
    if not fitting:
        return decision
    held = tuple(_covered(one, fitting, leave.context.on) for one in decision.held)
    return decision._replace(outcome=worst_of(held), held=held)


def _is_in_scope(waiver: Waiver, candidate: Candidate, subject: Subject, leave: Leave) -> bool:
    context = leave.context
    place = context.place or (context.asker.jurisdiction if context.asker else None)
    if waiver.place is not None and not _is_within(place, waiver.place, "place", leave.book):
        return False
    if waiver.scope == "site":
        return _is_within(context.site, waiver.value, "site", leave.book)
    if waiver.scope == "organisation":
        return waiver.value in {candidate.organisation, candidate.maker}
    wanted = compact(waiver.value)
    return bool(wanted) and wanted in {compact(one) for one in _said(waiver.scope, candidate, subject) if one}


def _said(scope: str, candidate: Candidate, subject: Subject) -> list[str | None]:
    """Give what the subject and its reading say of what a scope names."""
    told = {
        "brand": [candidate.brand, subject.fields.get("brand")],
        "model": [
            subject.fields.get("model"),
            subject.text,
            *(signal.text for signal in candidate.signals if signal.kind.startswith("model")),
        ],
        "asset": [subject.fields.get("identifier")],
    }
    return told[scope]


def _is_within(stated: str | None, wanted: str, vocabulary: str, book: Book) -> bool:
    terms = book.vocabulary(vocabulary)
    # A term that a newer directory dropped covers nothing.
    return stated is not None and wanted in terms and terms.relation(stated, wanted) is Truth.YES


def _covered(held: Held, waivers: Sequence[Waiver], day: str) -> Held:
    mine = [one for one in waivers if held.judgement.id in one.restrictions]
    if held.holds is Truth.NO or not mine:
        return held
    covering = [one for one in mine if one.covers_on(day) is Truth.YES]
    judgement = held.judgement._replace(
        waived=held.judgement.waived or bool(covering),
        why=(*held.judgement.why, *(_reason(one, day) for one in mine)),
        waivers=tuple(one.id for one in covering),
    )
    return held._replace(judgement=judgement)


def _reason(waiver: Waiver, day: str) -> Reason:
    covers = waiver.covers_on(day)
    if covers is Truth.YES:
        told = f"{waiver.id} until {waiver.end}, approved by {waiver.approved_by}: {waiver.reason}"
    elif covers is Truth.OPEN:
        told = f"{waiver.id} covers only a part of {day}: from {waiver.granted} until {waiver.end}"
    elif day < waiver.granted:
        told = f"{waiver.id} covers only from {waiver.granted}"
    else:
        told = f"{waiver.id} ended on {waiver.end}"
    return Reason("waiver", covers.word, told)

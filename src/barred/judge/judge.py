"""Hold one restriction against one candidate in one context."""

from collections.abc import Iterable
from typing import NamedTuple

from barred.judge.scope import Case, Holding, hold_scope, is_claimed
from barred.judge.stage import Standing, stand
from barred.judge.target import Aim, aim
from barred.judge.trace import Trace
from barred.model.book import Book
from barred.model.day import within
from barred.model.restriction import Exemption, Restriction
from barred.model.source import Evidence
from barred.model.truth import Truth
from barred.model.verdict import Citation, Judgement, Reason

__all__ = ["Held", "cite", "judge"]


class Held(NamedTuple):
    """A restriction judged, with what stays open and could be answered."""

    judgement: Judgement
    holds: Truth
    open_parts: dict[str, tuple[str, ...]]


def judge(restriction: Restriction, found: Trace, case: Case, *, book: Book) -> Held | None:
    """Judge a restriction.

    Args:
        restriction: The measure.
        found: The candidate and everyone behind it.
        case: The context and the goods.
        book: Where records are looked up.

    Returns:
        The judgement, or None when the restriction does not concern the candidate at all or
        was not known on the day of knowledge.
    """
    aimed = aim(restriction, found, case.context, book=book)
    standing = stand(restriction, case.context, book=book)
    if not aimed.is_tied or standing is None:
        return None
    action = book.vocabulary("action").terms[restriction.action]
    is_binding = Truth.YES if action.traits.get("is_binding") else Truth.NO
    reasons = [aimed.reason, standing.reason]
    if is_binding is Truth.NO:
        reasons.append(Reason("action", Truth.NO.word, f"{action.title}: binds nobody by itself"))
        return _held(restriction, Truth.NO, standing, reasons, aimed=aimed, book=book)
    scope = _best_scope(restriction, case, book)
    holds = min(aimed.holds, standing.holds, scope.holds)
    reasons += scope.reasons
    waived = False
    for exemption in restriction.exemptions:
        spares, told = _spares(exemption, case, book)
        reasons.append(told)
        if exemption.effect == "waives":
            waived = waived or spares is Truth.YES
        else:
            holds = min(holds, spares.negated())
    open_parts = scope.open_parts if holds is Truth.OPEN else {}
    if holds is Truth.OPEN:
        open_parts = {**open_parts, **_open_otherwise(aimed, standing)}
    return _held(restriction, holds, standing, reasons, aimed=aimed, book=book, waived=waived, open_parts=open_parts)


def _best_scope(restriction: Restriction, case: Case, book: Book) -> Holding:
    """Take the scope that reaches the case best; equally good ones keep the order of the file."""
    held = [hold_scope(one, case, book=book) for one in restriction.scopes]
    if not held:
        return Holding(Truth.NO, (Reason("scope", Truth.NO.word, "no scope is recorded"),), {})
    best = max(held, key=lambda one: (one.holds, sum(reason.value != "no" for reason in one.reasons)))
    if best.holds is not Truth.OPEN:
        return best
    asked: dict[str, tuple[str, ...]] = {}
    for one in held:
        if one.holds is Truth.OPEN:
            for part, terms in one.open_parts.items():
                asked[part] = tuple(dict.fromkeys((*asked.get(part, ()), *terms)))
    return Holding(best.holds, best.reasons, asked)


def _spares(exemption: Exemption, case: Case, book: Book) -> tuple[Truth, Reason]:
    if within(exemption.since, exemption.until, case.context.on) is Truth.NO:
        return Truth.NO, Reason("exemption", Truth.NO.word, f"{exemption.title}: not on that day")
    if not is_claimed(exemption, case, book=book):
        return Truth.NO, Reason("exemption", Truth.NO.word, f"{exemption.title}: not claimed")
    held = hold_scope(exemption, case, book=book)
    if not held.reasons:
        return Truth.NO, Reason("exemption", Truth.NO.word, f"{exemption.title}: too wide to apply by itself")
    return held.holds, Reason("exemption", held.holds.word, exemption.title)


def _open_otherwise(aimed: Aim, standing: Standing) -> dict[str, tuple[str, ...]]:
    """Name what is open besides the context: the goods in hand, or the day."""
    found: dict[str, tuple[str, ...]] = {}
    if aimed.holds is Truth.OPEN:
        found["subject"] = (aimed.reason.text,)
    if standing.holds is Truth.OPEN:
        found["date"] = (standing.reason.text,)
    return found


def _held(  # noqa: PLR0913 - the parts of one judgement
    restriction: Restriction,
    holds: Truth,
    standing: Standing,
    reasons: list[Reason],
    *,
    aimed: Aim,
    book: Book,
    waived: bool = False,
    open_parts: dict[str, tuple[str, ...]] | None = None,
) -> Held:
    keys = [*standing.evidence, *(aimed.target.evidence if aimed.target else ())]
    keys += [key for one in (*restriction.scopes, *restriction.exemptions) for key in one.evidence]
    chosen = [one for one in restriction.evidence if one.key in keys] or list(restriction.evidence)
    judgement = Judgement(
        id=restriction.id,
        title=restriction.title,
        applies=holds.word,
        stage=standing.stage,
        waived=waived and holds is not Truth.NO,
        why=tuple(reasons),
        citations=cite(chosen, book=book),
    )
    return Held(judgement, holds, open_parts or {})


def cite(evidence: Iterable[Evidence], *, book: Book) -> tuple[Citation, ...]:
    """Give the citations of some evidence, each passage once."""
    found = {}
    for one in evidence:
        source = book.source(one.source)
        found[one.source, one.start, one.end, one.pinpoint] = Citation(
            source=one.source,
            title=source.title,
            address=source.address,
            pinpoint=one.pinpoint,
            proof=source.proof,
            start=one.start,
            end=one.end,
            digest=one.digest,
        )
    return tuple(found.values())

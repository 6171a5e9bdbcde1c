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
from barred.model.truth import Truth, every, some
from barred.model.verdict import Citation, Judgement, Reason

__all__ = ["Held", "cite", "judge"]


class Held(NamedTuple):
    """A restriction judged, with what stays open and could be answered."""

    judgement: Judgement
    holds: Truth
    open_parts: dict[str, tuple[str, ...]]


def judge(restriction: Restriction, found: Trace, *, case: Case, book: Book) -> Held | None:
    """Judge a restriction.

    Args:
        restriction: The measure.
        found: The candidate and everyone behind it.
        case: The context and the goods.
        book: Where records are looked up.

    Returns:
        The judgement, or None when the restriction does not concern the candidate at all or
        was not known on the day of knowledge. One aimed at every maker says nothing of this
        candidate either, unless the case is told to be where it binds.
    """
    held = _held(restriction, found, case=case, book=book)
    if held is None:
        return None
    aimed, judged = held
    is_elsewhere = judged.holds is Truth.NO or bool({"party", "place"} & set(judged.open_parts))
    return None if aimed.is_for_all and is_elsewhere else judged


def _held(restriction: Restriction, found: Trace, *, case: Case, book: Book) -> tuple[Aim, Held] | None:
    aimed = aim(restriction, found, context=case.context, book=book)
    standing = stand(restriction, case.context, book=book)
    if not aimed.is_tied or standing is None:
        return None
    action = book.vocabulary("action").terms[restriction.action]
    reasons = [aimed.reason, standing.reason]
    if not action.traits.get("is_binding"):
        reasons.append(Reason("action", Truth.NO.word, f"{action.title}: binds nobody by itself"))
        return aimed, Held(_told(restriction, aimed, standing, reasons=reasons, book=book), Truth.NO, {})
    scope = _best_scope(restriction, case, book)
    spared = [_spares(one, case, book) for one in restriction.exemptions]
    reasons += [*scope.reasons, *(reason for _, reason in spared)]
    exempt = list(zip(restriction.exemptions, spared, strict=True))
    lifted = some(spares for one, (spares, _) in exempt if one.effect == "lifts")
    holds = every((aimed.holds, standing.holds, scope.holds, lifted.negated()))
    is_waived = any(spares is Truth.YES for one, (spares, _) in exempt if one.effect == "waives")
    judgement = _told(restriction, aimed, standing, reasons=reasons, book=book)
    judgement = judgement._replace(applies=holds.word, waived=is_waived and holds is not Truth.NO)
    open_parts = {**scope.open_parts, **_open_otherwise(aimed, standing)} if holds is Truth.OPEN else {}
    return aimed, Held(judgement, holds, open_parts)


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
    if within(exemption.since, exemption.until, on=case.context.on) is Truth.NO:
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


def _told(restriction: Restriction, aimed: Aim, standing: Standing, *, reasons: list[Reason], book: Book) -> Judgement:
    """Put a judgement into words; it does not apply until somebody says that it does."""
    keys = [*standing.evidence, *(aimed.target.evidence if aimed.target else ())]
    keys += [key for scope in restriction.scopes for key in scope.evidence]
    keys += [key for exemption in restriction.exemptions for key in exemption.evidence]
    chosen = [one for one in restriction.evidence if one.key in keys] or list(restriction.evidence)
    return Judgement(
        id=restriction.id,
        title=restriction.title,
        applies=Truth.NO.word,
        stage=standing.stage,
        waived=False,
        why=tuple(reasons),
        citations=cite(chosen, book=book),
    )


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

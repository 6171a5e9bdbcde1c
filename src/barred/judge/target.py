"""Tell whether a restriction is aimed at an organisation or at one behind it."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from barred.judge.trace import Path, Trace
from barred.model.book import Book
from barred.model.day import reached, within
from barred.model.organisation import Organisation
from barred.model.question import Context
from barred.model.restriction import Restriction, Target
from barred.model.truth import Truth
from barred.model.verdict import Reason

__all__ = ["Aim", "aim"]

_OWN = "part-of"


class Aim(NamedTuple):
    """How a restriction is aimed at a candidate: certainty, words, the target and the way.

    `is_tied` tells that it concerns the candidate or someone behind it at all, even where its
    reach does not follow the link. `is_for_all` tells that it is aimed at whoever makes such goods:
    where it binds nobody, that says nothing of this one.
    """

    holds: Truth
    reason: Reason
    is_tied: bool
    target: Target | None
    path: Path | None
    is_for_all: bool = False


def aim(restriction: Restriction, found: Trace, *, context: Context, book: Book) -> Aim:
    """Find the target of a restriction that comes closest to a candidate.

    Returns:
        The best aim; not tied when no target is the candidate or anyone behind it.
    """
    aims = [one for target in restriction.targets for one in _aims(target, found, context, book)]
    nothing = Aim(Truth.NO, Reason("target", Truth.NO.word, "aimed at others"), is_tied=False, target=None, path=None)
    return max(
        aims, key=lambda one: (one.holds, one.is_tied, one.path is not None and -len(one.path.steps)), default=nothing
    )


def _aims(target: Target, found: Trace, context: Context, book: Book) -> Iterable[Aim]:
    if target.organisation and target.organisation not in found.paths:
        return _affiliates(target, found, _in_time(target, context), book)
    return _direct(target, found, context, book)


def _direct(target: Target, found: Trace, context: Context, book: Book) -> Iterable[Aim]:
    in_time = _in_time(target, context)
    ends = [target.organisation] if target.organisation else sorted(found.paths)
    for end in ends:
        for path in found.paths.get(end or "", ()):
            is_one, told = _is_target(target, book.organisation(path.end), context, book)
            if is_one is Truth.NO:
                continue
            follows = _follows(path, target.reach)
            holds = min(in_time, is_one, path.holds, follows)
            reason = _reason(holds, path, told, follows, book)
            yield Aim(holds, reason, is_tied=True, target=target, path=path, is_for_all=_is_for_all(target, book))


def _follows(path: Path, reach: Collection[str]) -> Truth:
    """Tell whether a reach takes a way; whether a maker's own brand or unit is meant by its name alone is open."""
    beyond = [step for step in path.steps if step.relation not in reach]
    if not beyond:
        return Truth.YES
    return Truth.OPEN if all(step.type == _OWN for step in beyond) else Truth.NO


def _in_time(target: Target, context: Context) -> Truth:
    now = within(target.since, target.until, on=context.on)
    if context.known is None or not target.known_since:
        return now
    return min(now, reached(target.known_since, context.known))


def _is_target(target: Target, organisation: Organisation, context: Context, book: Book) -> tuple[Truth, str]:
    if target.organisation:
        return Truth.YES, f"names {organisation.title}"
    title = book.vocabulary("target-class").terms[target.target_class or ""].title
    for one in organisation.memberships:
        if one.target_class == target.target_class:
            held = within(one.since, one.until, on=context.on)
            return held, f"{organisation.title} counts among {title} ({one.basis})"
    held = _by_predicate(target.target_class or "", organisation, book)
    return held, f"{organisation.title} matches {title} by inference from what is recorded of it"


def _is_for_all(target: Target, book: Book) -> bool:
    traits = book.vocabulary("target-class").terms[target.target_class].traits if target.target_class else {}
    return "makes" in traits and "country" not in traits


def _by_predicate(name: str, organisation: Organisation, book: Book) -> Truth:
    """Hold country and goods of an organisation against the predicate of a target class; a trait left out is free."""
    traits = book.vocabulary("target-class").terms[name].traits
    country, makes = traits.get("country"), traits.get("makes")
    if country is None and makes is None:
        return Truth.NO
    if country not in {None, organisation.country} or not organisation.makes:
        return Truth.NO
    if not isinstance(makes, list):
        return Truth.YES
    return book.vocabulary("product").any_relation(organisation.makes, makes)


def _affiliates(target: Target, found: Trace, in_time: Truth, book: Book) -> Iterable[Aim]:
    """Reach a sister under the same owner, where the restriction reaches affiliates."""
    if "affiliates" not in target.reach:
        return
    owners = {link.to for link in book.organisation(target.organisation or "").links if link.type == "owned-by"}
    for owner in sorted(owners & set(found.paths)):
        for path in found.paths[owner]:
            if path.steps and path.relations <= {"subsidiaries"}:
                holds = min(in_time, path.holds, Truth.OPEN)
                told = (
                    f"{book.organisation(owner).title} also owns {book.organisation(target.organisation or '').title}"
                )
                yield Aim(holds, Reason("target", holds.word, told), is_tied=True, target=target, path=path)


def _reason(holds: Truth, path: Path, told: str, follows: Truth, book: Book) -> Reason:
    way = "; ".join(_step_told(step.subject, step.type, step.to, step.why, book) for step in path.steps)
    if follows is Truth.OPEN:
        return Reason("target", holds.word, f"{told}; whether its own brands and units are meant is not said ({way})")
    if follows is Truth.NO:
        missing = ", ".join(sorted(path.relations))
        return Reason("target", holds.word, f"{told}, and does not reach {missing} ({way})")
    return Reason("target", holds.word, f"{told}; {way}" if way else told)


def _step_told(subject: str, kind: str, to: str, why: str, book: Book) -> str:
    title = book.vocabulary("link-type").terms[kind].title
    told = f"{book.organisation(subject).title} is {title} {book.organisation(to).title}"
    return f"{told} ({why})" if why else told

"""Tell whether a restriction stands on a day, given what was known on a day."""

from typing import NamedTuple

from barred.model.book import Book
from barred.model.day import first_day, last_day, reached
from barred.model.question import Context
from barred.model.restriction import Restriction, Stage
from barred.model.truth import Truth
from barred.model.verdict import Reason

__all__ = ["Standing", "known_since", "known_stages", "stand"]


# What holds once a stage is reached, by its effect; the other stages change nothing.
_AFTER = {"binds": Truth.YES, "unsettles": Truth.OPEN, "ends": Truth.NO}


class Standing(NamedTuple):
    """How a restriction stands: certainty, the last stage surely reached, words, evidence keys."""

    holds: Truth
    stage: str
    reason: Reason
    evidence: tuple[str, ...]


def stand(restriction: Restriction, context: Context, *, book: Book) -> Standing | None:
    """Follow the stages of a restriction up to a day.

    Returns:
        How it stands, or None when nothing of it was known on `context.known`.
    """
    stages = known_stages(restriction, context, book=book)
    if not stages:
        return None
    effects = book.vocabulary("stage").terms
    stages.sort(key=lambda one: (first_day(one.date), _rank(effects[one.stage].traits.get("effect"))))
    holds, reached_last, told = Truth.NO, "", ""
    evidence: tuple[str, ...] = ()
    for one in stages:
        come = reached(one.date, context.on)
        if come is Truth.NO:
            continue
        effect = effects[one.stage].traits.get("effect")
        if come is Truth.YES:
            reached_last, evidence = one.stage, (*evidence, *one.evidence)
            told = f"{effects[one.stage].title} since {one.date}"
        if effect in _AFTER:
            after = _AFTER[str(effect)]
            holds = after if come is Truth.YES or holds is after else Truth.OPEN
            if come is Truth.OPEN:
                told = f"{effects[one.stage].title} on some day of {one.date}, as far as the sources tell"
                evidence = (*evidence, *one.evidence)
    if not reached_last and holds is Truth.NO:
        first = stages[0]
        told = f"not before {first.date} ({effects[first.stage].title})"
    if holds is Truth.NO and reached_last:
        told += _still_to_come(stages, context)
    return Standing(holds, reached_last or "none", Reason("stage", holds.word, told), evidence)


def _rank(effect: object) -> int:
    # Of two stages on one day the one that ends comes last.
    return ["none", "binds", "unsettles", "ends"].index(str(effect))


def _still_to_come(stages: list[Stage], context: Context) -> str:
    later = [one for one in stages if one.stage == "in-force" and reached(one.date, context.on) is Truth.NO]
    return f"; in force only from {later[0].date}" if later else ""


def known_stages(restriction: Restriction, context: Context, *, book: Book) -> list[Stage]:
    """Give the stages that were known, or may have been, on `context.known`; in the order of the record."""
    return [one for one in restriction.stages if _is_known(one, restriction, context, book)]


def known_since(stage: Stage, restriction: Restriction, *, book: Book) -> str:
    """Give the day from which a stage could be known.

    Returns:
        Its own `known_since`; else the earliest publication among the sources it cites that surely
        came before a stage fixed in advance; else the date of the stage. Of a year or month that
        the stage lies in, nobody can say that it came before.
    """
    if stage.known_since:
        return stage.known_since
    if not _can_be_told_ahead(stage, book):
        return stage.date
    cited = [one for one in restriction.evidence if one.key in stage.evidence]
    published = [date for one in cited if (date := book.source(one.source).published_at(one.start))]
    earlier = [date for date in published if last_day(date) < first_day(stage.date)]
    return min(earlier, key=last_day, default=stage.date)


def _can_be_told_ahead(stage: Stage, book: Book) -> bool:
    """Tell whether the day of a stage can be fixed before it comes: a start, an end or a deadline, not a decision."""
    return stage.stage == "deadline" or book.vocabulary("stage").terms[stage.stage].traits.get("effect") != "none"


def _is_known(stage: Stage, restriction: Restriction, context: Context, book: Book) -> bool:
    if context.known is None:
        return True
    return reached(known_since(stage, restriction, book=book), context.known) is not Truth.NO

"""On what a restriction stands, in one line: since when, and the source that proves it best."""

from collections.abc import Iterable
from typing import Any

from barred.judge.judge import cite
from barred.judge.stage import known_stages, stand
from barred.model.day import first_day, reached
from barred.model.question import Context
from barred.model.restriction import Restriction
from barred.model.truth import Truth
from barred.model.verdict import Citation
from barred.web.answering.edition import Edition
from barred.web.views.leaf import Labels

__all__ = ["grounds"]


def grounds(
    keys: Iterable[str], context: Context, *, labels: Labels, edition: Edition
) -> dict[str, dict[str, Any]]:  # fmt: skip
    """Give on what some restrictions stand on the day of a context.

    Args:
        keys: Ids of restrictions; one that the directory does not hold is left out.
        context: The day, and the day by whose knowledge it is told.
        labels: Takes up the names that the lines hold.
        edition: The directory.

    Returns:
        By id: `stage` and `since` as they are on that day, and `source`, `title`, `pinpoint` and `proof` of the best
        source. Of sources that prove alike the one that the record names first is taken.
    """
    book = edition.snapshot
    known = {*book.ids("restriction")}
    told = {key: _ground(book.restriction(key), context, edition=edition) for key in sorted({*keys} & known)}
    labels.name(*told)
    labels.rows(told.values(), {"stage": "stage", "proof": "proof"})
    return told


def _ground(one: Restriction, context: Context, *, edition: Edition) -> dict[str, Any]:
    book = edition.snapshot
    standing = stand(one, context, book=book)
    stage = standing.stage if standing else "none"
    ranks = {term: at for at, term in enumerate(book.vocabulary("proof").terms)}
    best = max(cite(one.evidence, book=book), key=lambda each: ranks.get(each.proof, -1), default=None)
    return {"stage": stage, "since": _since(one, stage, context=context, edition=edition), **_told(best)}


def _since(one: Restriction, stage: str, *, context: Context, edition: Edition) -> str:
    """Give the last day on which the restriction came to a stage; empty where none was reached."""
    stages = known_stages(one, context, book=edition.snapshot)
    days = [each.date for each in stages if each.stage == stage and reached(each.date, context.on) is Truth.YES]
    return max(days, key=first_day, default="")


def _told(best: Citation | None) -> dict[str, Any]:
    if best is None:
        return {"source": "", "title": "", "pinpoint": "", "proof": ""}
    return {"source": best.source, "title": best.title, "pinpoint": best.pinpoint, "proof": best.proof}

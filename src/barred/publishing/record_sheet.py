"""One record with what a reader needs beside it: how it stands on a day, and its sources in full."""

from collections.abc import Callable, Mapping

from barred.judge.judge import cite
from barred.judge.stage import stand
from barred.model.account import Event, Figure, Product, Statement
from barred.model.organisation import Organisation
from barred.model.question import Context
from barred.model.restriction import Restriction
from barred.model.source import Evidence
from barred.model.verdict import Citation
from barred.publishing.library import Library

__all__ = ["cited_by", "standing_data"]

_Citing = Restriction | Organisation | Statement | Figure | Product | Event


def standing_data(key: str, context: Context, *, book: Library) -> dict[str, str]:
    """Tell how a restriction stands on a day, by the knowledge of a day.

    Raises:
        UsageProblem: There is no such restriction.
    """
    standing = stand(book.restriction(key), context, book=book)
    if standing is None:
        return {"stage": "none", "in_force": "no", "why": "nothing of it was known on that day"}
    return {"stage": standing.stage, "in_force": standing.reason.value, "why": standing.reason.text}


def cited_by(kind: str, key: str, *, book: Library) -> tuple[Citation, ...]:
    """Give what a record cites; a source and a vocabulary cite nothing.

    Raises:
        UsageProblem: There is no such record.
    """
    getters: Mapping[str, Callable[[str], _Citing]] = {
        "restriction": book.restriction,
        "organisation": book.organisation,
        "statement": book.statement,
        "figure": book.figure,
        "product": book.product,
        "event": book.event,
    }
    evidence: tuple[Evidence, ...] = getters[kind](key).evidence if kind in getters else ()
    return cite(evidence, book=book)

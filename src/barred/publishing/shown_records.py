"""A record as it is shown: whole, with how it stands on a day and where it is from."""

from typing import Any

from barred.errors import UsageProblem
from barred.model.question import Context
from barred.publishing.beside import beside
from barred.publishing.record_sheet import cited_by, standing_data
from barred.publishing.records.record_data import Archive

__all__ = ["shown_record", "shown_records"]


def shown_records(key: str, context: Context, *, book: Archive) -> list[dict[str, Any]]:
    """Give the records of an id; of several kinds where kinds share it.

    Raises:
        UsageProblem: No record has it.
    """
    kinds = book.kinds_of(key)
    if not kinds:
        raise UsageProblem(f"no record has the id {key!r}", remedy="`barred list KIND --text WORDS` finds ids")
    return [shown_record(kind, key, context=context, book=book) for kind in kinds]


def shown_record(kind: str, key: str, *, context: Context, book: Archive) -> dict[str, Any]:
    """Give a record of a kind.

    Args:
        kind: Its kind.
        key: Its id.
        context: The day and knowledge at which the standing of a restriction is told.
        book: The directory.

    Returns:
        `kind`, `snapshot`, `record` as it was compiled, of a restriction `on`, `known` and
        `standing`, what stands `beside` it, and `citations`.

    Raises:
        UsageProblem: There is none.
    """
    told: dict[str, Any] = {"kind": kind, "snapshot": book.digest, "record": dict(book.body(kind, key))}
    if kind == "restriction":
        told["on"], told["known"] = context.on, context.known
        told["standing"] = standing_data(key, context, book=book)
    together = beside(kind, key, book=book)
    if together:
        told["beside"] = together
    told["citations"] = [one._asdict() for one in cited_by(kind, key, book=book)]
    return told

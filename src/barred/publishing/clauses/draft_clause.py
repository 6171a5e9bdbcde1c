"""Draft the report that a clause asks for, from what a person said about it and the verdicts of checks."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from barred.errors import UsageProblem
from barred.identifiers import cage, uei
from barred.publishing.clauses.clause import ClauseBook, read_clause
from barred.publishing.clauses.clause_draft import ClauseDraft, due_stages
from barred.publishing.clauses.reported_items import reported_items

__all__ = ["DRAFT_FIELDS", "DraftAsked", "draft_clause"]

# What a person may say beside the days, by the name of its field, and what it is.
DRAFT_FIELDS: Mapping[str, str] = {
    "contract": "contract number",
    "supplier": "name of the supplier",
    "uei": "unique entity identifier of the supplier",
    "cage": "CAGE code of the supplier",
    "mitigation": "mitigation that is readily known",
    "further_mitigation": "mitigation known since",
    "efforts": "what was done to prevent use or submission",
    "additional_efforts": "what will be done in addition",
}
_SCHEMES = (("uei", uei), ("cage", cage))


class DraftAsked(NamedTuple):
    """What a person says.

    Args:
        clause: One on record.
        identified: When the thing was identified or notified, as ISO 8601; without an offset by the clock of whoever
            signs.
        submitted: The day on which the first report was sent; empty when it was not.
        orders: Order numbers.
        said: Words by field of `DRAFT_FIELDS`; what is left out is shown as not known.
    """

    clause: str
    identified: str
    submitted: str = ""
    orders: Sequence[str] = ()
    said: Mapping[str, str] = {}


def draft_clause(
    asked: DraftAsked,
    verdicts: Iterable[Mapping[str, Any]],
    *,
    checks: Sequence[tuple[str, str]],
    book: ClauseBook,
) -> ClauseDraft:
    """Draft a report.

    Args:
        asked: What a person says.
        verdicts: As `barred schema verdict` describes them; read once.
        checks: Name and digest of each check that they are of.
        book: Holds the clauses.

    Raises:
        UsageProblem: The clause is not on record, a day is none, or an identifier is wrong.
    """
    identified = _moment(asked.identified)
    profile = read_clause(book, asked.clause, on=identified.date().isoformat())
    submitted = _day(asked.submitted) if asked.submitted else None
    if submitted is not None and submitted < identified.date():
        raise UsageProblem("the first report was sent before anything was identified", where="--submitted")
    said = _said(asked)
    snapshots: set[str] = set()
    items = tuple(reported_items(_noting(verdicts, snapshots), profile.restrictions))
    return ClauseDraft(
        profile=profile,
        identified=identified.isoformat(sep=" ", timespec="minutes"),
        stages=due_stages(profile, identified, submitted=submitted),
        said=said,
        items=items,
        checks=tuple(checks),
        snapshots=tuple(sorted(snapshots)),
    )


def _noting(verdicts: Iterable[Mapping[str, Any]], snapshots: set[str]) -> Iterator[Mapping[str, Any]]:
    """Pass verdicts on, and note which snapshots gave them: of many rows no two are held at once."""
    for one in verdicts:
        snapshots.add(str(one["snapshot"]))
        yield one


def _said(asked: DraftAsked) -> Mapping[str, str]:
    said = {field: asked.said.get(field, "").strip() for field in DRAFT_FIELDS}
    for name, scheme in _SCHEMES:
        if said[name]:
            said[name] = scheme.normal(said[name])
            why = scheme.fault(said[name])
            if why:
                raise UsageProblem(f"{said[name]!r}: {why}", where=f"--{name}", remedy="correct it or leave it out")
    return {**said, "order": ", ".join(asked.orders)}


def _moment(text: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        raise UsageProblem(f"{text!r} is no time", where="--identified", remedy="write 2026-11-20T10:00") from None


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageProblem(f"{text!r} is no day", where="--submitted", remedy="write 2026-11-23") from None

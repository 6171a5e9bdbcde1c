"""Clauses that ask a contractor to report: what they ask, by when, and how far that is proved.

They are rows of the tables `clause_profiles`, `clause_clocks` and `clause_fields`: a new clause, or a
new edition of one, is data.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from barred.errors import UsageProblem
from barred.model.day import within
from barred.model.source import Source
from barred.model.truth import Truth

__all__ = ["ClauseBook", "ClauseField", "ClauseProfile", "Clock", "clauses", "read_clause"]


class ClauseBook(Protocol):
    """A directory with the tables of clauses."""

    def rows(self, table: str) -> Sequence[Mapping[str, str]]:
        """Give the rows of a table."""
        ...

    def source(self, key: str) -> Source:
        """Give a source."""
        ...


class Clock(NamedTuple):
    """By when a stage is due: so many business days or hours from the identification or the stage before."""

    stage: str
    paragraph: str
    amount: int
    unit: str
    start: str
    source: Source


class ClauseField(NamedTuple):
    """What a stage asks for; `needed` is always, if-applicable or if-known."""

    stage: str
    field: str
    label: str
    needed: str
    is_per_item: bool


class ClauseProfile(NamedTuple):
    """One edition of a clause.

    `restrictions` are those whose findings it asks to report. `borrowed_from` names the clause whose
    fields stand in where no source at hand gives those of this one.
    """

    clause: str
    edition: str
    title: str
    since: str
    until: str
    restrictions: tuple[str, ...]
    recipient: str
    note: str
    source: Source
    clocks: tuple[Clock, ...]
    fields: tuple[ClauseField, ...]
    borrowed_from: str


def clauses(book: ClauseBook) -> list[str]:
    """Name the clauses on record, in order."""
    return sorted({row["clause"] for row in book.rows("clause_profiles")})


def read_clause(book: ClauseBook, clause: str, *, on: str) -> ClauseProfile:
    """Give the edition of a clause that stood on a day.

    Raises:
        UsageProblem: The clause is not on record, or no edition of it stood on that day.
    """
    editions = [row for row in book.rows("clause_profiles") if row["clause"] == clause]
    if not editions:
        raise UsageProblem(f"no clause {clause!r} is on record", remedy=f"on record are {', '.join(clauses(book))}")
    standing = [row for row in editions if within(row["since"] or None, row["until"] or None, on=on) is not Truth.NO]
    if not standing:
        told = "; ".join(f"{row['edition']} since {row['since']}" for row in editions)
        raise UsageProblem(f"no edition of {clause} on record stood on {on}", remedy=f"on record are: {told}")
    row = standing[-1]
    own = _fields(book, clause)
    return ClauseProfile(
        clause=clause,
        edition=row["edition"],
        title=row["title"],
        since=row["since"],
        until=row["until"],
        restrictions=tuple(row["restrictions"].split()),
        recipient=row["recipient"],
        note=row["note"],
        source=book.source(row["source"]),
        clocks=_clocks(book, clause),
        fields=own or _fields(book, row["borrows"]),
        borrowed_from="" if own else row["borrows"],
    )


def _clocks(book: ClauseBook, clause: str) -> tuple[Clock, ...]:
    return tuple(
        Clock(row["stage"], row["paragraph"], int(row["amount"]), row["unit"], row["start"], book.source(row["source"]))
        for row in book.rows("clause_clocks")
        if row["clause"] == clause
    )


def _fields(book: ClauseBook, clause: str) -> tuple[ClauseField, ...]:
    return tuple(
        ClauseField(row["stage"], row["field"], row["label"], row["needed"], row["per_item"] == "yes")
        for row in book.rows("clause_fields")
        if row["clause"] == clause
    )

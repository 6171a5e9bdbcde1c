"""Lay two checks of one file beside each other: which rows were answered otherwise, and how many from what to what.

The rows are compared in the database, by their number and by the digest of their gist, so that two checks of a long
file cost no more than the rows that differ.
"""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import FromClause, and_, func, or_, select

from barred.errors import UsageProblem
from barred.ledger.bodies import bodies_of
from barred.ledger.checks import Check
from barred.ledger.ledger import Ledger
from barred.ledger.schema import VERDICTS

__all__ = ["ChangedRow", "Move", "changed_rows", "moves", "same_file"]


class Move(NamedTuple):
    """How many rows went from one outcome to another; both are the same for rows that kept theirs."""

    before: str
    after: str
    rows: int


class ChangedRow(NamedTuple):
    """A row that two checks answer otherwise: outcome and gist of both."""

    number: int
    subject: Mapping[str, Any]
    before: str
    after: str
    gist_before: Mapping[str, Any]
    gist_after: Mapping[str, Any]


def moves(ledger: Ledger, *, before: Check, after: Check) -> list[Move]:
    """Count the rows of two checks by both outcomes.

    Raises:
        UsageProblem: They are not of one file.
    """
    same_file(before, after)
    was, has, both = _beside(before, after)
    counted = select(was.c.outcome, has.c.outcome, func.count()).select_from(both)
    counted = counted.group_by(was.c.outcome, has.c.outcome).order_by(was.c.outcome, has.c.outcome)
    with ledger.read() as connection:
        return [Move(*row) for row in connection.execute(counted)]


def changed_rows(
    ledger: Ledger, *, before: Check, after: Check, after_number: int = 0, most: int
) -> list[ChangedRow]:  # fmt: skip
    """Give the rows that two checks answer otherwise, in the order of the file.

    Args:
        ledger: Where both are kept.
        before: The earlier one.
        after: The later one.
        after_number: Leaves out the rows up to this number.
        most: How many at most.

    Raises:
        UsageProblem: They are not of one file.
    """
    same_file(before, after)
    was, has, both = _beside(before, after)
    differs = or_(was.c.outcome != has.c.outcome, was.c.gist != has.c.gist)
    wanted = select(was.c.number, was.c.subject, was.c.outcome, has.c.outcome, was.c.gist, has.c.gist)
    wanted = wanted.select_from(both).where(differs, was.c.number > after_number).order_by(was.c.number).limit(most)
    with ledger.read() as connection:
        rows = connection.execute(wanted).all()
        bodies = bodies_of(connection, {digest for row in rows for digest in row[4:]})
    gists = {digest: json.loads(body) for digest, body in bodies.items()}
    return [
        ChangedRow(row[0], json.loads(row[1]), row[2], row[3], gists[row[4]], gists[row[5]]) for row in rows
    ]  # fmt: skip


def _beside(before: Check, after: Check) -> tuple[FromClause, FromClause, FromClause]:
    was, has = VERDICTS.alias(), VERDICTS.alias()
    # Whoever named other columns made other rows of the file: those stand in one of the checks alone.
    same_row = and_(was.c.number == has.c.number, was.c.subject == has.c.subject)
    return was, has, was.join(has, and_(same_row, was.c.check == before.id, has.c.check == after.id))


def same_file(before: Check, after: Check) -> None:
    """Look whether two checks can be compared: rows are told apart by their number, which takes the same bytes.

    Raises:
        UsageProblem: They are not of one file.
    """
    inputs = [[one.get("digest") for one in check.inputs] for check in (before, after)]
    if inputs[0] != inputs[1] or not all(inputs[0]):
        what = f"{before.id} and {after.id} are not of one file"
        raise UsageProblem(what, remedy="compare a check with one that asked again about its file")

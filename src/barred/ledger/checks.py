"""Checks that were run: who, when, of what, in which case, from which snapshot, with every verdict."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Row, and_, or_, select

from barred.ledger.bodies import bodies_of, keep_folded_bodies
from barred.ledger.canonical import canonical, digest_of_text
from barred.ledger.ledger import Change, Ledger
from barred.ledger.schema import CHECKS, VERDICTS

__all__ = [
    "Check",
    "FoldedVerdict",
    "KeptVerdict",
    "find_check",
    "keep_check",
    "keep_folded_check",
    "list_checks",
    "verdicts_of",
]

_AT_ONCE = 1_000


class Check(NamedTuple):
    """What a check was of.

    Args:
        name: What the user calls it.
        context: The case as plain data.
        snapshot: Digest of the snapshot that answered.
        version: Of the program.
        inputs: Name and digest of each file.
        counts: Outcome to the number of rows.
        id, actor, at: Given when it is kept.
    """

    name: str
    context: Mapping[str, Any]
    snapshot: str
    version: str
    inputs: Sequence[Mapping[str, str]]
    counts: Mapping[str, int]
    id: str = ""
    actor: str = ""
    at: str = ""


class KeptVerdict(NamedTuple):
    """A verdict of a check: the subject, the outcome, and its gist; rows are counted from 1."""

    number: int
    subject: Mapping[str, Any]
    outcome: str
    gist: Mapping[str, Any]


class FoldedVerdict(NamedTuple):
    """A verdict as it is kept.

    Args:
        number: Counted from 1.
        subject: In canonical form.
        outcome: The outcome.
        gist: Digest of the gist.
        body: The gist in canonical form; empty where another verdict of the check brought it before.
    """

    number: int
    subject: str
    outcome: str
    gist: str
    body: str


def keep_check(change: Change, check: Check, *, verdicts: Iterable[KeptVerdict]) -> Check:
    """Keep a check with its verdicts, and log it.

    Returns:
        The check with its id, who ran it and when.
    """
    return keep_folded_check(change, check, verdicts=map(_folded, verdicts))


def keep_folded_check(change: Change, check: Check, *, verdicts: Iterable[FoldedVerdict]) -> Check:
    """Keep a check as `keep_check` does, of verdicts that are in their kept form already.

    Args:
        change: In which it is kept.
        check: What it was of.
        verdicts: In the order of the rows; taken up a thousand at a time, so that they need not be in memory.

    Returns:
        The check with its id, who ran it and when.
    """
    kept = check._replace(id=f"check-{change.next}", actor=change.deed.actor, at=change.deed.at)
    told = kept._asdict()
    inside = {name: canonical(told[name]) for name in ("context", "inputs", "counts")}
    change.connection.execute(CHECKS.insert().values(**{**told, **inside}))
    for some in _batched(verdicts):
        keep_folded_bodies(change.connection, {one.gist: one.body for one in some if one.body})
        rows = [
            {"check": kept.id, "number": one.number, "subject": one.subject, "outcome": one.outcome, "gist": one.gist}
            for one in some
        ]
        change.connection.execute(VERDICTS.insert(), rows)
    change.log("check.keep", told)
    return kept


def find_check(ledger: Ledger, key: str) -> Check | None:
    """Give a check by id."""
    with ledger.read() as connection:
        row = connection.execute(select(*CHECKS.c).where(CHECKS.c.id == key)).one_or_none()
    return _check(row) if row else None


def list_checks(
    ledger: Ledger, *, most: int | None = None, actor: str = "", before: Check | None = None
) -> list[Check]:  # fmt: skip
    """Give the checks, the newest first.

    Args:
        ledger: Where they are kept.
        most: How many at most; None for all.
        actor: Only those that this one ran; empty for all.
        before: Goes on after this one.
    """
    wanted = select(*CHECKS.c).order_by(CHECKS.c.at.desc(), CHECKS.c.id.desc()).limit(most)
    if actor:
        wanted = wanted.where(CHECKS.c.actor == actor)
    if before:
        is_older = and_(CHECKS.c.at == before.at, CHECKS.c.id < before.id)
        wanted = wanted.where(or_(CHECKS.c.at < before.at, is_older))
    with ledger.read() as connection:
        return [_check(row) for row in connection.execute(wanted)]


def verdicts_of(
    ledger: Ledger, check: str, *, outcomes: Sequence[str] = (), after: int = 0, most: int | None = None
) -> list[KeptVerdict]:
    """Give the verdicts of a check in the order of its rows.

    Args:
        ledger: Where it is kept.
        check: Its id.
        outcomes: Only verdicts of these; none given means all.
        after: Leaves out those up to this number.
        most: How many at most; None for all.
    """
    wanted = select(*VERDICTS.c).where(VERDICTS.c.check == check, VERDICTS.c.number > after)
    if outcomes:
        wanted = wanted.where(VERDICTS.c.outcome.in_(outcomes))
    with ledger.read() as connection:
        rows = connection.execute(wanted.order_by(VERDICTS.c.number).limit(most)).all()
        gists = bodies_of(connection, (row.gist for row in rows))
    loaded = {digest: json.loads(body) for digest, body in gists.items()}
    return [KeptVerdict(row.number, json.loads(row.subject), row.outcome, loaded[row.gist]) for row in rows]


def _folded(verdict: KeptVerdict) -> FoldedVerdict:
    body = canonical(verdict.gist)
    return FoldedVerdict(verdict.number, canonical(verdict.subject), verdict.outcome, digest_of_text(body), body)


def _batched(verdicts: Iterable[FoldedVerdict]) -> Iterator[list[FoldedVerdict]]:
    left = iter(verdicts)
    while some := list(islice(left, _AT_ONCE)):
        yield some


def _check(row: Row[*tuple[Any, ...]]) -> Check:
    told = {name: getattr(row, name) for name in Check._fields}
    return Check(**{**told, **{name: json.loads(told[name]) for name in ("context", "inputs", "counts")}})

"""Subjects that are asked again when something changes, with what their last answer depended on."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, func, select

from barred.errors import UsageProblem
from barred.ledger.bodies import bodies_of, keep_bodies
from barred.ledger.canonical import canonical
from barred.ledger.ledger import Change, Deed, Ledger
from barred.ledger.schema import SAVED

__all__ = [
    "Collection",
    "SavedSubject",
    "Stamp",
    "list_collections",
    "read_saved",
    "remove_collection",
    "restamp_saved",
    "save_subjects",
    "update_saved",
]

_AT_ONCE = 1_000
_INSIDE = ("subject", "said", "lookups")
_SHARED = ("gist", "trail")


class SavedSubject(NamedTuple):
    """A subject with its case and its last answer.

    Args:
        collection: The name under which the user saved it.
        spot: Where it is in the collection: file and row, or the text itself.
        subject: The thing in hand as plain data.
        subject_digest: Digest of what it says, wherever it stands.
        said: The case without the day, in terms of the directory.
        on: The day that was asked about last.
        snapshot: Digest of the snapshot that answered last.
        version: Of the program that answered last.
        seen: Number of the newest log entry when its waivers and cleared pairs were read.
        outcome: Of the last verdict.
        gist: The last verdict in short.
        lookups: Kind of index to the keys looked up in it.
        trail: Kind of record to the ids that the judgement read, and the dates it compared.
        id: Its number in the ledger; 0 before it is saved.
    """

    collection: str
    spot: str
    subject: Mapping[str, Any]
    subject_digest: str
    said: Mapping[str, Any]
    on: str
    snapshot: str
    version: str
    seen: int
    outcome: str
    gist: Mapping[str, Any]
    lookups: Mapping[str, Sequence[str]]
    trail: Mapping[str, Sequence[str]]
    id: int = 0


class Stamp(NamedTuple):
    """What an answer was given for: day, snapshot, program, and the newest log entry that it knew."""

    on: str
    snapshot: str
    version: str
    seen: int


class Collection(NamedTuple):
    """What is saved under a name: how many subjects, and the earliest day they were last asked about."""

    name: str
    subjects: int
    on: str


def save_subjects(
    change: Change, collection: str, *, subjects: Sequence[SavedSubject], files: Iterable[str] = ()
) -> None:  # fmt: skip
    """Save subjects under a name, in place of those that stood at the same spots.

    Args:
        change: The change that this is a part of.
        collection: The name.
        subjects: Of this collection.
        files: Names of files that are saved whole: what was saved of them before goes.
    """
    if not collection.strip():
        raise UsageProblem("what is saved needs a name", where="--save")
    connection, given = change.connection, {one.spot: one for one in subjects}
    for name in files:
        of_file = SAVED.c.spot.startswith(f"{name}:", autoescape=True)
        connection.execute(delete(SAVED).where(SAVED.c.collection == collection, of_file))
    spots = list(given)
    for begin in range(0, len(spots), _AT_ONCE):
        some = [given[spot] for spot in spots[begin : begin + _AT_ONCE]]
        there = SAVED.c.spot.in_([one.spot for one in some])
        connection.execute(delete(SAVED).where(SAVED.c.collection == collection, there))
        connection.execute(SAVED.insert(), _rows(change, some))
    change.log("subjects.save", {"collection": collection, "subjects": len(given), "files": [*files]})


def read_saved(ledger: Ledger, *, collections: Sequence[str] = ()) -> Iterator[SavedSubject]:
    """Give the saved subjects in the order in which they were saved; of all collections unless some are named."""
    after = 0
    shared: dict[str, Mapping[str, Any]] = {}
    while True:
        wanted = select(*SAVED.c).where(SAVED.c.id > after).order_by(SAVED.c.id).limit(_AT_ONCE)
        if collections:
            wanted = wanted.where(SAVED.c.collection.in_(collections))
        with ledger.read() as connection:
            rows = connection.execute(wanted).all()
            new = {getattr(row, name) for row in rows for name in _SHARED} - set(shared)
            shared.update((digest, json.loads(body)) for digest, body in bodies_of(connection, new).items())
        if not rows:
            return
        for row in rows:
            told = {name: getattr(row, name) for name in SavedSubject._fields}
            inside = {name: json.loads(told[name]) for name in _INSIDE}
            yield SavedSubject(**{**told, **inside, **{name: shared[told[name]] for name in _SHARED}})
        after = rows[-1].id


def update_saved(change: Change, answers: Sequence[tuple[SavedSubject, SavedSubject]]) -> None:
    """Put new answers in place of those that were read.

    Args:
        change: The change that this is a part of.
        answers: Each subject as it was read, and with its new answer. One that was saved anew or
            rechecked by somebody else meanwhile is left alone.
    """
    for begin in range(0, len(answers), _AT_ONCE):
        some = answers[begin : begin + _AT_ONCE]
        rows = _rows(change, [new for _, new in some])
        for (old, _), row in zip(some, rows, strict=True):
            is_same = (SAVED.c.id == old.id, SAVED.c.seen == old.seen)
            change.connection.execute(SAVED.update().where(*is_same).values(**row))


def restamp_saved(change: Change, stamps: Sequence[tuple[int, int]], *, stamp: Stamp) -> None:
    """Note that the last answers still hold.

    Args:
        change: The change that this is a part of.
        stamps: Number and `seen` of each subject as it was read.
        stamp: For which day, snapshot, program and log they were found to hold.
    """
    if stamps:
        is_same = (SAVED.c.id == bindparam("was_id"), SAVED.c.seen == bindparam("was_seen"))
        query = SAVED.update().where(*is_same).values(**stamp._asdict())
        change.connection.execute(query, [{"was_id": key, "was_seen": seen} for key, seen in stamps])


def list_collections(ledger: Ledger) -> list[Collection]:
    """Give the names under which something is saved."""
    wanted = select(SAVED.c.collection, func.count(), func.min(SAVED.c.on)).group_by(SAVED.c.collection)
    with ledger.read() as connection:
        return [Collection._make(row) for row in connection.execute(wanted.order_by(SAVED.c.collection))]


def remove_collection(ledger: Ledger, collection: str, *, deed: Deed) -> int:
    """Forget what is saved under a name, and give how many subjects that were.

    Raises:
        UsageProblem: Nothing is saved under it.
    """
    with ledger.change(deed) as change:
        count = change.connection.execute(delete(SAVED).where(SAVED.c.collection == collection)).rowcount
        if not count:
            raise UsageProblem(f"nothing is saved as {collection!r}", remedy="`barred saved list` shows all")
        change.log("subjects.remove", {"collection": collection, "subjects": count})
        return count


def _rows(change: Change, subjects: Sequence[SavedSubject]) -> list[dict[str, Any]]:
    rows = [{name: value for name, value in one._asdict().items() if name != "id"} for one in subjects]
    for name in _SHARED:
        digests = keep_bodies(change.connection, [getattr(one, name) for one in subjects])
        for row, digest in zip(rows, digests, strict=True):
            row[name] = digest
    return [{**row, **{name: canonical(row[name]) for name in _INSIDE}} for row in rows]

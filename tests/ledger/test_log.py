"""The log: it only grows, and a walk along the chain finds whatever was done to it all the same."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from barred.ledger.chain import BEGINNING, link
from barred.ledger.ledger import Ledger
from barred.ledger.log import Head, Span, entries_during, newest_entries, newest_head, read_log, verify_log
from tests.ledger.acts import at, by

_UNGUARD = {
    "sqlite": ("DROP TRIGGER log_no_update", "DROP TRIGGER log_no_delete"),
    "postgresql": ("ALTER TABLE log DISABLE TRIGGER ALL",),
}
_APPEND = """
import sys
from barred.ledger.ledger import Deed, open_ledger
ledger = open_ledger(sys.argv[1])
for number in range(20):
    with ledger.change(Deed(sys.argv[2], "2026-03-02T08:00:00.000000Z")) as change:
        change.log("counted", {"number": number})
ledger.close()
"""


@pytest.fixture
def noted(ledger: Ledger) -> Ledger:
    """Give a ledger with five entries."""
    for number in range(1, 6):
        with ledger.change(by(minute=number)) as change:
            change.log("noted", {"text": f"entry {number}, Grüße"})
    return ledger


@contextmanager
def second_connection(address: str) -> Iterator[Any]:
    """Give a connection past all code of the ledger, as somebody with the file or a password has it."""
    url = address.replace("postgresql://", "postgresql+psycopg://") if "://" in address else f"sqlite:///{address}"
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def tamper(address: str, *statements: str) -> None:
    """Take the guards away and change the log behind the back of the program."""
    with second_connection(address) as connection:
        for statement in (*_UNGUARD[connection.dialect.name], *statements):
            connection.execute(text(statement))


def test_a_chain_that_nobody_touched_is_proved(noted: Ledger) -> None:
    """All entries hang together, and the head is that of the last."""
    proof = verify_log(noted)

    entries = read_log(noted)
    assert (proof.proved, proof.broken, proof.head) == (5, None, entries[-1].hash)
    assert [one.sequence for one in entries] == [1, 2, 3, 4, 5]
    assert verify_log(noted, head=entries[2].hash).broken is None


def test_an_empty_log_is_proved(ledger: Ledger) -> None:
    """Nothing is nothing, and no fault."""
    assert (verify_log(ledger).proved, verify_log(ledger).broken) == (0, None)


@pytest.mark.parametrize("statement", ["UPDATE log SET actor = 'x' WHERE sequence = 2", "DELETE FROM log"])
def test_the_database_refuses_to_change_or_delete(noted: Ledger, address: str, statement: str) -> None:
    """Whatever program is connected: the guards are in the database."""
    with pytest.raises(DBAPIError, match="the log only grows"), second_connection(address) as connection:
        connection.execute(text(statement))

    assert verify_log(noted).proved == 5


@pytest.mark.postgres
@pytest.mark.parametrize("address", ["postgres"], indirect=True)
def test_postgresql_refuses_to_empty_the_log(noted: Ledger, address: str) -> None:
    """TRUNCATE looks at no row, so it has a guard of its own."""
    with (
        psycopg.connect(address) as connection,
        pytest.raises(psycopg.errors.RaiseException, match="the log only grows"),
    ):
        connection.execute("TRUNCATE log")

    assert verify_log(noted).proved == 5


@pytest.mark.parametrize(
    ("statement", "broken", "why"),
    [
        ("UPDATE log SET payload = '{}' WHERE sequence = 3", 3, "its content is not what was written"),
        ("UPDATE log SET actor = 'somebody else' WHERE sequence = 1", 1, "its content is not what was written"),
        ("UPDATE log SET at = '2020-01-01T00:00:00.000000Z' WHERE sequence = 5", 5, "its content is not"),
        ("DELETE FROM log WHERE sequence = 2", 2, "entry 2 is missing"),
        ("DELETE FROM log WHERE sequence = 1", 1, "entry 1 is missing"),
        ("UPDATE log SET hash = previous WHERE sequence = 4", 4, "its content is not what was written"),
        ("UPDATE log SET previous = hash WHERE sequence = 4", 4, "it does not follow"),
        (
            "INSERT INTO log SELECT 0, at, 'x', action, payload, previous, hash FROM log WHERE sequence = 1",
            1,
            "entry 0 stands before the first",
        ),
        (
            "INSERT INTO log SELECT 7, at, 'x', action, payload, previous, hash FROM log WHERE sequence = 5",
            6,
            "entry 6 is missing; the next one is 7",
        ),
        # A fork: a second entry that follows from the fourth.
        (
            "INSERT INTO log SELECT 6, at, 'x', action, payload, previous, hash FROM log WHERE sequence = 5",
            6,
            "it does not follow",
        ),
    ],
)
def test_tampering_is_found_and_named(noted: Ledger, address: str, statement: str, broken: int, why: str) -> None:
    """Who takes the guards away can change the log, and cannot make the chain fit."""
    tamper(address, statement)

    proof = verify_log(noted)

    assert (proof.broken, proof.proved) == (broken, broken - 1)
    assert why in proof.why


def test_a_cut_end_is_found_by_a_head_noted_earlier(noted: Ledger, address: str) -> None:
    """The chain alone cannot tell that its end is gone; a digest kept elsewhere can."""
    head = verify_log(noted).head
    tamper(address, "DELETE FROM log WHERE sequence = 5")

    assert verify_log(noted).broken is None
    assert "the end was cut off" in verify_log(noted, head=head).why


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
@pytest.mark.parametrize("part", ["payload", "at", "hash", "previous", "actor"])
def test_what_is_no_text_is_told(noted: Ledger, address: str, part: str) -> None:
    """SQLite takes bytes for a text; they are a fault of the entry, and none of the program."""
    tamper(address, f"UPDATE log SET {part} = CAST({part} AS BLOB) WHERE sequence = 3")  # noqa: S608 - a case

    proof = verify_log(noted)

    assert (proof.broken, proof.why) == (3, "a part of it is no text")


def anew(address: str, *, since: int, actor: str, until: int = 5) -> None:
    """Write the log anew from an entry on with all digests, as who has the whole database can."""
    with second_connection(address) as connection:
        for statement in _UNGUARD[connection.dialect.name]:
            connection.execute(text(statement))
        rows = [dict(one) for one in connection.execute(text("SELECT * FROM log ORDER BY sequence")).mappings()]
        previous = BEGINNING
        for row in rows:
            if row["sequence"] >= since:
                row |= {"actor": actor, "previous": previous}
                row["hash"] = link(row)
                told = {name: row[name] for name in ("sequence", "actor", "previous", "hash")}
                connection.execute(
                    text("UPDATE log SET actor=:actor, previous=:previous, hash=:hash WHERE sequence=:sequence"), told
                )
            previous = row["hash"]
        connection.execute(text("DELETE FROM log WHERE sequence > :until"), {"until": until})


def test_a_log_written_anew_is_found_by_heads_noted_earlier(noted: Ledger, address: str) -> None:
    """The chain alone fits again; the first head that is another tells, and the last that is the same says when."""
    heads = [Head(one.sequence, one.hash) for one in read_log(noted)]
    kept = [heads[1], heads[3], heads[4]]
    before = verify_log(noted, noted=kept)

    anew(address, since=3, actor="somebody else")

    assert (before.broken, newest_head(noted).number) == (None, 5)
    assert verify_log(noted).broken is None
    proof = verify_log(noted, noted=kept)
    assert (proof.broken, proof.proved) == (4, 3)
    assert "written anew after entry 2" in proof.why
    assert "at the latest here" in verify_log(noted, noted=[heads[4]]).why
    assert verify_log(noted, noted=[heads[1]]).broken is None


def test_a_cut_end_is_found_by_numbers_noted_earlier(noted: Ledger, address: str) -> None:
    """Also where other entries were written in its place up to a lower number."""
    head = newest_head(noted)
    anew(address, since=4, actor="somebody else", until=4)

    assert verify_log(noted).broken is None
    proof = verify_log(noted, noted=[Head(2, read_log(noted)[1].hash), head])
    assert (proof.broken, "entry 5 was noted: the end was cut off" in proof.why) == (5, True)


def test_the_head_of_an_empty_log_is_the_beginning(ledger: Ledger) -> None:
    """Which proves nothing."""
    assert newest_head(ledger) == Head(0, BEGINNING)


def test_many_processes_write_one_chain(ledger: Ledger, address: str) -> None:
    """Writers take turns: no number is left out and none is given twice."""
    names = ["north", "south", "east"]
    running = [subprocess.Popen([sys.executable, "-c", _APPEND, address, name]) for name in names]

    assert [one.wait(timeout=120) for one in running] == [0, 0, 0]
    assert (verify_log(ledger).proved, verify_log(ledger).broken) == (60, None)
    assert {one.actor for one in read_log(ledger)} == set(names)


def test_the_log_is_read_from_its_end(noted: Ledger) -> None:
    """In parts, and of one action."""
    with noted.change(by(minute=6)) as change:
        change.log("other", {})

    assert [one.sequence for one in newest_entries(noted, most=2)] == [6, 5]
    assert [one.sequence for one in newest_entries(noted, before=5, most=9)] == [4, 3, 2, 1]
    assert [one.sequence for one in newest_entries(noted, most=1, action="noted")] == [5]


@pytest.mark.parametrize(("since", "until"), [(0, 9), (2, 4), (3, 3), (5, 9), (6, 9), (0, 1), (0, 2)])
def test_a_time_is_found_as_by_a_walk(noted: Ledger, since: int, until: int) -> None:
    """The entries from the first moment to before the last, the newest first."""
    with noted.change(by(minute=3)) as change:
        change.log("noted", {"text": "a clock that is late"})

    span = Span(at(since), at(until), at(max(since - 3, 0)), at(until + 3))
    found = entries_during(noted, span, action="noted", most=99)

    walked = [one for one in read_log(noted) if at(since) <= one.at < at(until)]
    assert found == walked[::-1]

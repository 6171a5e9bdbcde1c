"""Sessions: begun, found by any server, over by time, idleness, command or the end of their key."""

import json
import subprocess
import sys

import pytest
from sqlalchemy import select

from barred.ledger.keys import add_key, revoke_key
from barred.ledger.ledger import Ledger, open_ledger
from barred.ledger.log import read_log
from barred.ledger.schema import SECRETS, SESSIONS, SPENT
from barred.ledger.sessions import (
    Entrant,
    Session,
    begin_session,
    end_session,
    end_sessions,
    find_session,
    list_sessions,
)
from barred.ledger.spend import spend, spend_in
from tests.ledger.acts import at, by

_ADA = Entrant("Ada [248]", "curator", subject="248")


def found(ledger: Ledger, session: Session, secret: str, *, minute: int, idle_since: str = "") -> Session | None:
    """Look for a session at a minute of the morning."""
    return find_session(ledger, session.id, secret=secret, at=at(minute), idle_since=idle_since)


def test_a_session_goes_on_until_its_end(ledger: Ledger) -> None:
    """Up to its last moment and no longer, whatever is asked meanwhile."""
    session, secret = begin_session(ledger, _ADA, ends_at=at(30), deed=by("Ada [248]", 1))

    assert found(ledger, session, secret, minute=29) == session
    assert found(ledger, session, secret, minute=30) is None
    assert [one.state(at(30), idle_since="") for one in list_sessions(ledger)] == ["expired"]


def test_who_asks_nothing_for_long_has_to_sign_in_again(ledger: Ledger) -> None:
    """Each question moves the time from which it counts, once a minute."""
    session, secret = begin_session(ledger, _ADA, ends_at=at(59), deed=by(minute=1))

    assert found(ledger, session, secret, minute=10, idle_since=at(0)) is not None
    assert [one.seen_at for one in list_sessions(ledger)] == [at(10)]
    assert found(ledger, session, secret, minute=20, idle_since=at(9)) is not None
    assert found(ledger, session, secret, minute=40, idle_since=at(20)) is None
    assert [one.state(at(40), idle_since=at(20)) for one in list_sessions(ledger)] == ["idle"]


def test_a_session_that_was_ended_opens_nothing(ledger: Ledger) -> None:
    """For nobody, and it is told who ended it; a second time there is nothing to end."""
    session, secret = begin_session(ledger, _ADA, ends_at=at(30), deed=by(minute=1))
    other, others_secret = begin_session(ledger, _ADA, ends_at=at(30), deed=by(minute=1))

    ended = end_session(ledger, session.id, deed=by("the admin", 2))

    assert ended is not None
    assert (ended.ended_at, ended.ended_by) == (at(2), "the admin")
    assert found(ledger, session, secret, minute=3) is None
    assert found(ledger, other, others_secret, minute=3) is not None
    assert end_session(ledger, session.id, deed=by(minute=4)) is None
    assert end_session(ledger, "no-such", deed=by(minute=4)) is None
    assert [one.action for one in read_log(ledger)] == ["session.begin", "session.begin", "session.end"]


def test_a_session_of_a_key_is_worth_what_the_key_is(ledger: Ledger) -> None:
    """It ends when the key is revoked or expires, though nobody ended the session."""
    _, key = add_key(ledger, "the till", role="approver", deed=by())
    _, short = add_key(ledger, "a guest", role="reader", deed=by(), expires=at(10))
    entrant = Entrant("the till", "reader", key.prefix)
    session, secret = begin_session(ledger, entrant, ends_at=at(59), deed=by(minute=1))
    brief, others_secret = begin_session(ledger, Entrant("a guest", "reader", short.prefix), ends_at=at(59), deed=by())

    now = found(ledger, session, secret, minute=2)
    assert now is not None
    assert now.role == "approver"
    assert found(ledger, brief, others_secret, minute=9) is not None
    assert found(ledger, brief, others_secret, minute=10) is None
    revoke_key(ledger, key.prefix, deed=by(minute=11))
    assert found(ledger, session, secret, minute=11) is None
    assert {one.name: one.state(at(11), idle_since="") for one in list_sessions(ledger)} == {
        "the till": "ended",
        "a guest": "expired",
    }


def test_what_is_kept_of_a_session_does_not_open_it(ledger: Ledger) -> None:
    """Neither the id nor the digest is the secret, and the secret is in no table and no log."""
    session, secret = begin_session(ledger, _ADA, ends_at=at(30), deed=by())
    with ledger.read() as connection:
        row = connection.execute(select(*SESSIONS.c)).one()

    assert not [one for one in (*row, *read_log(ledger)) if secret in str(one)]
    for guess in (row.digest, session.id, "", secret[:-1], secret + "x", "' OR 1=1 --"):
        assert found(ledger, session, guess, minute=1) is None


def test_sessions_are_forgotten_when_their_time_is_over(ledger: Ledger) -> None:
    """The next sign-in takes them away; the log still tells of them."""
    begin_session(ledger, _ADA, ends_at=at(5), deed=by())
    begin_session(ledger, Entrant("Bo [7]", "reader", subject="7"), ends_at=at(30), deed=by(minute=5))

    assert [one.name for one in list_sessions(ledger)] == ["Bo [7]"]
    assert len(read_log(ledger, actions=["session.begin"])) == 2


def test_all_servers_sign_with_one_secret(address: str) -> None:
    """Those that start at the same moment too; the log tells that it was made, and not what it is."""
    open_ledger(address).close()
    code = (
        "import sys; from barred.ledger.ledger import *; from barred.ledger.signing_secret import *; "
        "print(signing_secret(open_ledger(sys.argv[1]), deed=Deed('a server', '2026-03-02')).hex())"
    )
    command = [sys.executable, "-c", code, address]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    told = {one.communicate(timeout=120)[0].strip() for one in running}
    ledger = open_ledger(address)
    with ledger.read() as connection:
        rows = connection.execute(select(*SECRETS.c)).all()
    [made] = read_log(ledger)
    ledger.close()

    [secret] = told
    assert [one.value for one in rows] == [secret]
    assert len(secret) == 64
    assert made.action == "secret.make"
    assert secret not in made.payload


@pytest.mark.parametrize("minutes", [(1, 2), (1, 1)])
def test_what_may_be_used_once_is_used_once(ledger: Ledger, minutes: tuple[int, int]) -> None:
    """By whoever comes first; when it is worth nothing anyhow it is forgotten."""
    first, second = (spend(ledger, "a state", until=at(9), deed=by(minute=one)) for one in minutes)
    other = spend(ledger, "another", until=at(30), deed=by(minute=9))
    with ledger.read() as connection:
        kept = connection.execute(select(SPENT.c.until)).scalars().all()

    assert (first, second, other) == (True, False, True)
    assert kept == [at(30)]
    assert read_log(ledger) == []


def test_several_sessions_are_ended_at_once(ledger: Ledger) -> None:
    """Those that are meant and go on: each is in the log, and one that is over is not ended again."""
    _, key = add_key(ledger, "the till", role="reader", deed=by())
    _, twin = add_key(ledger, "the till", role="reader", deed=by())
    till = Entrant("the till", "reader", key.prefix, browser="Firefox, Linux")
    first, second, over = (begin_session(ledger, till, ends_at=at(30), deed=by(minute=1))[0] for _ in range(3))
    others = [
        begin_session(ledger, one, ends_at=at(30), deed=by(minute=1))[0]
        for one in (_ADA, Entrant("the till", "reader", twin.prefix))
    ]
    end_session(ledger, over.id, deed=by(minute=2))

    ended = end_sessions(
        ledger, lambda one: one.is_of(key.prefix, subject="") and one.id != first.id, deed=by("the till", 3)
    )

    assert [one.id for one in ended] == [second.id]
    goes_on = {one.id for one in list_sessions(ledger) if one.state(at(4), idle_since="") == "active"}
    assert goes_on == {first.id, *(one.id for one in others)}
    assert [json.loads(one.payload)["id"] for one in read_log(ledger, actions=["session.end"])] == [over.id, second.id]
    assert "Firefox" not in str(read_log(ledger))


@pytest.mark.parametrize(
    ("key", "subject", "is_so"), [("", "248", True), ("", "", False), ("", "24", False), ("ab", "248", False)]
)
def test_a_session_is_somebodys(key: str, subject: str, is_so: bool) -> None:  # noqa: FBT001 - a case
    """By what the provider calls the person, or by the key; nobody has those of everybody."""
    session = Session("one", "provider", None, "248", "Ada [248]", "curator", at(1), at(1), at(9))

    assert session.is_of(key, subject=subject) is is_so
    assert not session._replace(key="cd", subject="").is_of(key, subject=subject)


def test_what_is_used_up_in_a_change_that_breaks_off_is_not(ledger: Ledger) -> None:
    """It can be used again, because nothing came of it."""

    def break_off() -> None:
        with ledger.change(by()) as change:
            assert spend_in(change, "a token", until=at(9))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()

    assert spend(ledger, "a token", until=at(9), deed=by())

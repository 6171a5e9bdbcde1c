"""Keys: shown once, kept as a digest, and closed when they expire or are revoked."""

import pytest
from sqlalchemy import select

from barred.errors import UsageProblem
from barred.ledger.keys import add_key, find_key, list_keys, revoke_key
from barred.ledger.ledger import Ledger
from barred.ledger.log import read_log
from barred.ledger.schema import KEYS
from tests.ledger.acts import at, by


def test_a_key_opens_until_it_is_revoked(ledger: Ledger) -> None:
    """The text that was shown opens; afterwards it does not, and the list still has it."""
    text, key = add_key(ledger, "the till", role="reader", deed=by())

    opened = find_key(ledger, text, at=at(1))
    revoke_key(ledger, key.prefix, deed=by("the registry", 2))

    assert opened is not None
    assert (opened.name, opened.role) == ("the till", "reader")
    assert find_key(ledger, text, at=at(3)) is None
    assert [one.state(at(3)) for one in list_keys(ledger)] == ["revoked"]
    with pytest.raises(UsageProblem, match="revoked already"):
        revoke_key(ledger, key.prefix, deed=by(minute=4))


def test_a_key_expires(ledger: Ledger) -> None:
    """From its last day on it opens nothing."""
    text, _ = add_key(ledger, "the till", role="reader", deed=by(), expires="2026-03-03")

    assert find_key(ledger, text, at="2026-03-02T23:59:59.999999Z") is not None
    assert find_key(ledger, text, at="2026-03-03T00:00:00.000000Z") is None


def test_what_is_kept_does_not_open(ledger: Ledger) -> None:
    """Neither the table nor the log holds the key."""
    text, key = add_key(ledger, "the till", role="admin", deed=by())
    with ledger.read() as connection:
        row = connection.execute(select(*KEYS.c)).one()

    told = [*map(str, row), *(str(one) for one in read_log(ledger))]

    secret = text.removeprefix(f"barred_{key.prefix}_")
    assert len(secret) > 40
    assert not [one for one in told if secret in one]
    assert find_key(ledger, f"barred_{key.prefix}_{row.digest}", at=at(1)) is None


@pytest.mark.parametrize("text", ["", "barred_", "barred_0000000000_x", "x" * 10_000, "barred_%_' OR 1=1 --"])
def test_other_texts_open_nothing(ledger: Ledger, text: str) -> None:
    """Nothing, anything and an attack are all just not a key."""
    add_key(ledger, "the till", role="reader", deed=by())

    assert find_key(ledger, text, at=at(1)) is None


def test_the_last_use_is_kept_to_the_minute(ledger: Ledger) -> None:
    """A second use in the same minute writes nothing."""
    text, _ = add_key(ledger, "the till", role="reader", deed=by())
    for second in (5, 30):
        find_key(ledger, text, at=at(1, second))
    first = list_keys(ledger)[0].used_last
    find_key(ledger, text, at=at(2, 1))

    assert (first, list_keys(ledger)[0].used_last) == (at(1, 5), at(2, 1))


@pytest.mark.parametrize(("name", "role"), [("the till", "owner"), (" ", "reader")])
def test_a_key_without_name_or_role_is_refused(ledger: Ledger, name: str, role: str) -> None:
    """Somebody must be able to tell later whose it was."""
    with pytest.raises(UsageProblem):
        add_key(ledger, name, role=role, deed=by())

    assert list_keys(ledger) == []

"""Opening a ledger, its versions, and transactions that are kept whole or not at all."""

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from barred.errors import LedgerProblem, UsageProblem
from barred.ledger.contents import contents
from barred.ledger.keys import add_key, find_key
from barred.ledger.ledger import Ledger, open_ledger
from barred.ledger.log import read_log, verify_log
from barred.ledger.schema import METADATA, NEWEST, VERSIONS
from barred.ledger.sessions import Entrant, begin_session, list_sessions
from tests.ledger.acts import at, by


def set_version(ledger: Ledger, version: str) -> None:
    """Make a ledger say that it is of another version."""
    with ledger.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})


def test_the_migrations_make_the_tables_that_the_code_works_on(ledger: Ledger) -> None:
    """What a new ledger gets step by step is what the schema declares."""
    with ledger.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_the_versions_are_those_of_the_migrations() -> None:
    """The list in the schema spares every start the loading of alembic; it must not lag behind."""
    folder = str(files("barred.ledger") / "migrations")
    scripts = ScriptDirectory(folder, version_locations=[folder])

    assert tuple(one.revision for one in reversed([*scripts.walk_revisions()])) == VERSIONS


def test_a_second_start_finds_what_is_there(address: str) -> None:
    """Opening makes the tables once; an upgrade of the newest version does nothing."""
    first = open_ledger(address)
    with first.change(by()) as change:
        change.log("noted", {})
    first.close()

    again = open_ledger(address, may_make=False)

    assert again.upgrade() == []
    assert (again.version(), contents(again).rows["log"]) == (NEWEST, 1)
    again.close()


@pytest.mark.parametrize("version", ["9999", "0002-of-tomorrow"])
def test_a_newer_ledger_is_left_alone(address: str, version: str) -> None:
    """A version that this program does not know is an error that says so, and no upgrade touches it."""
    ledger = open_ledger(address)
    set_version(ledger, version)
    ledger.close()

    with pytest.raises(LedgerProblem, match=f"version {version}, and this program knows only up to"):
        open_ledger(address)
    opened = open_ledger(address, any_version=True)
    with pytest.raises(LedgerProblem, match="use the newer barred"):
        opened.upgrade()
    assert opened.version() == version
    opened.close()


def test_an_older_ledger_asks_for_the_upgrade(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's ledger is changed in passing: the command that does it is named."""
    open_ledger(address).close()
    monkeypatch.setattr("barred.ledger.version.NEWEST", "9999")

    with pytest.raises(LedgerProblem, match="barred db upgrade"):
        open_ledger(address)


@pytest.mark.parametrize(
    ("version", "undone"),
    [
        ("0001", ("DROP TABLE waiver_requests", "DROP TABLE sessions", "DROP TABLE secrets", "DROP TABLE spent")),
        ("0002", ("DROP TABLE waiver_requests", "ALTER TABLE sessions DROP COLUMN browser",
                  "ALTER TABLE sessions DROP COLUMN provider_session")),
    ],
)  # fmt: skip
def test_an_upgrade_keeps_what_is_there(ledger: Ledger, version: str, undone: tuple[str, ...]) -> None:
    """A ledger of an older version, with a key and its log, is brought to the newest one step by step."""
    text_of_key, key = add_key(ledger, "the till", role="reader", deed=by())
    begin_session(ledger, Entrant("the till", "reader", key.prefix), ends_at=at(9), deed=by())
    with ledger.write() as connection:
        for statement in undone:
            connection.execute(text(statement))
    set_version(ledger, version)

    done = ledger.upgrade()

    assert done == list(VERSIONS[VERSIONS.index(version) + 1 :])
    assert find_key(ledger, text_of_key, at=at(1)) is not None
    assert [one.browser for one in list_sessions(ledger)] == ([""] if version == "0002" else [])
    assert verify_log(ledger).broken is None
    with ledger.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_an_empty_place_is_not_made_into_a_ledger_by_reading(address: str) -> None:
    """Who only wants to look gets an error, and no file."""
    with pytest.raises(LedgerProblem, match="no ledger is there yet"):
        open_ledger(address, may_make=False)

    assert "://" in address or not Path(address).exists()


def test_many_processes_make_one_ledger(address: str) -> None:
    """Whoever comes first makes the tables, and the others find them."""
    code = "import sys; from barred.ledger.ledger import open_ledger; open_ledger(sys.argv[1]).close()"
    running = [subprocess.Popen([sys.executable, "-c", code, address]) for _ in range(5)]

    assert [one.wait(timeout=120) for one in running] == [0] * 5
    opened = open_ledger(address, may_make=False)
    assert opened.version() == NEWEST
    opened.close()


def test_a_change_that_breaks_off_leaves_nothing(ledger: Ledger) -> None:
    """The log entry and what it tells of stand or fall together."""

    def break_off() -> None:
        with ledger.change(by()) as change:
            change.log("half-done", {})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()

    assert read_log(ledger) == []


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    """A wrong file is an error with its name, and stays as it is."""
    path = tmp_path / "notes.txt"
    path.write_text("not a database, but long enough to be taken for one at first sight" * 20, "utf-8")
    before = path.read_bytes()

    with pytest.raises(LedgerProblem, match=r"notes\.txt"):
        open_ledger(str(path))

    assert path.read_bytes() == before


@pytest.mark.parametrize(("address", "told"), [("mysql://host/name", "mysql"), ("no scheme://host", "address")])
def test_an_address_of_another_kind_is_a_usage_error(address: str, told: str) -> None:
    """Two kinds of database are tested, so two are taken."""
    with pytest.raises(UsageProblem, match=told):
        open_ledger(address)


def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    """What goes into a log file holds no password."""
    with pytest.raises(LedgerProblem) as told:
        open_ledger("postgresql://registry:secret-word@127.0.0.1:1/none")

    assert "127.0.0.1" in str(told.value)
    assert "secret-word" not in str(told.value)

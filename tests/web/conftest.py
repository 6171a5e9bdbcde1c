"""One server for all tests that leave it as it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from barred.directory.snapshot import Snapshot
from tests.web.office import Office, office
from tests.web.talk import Server, running
from tests.web.walk import every_route
from tests.web.window import FLAGS

__all__ = ["browser", "bureau", "desk", "routes", "server"]


@pytest.fixture(scope="session")
def server(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Give a server of the built-in directory, at whose gate a US executive agency stands."""
    words = ("--snapshot", str(snapshot.path), "--as", "us/federal/executive-agency", "--to", "procure", "--rate", "0")
    with running(tmp_path_factory.mktemp("server"), *words) as found:
        yield found


@pytest.fixture(scope="session")
def desk(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Give a server with a ledger in SQLite; tests add to it and look for what is theirs."""
    with office(tmp_path_factory.mktemp("desk"), snapshot.path) as found:
        yield found


@pytest.fixture
def bureau(address: str, snapshot: Snapshot, tmp_path: Path) -> Iterator[Office]:
    """Give a server with an empty ledger, on one database after the other."""
    with office(tmp_path, snapshot.path, address=address) as found:
        yield found


@pytest.fixture(scope="session")
def routes(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[tuple[str, str]]]:
    """Give method and address of every route that a server has."""
    with every_route(snapshot, tmp_path_factory.mktemp("routes")) as found:
        yield found


@pytest.fixture(scope="module")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """Give the browser that the machine has, or skip."""
    program = Path(request.config.getoption("--chromium"))
    if not program.exists():
        pytest.skip(f"there is no Chromium at {program}; say where with --chromium")
    with sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=program, args=list(FLAGS))
        yield found
        found.close()

"""One server for all tests that leave it as it is."""

from collections.abc import Iterator

import pytest

from barred.directory.snapshot import Snapshot
from tests.web.talk import Server, running

__all__ = ["server"]


@pytest.fixture(scope="session")
def server(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Give a server of the built-in directory, at whose gate a US executive agency stands."""
    words = ("--snapshot", str(snapshot.path), "--as", "us/federal/executive-agency", "--to", "procure", "--rate", "0")
    with running(tmp_path_factory.mktemp("server"), *words) as found:
        yield found

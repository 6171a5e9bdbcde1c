"""What many tests share: the snapshot of the built-in directory, built once a run."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from barred.directory.snapshot import Snapshot
from barred.wiring import build_snapshot, builtin_directory


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
    """Keep tests away from the settings and the cache of whoever runs them."""
    for name in [one for one in os.environ if one.startswith("BARRED_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("BARRED_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture(scope="session")
def samples() -> Path:
    """Give the folder of labelled samples, or skip: they are no part of the project."""
    folder = os.environ.get("SAMPLES_FOLDER", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("set SAMPLES_FOLDER to a folder of labelled samples")
    return Path(folder)

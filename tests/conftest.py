"""What many tests share: the snapshot of the built-in directory, built once a run."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from barred.directory.snapshot import Snapshot
from barred.wiring import build_snapshot, builtin_directory


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

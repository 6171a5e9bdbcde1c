"""Directories for tests: invented records over the real vocabularies."""

import shutil
from pathlib import Path

import pytest

__all__ = ["builtin", "invented", "root"]


@pytest.fixture(scope="session")
def builtin() -> Path:
    """The directory that comes with the program."""
    return Path(__file__).parents[2] / "directory"


@pytest.fixture(scope="session")
def root(builtin: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small directory that nothing is wrong with; for reading only."""
    folder = tmp_path_factory.mktemp("roots") / "base"
    return _laid(builtin, folder)


@pytest.fixture
def invented(builtin: Path, tmp_path: Path) -> Path:
    """The same, for a test to change."""
    return _laid(builtin, tmp_path / "base")


def _laid(builtin: Path, folder: Path) -> Path:
    shutil.copytree(Path(__file__).parent / "base", folder)
    shutil.copytree(builtin / "vocabulary", folder / "vocabulary")
    return folder

"""Directories for tests: invented records over the real vocabularies."""

import shutil
import tomllib
from pathlib import Path

import pytest

from barred.directory.format import format_record

__all__ = ["builtin", "invented", "root"]

# The small directory uses few of the words that it borrows.
BORROWED = "borrowed from the directory that defines it"
PLACES = ("ch", "cn", "gb-sct", "us")


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
    for path in (folder / "vocabulary").iterdir():
        borrowed = {**tomllib.loads(path.read_text("utf-8")), "kept_for": BORROWED}
        path.write_text(format_record("vocabulary", borrowed), "utf-8")
    # Reading six hundred places for each case takes longer than all the rest.
    place = folder / "vocabulary" / "place.toml"
    vocabulary = tomllib.loads(place.read_text("utf-8"))
    terms = {one["id"]: one for one in vocabulary["terms"]}
    kept: set[str] = set()
    waiting = [*PLACES]
    while waiting:
        kept.add(waiting.pop())
        waiting += [broader for one in kept for broader in terms[one].get("broader", []) if broader not in kept]
    vocabulary["terms"] = [one for key, one in terms.items() if key in kept]
    place.write_text(format_record("vocabulary", vocabulary), "utf-8")
    return folder

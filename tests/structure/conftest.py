"""What every test of the structure looks at: the files of the project, and nothing that is ignored."""

from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

__all__ = ["files", "modules", "root"]


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the checkout."""
    return Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def files(root: Path) -> dict[str, str]:
    """Path from the root to text, for every file of the project that is text; at least twenty."""
    rules = (root / ".gitignore").read_text("utf-8").splitlines()
    ignored = {rule.strip("/") for rule in rules if rule and not rule.startswith("#")} | {".git"}
    found = {str(path.relative_to(root)): text for path in _walk(root, ignored) if (text := _text(path)) is not None}
    assert len(found) > 20
    return found


@pytest.fixture(scope="session")
def modules(files: dict[str, str]) -> dict[str, str]:
    """Path to source, for every module of the package; at least ten."""
    found = {path: text for path, text in files.items() if path.startswith("src/") and path.endswith(".py")}
    assert len(found) > 10
    return found


def _walk(folder: Path, ignored: set[str]) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if any(fnmatch(path.name, rule) for rule in ignored):
            continue
        if path.is_dir():
            yield from _walk(path, ignored)
        else:
            yield path


def _text(path: Path) -> str | None:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return None

"""Files of jobs: by digest, once, whole or not at all."""

import hashlib
from pathlib import Path

import pytest

from barred.errors import FileProblem
from barred.ledger.file_store import FileStore


def test_a_file_is_found_by_its_digest(tmp_path: Path) -> None:
    """Bytes and files alike; the same content lies there once, and nobody else may read it."""
    store = FileStore(tmp_path / "files")
    source = tmp_path / "quote.csv"
    source.write_bytes(b"Brand\nAxis\n")

    digest = store.keep(b"Brand\nAxis\n")
    again = store.take(source)

    found = store.path(digest)
    assert digest == again == f"sha256:{hashlib.sha256(source.read_bytes()).hexdigest()}"
    assert found is not None
    assert found.read_bytes() == source.read_bytes()
    assert [one for one in store.folder.rglob("*") if one.is_file()] == [found]
    assert found.stat().st_mode & 0o077 == 0


def test_a_file_is_moved_in(tmp_path: Path) -> None:
    """It is not where it was, and what lies here already is not written again."""
    store = FileStore(tmp_path / "files")
    digests = []
    for name in ("first", "second"):
        source = tmp_path / name
        source.write_bytes(b"Brand\nAxis\n")
        source.chmod(0o644)
        digests.append(store.move_in(source))
        assert not source.exists()

    found = store.path(digests[0])
    assert digests[0] == digests[1] == store.keep(b"Brand\nAxis\n")
    assert found is not None
    assert [one for one in store.folder.rglob("*") if one.is_file()] == [found]
    assert found.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("digest", ["", "sha256:", "sha256:../../etc/passwd", "sha256:" + "A" * 64, "/" * 64, "0" * 64])
def test_what_is_no_digest_of_a_file_here_is_none(tmp_path: Path, digest: str) -> None:
    """No path leads out of the folder."""
    store = FileStore(tmp_path)
    store.keep(b"something")

    assert store.path(digest) is None


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """With the option that names it."""
    taken = tmp_path / "taken"
    taken.write_text("a file", "utf-8")

    with pytest.raises(FileProblem, match="--files"):
        FileStore(taken).keep(b"something")

"""A vault finds documents by their bytes and leaves them as they are."""

from hashlib import sha256
from pathlib import Path

import pytest

from barred.errors import FileProblem
from barred.evidence.vault import Vault, document_digest, read_document


def kept(path: Path, content: bytes) -> str:
    """Write a document; give its digest."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return f"sha256:{sha256(content).hexdigest()}"


def test_documents_are_found_by_their_bytes(tmp_path: Path) -> None:
    """Whatever they are called, in whatever folder; text comes back with its line breaks and mark."""
    first = kept(tmp_path / "b" / "any name", "\ufeffone\r\ntwo\r".encode())
    second = kept(tmp_path / "a.txt", b"x" * 3_000_000)

    vault = Vault(tmp_path)

    assert vault.text(first) == "\ufeffone\r\ntwo\r"
    assert len(vault.text(second) or "") == 3_000_000
    assert vault.text("sha256:none") is None


def test_hidden_files_are_left_out(tmp_path: Path) -> None:
    """What a file manager or a version control keeps there was not captured."""
    digest = kept(tmp_path / ".cache" / "one.txt", b"one")
    other = kept(tmp_path / ".two", b"two")

    assert Vault(tmp_path).text(digest) is None
    assert Vault(tmp_path).text(other) is None


def test_files_are_hashed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A vault may be large."""
    digest = kept(tmp_path / "one", b"one")
    calls: list[Path] = []

    def counted(path: Path) -> str:
        calls.append(path)
        return document_digest(path)

    monkeypatch.setattr("barred.evidence.vault.document_digest", counted)
    vault = Vault(tmp_path)

    assert [vault.text(digest), vault.text(digest), vault.text("none")] == ["one", "one", None]
    assert calls == [tmp_path / "one"]


def test_other_bytes_than_text_are_a_file_problem(tmp_path: Path) -> None:
    """Only when somebody asks for them."""
    digest = kept(tmp_path / "one", b"ab\xff")

    with pytest.raises(FileProblem, match="byte 2"):
        Vault(tmp_path).text(digest)


def test_what_cannot_be_read_is_a_file_problem(tmp_path: Path) -> None:
    """A folder that is none, a file that is none."""
    with pytest.raises(FileProblem, match="no such folder"):
        Vault(tmp_path / "none")
    for read in (read_document, document_digest):
        with pytest.raises(FileProblem, match="cannot be read"):
            read(tmp_path / "none")

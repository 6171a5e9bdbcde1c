"""A folder of captured documents, found by the SHA-256 of their bytes; nothing in it is ever changed."""

from hashlib import sha256
from pathlib import Path

from barred.errors import FileProblem

__all__ = ["Vault", "document_digest", "read_document"]

_AT_ONCE = 1 << 20


def document_digest(path: Path) -> str:
    """Give the digest of a file's bytes, `sha256:` and 64 hexadecimal digits, read piece by piece.

    Raises:
        FileProblem: It cannot be read.
    """
    made = sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(_AT_ONCE):
                made.update(piece)
    except OSError as trouble:
        raise _unreadable(path, trouble) from trouble
    return f"sha256:{made.hexdigest()}"


def read_document(path: Path) -> str:
    """Give the text of a captured document: its bytes as UTF-8, line breaks and a byte order mark kept.

    Raises:
        FileProblem: It cannot be read, or is no UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as trouble:
        raise _unreadable(path, trouble) from trouble
    except UnicodeDecodeError as trouble:
        what = f"not UTF-8: {trouble.reason} at byte {trouble.start}"
        raise FileProblem(what, where=str(path), remedy="positions count characters of UTF-8 text") from trouble


class Vault:
    """The documents below a folder.

    Args:
        folder: Searched with all its subfolders; hidden files and folders are left out, links to
            folders are not followed.

    Raises:
        FileProblem: It is no folder, or a file in it cannot be read.

    Cost:
        Every file is read once, when the first document is asked for.
    """

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise FileProblem("no such folder", where=str(folder), remedy="name the folder of captured documents")
        self.folder = folder
        self._paths: dict[str, Path] | None = None

    def paths(self) -> dict[str, Path]:
        """Give the file for every digest; of equal files the first by path."""
        if self._paths is None:
            found: dict[str, Path] = {}
            for path in sorted(self.folder.rglob("*")):
                is_hidden = any(part.startswith(".") for part in path.relative_to(self.folder).parts)
                if not is_hidden and path.is_file():
                    found.setdefault(document_digest(path), path)
            self._paths = found
        return self._paths

    def text(self, digest: str) -> str | None:
        """Give the text of the document with a digest; None when the vault does not hold it.

        Raises:
            FileProblem: The document is no UTF-8.
        """
        path = self.paths().get(digest)
        return None if path is None else read_document(path)


def _unreadable(path: Path, trouble: OSError) -> FileProblem:
    told = trouble.strerror or str(trouble)
    return FileProblem(f"cannot be read: {told}", where=str(path), remedy="name a file that can be read")

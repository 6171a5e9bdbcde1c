"""Files that jobs read and make, in a folder, each under the digest of its bytes.

The ledger keeps digests and the folder bytes: a database that holds gigabytes of uploads is slow to back up and to
copy, and none of it has to be searched. What has the same bytes is there once; a file is there whole or not at all.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import NamedTuple

from barred.errors import FileProblem

__all__ = ["FileStore", "StoredFile"]

_BLOCK_BYTES = 1 << 20
_NAME = "sha256:"
_SHELF = 2
_DIGITS = 64
_MINE = 0o600
_PART = ".part-"


class StoredFile(NamedTuple):
    """A file that lies here: its digest, its size, and when it was put here last, in seconds of the epoch."""

    digest: str
    size_bytes: int
    put_s: float


class FileStore:
    """The files.

    Args:
        folder: Where they lie; made when the first is kept. All servers and workers of a ledger need the same.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, body: bytes) -> str:
        """Keep some bytes, and give their digest.

        Raises:
            FileProblem: The folder cannot be written to.
        """
        digest = hashlib.sha256(body).hexdigest()
        self._put(digest, body)
        return _NAME + digest

    def take(self, path: Path) -> str:
        """Keep a copy of a file, and give its digest.

        Raises:
            FileProblem: The folder cannot be written to.
        """
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        self._put(digest, path)
        return _NAME + digest

    def move_in(self, path: Path) -> str:
        """Keep a file that nobody needs elsewhere any more, and give its digest; beside the folder nothing is copied.

        Raises:
            FileProblem: The folder cannot be written to.
        """
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            os.fsync(file.fileno())
        place = self._place(digest)
        if self.renew(_NAME + digest) is None:
            try:
                path.chmod(_MINE)
                place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                path.replace(place)
            except OSError:
                self._put(digest, path)  # it lies on another disk
        path.unlink(missing_ok=True)
        return _NAME + digest

    def path(self, digest: str) -> Path | None:
        """Give where a file lies; None when it is not here."""
        plain = digest.removeprefix(_NAME)
        if len(plain) != _DIGITS or not set(plain) <= set("0123456789abcdef"):
            return None
        found = self._place(plain)
        return found if found.is_file() else None

    def renew(self, digest: str) -> Path | None:
        """Give where a file lies as `path` does, and let it count as put here now, so that nobody deletes it as old."""
        found = self.path(digest)
        if found is not None:
            os.utime(found)
        return found

    def files(self) -> Iterator[StoredFile]:
        """Give the files that lie here, in no order."""
        for path in self.folder.glob(f"{'[0-9a-f]' * _SHELF}/*"):
            try:
                told = path.stat()
            except FileNotFoundError:
                continue  # another one deleted it meanwhile
            if self.path(path.name) is not None:
                yield StoredFile(_NAME + path.name, told.st_size, told.st_mtime)

    def delete_older(self, than_s: float, *, kept: AbstractSet[str]) -> list[StoredFile]:
        """Delete files that were put here before a moment.

        Args:
            than_s: The moment, in seconds of the epoch.
            kept: Digests of those that stay, however old they are.

        Returns:
            Those deleted.

        Raises:
            FileProblem: One cannot be deleted.
        """
        gone = [one for one in self.files() if one.put_s < than_s and one.digest not in kept]
        for one in gone:
            path = self._place(one.digest.removeprefix(_NAME))
            try:
                path.unlink(missing_ok=True)
            except OSError as trouble:
                what = f"cannot be deleted ({trouble.strerror or trouble})"
                raise FileProblem(what, where=str(path), remedy="see to --files") from trouble
        return sorted(gone)

    def clear_parts(self, than_s: float) -> int:
        """Take away what a process left half written that was killed before a moment; give how many there were.

        Args:
            than_s: In seconds of the epoch; long enough ago that nobody writes on it still.
        """
        parts = [one for one in self.folder.glob(f"{'[0-9a-f]' * _SHELF}/{_PART}*") if _put_s(one) < than_s]
        for one in parts:
            one.unlink(missing_ok=True)
        return len(parts)

    def _place(self, digest: str) -> Path:
        return self.folder / digest[:_SHELF] / digest

    def _put(self, digest: str, what: bytes | Path) -> None:
        place = self._place(digest)
        if self.renew(_NAME + digest) is not None:
            return
        try:
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=_PART, dir=place.parent)
            try:
                with os.fdopen(handle, "wb") as out:
                    _write(out.fileno(), what)
                    os.fsync(out.fileno())
                Path(name).replace(place)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
        except OSError as trouble:
            what_failed = f"cannot be written ({trouble.strerror or trouble})"
            raise FileProblem(what_failed, where=str(self.folder), remedy="see to --files") from trouble


def _put_s(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")  # its writer finished it meanwhile


def _write(handle: int, what: bytes | Path) -> None:
    with os.fdopen(os.dup(handle), "wb") as out:
        if isinstance(what, bytes):
            out.write(what)
            return
        with what.open("rb") as file:
            while block := file.read(_BLOCK_BYTES):
                out.write(block)

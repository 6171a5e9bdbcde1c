"""The bytes of fetched lists, kept by their SHA-256 beside the overlay, with what publishers said of them."""

import json
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from barred.errors import FileProblem
from barred.publishing.files.whole_file import replacing
from barred.publishing.records.export import write_lines

__all__ = ["ListStore", "Stamp"]

# Hidden, so that no record or table is looked for in it.
_FOLDER = ".lists"


class Stamp(NamedTuple):
    """What was kept of an address: the digest of the bytes and the publisher's marks of their state."""

    digest: str = ""
    etag: str = ""
    modified: str = ""


class ListStore:
    """The store of an overlay.

    Args:
        overlay: Its folder; the store is made in it with the first bytes.

    Raises:
        FileProblem: What was noted about the addresses cannot be read.
    """

    def __init__(self, overlay: Path) -> None:
        self._folder = overlay / _FOLDER
        self._notes = self._folder / "addresses.json"
        try:
            told = json.loads(self._notes.read_text("utf-8")) if self._notes.exists() else {}
            self._stamps = {address: Stamp(**stamp) for address, stamp in told.items()}
        except (OSError, ValueError, TypeError, AttributeError) as trouble:
            raise FileProblem(
                "cannot be read", where=str(self._notes), remedy="remove it: all is fetched anew"
            ) from trouble

    def stamp(self, address: str) -> Stamp:
        """Give the stamp of an address; an empty one when its bytes are not there as they were."""
        stamp = self._stamps.get(address, Stamp())
        return stamp if stamp.digest and self._content(stamp.digest) is not None else Stamp()

    def content(self, digest: str) -> bytes:
        """Give kept bytes.

        Raises:
            FileProblem: They are gone or changed.
        """
        found = self._content(digest)
        if found is None:
            raise FileProblem("kept bytes are gone or changed", where=str(self._folder / digest), remedy="update again")
        return found

    def keep(self, address: str, content: bytes, *, etag: str, modified: str) -> None:
        """Keep bytes, whole or not at all, and note what the publisher said of them.

        Raises:
            FileProblem: They cannot be written.
        """
        digest = sha256(content).hexdigest()
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as trouble:
            raise FileProblem(f"no folder can be made there ({trouble.strerror})", where=str(self._folder)) from None
        if self._content(digest) is None:
            with replacing(self._folder / digest) as part:
                part.write_bytes(content)
        self._stamps[address] = Stamp(digest, etag, modified)
        told = {key: stamp._asdict() for key, stamp in sorted(self._stamps.items())}
        write_lines(self._notes, [json.dumps(told, ensure_ascii=False, indent=1), "\n"])

    def _content(self, digest: str) -> bytes | None:
        path = self._folder / digest
        if not path.is_file():
            return None
        content = path.read_bytes()
        return content if sha256(content).hexdigest() == digest else None

"""Give a text file as plain UTF-8, by a copy where it is packed or in another encoding."""

import codecs
import gzip
import shutil
import zlib
from pathlib import Path
from typing import BinaryIO

from barred.errors import FileProblem
from barred.readers.text_encoding import decide_encoding

__all__ = ["Unpacked", "is_packed", "packed_head", "plain_text", "unpack"]

_GZIP = b"\x1f\x8b"
_HEAD = 1 << 12
_PACKED_HEAD = 1 << 16
_GZIP_WINDOW = zlib.MAX_WBITS | 16
_BLOCK = 1 << 20


class Unpacked:
    """A stream of what is packed in another, which gives all there is before it tells of damage.

    Args:
        file: One or several members of gzip, one behind the other.
    """

    def __init__(self, file: BinaryIO) -> None:
        self.trouble = ""
        self._file = file
        self._member = zlib.decompressobj(_GZIP_WINDOW)
        self._packed = self._plain = b""
        self._at = 0

    def tell(self) -> int:
        """Give how many bytes were given so far."""
        return self._at

    def read(self, size: int = -1) -> bytes:
        """Give some bytes, `size` at most unless it is negative; none at the end or where damage begins."""
        while not self._plain and not self.trouble and self._fill():
            pass
        most = len(self._plain) if size < 0 else size
        given, self._plain = self._plain[:most], self._plain[most:]
        self._at += len(given)
        return given

    def _fill(self) -> bool:
        """Unpack a little more; False when there is nothing more to unpack."""
        self._packed = self._packed or self._file.read(_PACKED_HEAD)
        if not self._packed:
            self.trouble = "" if self._member.eof else "the packed file breaks off"
            return False
        if self._member.eof:
            self._member = zlib.decompressobj(_GZIP_WINDOW)
        try:
            self._plain = self._member.decompress(self._packed)
        except zlib.error as error:
            self.trouble = str(error)
        self._packed = self._member.unused_data
        return True


def is_packed(path: Path) -> bool:
    """Tell whether a file is packed with gzip, by its first bytes."""
    with path.open("rb") as file:
        return file.read(len(_GZIP)) == _GZIP


def packed_head(path: Path) -> bytes:
    """Give the first bytes of what is packed in a file.

    Raises:
        FileProblem: It is damaged.
    """
    with path.open("rb") as file:
        packed = file.read(_PACKED_HEAD)
    try:
        return zlib.decompressobj(_GZIP_WINDOW).decompress(packed, _HEAD)
    except zlib.error as error:
        raise _damaged(path, error) from None


def unpack(path: Path, copy: Path) -> Path:
    """Unpack a file of gzip; what is there already from an earlier call is taken as it is.

    Raises:
        FileProblem: It is damaged or cut short.
    """
    if not copy.exists():
        part = copy.with_name(f"{copy.name}.part")
        try:
            with gzip.open(path) as packed, part.open("wb") as file:
                shutil.copyfileobj(packed, file, _BLOCK)
        except (OSError, EOFError, zlib.error) as error:
            part.unlink(missing_ok=True)
            raise _damaged(path, error) from None
        part.replace(copy)
    return copy


def plain_text(path: Path, copy: Path, *, encoding: str | None) -> Path:
    """Give a file that holds the same text in UTF-8: the file itself, or a copy.

    Raises:
        FileProblem: A byte does not fit the encoding.
        UsageProblem: The encoding that the user stated is not known.
    """
    found = decide_encoding(path, stated=encoding)
    if codecs.lookup(found.removesuffix("-sig")).name == "utf-8":
        return path
    if not copy.exists():
        part = copy.with_name(f"{copy.name}.part")
        with path.open(encoding=found, newline="") as text, part.open("w", encoding="utf-8", newline="") as file:
            shutil.copyfileobj(text, file, _BLOCK)
        part.replace(copy)
    return copy


def _damaged(path: Path, error: Exception) -> FileProblem:
    return FileProblem(f"cannot be unpacked ({error})", where=str(path), remedy="get it again")

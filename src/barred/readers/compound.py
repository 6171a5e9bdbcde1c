"""Look into the container of old and of encrypted office files before a library walks its chains.

Sectors point to the next one. A damaged pointer that leads back makes the spreadsheet library read in
circles until memory ends (met by random changes to a workbook, 2026-11), so circles are refused here.

Source: [MS-CFB], sections 2.2 to 2.6.
"""

import mmap
import struct
from array import array
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from barred.errors import FileProblem
from barred.readers.xls_records import check_records

__all__ = ["check_compound", "compound_kind"]

_SECTOR_SIZES = (512, 4096)
_LAST = 0xFFFFFFFA  # from here on a number marks the end of a chain or a free sector
_IN_HEADER = 109
_ENTRY = 128
_SMALL = 4096  # a shorter stream lies in pieces of 64 bytes in the stream of the first entry


def compound_kind(path: Path) -> str:
    """Tell what a container holds, by the names of its streams.

    Returns:
        `xls`, `encrypted` or `other`.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        for name, kind in (("EncryptedPackage", "encrypted"), ("Workbook", "xls"), ("Book", "xls")):
            if content.find(name.encode("utf-16-le")) >= 0:
                return kind
    return "other"


def check_compound(path: Path) -> None:
    """Refuse an old workbook whose chains run in circles or whose numbers claim more than it can hold.

    Raises:
        FileProblem: It is damaged.
    """
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            # Which of several the library reads is not told.
            for stream in _Container(content).checked_streams({"workbook", "book"}):
                check_records(stream)
    except (struct.error, ValueError, LookupError) as error:
        raise FileProblem(
            f"the workbook cannot be read (damaged: {error})", where=str(path), remedy="get it again"
        ) from None


@dataclass(frozen=True)
class _Entry:
    name: str
    start: int
    length: int


class _Container:
    def __init__(self, content: mmap.mmap) -> None:
        self._content = content
        (shift,) = struct.unpack_from("<H", content, 30)
        self._size: int = 1 << shift
        if self._size not in _SECTOR_SIZES:
            raise ValueError(f"sectors of 2 to the power of {shift} bytes")
        self._most = len(content) // self._size + 1
        counts = struct.unpack_from("<2I", content, 40) + struct.unpack_from("<I", content, 64)
        if max(*counts, *struct.unpack_from("<I", content, 72)) > self._most:
            raise ValueError("more sectors than the file has")

    def checked_streams(self, names: AbstractSet[str]) -> list[bytes]:
        """Give the streams of these names, after a look at every chain and length."""
        (directory,) = struct.unpack_from("<I", self._content, 48)
        (small,) = struct.unpack_from("<I", self._content, 60)
        table = self._joined(self._table_sectors())
        small_table = self._joined(_chain(table, small))
        _refuse_circles(table)
        _refuse_circles(small_table)
        entries = [one for sector in _chain(table, directory) for one in self._entries(sector)]
        if any(one.length > len(self._content) for one in entries):
            raise ValueError("a stream longer than the file")
        found = [one for one in entries if one.name.casefold() in names]
        if not found:
            raise ValueError("no workbook in it")
        smalls = self._bytes(table, entries[0].start) if any(one.length < _SMALL for one in found) else b""
        return [
            self._bytes(table, one.start)[: one.length]
            if one.length >= _SMALL
            else b"".join(smalls[64 * at : 64 * at + 64] for at in _chain(small_table, one.start))[: one.length]
            for one in found
        ]

    def _entries(self, sector: int) -> Iterator["_Entry"]:
        for at in range(self._start(sector), self._start(sector) + self._size, _ENTRY):
            entry = self._content[at : at + _ENTRY]
            if len(entry) == _ENTRY and entry[66]:
                start, length = struct.unpack_from("<2I", entry, 116)
                name = entry[: max(0, struct.unpack_from("<H", entry, 64)[0] - 2)][:62]
                yield _Entry(name.decode("utf-16-le", "replace"), start, length)

    def _bytes(self, table: Sequence[int], start: int) -> bytes:
        places = [self._start(one) for one in _chain(table, start)]
        return b"".join(self._content[at : at + self._size] for at in places)

    def _start(self, sector: int) -> int:
        return (sector + 1) * self._size

    def _numbers(self, sector: int) -> Sequence[int]:
        return struct.unpack_from(f"<{self._size // 4}I", self._content, self._start(sector))

    def _table_sectors(self) -> list[int]:
        """List the sectors that hold the table of chains: some in the header, the others in a chain of lists."""
        found = list(struct.unpack_from(f"<{_IN_HEADER}I", self._content, 76))
        (following,) = struct.unpack_from("<I", self._content, 68)
        seen = 0
        while following < _LAST:
            *more, following = self._numbers(following)
            found += more
            seen += 1
            if seen > self._most:
                raise ValueError("its list of sectors runs in a circle")
        return [one for one in found if one < _LAST]

    def _joined(self, sectors: Sequence[int]) -> Sequence[int]:
        joined = array("Q")
        for one in sectors:
            joined.extend(self._numbers(one))
        return joined


def _chain(table: Sequence[int], start: int) -> list[int]:
    found: list[int] = []
    while start < _LAST:
        found.append(start)
        start = table[start]
        if len(found) > len(table):
            raise ValueError("a chain of sectors runs in a circle")
    return found


def _refuse_circles(table: Sequence[int]) -> None:
    seen = bytearray(len(table))  # 0 not met, 1 on the way, 2 known to end
    for start in range(len(table)):
        at, way = start, []
        while at < len(table) and not seen[at]:
            seen[at] = 1
            way.append(at)
            at = table[at]
        if at < len(table) and seen[at] == 1:
            raise ValueError("a chain of sectors runs in a circle")
        for one in way:
            seen[one] = 2

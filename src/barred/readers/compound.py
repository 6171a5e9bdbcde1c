"""Look into the container of old and of encrypted office files before a library walks its chains.

Sectors point to the next one. A damaged pointer that leads back makes the spreadsheet library read in
circles until memory ends (met by random changes to a workbook, 2026-11), so circles are refused here.

Source: [MS-CFB], sections 2.2 to 2.6.
"""

import mmap
import struct
from array import array
from collections.abc import Sequence
from pathlib import Path

from barred.errors import FileProblem

__all__ = ["check_compound", "compound_kind"]

_HEADER = 512
_SECTOR_SIZES = (512, 4096)
_LAST = 0xFFFFFFFA  # from here on a number marks the end of a chain or a free sector
_IN_HEADER = 109
_ENTRY = 128


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
    """Refuse a container whose chains of sectors run in circles or claim more than there is.

    Raises:
        FileProblem: It is damaged.
    """
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            _Container(content).check()
    except (struct.error, ValueError, LookupError) as error:
        raise FileProblem(
            f"the workbook cannot be read (damaged container: {error})", where=str(path), remedy="get it again"
        ) from None


class _Container:
    def __init__(self, content: mmap.mmap) -> None:
        self._content = content
        (shift,) = struct.unpack_from("<H", content, 30)
        self._size = 1 << shift
        if self._size not in _SECTOR_SIZES:
            raise ValueError(f"sectors of 2 to the power of {shift} bytes")
        self._most = len(content) // self._size + 1
        counts = struct.unpack_from("<2I", content, 40) + struct.unpack_from("<I", content, 64)
        if max(*counts, *struct.unpack_from("<I", content, 72)) > self._most:
            raise ValueError("more sectors than the file has")

    def check(self) -> None:
        (directory,) = struct.unpack_from("<I", self._content, 48)
        (small,) = struct.unpack_from("<I", self._content, 60)
        table = self._joined(self._table_sectors())
        _refuse_circles(table)
        _refuse_circles(self._joined(_chain(table, small)))
        for sector in _chain(table, directory):
            for at in range(0, self._size, _ENTRY):
                length, kind = self._entry(sector, at)
                if kind and length > len(self._content):
                    raise ValueError("a stream longer than the file")

    def _entry(self, sector: int, at: int) -> tuple[int, int]:
        start = self._start(sector) + at
        (length,) = struct.unpack_from("<I", self._content, start + 120)
        return int(length), self._content[start + 66]

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
    found = []
    while start < _LAST:
        found.append(start)
        start = table[start]
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

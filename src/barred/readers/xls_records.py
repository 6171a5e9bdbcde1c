"""Look at the numbers in an old workbook that say how much memory to take.

The spreadsheet library believes them: a sheet that claims rows -5 to 3, met by changing one byte,
made it ask for 342 GB and end the program (2026-11).

Source: [MS-XLS], sections 2.4.90 and 2.4.265.
"""

import struct

__all__ = ["check_records"]

_DIMENSIONS = 0x0200
_STRINGS = 0x00FC
_END = 0x000A
# Records of cells begin with row and column: formulas, numbers, texts, blanks, and several of a row.
_CELLS = frozenset({0x0006, 0x00BD, 0x00BE, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E})
_PLACE = 4
# Of all sheets together: the library holds each as a full rectangle, and all of them at once.
_MOST_CELLS = 50_000_000
_MOST_ROWS, _MOST_COLUMNS = 65_536, 256
_WIDE = 14  # bytes of a record of dimensions that counts rows in four bytes; older ones use two


def check_records(stream: bytes) -> None:
    """Check the records of a workbook stream that lead to memory being taken.

    Raises:
        ValueError: A sheet spans what no sheet can, all of them span too much, or there are more texts than bytes.
    """
    at = claimed = rows = columns = total = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<2H", stream, at)
        record = stream[at + 4 : at + 4 + length]
        if kind == _DIMENSIONS and length >= _WIDE - 4:
            claimed = _claimed(record)
        elif kind in _CELLS and length >= _PLACE:
            row, column = struct.unpack_from("<2H", record)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        elif kind == _END:
            total += max(claimed, rows * columns)
            claimed = rows = columns = 0
        if total > _MOST_CELLS:
            raise ValueError("sheets that span too much together")
        if kind == _STRINGS and struct.unpack_from("<2I", record)[1] > len(stream):
            raise ValueError("more texts than bytes")
        at += 4 + length


def _claimed(record: bytes) -> int:
    first, last, left, right = struct.unpack_from("<2I2H" if len(record) >= _WIDE else "<4H", record)
    if not (first <= last <= _MOST_ROWS and left <= right <= _MOST_COLUMNS):
        raise ValueError("a sheet larger than a sheet can be")
    return int((last - first) * (right - left))

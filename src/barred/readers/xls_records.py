"""Look at the numbers in an old workbook that say how much memory to take.

The spreadsheet library believes them: a sheet that claims rows -5 to 3, met by changing one byte,
made it ask for 342 GB and end the program (2026-11).

Source: [MS-XLS], sections 2.4.90 and 2.4.265.
"""

import struct

__all__ = ["check_records"]

_DIMENSIONS = 0x0200
_STRINGS = 0x00FC
_MOST_ROWS, _MOST_COLUMNS = 65_536, 256
_WIDE = 14  # bytes of a record of dimensions that counts rows in four bytes; older ones use two


def check_records(stream: bytes) -> None:
    """Check the records of a workbook stream that lead to memory being taken.

    Raises:
        ValueError: A sheet spans what no sheet can, or there are more texts than bytes.
    """
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<2H", stream, at)
        record = stream[at + 4 : at + 4 + length]
        if kind == _DIMENSIONS and length >= _WIDE - 4:
            first, last, left, right = struct.unpack_from("<2I2H" if length >= _WIDE else "<4H", record)
            if not (first <= last <= _MOST_ROWS and left <= right <= _MOST_COLUMNS):
                raise ValueError("a sheet larger than a sheet can be")
        if kind == _STRINGS and struct.unpack_from("<2I", record)[1] > len(stream):
            raise ValueError("more texts than bytes")
        at += 4 + length

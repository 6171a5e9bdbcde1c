"""A table from codes to numbers that lies in plain arrays, so that it is looked up in bulk and can be memory-mapped."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from barred.matching.word_codes import Codes, mixed

__all__ = ["CodeTable", "build_code_table", "find_codes", "find_mixed"]

_Numbers = npt.NDArray[np.int64]

_SPARE_BITS = 2
_MOST_BITS = 28
# The first sieve tells more codes apart as long as it stays small enough to be read fast.
_SIEVE_SPARE_BITS = 2
_SMALL_SIEVE_BITS = 24
_OCTET_BITS = 3


class CodeTable(NamedTuple):
    """Codes in order of their mixed form, with the number of each, and where each bucket of them begins.

    Args:
        codes: n mixed codes, ascending; one may come several times.
        numbers: n numbers, those of one code ascending.
        begins: 2**k + 1 positions in `codes`: bucket b holds the codes whose first k bits are b.
        filled: 2**j bits, eight to a number: there is a code whose first j bits are so. Most codes that
            are asked for are not there, and this is much smaller than `begins`.
    """

    codes: Codes
    numbers: npt.NDArray[np.int32]
    begins: npt.NDArray[np.int32]
    filled: npt.NDArray[np.uint8]


def build_code_table(codes: Codes, numbers: npt.NDArray[np.int32]) -> CodeTable:
    """Build a table of n codes and their numbers; a pair that comes twice is kept once."""
    keys = mixed(codes)
    order = np.lexsort((numbers, keys))
    keys, values = keys[order], numbers[order]
    if len(keys):
        is_new = np.ones(len(keys), bool)
        is_new[1:] = (keys[1:] != keys[:-1]) | (values[1:] != values[:-1])
        keys, values = keys[is_new], values[is_new]
    bits = min(_MOST_BITS, max(_OCTET_BITS, len(keys).bit_length() + _SPARE_BITS))
    counts = np.bincount(_firsts(keys, bits), minlength=2**bits)
    begins = np.zeros(2**bits + 1, np.int32)
    np.cumsum(counts, out=begins[1:])
    filled = np.zeros(2 ** max(bits, min(bits + _SIEVE_SPARE_BITS, _SMALL_SIEVE_BITS)), bool)
    filled[_firsts(keys, len(filled).bit_length() - 1)] = True
    return CodeTable(keys, values.astype(np.int32), begins, np.packbits(filled, bitorder="little"))


def _firsts(keys: Codes, bits: int) -> _Numbers:
    """Give the first bits of mixed codes as a number."""
    return (keys >> np.uint64(64 - bits)).view(np.int64)


def find_codes(table: CodeTable, codes: Codes) -> tuple[_Numbers, _Numbers]:
    """Look codes up.

    Args:
        table: Where.
        codes: n codes.

    Returns:
        Positions in `codes` and the numbers found there, one pair for each number of a code, by
        position and then number.

    Cost:
        One read of a small array for most codes that are not there.
    """
    return find_mixed(table, mixed(codes))


def find_mixed(table: CodeTable, keys: Codes) -> tuple[_Numbers, _Numbers]:
    """Look up codes that are mixed already, as those are that several tables are asked for."""
    at = _firsts(keys, len(table.filled).bit_length() - 1 + _OCTET_BITS)
    is_filled = table.filled[at >> _OCTET_BITS] >> at.astype(np.uint8) % 2**_OCTET_BITS & 1
    open_ones = np.flatnonzero(is_filled)
    keys = keys[open_ones]
    buckets = _firsts(keys, (len(table.begins) - 1).bit_length() - 1)
    at, end = table.begins[buckets].astype(np.int64), table.begins[buckets + 1]
    positions, numbers = [], []
    while len(open_ones):
        hits = table.codes[at] == keys
        positions.append(open_ones[hits])
        numbers.append(table.numbers[at[hits]])
        at = at + 1
        goes_on = at < end
        open_ones, at, end, keys = open_ones[goes_on], at[goes_on], end[goes_on], keys[goes_on]
    if not positions:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    found, values = np.concatenate(positions), np.concatenate(numbers).astype(np.int64)
    order = np.lexsort((values, found))
    return found[order], values[order]

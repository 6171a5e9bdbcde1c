"""A table of codes answers as a dictionary of sets does."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from barred.matching.code_table import build_code_table, find_codes

# Few codes, so that some come often, and some from the ends of the range.
CODES = st.integers(0, 40) | st.sampled_from([2**64 - 1, 2**63, 2**32])


@settings(deadline=None)
@given(st.lists(st.tuples(CODES, st.integers(0, 9)), max_size=80), st.lists(CODES, max_size=40))
def test_tables_find_what_a_dictionary_finds(entries: list[tuple[int, int]], asked: list[int]) -> None:
    """Every number of a code, ascending, each once, by the position of the code that was asked."""
    codes = np.array([code for code, _ in entries], np.uint64)
    table = build_code_table(codes, np.array([number for _, number in entries], np.int32))
    held: dict[int, set[int]] = {}
    for code, number in entries:
        held.setdefault(code, set()).add(number)

    positions, numbers = find_codes(table, np.array(asked, np.uint64))

    twin = [(at, number) for at, code in enumerate(asked) for number in sorted(held.get(code, ()))]
    assert list(zip(positions.tolist(), numbers.tolist(), strict=True)) == twin

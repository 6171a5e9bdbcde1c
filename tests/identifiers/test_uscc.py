"""Unified Social Credit Codes, held against a slow twin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barred.identifiers.uscc import is_valid

SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
GOOD = "91000000EXAMP1E00B"


@given(
    st.text(SIGNS, min_size=2, max_size=2),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(SIGNS, min_size=9, max_size=9),
    st.sampled_from(SIGNS),
)
def test_only_the_right_check_sign_is_valid(kind: str, place: str, body: str, sign: str) -> None:
    """The weights are those that the standard prints; of the thirty-one signs one is valid."""
    text = kind + place + body
    rest = sum(SIGNS.index(one) * weight for one, weight in zip(text, WEIGHTS, strict=True)) % 31
    right = SIGNS[(31 - rest) % 31]

    assert is_valid(text + sign) == (sign == right)


@pytest.mark.parametrize(
    "value",
    ["", GOOD.lower(), GOOD[:-1], f"{GOOD}0", f" {GOOD}", f"{GOOD}\n", "91000000EXAMPIE00B", "910000A0EXAMP1E00B"],
)
def test_another_form_is_not_valid(value: str) -> None:
    """Eighteen digits and capitals without those that are easily misread, and nothing around them."""
    assert is_valid(GOOD)
    assert not is_valid(value)

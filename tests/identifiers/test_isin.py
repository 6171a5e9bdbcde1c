"""International Securities Identification Numbers, held against a slow twin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barred.identifiers.isin import is_valid

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SIGNS = "0123456789" + LETTERS
GOOD = "ZZ000EXMPL07"


def check_digit(body: str) -> str:
    """Compute the check digit as a person would: double every second digit from the right."""
    digits = "".join(str(SIGNS.index(sign)) for sign in body)
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += sum(map(int, str(doubled)))
    return str(-total % 10)


@given(st.text(LETTERS, min_size=2, max_size=2), st.text(SIGNS, min_size=9, max_size=9), st.integers(0, 9))
def test_only_the_right_check_digit_is_valid(country: str, body: str, digit: int) -> None:
    """Of the ten endings one is valid."""
    right = check_digit(country + body)

    assert is_valid(f"{country}{body}{digit}") == (str(digit) == right)


@pytest.mark.parametrize(
    "value", ["", GOOD.lower(), GOOD[:-1], f"{GOOD}0", f" {GOOD}", f"{GOOD}\n", "0" * 12, "ZZ000EXMPL0A"]
)
def test_another_form_is_not_valid(value: str) -> None:
    """Two letters, nine digits or capitals and a digit, and nothing around them."""
    assert is_valid(GOOD)
    assert not is_valid(value)

"""Legal Entity Identifiers, held against a slow twin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barred.identifiers.lei import is_valid

SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
GOOD = "00EXAMPLEOPTICS00078"


def check_digits(body: str) -> str:
    """Compute the check digits sign by sign: what is missing to 98 after two zeros."""
    rest = 0
    for sign in body + "00":
        value = SIGNS.index(sign)
        rest = (rest * (10 if value < 10 else 100) + value) % 97
    return f"{98 - rest:02d}"


@given(st.text(SIGNS, min_size=18, max_size=18), st.integers(0, 99))
def test_only_the_right_check_digits_are_valid(body: str, digits: int) -> None:
    """Of the hundred endings one is valid, besides those that mean the same remainder."""
    right = check_digits(body)

    assert is_valid(body + right)
    assert is_valid(f"{body}{digits:02d}") == ((digits - int(right)) % 97 == 0)


@pytest.mark.parametrize(
    "value", ["", GOOD.lower(), GOOD[:-1], f"{GOOD}0", f" {GOOD}", f"{GOOD}\n", GOOD.replace("0", "٠")]
)
def test_another_form_is_not_valid(value: str) -> None:
    """Twenty digits and capitals, and nothing around them."""
    assert is_valid(GOOD)
    assert not is_valid(value)


@given(st.integers(0, 17), st.sampled_from(SIGNS))
def test_a_changed_sign_is_found(place: int, sign: str) -> None:
    """A digit for another digit or a letter for another letter never stays unnoticed."""
    changed = GOOD[:place] + sign + GOOD[place + 1 :]

    if sign.isdigit() == GOOD[place].isdigit():
        assert is_valid(changed) == (changed == GOOD)

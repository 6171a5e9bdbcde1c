"""Tariff codes: form, chapters, and what a lost zero looks like."""

import pytest

from barred.identifiers.tariff_code import fault, is_national, is_valid


@pytest.mark.parametrize(
    "code", ["852589", "8525.89", "8525 89 00", "8525.89.00.00", "010121", "9802.00.80", "97019100"]
)
def test_codes_of_six_eight_and_ten_digits_are_valid(code: str) -> None:
    """Marks between the digits change nothing."""
    assert fault(code) == ""


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("8525", "4 digits"),
        ("303891000", "leading 0"),
        ("8525890000123", "13 digits"),
        ("770100", "reserved"),
        ("000100", "no chapter 00"),
        ("980100", "national codes only"),
        ("8525.8X", "not only digits"),
        ("٨٥٢٥٨٩", "not only digits"),
        ("", "not only digits"),
    ],
)
def test_a_fault_is_told(code: str, told: str) -> None:
    """What is wrong is said in words."""
    assert told in fault(code)
    assert not is_valid(code)


def test_more_than_six_digits_are_national() -> None:
    """Only six digits mean the same in every country."""
    assert [is_national(code) for code in ("8525.89", "8525.89.00")] == [False, True]

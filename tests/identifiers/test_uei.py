"""Unique Entity Identifiers: signs that cannot be misread, and no number of another scheme."""

import pytest

from barred.identifiers.uei import fault


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("ZZ9EXAMPK7Q2", ""),
        ("0Z9EXAMPK7Q2", "it begins with zero"),
        ("ZZ123456789Q", "it has nine digits in a row"),
        ("ZZ12345678Q2", ""),
        ("ZZ9EXAMPK7QI", "it is not twelve digits and capitals without I and O"),
        ("ZZ9EXAMPK7Q", "it is not twelve digits and capitals without I and O"),
    ],
)
def test_each_rule_has_its_reason(value: str, reason: str) -> None:
    """Twelve signs without I and O, no zero first, no nine digits in a row."""
    assert fault(value) == reason

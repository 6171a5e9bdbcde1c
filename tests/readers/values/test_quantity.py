"""Quantities as people type them."""

import pytest

from barred.readers.values.quantity import parse_quantity


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4", 4),
        ("4 pcs", 4),
        ("2x", 2),
        ("x2", 2),
        ("64 h", 64),
        ("1.000,50", 1000.5),
        ("1,000.50 m", 1000.5),
        ("1.000.000", 1_000_000),
        ("1'250", 1250),
        ("12 500 Stk", 12500),
        ("0,125", 0.125),
        ("-2", -2),
        ("3 台", 3),
    ],
)
def test_a_quantity_is_read(text: str, number: float) -> None:
    """Units and marks between thousands fall away."""
    assert parse_quantity(text) == number


@pytest.mark.parametrize("text", ["", "n/a", "as required", "1.000", "1,250", "2 of 4", "pcs 4"])
def test_a_doubtful_quantity_stays_unknown(text: str) -> None:
    """`1.000` is a thousand in one country and one in another; nothing is made up."""
    assert parse_quantity(text) is None

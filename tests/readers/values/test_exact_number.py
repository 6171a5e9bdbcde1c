"""Numbers for sums: exact, with the unit beside them, and open where they could be two."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from barred.readers.values.exact_number import decimal_mark, parse_amount


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("120", "120", ""),
        ("1 250,5 kg", "1250.5", "kg"),
        ("1,234.5KGS", "1234.5", "KGS"),
        ("1.234.567,25", "1234567.25", ""),
        ("1,234,567", "1234567", ""),
        ("USD 1,000.00", "1000.00", "USD"),
        ("€ 12,5", "12.5", "€"),
        ("12.5 кг.", "12.5", "кг"),
        ("0.125 t", "0.125", "t"),
        ("1250.500", "1250.500", ""),
        ("-3", "-3", ""),
        ("1'250.50 CHF", "1250.50", "CHF"),
    ],
)
def test_a_number_is_read_exactly(text: str, number: str, unit: str) -> None:
    """Groups, marks and units are told apart; no digit is lost."""
    found = parse_amount(text)

    assert (found.number, found.unit, found.why) == (Decimal(number), unit, "")


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "missing"), ("  ", "missing"), ("1.250", "ambiguous"), ("1,250 kg", "ambiguous"), ("n/a", "unreadable"),
     ("12 kg 3", "unreadable"), ("1,2345.5", "unreadable")],
)  # fmt: skip
def test_what_is_no_number_says_why(text: str, why: str) -> None:
    """Missing, ambiguous and unreadable are three things, and none of them is zero."""
    found = parse_amount(text)

    assert (found.number, found.why) == (None, why)


def test_the_mark_of_the_column_settles_an_open_number() -> None:
    """What one file means by `1.250` is no guess once another cell of it proves the mark."""
    assert parse_amount("1.250", mark=".").number == Decimal("1.250")
    assert parse_amount("1.250", mark=",").number == Decimal(1250)
    assert decimal_mark(["1.250", "2,5"]) == ","
    assert decimal_mark(["1.5", "2,5"]) is None


@given(some.decimals(min_value=0, max_value=10**12, places=2), some.sampled_from([("en", ",", "."), ("de", ".", ",")]))
def test_a_written_number_is_read_back(number: Decimal, habit: tuple[str, str, str]) -> None:
    """Written with groups and two decimals in either habit, a number reads back as itself."""
    _, group, mark = habit
    written = f"{number:,.2f}".replace(",", "\0").replace(".", mark).replace("\0", group)

    assert parse_amount(written).number == number

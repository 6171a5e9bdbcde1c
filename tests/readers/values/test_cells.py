"""Cells as the user sees them, and what their shape says."""

import datetime as dt

import pytest

from barred.readers.values.cells import is_like_a_model, is_number, shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (0.1 + 0.2, "0.3"),
        (-5.5, "-5.5"),
        (6941264092345.0, "6941264092345"),
        (1e20, "100000000000000000000"),
        (float("nan"), ""),
        (True, "TRUE"),
        (dt.date(2024, 3, 1), "2024-03-01"),
        (dt.datetime(2024, 3, 1, 8, 30), "2024-03-01 08:30:00"),  # noqa: DTZ001 - cells have no zone
        (["a", 2.0], "a; 2"),
        ({"a": 1}, '{"a": 1}'),
        (b"\xff", "\ufffd"),
        (None, ""),
    ],
)
def test_a_value_is_shown_as_in_the_sheet(value: object, text: str) -> None:
    """A whole number has no decimals, a date without a time no midnight."""
    assert shown(value) == text


@pytest.mark.parametrize(
    "text", ["DS-2CD2143G2-I", "ipc-hdw2431t-zs-s2", "NVR4216-16P-4KS2", "cam XNV-8080R, grey", "DS-7616NI-K2/16P"]
)
def test_model_numbers_are_seen(text: str) -> None:
    """Letters and digits in one word of some length."""
    assert is_like_a_model(text)


@pytest.mark.parametrize(
    "text", ["Building A", "4MP 2.8mm", "10/100M", "2024-03-01", "aa:bb:cc:dd:ee:ff", "RJ45", "12345"]
)
def test_other_words_are_no_model_numbers(text: str) -> None:
    """Measures, dates, MAC addresses, plugs and bare numbers."""
    assert not is_like_a_model(text)


@pytest.mark.parametrize(
    ("text", "is_so"), [("1.234,50 EUR", True), ("$ 20", True), ("-5 %", True), ("12 pcs", False), ("", False)]
)
def test_figures_are_seen(text: str, is_so: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Numbers, prices and shares are figures; words beside them make a text."""
    assert is_number(text) is is_so

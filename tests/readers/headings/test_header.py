"""Which row is the header, and that no item is ever taken for one."""

import pytest

from barred.readers.headings.header import find_header


def found(*rows: list[str], wanted: dict[str, str] | None = None) -> int | None:
    """Find the header among rows."""
    return find_header(list(enumerate(rows, 1)), wanted=wanted)


TITLES = [
    ["QUOTE 4711", "", ""],
    ["Acme Works, 5 Mill Lane", "", ""],
    ["Supplier:", "Acme", ""],
    ["Date", "2024-01-05", ""],
    ["", "", ""],
]


def test_the_header_stands_below_titles() -> None:
    """Addresses, labels with values and blank rows come before it."""
    assert found(*TITLES, ["Brand", "Model", "Qty"], ["Acme", "AB-1234", "1"]) == 5


def test_the_header_may_stand_deep_but_not_deeper_than_fifty() -> None:
    """Nobody writes longer letterheads."""
    assert found(*[["words", ""]] * 49, ["Brand", "Model"]) == 49
    assert found(*[["words", ""]] * 50, ["Brand", "Model"]) is None


def test_one_known_word_is_enough_in_the_first_row() -> None:
    """A list of one column has one header."""
    assert found(["Model"], ["AB-1234"]) == 0
    assert found(["Model", "Wozu", "Wohin"], ["AB-1234", "x", "y"]) == 0


@pytest.mark.parametrize(
    "row",
    [
        ["Acme", "AB-12345", "dome"],
        ["Brand", "AB-12345", "Model"],
        ["AB-12345"],
        ["1", "2", "3"],
        ["Supplier:", "Acme"],
        ["hall", "roof"],
        ["Site", "not stated"],
    ],
)
def test_an_item_is_no_header(row: list[str]) -> None:
    """A row with a model number, with figures or without known words would be lost as a header."""
    assert found(row, ["Acme", "AB-98765", "dome"]) is None


def test_the_columns_that_the_user_names_show_the_header() -> None:
    """In a language that is not listed only the user knows."""
    assert found(["Смета", ""], ["Бренд", "Артикул"], ["Acme", "AB-1234"], wanted={"brand": "бренд"}) == 1

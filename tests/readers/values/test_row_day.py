"""Dates of rows: as precise as the cell, and never a guess between day and month."""

import pytest

from barred.readers.values.row_day import day_order, parse_row_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-03-15", "2022-03-15"),
        ("2022-03-15 00:00:00", "2022-03-15"),
        ("20220315", "2022-03-15"),
        ("202203", "2022-03"),
        ("2022/3/5", "2022-03-05"),
        ("2022年3月", "2022-03"),
        ("2022年3月15日", "2022-03-15"),
        ("15.03.2022", "2022-03-15"),
        ("03/15/2022", "2022-03-15"),
        ("04/04/2022", "2022-04-04"),
        ("03/2022", "2022-03"),
        ("15-MAR-2022", "2022-03-15"),
        ("March 15, 2022", "2022-03-15"),
        ("Mär 2022", "2022-03"),
        ("15 марта 2022", "2022-03-15"),
        ("août 2022", "2022-08"),
        ("2022", "2022"),
    ],
)
def test_a_date_is_read(text: str, day: str) -> None:
    """Many hands write dates; all become the same prefix."""
    assert parse_row_day(text) == day


@pytest.mark.parametrize("text", ["", "soon", "2022-13-01", "31.02.2022", "2022-02-30", "99/99/2022"])
def test_what_is_no_date_stays_empty(text: str) -> None:
    """A day that does not exist is not moved to one that does."""
    assert parse_row_day(text) == ""


def test_day_and_month_that_could_be_changed_about_leave_the_year() -> None:
    """Unless the column proves its order, or the user says it."""
    assert parse_row_day("03/04/2022") == "2022"
    assert parse_row_day("03/04/2022", order="dmy") == "2022-04-03"
    assert parse_row_day("03/04/2022", order="mdy") == "2022-03-04"
    assert day_order(["03/04/2022", "03/25/2022"]) == "mdy"
    assert day_order(["25/03/2022", "03/25/2022"]) is None

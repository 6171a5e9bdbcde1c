"""The table of a page is known by its header, and held to it."""

import pytest

from barred.errors import FileProblem
from barred.lists.entry import ListFile
from barred.lists.html_table import is_page, table_rows
from barred.lists.layout import Layout, Row

LAYOUT = Layout("invented", used=("name", "since"))
HEAD = "<tr><th>Name*</th><th><p><strong>Since</strong></p></th></tr>"


def read(page: str) -> list[Row]:
    """Read the rows of a page."""
    return list(table_rows(ListFile("page.html", page.encode()), LAYOUT, named_also={"from": "since"}))


def table(*rows: str, head: str = HEAD) -> str:
    """Give a table with a row a line."""
    return "<table>\n" + "\n".join([head, *rows]) + "\n</table>"


def test_cells_are_the_words_that_a_reader_sees() -> None:
    """Marks, references and breaks go, words on both sides of a break stay apart."""
    row = "<tr><td>Quay &amp; <strong>Pier</strong>\n Optics</td><td><p>July 1,<br>2026</p><p>Updated:</p></td></tr>"

    assert read(table(row)) == [Row(3, {"name": "Quay & Pier Optics", "since": "July 1, 2026 Updated:"})]


def test_other_tables_and_words_are_passed_over() -> None:
    """A page has navigation, and several tables of the list."""
    other = table("<tr><td>1</td></tr>", head="<tr><th>Page</th></tr>")
    first, second = table("<tr><td>A</td><td>2020</td></tr>"), table("<tr><td>B</td><td>2021</td></tr>")

    found = read(f"<html><td>stray<p>Words</p>{other}{first}<p>{second}</html>")

    assert [row.cells["name"] for row in found] == ["A", "B"]


def test_columns_may_have_another_known_name_and_place() -> None:
    """A header names its columns; of two names for one either will do."""
    found = read(table("<tr><td>2020</td><td>A</td></tr>", head="<tr><td>FROM</td><td>Name</td></tr>"))

    assert [row.cells for row in found] == [{"name": "A", "since": "2020"}]


def test_left_out_closing_tags_and_nested_tables() -> None:
    """Both are allowed in a page; a table in a cell is words of the cell."""
    inside = "<table><tr><td>x<td>y</table>"

    found = read(f"<table><tr><th>Name<th>Since<tr><td>A {inside}<td>2020<tr><td><td></table>")

    assert [row.cells for row in found] == [{"name": "A xy", "since": "2020"}]


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("<p>Sorry, try again later.</p>", "no table with the columns name, since"),
        (table(head="<tr><th>Name</th><th>Since</th><th>Ground</th></tr>"), "columns name, since, ground"),
        (table(head="<tr><th>Name</th><th>Listed</th></tr>"), "columns name, listed"),
        (table("<tr><td>A</td></tr>"), "1 columns where its layout has 2"),
    ],
    ids=["no table", "new column", "renamed column", "short row"],
)
def test_a_changed_page_is_refused(page: str, told: str) -> None:
    """Never read in the hope that it is still the same."""
    with pytest.raises(FileProblem, match=told) as caught:
        read(page)

    assert "list invented" in str(caught.value)
    assert caught.value.where.startswith("page.html")


def test_a_page_is_told_from_a_table() -> None:
    """By its first sign, behind the mark of the encoding and space."""
    assert is_page(ListFile("x", b"\xef\xbb\xbf\n <!DOCTYPE html>"))
    assert not is_page(ListFile("x", b"name,since\n"))
    with pytest.raises(FileProblem, match="not UTF-8 at byte 0"):
        list(table_rows(ListFile("x", b"\xff<table>"), LAYOUT))

"""The layout of a list holds, or the file is refused: no column is read by luck."""

import pytest

from barred.errors import FileProblem
from barred.lists.entry import ListFile
from barred.lists.layout import Layout, Row, rows

LAYOUT = Layout("invented", used=("name", "since"), ignored=("remarks",))


def read(text: str, layout: Layout = LAYOUT) -> list[Row]:
    """Read the rows of a text."""
    return list(rows(ListFile("invented.csv", text.encode()), layout))


def test_rows_know_the_line_on_which_they_begin() -> None:
    """A cell in quotation marks may hold line breaks; empty rows are passed over."""
    found = read('name,since,remarks\n"A\nLtd",2020,\n,,\nB Ltd,2021,x\n')

    assert [(row.line, row.cells["name"]) for row in found] == [(2, "A\nLtd"), (5, "B Ltd")]


def test_columns_may_change_places() -> None:
    """A header names its columns, so their order says nothing."""
    assert read("remarks,since,name\nx,2020,A Ltd\n")[0].cells == {"name": "A Ltd", "since": "2020", "remarks": "x"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name,since\nA,2020\n", "'remarks' is missing"),
        ("name,from,remarks\nA,2020,\n", "'since' is missing, column 'from' is not known"),
        ("name,since,remarks,lifted\nA,2020,,\n", "'lifted' is not known"),
        ("name,since,remarks,name\nA,2020,,A\n", "'name' stands twice"),
        ("name,since,remarks\nA,2020\n", "2 columns where its layout has 3"),
        ("name,since,remarks\nA,2020,x,y\n", "4 columns where its layout has 3"),
        ('name,since,remarks\n"A,2020,x\n', "unexpected end of data"),
        ("", "'name' is missing"),
    ],
    ids=["missing", "renamed", "new", "twice", "short row", "long row", "quotation", "empty"],
)
def test_a_changed_layout_is_refused(text: str, told: str) -> None:
    """The message names the list, the column and the file."""
    with pytest.raises(FileProblem, match=told) as caught:
        read(text)

    assert "list invented" in str(caught.value)
    assert caught.value.where.startswith("invented.csv")


def test_a_file_without_a_header_is_known_by_its_width() -> None:
    """Such a file has a declared order; the sign at its end is no row."""
    layout = Layout("invented", used=("number", "name"), order=("number", "name"))

    assert [row.cells["name"] for row in read('1,"A"\r\n2,"B"\r\n\x1a', layout)] == ["A", "B"]
    with pytest.raises(FileProblem, match="3 columns where its layout has 2"):
        read("1,A,x\n", layout)


def test_bytes_that_are_not_utf_8_are_refused_unless_the_list_is_known_for_them() -> None:
    """An encoding is declared, not guessed."""
    file = ListFile("invented.csv", b"name,since,remarks\nA \x96 B,2020,\n")

    with pytest.raises(FileProblem, match="not UTF-8 at byte 21"):
        list(rows(file, LAYOUT))
    assert next(rows(file, LAYOUT._replace(fallback="cp1252"))).cells["name"] == "A – B"

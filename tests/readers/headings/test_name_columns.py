"""Which column holds the names: said, named by its header, guessed, or lines of text."""

from pathlib import Path

import pytest

from barred.errors import FileProblem, UsageProblem
from barred.readers.headings.name_columns import NAME_FIELDS, PAIR_FIELDS, read_names
from tests.readers.writing import write_xlsx


def read(path: Path, fields: tuple[str, ...] = NAME_FIELDS, **wanted: str) -> list[tuple[object, ...]]:
    """Give the rows of a file as their number and the cells of the fields."""
    return [
        (number, *(batch.fields[field][at] for field in fields))
        for batch in read_names(path, fields, wanted=wanted)
        for at, number in enumerate(batch.numbers)
    ]


def written(folder: Path, name: str, content: str, encoding: str = "utf-8") -> Path:
    """Write a file."""
    path = folder / name
    path.write_text(content, encoding)
    return path


@pytest.mark.parametrize(
    "header", ["name", "Company Name", "Supplier", "Firma", "Raison sociale", "Название", "公司名称"]
)
def test_headers_say_which_column_holds_names(tmp_path: Path, header: str) -> None:
    """In several languages, whatever stands beside it."""
    path = written(tmp_path, "list.csv", f"Ref,{header},Country\n1,Veloptic Ltd,cn\n2,Brontalis,\n")

    assert read(path) == [(2, "Veloptic Ltd", "cn"), (3, "Brontalis", "")]


def test_columns_can_be_said(tmp_path: Path) -> None:
    """By header, by letter and by number; that wins over the guess."""
    path = written(tmp_path, "list.csv", "name,other,land\nVeloptic,Brontalis,cn\n")

    for column in ("other", "B", "2"):
        assert read(path, name=column) == [(2, "Brontalis", "cn")]
    assert read(path, name="other", country="name") == [(2, "Brontalis", "Veloptic")]


def test_lines_of_text_are_names(tmp_path: Path) -> None:
    """Commas part nothing where the first line has none; blank lines are no rows; a header is no name."""
    path = written(tmp_path, "list.txt", 'Company\nVeloptic Co., Ltd.\n\n"Brontalis, Inc."\nImbarugo\n')

    assert read(path) == [(2, "Veloptic Co., Ltd.", ""), (4, "Brontalis, Inc.", ""), (5, "Imbarugo", "")]


def test_a_comma_in_the_first_line_of_a_text_parts_no_name(tmp_path: Path) -> None:
    """A list of names may begin with "X Co., Ltd."; with a header that is known the commas part cells."""
    names = written(tmp_path, "names.txt", "Veloptic Co., Ltd.\nBrontalis, Inc.\n")
    table = written(tmp_path, "table.txt", "Name,Country\nVeloptic,cn\n")

    assert read(names) == [(1, "Veloptic Co., Ltd.", ""), (2, "Brontalis, Inc.", "")]
    assert read(table) == [(2, "Veloptic", "cn")]


def test_workbooks_are_read(tmp_path: Path) -> None:
    """A spreadsheet is a table as any other, rows counted as the user sees them."""
    path = write_xlsx(
        tmp_path / "list.xlsx", {"Sheet": [["Vendor", "Country"], ["Veloptic", "cn"], ["Brontalis", "us"]]}
    )

    assert read(path) == [(2, "Veloptic", "cn"), (3, "Brontalis", "us")]


def test_pairs_have_two_names(tmp_path: Path) -> None:
    """Countries may be left out."""
    full = written(tmp_path, "full.csv", "name1,name2,country1,country2\nVeloptic,Brontalis,cn,us\n")
    bare = written(tmp_path, "bare.csv", "left,right\nVeloptic,Brontalis\n")

    assert read(full, PAIR_FIELDS) == [(2, "Veloptic", "Brontalis", "cn", "us")]
    assert read(bare, PAIR_FIELDS) == [(2, "Veloptic", "Brontalis", "", "")]


def test_what_is_not_known_is_told(tmp_path: Path) -> None:
    """Columns that say nothing, a field that is none, a column that is not there."""
    path = written(tmp_path, "list.csv", "foo,bar\n12,34\n56,78\n")

    with pytest.raises(UsageProblem, match=r"no column of .* is known to hold name"):
        read(path)
    with pytest.raises(UsageProblem, match="'city' is no field"):
        read(path, city="foo")
    with pytest.raises(UsageProblem):
        read(path, name="baz")


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    """Another encoding needs its name, and a file that is not there is not empty."""
    path = written(tmp_path, "list.txt", "Véloptic\n", "latin-1")

    with pytest.raises(FileProblem, match="name its encoding"):
        read(path)
    assert [
        row for batch in read_names(path, NAME_FIELDS, wanted={}, encoding="latin-1") for row in batch.fields["name"]
    ] == ["Véloptic"]
    with pytest.raises(FileProblem):
        read(tmp_path / "none.csv")

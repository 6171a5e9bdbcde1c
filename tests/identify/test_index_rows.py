"""The rows of the index: the same for the same records, and fit to be stored."""

from typing import Any

from barred.identify.index import TABLES
from barred.identify.index_rows import index_rows, without_form
from barred.model.organisation import Name, Organisation
from tests.identify.firms import ROWS, table

FIRMS = [
    Organisation("b", "B", ("maker",), names=(Name("Belloptic Ltd", "legal"), Name("Face++", "brand"))),
    Organisation(
        "a", "A", ("maker",), names=(Name("Digital Technology Co., Ltd.", "legal"), Name("示例威视", "native"))
    ),
]


def made(firms: list[Organisation]) -> dict[str, list[tuple[Any, ...]]]:
    """Make the rows of some firms."""
    return index_rows(firms, lambda name: ROWS[name] if name in ROWS else table(name))


def test_order_of_records_changes_no_row() -> None:
    """The same records give the same rows, so the snapshot that holds them has one digest."""
    assert made(FIRMS) == made(FIRMS[::-1])


def test_every_row_fits_its_table() -> None:
    """Columns are those of the row types, and hold nothing but text and numbers."""
    rows = made(FIRMS)

    assert set(rows) == set(TABLES)
    for name, found in rows.items():
        for row in found:
            assert len(row) == len(TABLES[name]._fields)
            assert all(isinstance(value, str | int | float) for value in row)


def test_a_name_of_generic_words_is_found_only_as_a_whole() -> None:
    """It would be found in the names of thousands of firms."""
    assert {row[1] for row in made(FIRMS)["name_key"] if row[2] == "a" and row[3].startswith("D")} == {"whole"}


def test_a_name_that_loses_its_signs_becomes_ordinary() -> None:
    """Folding takes away what made it distinctive."""
    assert {row[5] for row in made(FIRMS)["name_key"] if row[3] == "Face++"} == {"ordinary"}


def test_legal_forms_come_off_both_ends() -> None:
    """Some countries put the form before the name."""
    forms = {"pt": "other", "tbk": "other", "gmbh co kg": "gmbh", "kg": "gmbh"}

    assert without_form(["pt", "example", "tbk"], forms) == (["example"], "other")
    assert without_form(["example", "gmbh", "co", "kg"], forms) == (["example"], "gmbh")
    assert without_form(["pt"], forms) == ([], "other")

"""Rows by kind, sections, batches: every row is accounted for."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from barred.readers.layout import lay_out
from barred.readers.subjects import subjects
from barred.readers.table import BadRow, Batch, RawRow


@dataclass
class Rows:
    """A grid in memory."""

    given: list[list[str] | str]
    across: frozenset[int] = frozenset()
    declared: list[str] | None = None
    name: str = "rows"
    size_bytes: int = field(default=100)

    def rows(self) -> Iterator[RawRow | BadRow]:
        """Give the rows; a text stands for one that cannot be read."""
        for number, cells in enumerate(self.given, 1):
            yield BadRow(number, cells) if isinstance(cells, str) else (number, list(cells))

    def position(self) -> int:
        """Nowhere."""
        return 0


HEADER = ["Pos", "Brand", "Model", "Qty", "Price"]


def laid(*rows: list[str] | str, across: frozenset[int] = frozenset()) -> Batch:
    """Lay out a table under the header above and give its only batch."""
    (batch,) = lay_out(Rows([HEADER, *rows], across)).batches()
    return batch


def test_an_item_reads_its_identifying_cells() -> None:
    """The rest of the row is carried along and not read."""
    batch = laid(["1", "Acme", " AB-1234 ", "4 pcs", "5.00"])

    assert (batch.numbers, batch.kinds, batch.texts) == ([2], ["item"], ["Acme AB-1234"])
    assert batch.rows == [["1", "Acme", " AB-1234 ", "4 pcs", "5.00"]]


def test_a_row_without_identifying_cells_reads_all_words() -> None:
    """What stands in a column of notes is checked rather than passed over."""
    assert laid(["1", "", "", "", "see AB-1234"]).texts == ["see AB-1234"]


def test_a_merged_row_is_a_heading_for_those_below() -> None:
    """`Building A` is no item and tells where the items go."""
    batch = laid(["Building A", "", "", "", ""], ["1", "Acme", "AB-1", "", ""], across=frozenset({2}))

    assert batch.kinds == ["heading", "item"]
    assert batch.sections == ["", "Building A"]


def test_a_merged_row_with_a_model_number_is_an_item() -> None:
    """A line that names a device is checked, however it is formatted."""
    assert laid(["Option: Acme AB-12345", "", "", "", ""], across=frozenset({2})).kinds == ["item"]


def test_a_lone_cell_is_a_heading_only_where_items_are_numbered() -> None:
    """A lone brand or model is an item."""
    batch = laid(["Hall", "", "", "", ""], ["", "Acme", "", "", ""], ["", "", "AB-1234", "", ""])

    assert batch.kinds == ["heading", "item", "item"]


def test_totals_name_nothing() -> None:
    """Sums in many languages, of the section too; a product called so with a name beside it is an item."""
    sums = [
        "Total",
        "Sub-total:",
        "Subtotal Hall",
        "VAT 20 %",
        "Gesamtsumme netto",
        "Total HT",
        "Razem",
        "合计",
        "Totale imponibile EUR",
    ]
    batch = laid(["Hall", "", "", "", ""], *[[one, "", "", "", "9.00"] for one in sums], ["", "Total Acme", "", "", ""])

    assert batch.kinds == ["heading", *["aside"] * len(sums), "item"]


def test_figures_alone_name_nothing() -> None:
    """A sum without a word is left aside, a number in the model column is not."""
    assert laid(["", "", "", "", "12.50"], ["2", "", "5512", "", ""]).kinds == ["aside", "item"]


def test_the_header_printed_again_names_nothing() -> None:
    """Quotes of several pages repeat it."""
    assert laid(HEADER, ["1", "Acme", "AB-1", "", ""]).kinds == ["aside", "item"]


def test_a_second_header_names_the_columns_anew() -> None:
    """Two tables in one sheet: below the second header every cell is read."""
    rows = [
        HEADER,
        ["1", "Acme", "AB-1", "2", ""],
        ["Quantity", "Item", "Manufacturer", "", ""],
        ["3", "dome", "Zenith", "", "AB-1234"],
    ]

    first, second = lay_out(Rows([*rows])).batches()

    assert first.texts == ["Acme AB-1"]
    assert second.kinds == ["aside", "item"]
    assert second.texts == ["", "dome Zenith AB-1234"]
    assert second.columns.of("brand") == (2,)
    assert subjects(second, file="f")[0].fields == {"brand": "Zenith", "description": "dome", "quantity": "3"}


def test_without_a_header_every_row_is_an_item() -> None:
    """Columns are then called by their letters."""
    table = lay_out(Rows([["AB-1234", "dome"], ["AB-9999", "bullet"], ["", ""]]))

    assert (table.header, table.header_row) == (["A", "B"], 0)
    assert [batch.texts for batch in table.batches()] == [["AB-1234 dome", "AB-9999 bullet"]]


def test_what_stands_before_the_header_is_kept() -> None:
    """The user can see which rows were taken for titles."""
    table = lay_out(Rows([["Quote", ""], ["", ""], ["Brand", "Model"], ["Acme", "AB-1234"]]))

    assert table.header_row == 3
    assert table.preamble == ((1, ["Quote", ""]),)


def test_short_rows_are_filled_and_long_ones_unreadable() -> None:
    """Where a cell too many stands nobody knows which column slipped."""
    batch = laid(["1", "Acme"], ["1", "Acme", "AB-1", "", "", "", ""], ["1", "Acme", "AB-1", "2", "3", "4"])

    assert batch.rows == [["1", "Acme", "", "", ""], ["1", "Acme", "AB-1", "", ""]]
    assert batch.unreadable == [BadRow(4, "6 cells, but the table has 5 columns")]


def test_a_subject_holds_what_columns_said() -> None:
    """Quantity as a plain number, the section, and nothing that is empty."""
    batch = laid(["Hall", "", "", "", ""], ["1", "Acme", "AB-1", "4 pcs", ""], ["2", "", "AB-2", "some", ""])

    one, two = subjects(batch, file="quote.xlsx#Sheet")

    assert (one.text, one.kind, one.file, one.row) == ("Acme AB-1", "row", "quote.xlsx#Sheet", 3)
    assert one.fields == {"brand": "Acme", "model": "AB-1", "quantity": "4", "section": "Hall"}
    assert two.fields == {"model": "AB-2", "section": "Hall"}


def test_a_table_without_rows_is_a_table() -> None:
    """That nothing was there is for the caller to tell."""
    table = lay_out(Rows([HEADER]))

    assert table.header == HEADER
    assert list(table.batches()) == []


def test_an_empty_grid_is_a_table() -> None:
    """A named sheet may be empty."""
    assert list(lay_out(Rows([])).batches()) == []


CELL = st.sampled_from(["", " ", "Acme", "AB-1234", "Total", "7", "Hall", "Brand", "Model", "dome, white"])
ROW = st.one_of(st.lists(CELL, max_size=7), st.just("broken"))


@given(st.lists(ROW, max_size=30), st.integers(1, 7))
def test_every_row_is_accounted_for(rows: list[list[str] | str], size: int) -> None:
    """Rows in: items and their subjects, headings, asides, blank, unreadable, before the header and itself."""
    table = lay_out(Rows([*rows], frozenset({3, 5})))
    found = list(table.batches(size))

    read = [number for batch in found for number in batch.numbers]
    bad = [one.row for batch in found for one in batch.unreadable]
    before = [at for at, row in enumerate(rows, 1) if at <= table.header_row and not isinstance(row, str)]
    assert len(read) + len(bad) + sum(batch.blank for batch in found) + len(before) == len(rows)
    assert sorted({*read, *bad}) == sorted([*read, *bad])
    assert read == sorted(read)
    for batch in found:
        assert {*batch.kinds} <= {"item", "heading", "aside"}
        assert len(subjects(batch, file="f")) == batch.kinds.count("item")
        assert all(text for text, kind in zip(batch.texts, batch.kinds, strict=True) if kind == "item")
        assert len(batch.rows) + len(batch.unreadable) <= size


@given(st.lists(ROW, max_size=30), st.integers(1, 7))
def test_the_size_of_batches_changes_nothing(rows: list[list[str] | str], size: int) -> None:
    """Small batches laid end to end are one large one."""
    table = lay_out(Rows([*rows]))

    def walked(size: int) -> list[tuple[int, list[str], str, str, str]]:
        return [
            one
            for batch in table.batches(size)
            for one in zip(batch.numbers, batch.rows, batch.kinds, batch.texts, batch.sections, strict=True)
        ]

    assert walked(size) == walked(1000)

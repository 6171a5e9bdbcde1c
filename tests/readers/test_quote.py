"""The quote of the demonstration is read as a person would read it."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from python_calamine import CalamineWorkbook

from barred.readers.open_tables import open_tables
from barred.readers.subjects import subjects

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_every_line_of_the_quote_is_an_item_and_nothing_else_is() -> None:
    """Titles, headings, totals and blank rows are none; merged and mixed cells are read."""
    opened = open_tables(EXAMPLES / "quote.xlsx")
    (table,) = opened.tables
    (batch,) = table.batches()
    asked = {one.row: one for one in subjects(batch, file=table.name)}

    assert opened.left_out == ()
    assert (table.name, table.header_row) == ("quote.xlsx#Quote", 9)
    assert {one.meaning: one.header for one in table.columns.columns} == {
        "brand": "Manufacturer",
        "model": "Article / Model",
        "description": "Description",
        "quantity": "Qty",
    }
    assert (len(asked), batch.kinds.count("heading"), batch.kinds.count("aside")) == (38, 6, 7)
    assert batch.unreadable == []
    assert asked[12].text == "Hickvision DS-2CD2T47G2-L 4 MP ColorVu bullet, 4 mm"
    assert asked[12].fields["quantity"] == "4"
    assert asked[13].fields["brand"] == "海康威视"
    assert asked[14].fields == {
        "description": "hikvision / ds-2cd2347g2-lu turret, spare",
        "quantity": "2",
        "section": "A Perimeter and pier",
    }
    assert asked[16].fields["brand"] == asked[15].fields["brand"] == "Dahua Technology"
    assert asked[51].text.startswith("=HYPERLINK(")


def test_the_quote_is_what_its_script_makes(tmp_path: Path) -> None:
    """Nobody edits the workbook by hand."""
    spec = spec_from_file_location("make_quote", EXAMPLES / "make_quote.py")
    assert spec is not None
    assert spec.loader is not None
    script = module_from_spec(spec)
    sys.modules[spec.name] = script  # dataclasses look their module up
    spec.loader.exec_module(script)

    script.make(tmp_path / "quote.xlsx")
    script.make(tmp_path / "again.xlsx")

    kept, made = (CalamineWorkbook.from_path(path) for path in (EXAMPLES / "quote.xlsx", tmp_path / "quote.xlsx"))
    assert kept.sheet_names == made.sheet_names
    for name in kept.sheet_names:
        one, other = kept.get_sheet_by_name(name), made.get_sheet_by_name(name)
        assert one.to_python() == other.to_python()
        assert one.merged_cell_ranges == other.merged_cell_ranges
    assert (tmp_path / "quote.xlsx").read_bytes() == (tmp_path / "again.xlsx").read_bytes()

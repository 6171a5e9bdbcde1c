"""Workbooks: sheets, merged cells, and the ways in which they are damaged."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from barred.errors import FileProblem, UsageProblem
from barred.readers import workbook, zip_guard
from barred.readers.open_tables import open_tables
from barred.readers.xls_records import check_records
from tests.readers.writing import batches, only_table, texts, write_ods, write_xlsx
from tests.web.hostile import far_sheets, opc, sheet_of

FILES = Path(__file__).with_name("files")
ROWS: list[list[object]] = [["Brand", "Model", "Qty"], ["Acme", "AB-1234", 1.0], ["Zenith", "ZE-2", 2.5]]


def test_xlsx_is_read_as_the_user_sees_it(tmp_path: Path) -> None:
    """Whole numbers without decimals; the name tells the sheet; rows count as in the sheet."""
    path = write_xlsx(tmp_path / "a.xlsx", {"Quote": [[], ["Our offer"], [], *ROWS]})

    table = only_table(path)
    (batch,) = table.batches()

    assert (table.name, table.header, table.header_row) == ("a.xlsx#Quote", ["Brand", "Model", "Qty"], 4)
    assert (batch.rows, batch.numbers) == ([["Acme", "AB-1234", "1"], ["Zenith", "ZE-2", "2.5"]], [5, 6])
    assert table.position() == table.size_bytes


def test_columns_keep_their_letters(tmp_path: Path) -> None:
    """A table that begins in column C is named so, although the file leaves A and B out."""
    path = write_xlsx(
        tmp_path / "a.xlsx", {"S": [["", "", "Brand", "Model"], ["", "", "Acme", "AB-1"], ["", "", "B", "C"]]}
    )

    assert only_table(path).columns.of("brand") == (2,)
    assert only_table(path, columns={"model": "C"}).columns.of("model") == (2,)


def test_xls_is_read_with_its_merged_heading() -> None:
    """The old format tells merged cells too."""
    (batch,) = batches(FILES / "heading-merged.xls")

    assert batch.texts == ["Hikvision DS-2CD2143G2-I", "Building A"]
    assert batch.kinds == ["item", "heading"]


def test_ods_is_read(tmp_path: Path) -> None:
    """The empty rows to the end of the sheet cost nothing."""
    end = (
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    path = write_ods(tmp_path / "a.ods", [["Brand", "Model"], ["Acme", "AB-1"]], last=end)

    assert texts(path) == ["Acme AB-1"]


def test_a_brand_merged_over_rows_counts_for_each(tmp_path: Path) -> None:
    """The user sees it beside all of them; a figure merged so is not repeated, a blank row stays blank."""
    rows = [["Brand", "Model", "Qty"], ["", "AB-1234"], ["", "AB-2234"], [], ["Zenith", "ZE-1"]]
    path = write_xlsx(tmp_path / "a.xlsx", {"S": rows}, merged=[(1, 0, 3, 0, "Acme"), (1, 2, 2, 2, "4")])

    (batch,) = batches(path)

    assert batch.texts == ["Acme AB-1234", "Acme AB-2234", "Zenith ZE-1"]
    assert [row[2] for row in batch.rows] == ["4", "", ""]
    assert batch.blank == 1


def test_a_row_merged_across_is_a_heading(tmp_path: Path) -> None:
    """Merging a description over two of many columns is not across."""
    rows: list[list[object]] = [["Pos", "Brand", "Model", "Description", "Qty"], [], ["1", "Acme", "AB-1"], [4, "", ""]]
    path = write_xlsx(tmp_path / "a.xlsx", {"S": rows}, merged=[(1, 0, 1, 4, "Building A"), (3, 2, 3, 3, "cable reel")])

    (batch,) = batches(path)

    assert batch.kinds == ["heading", "item", "item"]
    assert batch.sections == ["", "Building A", "Building A"]


def test_every_sheet_with_a_table_is_read_hidden_ones_too(tmp_path: Path) -> None:
    """Letters without a table are left out, and that is told; empty sheets are nothing."""
    path = tmp_path / "a.xlsx"
    with Workbook(str(path)) as book:
        book.add_worksheet("Cover").write(0, 0, "Dear customer")
        for name in ("One", "Two"):
            for at, cells in enumerate(ROWS):
                book.get_worksheet_by_name(name) or book.add_worksheet(name)
                book.get_worksheet_by_name(name).write_row(at, 0, cells)
        book.get_worksheet_by_name("Two").hide()
        book.add_worksheet("Empty")

    opened = open_tables(path)

    assert [one.name for one in opened.tables] == ["a.xlsx#One", "a.xlsx#Two"]
    assert [(one.name, one.why) for one in opened.left_out] == [("a.xlsx#Cover", "no header and no model numbers")]
    assert 0 < sum(one.size_bytes for one in opened.tables) <= path.stat().st_size


def test_a_lone_sheet_of_words_is_a_table(tmp_path: Path) -> None:
    """Nothing is left out when nothing else would be read."""
    assert texts(write_xlsx(tmp_path / "a.xlsx", {"S": [["Dear customer"]]})) == ["Dear customer"]


def test_a_sheet_is_chosen_by_name(tmp_path: Path) -> None:
    """Case does not matter; a wrong name is told with the right ones."""
    path = write_xlsx(tmp_path / "a.xlsx", {"One": ROWS, "Two": ROWS})

    assert only_table(path, sheet=" two").name == "a.xlsx#Two"
    with pytest.raises(UsageProblem, match="there is no sheet 'Three'; the sheets are 'One', 'Two'"):
        open_tables(path, sheet="Three")


def test_a_column_of_one_sheet_need_not_be_in_the_others(tmp_path: Path) -> None:
    """But one sheet must have it."""
    path = write_xlsx(tmp_path / "a.xlsx", {"One": [["Ware", "Model"], ["Acme", "AB-1"]], "Two": ROWS})

    one, two = open_tables(path, columns={"brand": "Ware"}).tables

    assert (one.columns.of("brand"), two.columns.of("brand")) == ((0,), (0,))
    assert [table.columns.columns[0].basis for table in (one, two)] == ["user", "header"]
    with pytest.raises(UsageProblem, match="there is no column 'Wares'"):
        open_tables(path, columns={"brand": "Wares"})


def test_an_empty_workbook_is_no_trouble(tmp_path: Path) -> None:
    """It has no tables, or one without rows when the user names the sheet."""
    path = write_xlsx(tmp_path / "a.xlsx", {"S": []})

    assert open_tables(path).tables == ()
    assert batches(path, sheet="S") == []


def test_a_password_is_told() -> None:
    """An encrypted workbook is no ZIP archive any more."""
    with pytest.raises(FileProblem, match=r"password\.xlsx: the workbook has a password; save it without"):
        open_tables(FILES / "password.xlsx")


@pytest.mark.parametrize("part", [0.3, 0.9])
def test_a_workbook_cut_short_is_told(tmp_path: Path, part: float) -> None:
    """Half a download."""
    whole = write_xlsx(tmp_path / "a.xlsx", {"S": ROWS}).read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(whole[: int(len(whole) * part)])

    with pytest.raises(FileProblem, match="cut short or damaged"):
        open_tables(tmp_path / "cut.xlsx")


def test_a_damaged_member_is_told(tmp_path: Path) -> None:
    """The list of contents is there, the sheet is not."""
    path = write_xlsx(tmp_path / "a.xlsx", {"S": ROWS})
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 60
    content[at : at + 40] = b"\xff" * 40
    path.write_bytes(content)

    with pytest.raises(FileProblem, match=r"sheet1\.xml inside it cannot be unpacked"):
        open_tables(path)


def test_a_workbook_without_workbook_is_told(tmp_path: Path) -> None:
    """A part that every workbook has is not XML."""
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<broken")

    with pytest.raises(FileProblem, match="the workbook cannot be read"):
        open_tables(path)


def test_a_damaged_xls_is_told(tmp_path: Path) -> None:
    """The container is there, the stream in it is not."""
    whole = (FILES / "heading-merged.xls").read_bytes()
    found = 0
    for length in range(600, len(whole), 97):
        (tmp_path / "cut.xls").write_bytes(whole[:length] + "Workbook".encode("utf-16-le"))
        try:
            open_tables(tmp_path / "cut.xls")
        except FileProblem as problem:
            assert "the workbook cannot be read" in problem.what  # noqa: PT017 - some lengths leave enough to read
            found += 1

    assert found > 10


@pytest.mark.parametrize(
    ("at", "value", "told"),
    [
        (30, b"\x07\x00", "sectors of 2 to the power of 7 bytes"),
        (44, b"\xff\xff\xff\x00", "more sectors than the file has"),
        (-1, b"", "a chain of sectors runs in a circle"),
        (-2, b"\x00\x00\x00\x40", "a stream longer than the file"),
        (1602, b"\x00\x00\xb0\x00", "a sheet larger than a sheet can be"),
        (1444, b"\xff\xff\xff\xff", "more texts than bytes"),
    ],
    ids=["sector size", "count", "circle", "length", "dimensions", "texts"],
)
def test_a_damaged_container_is_refused(tmp_path: Path, at: int, value: bytes, told: str) -> None:
    """A chain that leads back would be read until memory ends."""
    content = bytearray((FILES / "heading-merged.xls").read_bytes())
    table = 512 * (1 + int.from_bytes(content[76:80], "little"))
    directory = 512 * (1 + int.from_bytes(content[48:52], "little"))
    at = {-1: table + 4, -2: directory + 128 + 120}.get(at, at)
    content[at : at + 4] = value.ljust(4, b"\0") if at != 30 else value + content[32:34]
    path = tmp_path / "damaged.xls"
    path.write_bytes(content)

    with pytest.raises(FileProblem, match=told):
        open_tables(path)


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    """It is refused by its list of contents, before anything is unpacked."""
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as member:
            for _ in range(201):
                member.write(b"\0" * 1024**2)

    with pytest.raises(FileProblem, match=r"unpacks to 201 MB, [\d,]+ times its size"):
        open_tables(path)


def test_a_stray_cell_in_the_last_corner_is_refused(tmp_path: Path) -> None:
    """The sheet would be held as a full rectangle of seventeen billion cells."""
    path = tmp_path / "stray.xlsx"
    with Workbook(str(path)) as book:
        book.add_worksheet().write(1_048_575, 16_383, "stray")

    with pytest.raises(
        FileProblem, match=r"spans 17,179,869,184 cells, at most 25,000,000 are read; delete stray cells"
    ):
        open_tables(path)


def test_a_repeated_cell_of_an_ods_counts_as_often_as_it_stands(tmp_path: Path) -> None:
    """One tag may fill a million rows."""
    wide = (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string"'
        ' table:number-columns-repeated="500"><text:p>x</text:p></table:table-cell></table:table-row>'
    )
    path = write_ods(tmp_path / "wide.ods", [["Brand"]], last=wide)

    with pytest.raises(FileProblem, match=r"content\.xml spans 524,288,500 cells"):
        open_tables(path)


def test_the_span_is_found_over_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tag may be cut by the end of a block."""
    monkeypatch.setattr(zip_guard, "_MOST_CELLS", 29)
    path = write_xlsx(tmp_path / "a.xlsx", {"S": [["a", "b", "c"]] * 10})
    for size in (50, 64, 77, 1 << 20):
        monkeypatch.setattr(zip_guard, "_BLOCK", size)
        with pytest.raises(FileProblem, match="spans 30 cells"):
            open_tables(path)


@pytest.mark.parametrize("name", sorted(far_sheets()))
def test_a_workbook_that_claims_too_much_is_refused(tmp_path: Path, name: str) -> None:
    """In whatever way it is said; the library would ask for half a terabyte and end the program."""
    path = tmp_path / name
    path.write_bytes(far_sheets()[name])

    with pytest.raises(FileProblem, match=r"spans [\d,]{10,} cells|stands before or behind|is a ZIP archive"):
        open_tables(path)


def test_sheets_count_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is bearable and all of them are not; the one that is named is read."""
    path = write_xlsx(tmp_path / "a.xlsx", {f"S{number}": ROWS for number in range(4)})
    monkeypatch.setattr(workbook, "_MOST_CELLS", 35)

    with pytest.raises(FileProblem, match="its sheets span more than 35 cells together"):
        open_tables(path)
    assert only_table(path, sheet="S1").name == "a.xlsx#S1"


@pytest.mark.parametrize("is_claimed", [False, True], ids=["by their cells", "by their dimensions"])
def test_sheets_of_an_old_workbook_count_together(*, is_claimed: bool) -> None:
    """The library holds all of them at once: two of the largest are bearable, three are not."""
    corner = struct.pack("<2H2HHd", 0x0203, 14, 65_535, 255, 0, 1.0)
    dimensions = struct.pack("<2H2I2HH", 0x0200, 14, 0, 65_536, 0, 256, 0)
    sheet = struct.pack("<2H", 0x0809, 0) + (dimensions if is_claimed else corner) + struct.pack("<2H", 0x000A, 0)

    check_records(sheet * 2)
    with pytest.raises(ValueError, match="span too much together"):
        check_records(sheet * 3)


def test_a_sheet_written_in_another_way_is_read(tmp_path: Path) -> None:
    """Without places, in other quotes: as long as it is no larger than it says."""
    rows = (
        b"<row r='1'><c t='inlineStr'><is><t>Brand</t></is></c><c t='inlineStr'><is><t>Model</t></is></c></row>"
        b"<row><c t='inlineStr'><is><t>Acme</t></is></c><c t='inlineStr'><is><t>AB-1</t></is></c></row>"
    )
    book = zipfile.ZipFile(io.BytesIO(sheet_of("x")))
    members: dict[str, str | bytes] = {name: book.read(name) for name in book.namelist()}
    sheet = members["xl/worksheets/sheet1.xml"]
    assert isinstance(sheet, bytes)
    begin, _, rest = sheet.partition(b"<sheetData>")
    members["xl/worksheets/sheet1.xml"] = b"".join([begin, b"<sheetData>", rows, b"</sheetData>", rest[-12:]])
    path = tmp_path / "a.xlsx"
    path.write_bytes(opc(members))

    (batch,) = batches(path)

    assert batch.rows == [["Acme", "AB-1"]]


def test_every_stream_of_a_container_is_looked_at(tmp_path: Path) -> None:
    """Which of two of nearly one name the library reads is not told: a damaged one behind a good one is found."""
    content = bytearray((FILES / "heading-merged.xls").read_bytes())
    table = 512 * (1 + int.from_bytes(content[76:80], "little"))
    directory = 512 * (1 + int.from_bytes(content[48:52], "little"))
    good, bad = directory + 128, directory + 256
    new = len(content) // 512 - 1
    content[bad : bad + 128] = content[good : good + 128]
    content[good : good + 128] = content[good : good + 128].replace("Workbook".encode("utf-16-le"), _named("book"))
    content[good + 64 : good + 66] = b"\x0a\0"
    content[bad + 116 : bad + 120] = new.to_bytes(4, "little")
    for at in range(new, new + 8):
        following = at + 1 if at < new + 7 else 0xFFFFFFFE
        content[table + 4 * at : table + 4 * at + 4] = following.to_bytes(4, "little")
    stream = content[512:4608]
    stream[1602 - 512 : 1606 - 512] = b"\0\0\xb0\0"
    path = tmp_path / "two.xls"
    path.write_bytes(content + stream)

    with pytest.raises(FileProblem, match="a sheet larger than a sheet can be"):
        open_tables(path)


def _named(name: str) -> bytes:
    return name.encode("utf-16-le").ljust(16, b"\0")

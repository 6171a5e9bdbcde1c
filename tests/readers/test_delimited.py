"""CSV and its kin: delimiters, quotes, encodings, broken rows."""

import codecs
from pathlib import Path

import pytest

from barred.errors import FileProblem, UsageProblem
from barred.readers.delimiter import ONE_COLUMN, find_delimiter
from barred.readers.open_tables import open_tables
from barred.readers.table import BadRow
from tests.readers.writing import batches, only_table, texts

HEADER = b"Brand,Model\n"


def write(folder: Path, content: bytes | str, name: str = "a.csv") -> Path:
    """Write a file."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("lines", "sign"),
    [
        (["a,b", "1,2"], ","),
        (["a;b;c", "1,5;2,5;3,5", "4,0;5,0;6,0"], ";"),
        (["a\tb, or c", "1\t2"], "\t"),
        (["a|b", "1|2"], "|"),
        (["Marke;Text", 'x;"a;b;c"', "y;d"], ";"),
        (["Offer 12, of May", "Mill Lane 5, Acme", "", *["a;b;c"] * 9], ";"),
        (["one", "two", "three, four", "five", "six"], ONE_COLUMN),
        (["DS-2CD2143G2-I"], ONE_COLUMN),
        ([], ONE_COLUMN),
    ],
)
def test_the_delimiter_cuts_evenly(lines: list[str], sign: str) -> None:
    """Decimal commas, addresses and quoted cells do not mislead."""
    assert find_delimiter([f"{line}\n" for line in lines]) == sign


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems_are_read(tmp_path: Path, end: str) -> None:
    """Unix, Windows and old Mac."""
    assert texts(write(tmp_path, end.join(["Brand,Model", "Acme,AB-1", "Zenith,ZE-2"]))) == ["Acme AB-1", "Zenith ZE-2"]


def test_a_cell_may_hold_line_breaks(tmp_path: Path) -> None:
    """A row is a record; its number is the one that a spreadsheet shows."""
    (batch,) = batches(write(tmp_path, 'Brand,Model,Note\nAcme,"AB-1\nin grey","say ""so"""\nZenith,ZE-2,12" wide\n'))

    assert batch.texts == ["Acme AB-1 in grey", "Zenith ZE-2"]
    assert batch.numbers == [2, 3]
    assert [row[2] for row in batch.rows] == ['say "so"', '12" wide']


def test_a_separator_line_is_followed(tmp_path: Path) -> None:
    """Excel writes and reads `sep=;` as the first line."""
    table = only_table(write(tmp_path, "sep=;\nBrand;Model\nAcme;AB-1\n"))

    assert (table.header, table.header_row) == (["Brand", "Model"], 2)


def test_tsv_goes_by_its_tabs(tmp_path: Path) -> None:
    """The suffix wins over commas that cut as evenly."""
    assert only_table(write(tmp_path, "Model, type\tText, short\na, b\tc, d\n", "a.tsv")).header == [
        "Model, type",
        "Text, short",
    ]


def test_blank_rows_are_counted_and_never_unreadable(tmp_path: Path) -> None:
    """Nothing was there to be read."""
    (batch,) = batches(write(tmp_path, "Brand,Model\n\n , \nAcme,AB-1\n,,,,\n"))

    assert (batch.texts, batch.blank, batch.unreadable, batch.numbers) == (["Acme AB-1"], 3, [], [4])


def test_rows_of_wrong_length(tmp_path: Path) -> None:
    """Too few cells are filled up; too many make the row unreadable."""
    (batch,) = batches(write(tmp_path, "Brand,Model,Qty\nAcme\nAcme,AB-1,2,3\nZenith,ZE-2,1,\n"))

    assert batch.rows == [["Acme", "", ""], ["Zenith", "ZE-2", "1"]]
    assert batch.unreadable == [BadRow(3, "4 cells, but the table has 3 columns")]


def test_a_nul_byte_spoils_its_row_only(tmp_path: Path) -> None:
    """The rows around it are read."""
    (batch,) = batches(write(tmp_path, HEADER + b"Acme,AB-1\nAc\0me,AB-2\nAcme,AB-3\n"))

    assert batch.texts == ["Acme AB-1", "Acme AB-3"]
    assert batch.unreadable == [BadRow(3, "line 3 holds a NUL byte")]


def test_an_unclosed_quote_at_the_end_spoils_its_row_only(tmp_path: Path) -> None:
    """The rows that it would have swallowed are read again, one by one."""
    (batch,) = batches(write(tmp_path, 'Brand,Model\nAcme,AB-1\nAcme,"AB-2\nAcme,AB-3\nAcme,AB-4\n'))

    assert batch.texts == ["Acme AB-1", "Acme AB-3", "Acme AB-4"]
    assert batch.unreadable == [BadRow(3, "a quotation mark on line 3 is never closed")]


def test_two_unclosed_quotes_do_not_hide_the_rows_between(tmp_path: Path) -> None:
    """Together they look like one long cell."""
    (batch,) = batches(write(tmp_path, 'Brand,Model\nAcme,"AB-1\nAcme,AB-2\nAcme,"AB-3\nAcme,AB-4\n'))

    assert batch.texts == ["Acme AB-2", "Acme AB-4"]
    assert [(one.row, one.why) for one in batch.unreadable] == [
        (2, "a quotation mark on line 2 is never closed"),
        (4, "a quotation mark on line 4 is never closed"),
    ]


def test_many_unclosed_quotes_are_told_one_by_one(tmp_path: Path) -> None:
    """And do not pile up on each other."""
    (batch,) = batches(write(tmp_path, "Brand,Model\n" + 'Acme,"AB-1\n' * 3001 + "Acme,AB-2\n"))

    assert len(batch.unreadable) == 3001
    assert batch.texts == ["Acme AB-2"]


def test_a_cell_too_long_to_be_true_spoils_its_row_only(tmp_path: Path) -> None:
    """The parser holds 131,072 characters of a cell."""
    (batch,) = batches(write(tmp_path, "Brand,Model\nAcme," + "x" * 140_000 + "\nAcme,AB-2\n"))

    assert batch.texts == ["Acme AB-2"]
    assert [one.row for one in batch.unreadable] == [2]


@pytest.mark.parametrize(
    "content",
    [
        "Marke,Modell\nMüller 海康威视,AB-1\n".encode(),
        codecs.BOM_UTF8 + "Marke,Modell\nMüller 海康威视,AB-1\n".encode(),
        "Marke,Modell\nMüller 海康威视,AB-1\n".encode("utf-16"),
        codecs.BOM_UTF16_BE + "Marke,Modell\nMüller 海康威视,AB-1\n".encode("utf-16-be"),
        "\ufeffMarke,Modell\nMüller 海康威视,AB-1\n".encode("gb18030"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16 big end", "gb18030 with mark"],
)
def test_unicode_is_read(tmp_path: Path, content: bytes) -> None:
    """A byte order mark says which and is no part of the header."""
    path = write(tmp_path, content)

    assert only_table(path).header == ["Marke", "Modell"]
    assert texts(path) == ["Müller 海康威视 AB-1"]


def test_other_bytes_are_told_by_offset_and_line(tmp_path: Path) -> None:
    """Nothing is guessed, and the remedy is named."""
    path = write(tmp_path, "Marke,Modell\nAcme,AB-1\nMüller,AB-2\n".encode("cp1252"))

    with pytest.raises(FileProblem, match=r"byte 24 \(0xfc, line 3\) is not utf-8; .*--encoding cp1252"):
        open_tables(path)
    assert texts(path, encoding="cp1252") == ["Acme AB-1", "Müller AB-2"]


def test_a_wrong_byte_far_down_is_found_before_the_first_row(tmp_path: Path) -> None:
    """Offsets are counted over blocks, and with a mark in front."""
    path = write(tmp_path, codecs.BOM_UTF8 + HEADER + b"Acme,AB-1\n" * 300_000 + b"\xe2\x82\n")

    with pytest.raises(FileProblem, match=r"byte 3000015 \(0xe2, line 300002\)"):
        open_tables(path)


def test_a_stated_encoding_must_fit(tmp_path: Path) -> None:
    """The user's word is held against the bytes too."""
    path = write(tmp_path, HEADER + b"Acme,\x81\n")

    with pytest.raises(FileProblem, match=r"byte 17 \(0x81, line 2\) is not cp1252; the bytes are not what --encoding"):
        open_tables(path, encoding="cp1252")


@pytest.mark.parametrize("name", ["latin-99", "hex", "idna", ""])
def test_an_unknown_encoding_is_refused(tmp_path: Path, name: str) -> None:
    """Codecs that give no text are none."""
    with pytest.raises(UsageProblem, match="is not a known encoding"):
        open_tables(write(tmp_path, HEADER), encoding=name)


@pytest.mark.parametrize("stated", ["utf-8", "UTF8", "utf-8-sig"])
def test_a_mark_is_skipped_when_the_encoding_is_stated(tmp_path: Path, stated: str) -> None:
    """The first header would otherwise begin with an unseen sign."""
    assert only_table(write(tmp_path, codecs.BOM_UTF8 + HEADER), encoding=stated).header == ["Brand", "Model"]


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_named(tmp_path: Path, name: str) -> None:
    """And read when the user says so."""
    path = write(tmp_path, "Brand,Model\nAcme,AB-1\n".encode(name))

    with pytest.raises(FileProblem, match=f"without a byte order mark; try --encoding {name}"):
        open_tables(path)
    assert texts(path, encoding=name) == ["Acme AB-1"]


def test_progress_runs_from_nothing_to_all(tmp_path: Path) -> None:
    """A bar can be drawn."""
    table = only_table(write(tmp_path, HEADER + b"Acme,AB-1\n" * 50_000))
    seen = [table.position() for _ in table.batches(10_000)]

    assert seen == sorted(seen)
    assert 0 < seen[0] < table.size_bytes
    assert table.position() == table.size_bytes


def test_a_table_can_be_walked_twice(tmp_path: Path) -> None:
    """Each walk begins anew."""
    table = only_table(write(tmp_path, HEADER + b"Acme,AB-1\n"))

    assert [one.texts for one in table.batches()] == [one.texts for one in table.batches()] == [["Acme AB-1"]]


def test_a_sheet_of_a_text_is_refused(tmp_path: Path) -> None:
    """Only workbooks have sheets."""
    with pytest.raises(UsageProblem, match="has no sheets"):
        open_tables(write(tmp_path, HEADER), sheet="One")


def test_a_file_of_one_endless_line_is_not_held_as_a_whole(tmp_path: Path) -> None:
    """It is no table; what cannot be a cell is unreadable."""
    (batch,) = batches(write(tmp_path, "Model\n" + "x" * 9_000_000))

    assert batch.texts == []
    assert len(batch.unreadable) == 3

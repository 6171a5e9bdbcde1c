"""Reports: the user's rows in their order with ours beside them, safe to open, whole or not at all."""

import csv
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from barred.errors import FileProblem, UsageProblem
from barred.publishing.files.safe_cell import as_number, safe_cell
from barred.publishing.report.inquiry import Inquiry
from barred.publishing.report.report import SUFFIXES, open_report
from barred.publishing.report.reported_row import CheckedRow, ReportHead, TableHead
from barred.publishing.report.xlsx import XlsxReport
from barred.readers.open_tables import open_tables
from tests.publishing.checks import INQUIRY, whole

HEAD = ReportHead([TableHead("quote.csv", ["Brand", "Qty"])], ["outcome", "brand"], is_check=True)
ROWS = [
    CheckedRow(2, ["Acme", "1"], {"outcome": "barred", "brand": "acme"}, whole("barred")),
    CheckedRow(4, ["Hall", ""]),
    CheckedRow(5, ["海康威视", "2.50"], {"outcome": "clear"}, whole("clear", row=5)),
]
TABLE = [
    ["Brand", "Qty", "outcome", "brand (check)"],
    ["Acme", "1", "barred", "acme"],
    ["Hall", "", "", ""],
    ["海康威视", "2.50", "clear", ""],
]
ABOUT = {"Snapshot": "sha256:00", "Notice": "=not a formula"}


def write(
    path: Path, head: ReportHead = HEAD, rows: list[CheckedRow] = ROWS, *, inquiry: Inquiry | None = None
) -> Path:
    """Write a report of one table."""
    with open_report(path, head) as report:
        report.add(head.tables[0].name, rows[:1])
        report.add(head.tables[0].name, rows[1:])
        report.finish(ABOUT, inquiry)
    return path


def read_csv(path: Path, delimiter: str = ",") -> list[list[str]]:
    """Read a table back."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


def read_xlsx(path: Path, sheet: int | str = 0) -> list[list[object]]:
    """Read a sheet back."""
    book = CalamineWorkbook.from_path(path)
    found = book.get_sheet_by_index(sheet) if isinstance(sheet, int) else book.get_sheet_by_name(sheet)
    return [[*row] for row in found.to_python()]


@pytest.mark.parametrize(("name", "delimiter"), [("r.csv", ","), ("r.TSV", "\t")])
def test_csv_keeps_the_rows_and_adds_columns(tmp_path: Path, name: str, delimiter: str) -> None:
    """Spreadsheets need the mark to read other scripts; a name that the user has too is marked as ours."""
    path = write(tmp_path / name)

    assert path.read_bytes().startswith(b"\xef\xbb\xbfBrand")
    assert read_csv(path, delimiter) == TABLE


def test_xlsx_keeps_the_rows_and_adds_columns(tmp_path: Path) -> None:
    """Numbers that are shown alike are numbers; the last sheet says what was asked."""
    path = write(tmp_path / "r.xlsx")

    assert CalamineWorkbook.from_path(path).sheet_names == ["quote.csv", "About"]
    assert read_xlsx(path) == [TABLE[0], ["Acme", 1, "barred", "acme"], *TABLE[2:]]
    assert read_xlsx(path, "About") == [["Snapshot", "sha256:00"], ["Notice", "'=not a formula"]]
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<pane " in sheet
    assert "<autoFilter ref=" in sheet
    assert "<f>" not in sheet


def test_json_holds_the_verdicts(tmp_path: Path) -> None:
    """A verdict a line in both forms, as the caller gave it; rows without one are not there."""
    verdicts = [one.verdict for one in ROWS if one.verdict]

    assert json.loads(write(tmp_path / "r.json").read_text("utf-8")) == {"verdicts": verdicts, "about": ABOUT}
    assert [json.loads(line) for line in write(tmp_path / "r.jsonl").read_text("utf-8").splitlines()] == verdicts


def test_json_without_verdicts_is_json(tmp_path: Path) -> None:
    """An empty report is one."""
    assert json.loads(write(tmp_path / "r.json", rows=[]).read_text("utf-8"))["verdicts"] == []


def test_several_tables_share_one_header_in_csv(tmp_path: Path) -> None:
    """Columns are joined by name; two of one name stay two; each row says where it is from."""
    head = ReportHead(
        [TableHead("a#1", ["Brand", "Price", "Price"]), TableHead("a#2", ["Model", "Brand"])], ["outcome"]
    )
    with open_report(tmp_path / "r.csv", head) as report:
        report.add("a#1", [CheckedRow(2, ["Acme", "1", "2"], {"outcome": "barred"})])
        report.add("a#2", [CheckedRow(3, ["AB-1", "Acme"], {"outcome": "noted"})])
        report.finish({})

    assert read_csv(tmp_path / "r.csv") == [
        ["table", "row", "Brand", "Price", "Price", "Model", "outcome"],
        ["a#1", "2", "Acme", "1", "2", "", "barred"],
        ["a#2", "3", "Acme", "", "", "AB-1", "noted"],
    ]


def test_several_tables_are_several_sheets_in_xlsx(tmp_path: Path) -> None:
    """Names are cut to what a sheet may be called and told apart."""
    names = [
        "a.xlsx#Quote",
        "b.xlsx#quote",
        "a.xlsx#About",
        "a.xlsx#[1]/2:*?",
        "c.csv",
        "x#" + "y" * 40,
        "z#" + "y" * 40,
    ]
    head = ReportHead([TableHead(name, ["A"]) for name in names], ["outcome"])
    with open_report(tmp_path / "r.xlsx", head) as report:
        for name in names:
            report.add(name, [CheckedRow(1, [name])])
        report.finish({})

    book = CalamineWorkbook.from_path(tmp_path / "r.xlsx")
    assert book.sheet_names == [
        "Quote",
        "quote (2)",
        "About (2)",
        "1  2",
        "c.csv",
        "y" * 31,
        "y" * 27 + " (2)",
        "About",
    ]
    assert [book.get_sheet_by_index(at).to_python()[1][0] for at in range(len(names))] == names


def test_a_full_sheet_is_continued_on_another(tmp_path: Path) -> None:
    """A sheet ends at a million rows, a text table does not."""
    report = XlsxReport(tmp_path / "r.xlsx", HEAD, most_rows=3)
    report.add("quote.csv", [CheckedRow(at, [f"Acme {at}", ""]) for at in range(5)])
    report.finish({})

    book = CalamineWorkbook.from_path(tmp_path / "r.xlsx")
    assert book.sheet_names == ["quote.csv", "quote.csv (2)", "quote.csv (3)", "About"]
    assert [row[0] for row in read_xlsx(tmp_path / "r.xlsx", "quote.csv (3)")] == ["Brand", "Acme 4"]


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ('=HYPERLINK("http://example.invalid")', '\'=HYPERLINK("http://example.invalid")'),
        ("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"),
        ("-40C rated", "'-40C rated"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("  =1+1", "'  =1+1"),
        ("＝1+1", "'＝1+1"),
        ("＋1", "'＋1"),
        ("－a", "'－a"),
        ("＠a", "'＠a"),
        ("+49 30 1234", "'+49 30 1234"),
        ("-5", "-5"),
        ("-5.2", "-5.2"),
        ("-1.234,50", "-1.234,50"),
        ("+49", "+49"),
        ("-5 %", "-5 %"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_a_formula_is_escaped_in_tables(tmp_path: Path, cell: str, safe: str) -> None:
    """In CSV and XLSX alike, in cells, headers and what we add; a plain number stays."""
    head = ReportHead([TableHead("t", ["A", cell])], ["outcome"])
    row = CheckedRow(1, [cell, "x"], {"outcome": cell})

    assert safe_cell(cell) == safe
    assert read_csv(write(tmp_path / "r.csv", head, [row])) == [["A", safe, "outcome"], [safe, "x", safe]]
    # A spreadsheet keeps its own line ends, and a number is shown without its plus.
    shown = [[str(one) for one in line] for line in read_xlsx(write(tmp_path / "r.xlsx", head, [row]))]
    wanted = "-5" if cell == "-5" else safe.replace("\r", "\n")
    assert [line.replace("\r", "\n").removesuffix(".0") for line in shown[1]] == [wanted, "x", safe.replace("\r", "\n")]


def test_a_formula_is_left_alone_in_json(tmp_path: Path) -> None:
    """JSON calculates nothing."""
    row = CheckedRow(1, ["=1+1", ""], {}, {"text": "=1+1"})

    assert json.loads(write(tmp_path / "r.jsonl", rows=[row]).read_text("utf-8")) == {"text": "=1+1"}


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("-0.5", -0.5), ("0", 0), ("129.5", 129.5)])
def test_a_number_is_stored_as_one(text: str, number: float) -> None:
    """A spreadsheet shows it just so."""
    assert as_number(text) == number


@pytest.mark.parametrize("text", ["", "007", "1.000", "1,5", "1e5", "+5", "6941264092345", ".5", "5.", "٣"])
def test_what_would_be_shown_otherwise_stays_text(text: str) -> None:
    """Article numbers, prices with two places, other marks."""
    assert as_number(text) is None


def test_a_cell_too_long_for_a_sheet_is_cut_with_a_sign(tmp_path: Path) -> None:
    """The library would leave it out without a word."""
    path = write(tmp_path / "r.xlsx", rows=[CheckedRow(1, ["x" * 40_000, ""])])

    cell = str(read_xlsx(path)[1][0])
    assert len(cell) == 32_767
    assert cell.endswith("x…")


def test_the_outcome_has_a_colour_and_its_word(tmp_path: Path) -> None:
    """The word stays when the colour does not."""
    with zipfile.ZipFile(write(tmp_path / "r.xlsx")) as archive:
        styles = archive.read("xl/styles.xml").decode()
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()

    assert "FF9C1C1C" in styles
    assert '<c r="C2" s="' in sheet
    assert "barred" in sheet


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_same_rows_same_bytes(tmp_path: Path, suffix: str) -> None:
    """A report can be compared by digest."""
    first, second = (write(tmp_path / f"{name}{suffix}", inquiry=INQUIRY) for name in ("one", "two"))

    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_a_report_broken_off_leaves_no_trace(tmp_path: Path, suffix: str, error: type[BaseException]) -> None:
    """On an error, on Ctrl-C: what was there is there still."""
    path = tmp_path / f"r{suffix}"
    path.write_text("before")

    def rows() -> Iterator[CheckedRow]:
        yield ROWS[0]
        raise error

    with pytest.raises(error), open_report(path, HEAD) as report:
        report.add("quote.csv", rows())

    assert path.read_text() == "before"
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_report_not_finished_is_broken_off(tmp_path: Path, suffix: str) -> None:
    """Half a table looks like a whole one."""
    with pytest.raises(UsageProblem, match="the report was not finished"), open_report(tmp_path / f"r{suffix}", HEAD):
        pass

    assert list(tmp_path.iterdir()) == []


def test_the_input_is_never_overwritten(tmp_path: Path) -> None:
    """Not by another name of it either."""
    source = tmp_path / "quote.csv"
    source.write_text("Brand\nAcme\n")
    link = tmp_path / "link.csv"
    link.symlink_to(source)

    for path in (source, link, tmp_path / ".." / tmp_path.name / "quote.csv"):
        with (
            pytest.raises(UsageProblem, match="would overwrite"),
            open_report(path, HEAD, inputs=[tmp_path / "no.csv", source]),
        ):
            pass
    assert source.read_text() == "Brand\nAcme\n"


def test_two_tables_of_one_name_are_refused(tmp_path: Path) -> None:
    """Nobody could tell whose row is whose."""
    head = ReportHead([TableHead("a.csv", ["A"]), TableHead("a.csv", ["B"])], [])

    with pytest.raises(UsageProblem, match=r"two tables are called 'a\.csv'"), open_report(tmp_path / "r.csv", head):
        pass


def test_places_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    """A missing folder, a folder in place of a file, a form that is not known."""
    (tmp_path / "folder.csv").mkdir()

    with (
        pytest.raises(FileProblem, match=r"cannot be written \(No such file"),
        open_report(tmp_path / "no" / "r.csv", HEAD),
    ):
        pass
    with pytest.raises(UsageProblem, match="this is a folder"), open_report(tmp_path / "folder.csv", HEAD):
        pass
    with (
        pytest.raises(UsageProblem, match=r"goes by '\.doc'; use \.cdx\.json, \.csv"),
        open_report(tmp_path / "r.doc", HEAD),
    ):
        pass


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    """As trouble with the file, not with the program."""

    def rows() -> Iterator[CheckedRow]:
        raise OSError(28, "No space left on device")
        yield ROWS[0]

    with pytest.raises(FileProblem, match="No space left"), open_report(tmp_path / "r.csv", HEAD) as report:
        report.add("quote.csv", rows())


def test_too_many_columns_for_a_sheet_are_told(tmp_path: Path) -> None:
    """Text tables have no such end."""
    head = ReportHead([TableHead("wide", ["A"] * 16_384)], ["outcome"])

    with pytest.raises(FileProblem, match="more columns than a sheet can hold"), open_report(tmp_path / "r.xlsx", head):
        pass


def test_permissions_are_those_of_the_file_replaced(tmp_path: Path) -> None:
    """A report that a group may read stays readable to it."""
    path = tmp_path / "r.csv"
    path.write_text("")
    path.chmod(0o640)

    write(path)

    assert path.stat().st_mode & 0o777 == 0o640
    assert write(tmp_path / "new.csv").stat().st_mode & 0o400


def test_a_report_can_be_read_again(tmp_path: Path) -> None:
    """Our own output is an input like any other."""
    (table,) = open_tables(write(tmp_path / "r.xlsx"), sheet="quote.csv").tables

    assert table.header == TABLE[0]


def test_parquet_keeps_the_cells_as_text_beside_table_and_row(tmp_path: Path) -> None:
    """Names that come twice are told apart, ours are marked, and the metadata tells what it is about."""
    head = ReportHead([TableHead("a", ["Brand", "Brand"]), TableHead("b", ["row", "Brand"])], ["outcome", "brand"])
    path = tmp_path / "r.parquet"
    with open_report(path, head) as report:
        report.add("a", [CheckedRow(2, ["x", "y"], {"outcome": "clear", "brand": "z"}), CheckedRow(3, ["", "=1"])])
        report.add("b", [CheckedRow(7, ["r", "x"], {"outcome": "barred"})])
        report.finish(ABOUT)

    found = pq.read_table(path)

    assert found.column_names == ["table", "row (check)", "Brand", "Brand (2)", "row", "outcome", "brand (check)"]
    assert [[*one.values()] for one in found.to_pylist()] == [
        ["a", 2, "x", "y", None, "clear", "z"],
        ["a", 3, "", "=1", None, None, None],
        ["b", 7, "x", None, "r", "barred", None],
    ]
    assert (pq.read_metadata(path).metadata or {})[b"barred.Notice"] == b"=not a formula"

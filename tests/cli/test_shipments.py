"""`barred shipments`: rows of a customs file with verdicts, flags and sums, in every form."""

import csv
import io
import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from barred.cli.main import main
from barred.directory.snapshot import Snapshot
from tests.readers.writing import write_xlsx

EXAMPLE = Path(__file__).parents[2] / "examples" / "shipments.csv"
CASE = ("--as", "us/federal/executive-agency", "--to", "procure", "--on", "2024-01-01")
RUSSIAN = """Дата;Отправитель;Получатель;Описание товара;Код ТН ВЭД;Вес нетто, кг;Таможенная стоимость;Валюта
15.03.2022;Hikvision;ООО Причал;Тепловизор;8525830000;1 250,5;100,00;USD
16.03.2022;Hikvision;ООО Причал;Кронштейн;8529909200;2,5;7,00;USD
"""


def run(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, *words: str) -> tuple[int, str, str]:
    """Run `barred shipments`; give its status and what it printed."""
    status = main(("shipments", *words, *CASE, "--snapshot", str(snapshot.path)))
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_totals_are_told_by_role_party_and_month(capsys: pytest.CaptureFixture[str], snapshot: Snapshot) -> None:
    """Several spellings of one maker add up under it, month by month."""
    status, out, err = run(capsys, snapshot, str(EXAMPLE), "--format", "csv")

    rows = {(row["role"], row["organisation"], row["month"]): row for row in csv.DictReader(io.StringIO(out))}
    april = rows["consignor", "dahua", "2022-04"]
    assert status == 1
    assert (april["rows"], april["gross_weight"]) == ("2", "1850 kg; 310 lb")
    assert april["gross_weight_kilograms"] == "1990.6136347"
    assert april["value"] == "1100 EUR; 7200 USD"
    assert rows["consignor", "", "2022-05"]["gross_weight_unconverted"] == "1"
    assert "6 rows screened" in err


def test_reports_keep_the_rows_and_add_columns(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path
) -> None:
    """XLSX, CSV, JSON and JSON lines of one run tell the same outcomes, and totals have their own files."""
    paths = {name: tmp_path / f"rows.{name}" for name in ("xlsx", "csv", "json", "jsonl")}
    options = [word for path in paths.values() for word in ("-o", str(path))]

    run(capsys, snapshot, str(EXAMPLE), *options, "--totals", str(tmp_path / "totals.json"))

    rows = list(csv.DictReader(io.StringIO(paths["csv"].read_text("utf-8-sig"))))
    told = [json.loads(line) for line in paths["jsonl"].read_text("utf-8").splitlines()]
    sheet = CalamineWorkbook.from_path(paths["xlsx"]).get_sheet_by_index(0).to_python()
    at = [str(cell) for cell in sheet[0]].index("outcome")
    outcomes = [row["outcome"] for row in rows]
    assert outcomes == [one["outcome"] for one in told] == [str(row[at]) for row in sheet[1:7]]
    assert json.loads(paths["json"].read_text("utf-8"))["verdicts"] == told
    assert rows[0]["dual_use"] == "common high priority list tier 3.A (tariff code 852589)"
    assert "6A003" in rows[1]["dual_use"]
    assert rows[5]["tariff_fault"] == "9 digits: a leading 0 may have been lost"
    assert rows[1]["consignor_outcome"].endswith("; unidentified")
    assert json.loads((tmp_path / "totals.json").read_text("utf-8"))["totals"]


def test_a_russian_file_is_read(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path) -> None:
    """Headers, decimal commas, dates and a unit in the header."""
    path = tmp_path / "gtd.csv"
    path.write_text(RUSSIAN, "utf-8")

    _, out, _ = run(capsys, snapshot, str(path), "--format", "json")

    (row,) = (one for one in json.loads(out) if one["role"] == "consignor")
    assert (row["organisation"], row["month"], row["dual_use_rows"]) == ("hikvision", "2022-03", "2")
    assert (row["net_weight"], row["value"]) == ("1253 kg", "107 USD")


def test_a_workbook_gives_the_same_totals(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path
) -> None:
    """The form of the file changes nothing."""
    rows = list(csv.reader(EXAMPLE.read_text("utf-8").splitlines()))
    book = write_xlsx(tmp_path / "shipments.xlsx", {"Rows": rows})

    assert (
        run(capsys, snapshot, str(book), "--format", "csv")[1]
        == run(capsys, snapshot, str(EXAMPLE), "--format", "csv")[1]
    )


def test_the_date_column_can_be_said(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path) -> None:
    """A column that no header tells is used when the user names it; before that the rows have no date."""
    path = tmp_path / "rows.csv"
    path.write_text("Shipper,Goods,Seen\nHikvision,Camera,2019-08-12\n", "utf-8")

    _, _, without = run(capsys, snapshot, str(path))
    status, out, _ = run(capsys, snapshot, str(path), "--on-column", "Seen", "--format", "csv")

    assert "1 rows have no date" in without
    assert status == 0
    assert "2019-08" in out


def test_bad_input_is_told(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path) -> None:
    """No column that names anybody, an unknown meaning, a missing file, two outputs of one name."""
    path = tmp_path / "rows.csv"
    path.write_text("Lane,Berth\nA,1\nB,2\n", "utf-8")

    nobody = run(capsys, snapshot, str(path))
    meaning = run(capsys, snapshot, str(EXAMPLE), "--column", "haulier=Shipper")
    missing = run(capsys, snapshot, str(tmp_path / "none.csv"))
    twice = run(capsys, snapshot, str(EXAMPLE), "-o", str(tmp_path / "a.csv"), "--totals", str(tmp_path / "a.csv"))

    assert [one[0] for one in (nobody, meaning, missing, twice)] == [2, 2, 2, 2]
    assert "--column consignee=COLUMN" in nobody[2]
    assert "not a meaning of shipment columns" in meaning[2]
    assert "no such file" in missing[2]
    assert not (tmp_path / "a.csv").exists()


def test_a_row_that_cannot_be_read_makes_the_run_incomplete(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path
) -> None:
    """Status 3, and the row is named."""
    path = tmp_path / "rows.csv"
    path.write_text("Shipper,Goods,Date\nHikvision,Camera,2022-03-01\nAxis,Camera,2022-03-02,one,too,many\n", "utf-8")

    status, _, err = run(capsys, snapshot, str(path))

    assert status == 3
    assert "row 3 not read" in err

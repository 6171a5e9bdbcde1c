"""What an official list says is told by every command that gives verdicts, in every form."""

import csv
import json
from pathlib import Path

import jsonschema_rs
import pyarrow.parquet as pq
import pytest

from barred.cli.main import main
from barred.publishing.verdicts.verdict_data import verdict_schema
from barred.wiring import build_snapshot, builtin_directory

LIST = (
    "Name,Clean Name,Alias,Previous Name,Parent Name,Note,Start date,End date,Source Url\n"
    "Veloptic*,Veloptic Digital Technology Co. Ltd.,Veloptic Optoelectronics,,,,2026-01-31,,\n"
    "Brontalis*,Brontalis Quayside Trading LLC,,,,,2026-01-31,2026-06-30,\n"
)
CASE = ("--as", "us/federal/executive-agency/defense", "--to", "procure", "--on", "2026-11-25")
ROWS = [
    "Veloptic Digital Technology",
    "Brontalis Quayside Trading",
    "Veloptic Optoelectronics Inc",
    "Quay & Sons",
    "Axis Communications AB",
]


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A snapshot of the built-in directory and of an overlay that `barred lists import` made."""
    folder = tmp_path_factory.mktemp("listed")
    (folder / "list.csv").write_text(LIST, "utf-8")
    directory = str(builtin_directory())
    words = ("lists", "import", "us-dod-1260h", str(folder / "list.csv"), "--into", str(folder / "overlay"))
    assert main((*words, "--directory", directory)) == 0
    return build_snapshot([builtin_directory(), folder / "overlay"], folder / "built")


@pytest.fixture
def quote(tmp_path: Path) -> Path:
    """A file with the names of firms."""
    path = tmp_path / "quote.csv"
    path.write_text("Organisation\n" + "".join(f"{name}\n" for name in ROWS), "utf-8")
    return path


def test_a_look_up_tells_the_listing(listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As text and as JSON that keeps to the published schema; the restriction that rests on the list decides."""
    status = main(("lookup", ROWS[0], *CASE, "--snapshot", str(listed)))
    text = capsys.readouterr().out
    main(("lookup", ROWS[0], *CASE, "--snapshot", str(listed), "-f", "json"))
    [told] = json.loads(capsys.readouterr().out)

    [listing] = told["listings"]
    jsonschema_rs.validator_for(json.loads(verdict_schema())).validate(told)
    assert status == 1
    assert "us-dod-s805-2026" in listing["restrictions"]
    assert (listing["class"], listing["list"], listing["since"], listing["until"]) == (
        "same", "us-dod-1260h", "2026-01-31", None,
    )  # fmt: skip
    assert " ".join(text.split()).count("of Chinese military companies, section 1260H [us-dod-1260h]") == 1


def test_check_and_bulk_give_the_same_outcomes(
    listed: Path, quote: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Row by row; the column of lists holds the entries that stand on the day."""
    words = (str(quote), *CASE, "--snapshot", str(listed))
    assert main(("check", *words, "-f", "csv", "--quiet")) == 1
    checked = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert main(("bulk", *words, "-o", str(tmp_path / "out.parquet"), "--quiet")) == 1
    screened = pq.read_table(tmp_path / "out.parquet").to_pylist()

    outcomes = ["barred", "unidentified", "barred", "unidentified", "clear"]
    assert [row["outcome"] for row in checked] == outcomes
    assert [row["outcome"] for row in screened] == outcomes
    assert [bool(row["listed"]) for row in checked] == [True, False, True, False, False]
    assert [len(row["listed"]) for row in screened] == [1, 0, 1, 0, 0]
    assert screened[0]["applies"] == ["us-dod-s805-2026"]


def test_rows_that_lists_name_are_counted_whatever_their_outcome(
    listed: Path, quote: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing binds this asker, and the count is told all the same."""
    case = ("--as", "us/company", "--to", "procure", "--on", "2026-11-25")

    status = main(("check", str(quote), *case, "--snapshot", str(listed)))

    printed = capsys.readouterr()
    assert status == 0
    assert "rows that official lists name, whatever their outcome: 2" in printed.err
    assert "none binds here; listed: us-dod" in " ".join(printed.out.replace("│", " ").split())


@pytest.mark.parametrize("suffix", [".html", ".xlsx", ".pdf", ".csv", ".jsonl"])
def test_reports_are_written_with_listings(listed: Path, quote: Path, tmp_path: Path, suffix: str) -> None:
    """Every form takes them; the one to read says in words that a list alone bars nothing."""
    report = tmp_path / f"report{suffix}"

    main(("check", str(quote), *CASE, "--snapshot", str(listed), "-o", str(report), "--quiet"))

    assert report.stat().st_size
    if suffix == ".html":
        told = report.read_text("utf-8")
        assert "Entries of official lists" in told
        assert "Veloptic Digital Technology Co. Ltd." in told


def test_without_a_list_reports_tell_of_none(quote: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody looked into lists, so nothing is said of them."""
    report = tmp_path / "report.html"

    main(("check", str(quote), *CASE, "-o", str(report), "-f", "jsonl", "--quiet"))

    assert [json.loads(line)["listings"] for line in capsys.readouterr().out.splitlines()] == [[]] * len(ROWS)
    assert "official lists" not in report.read_text("utf-8")

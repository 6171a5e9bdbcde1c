"""`barred check`: the user's rows with verdicts, in every form, and clear trouble for bad input."""

import csv
import io
import json
from pathlib import Path

import jsonschema_rs
import pytest
from python_calamine import CalamineWorkbook

from barred.cli.main import main
from barred.directory.snapshot import Snapshot
from barred.wiring import builtin_example

AGENCY = ("--as", "us/federal/executive-agency", "--to", "procure", "--on", "2024-01-01")
QUOTE = """Hersteller,Typ,Bezeichnung,Menge
Hikvision,DS-2CD2143G2-I,Dome-Kamera,4
Axis,P3245-V,Dome-Kamera,2
Amcrest,IP8M-2496E,Kamera,1
,,Montage,8
"""


def run(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, *words: str) -> tuple[int, str, str]:
    """Run `barred check`; give its status and what it printed."""
    status = main(("check", *words, *AGENCY, "--snapshot", str(snapshot.path)))
    printed = capsys.readouterr()
    return status, printed.out, printed.err


@pytest.fixture
def quote(tmp_path: Path) -> Path:
    """Give a small quote in German."""
    path = tmp_path / "quote.csv"
    path.write_text(QUOTE, "utf-8")
    return path


def test_every_row_gets_a_verdict_in_order(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, quote: Path) -> None:
    """One object a subject, each with its file and row, in the order of the file."""
    status, out, err = run(capsys, snapshot, str(quote), "--format", "json")

    found = json.loads(out)

    assert status == 1
    assert [one["outcome"] for one in found] == ["barred", "clear", "barred", "unidentified"]
    assert [one["subject"]["row"] for one in found] == [2, 3, 4, 5]
    assert {one["subject"]["file"] for one in found} == {"quote.csv"}
    assert "brand = 'Hersteller'" in err
    schema = json.loads(
        Path(__file__).parents[2].joinpath("src/barred/publishing/verdicts/verdict.schema.json").read_text("utf-8")
    )
    for one in found:
        jsonschema_rs.validator_for(schema).validate(one)


def test_reports_keep_the_users_rows_and_add_columns(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, quote: Path, tmp_path: Path
) -> None:
    """XLSX, CSV and JSON lines of one run tell the same outcomes."""
    paths = [tmp_path / name for name in ("report.xlsx", "report.csv", "report.jsonl")]
    options = [word for path in paths for word in ("-o", str(path))]

    run(capsys, snapshot, str(quote), *options)

    sheet = CalamineWorkbook.from_path(paths[0]).get_sheet_by_index(0).to_python()
    rows = list(csv.DictReader(io.StringIO(paths[1].read_text("utf-8-sig"))))
    verdicts = [json.loads(line) for line in paths[2].read_text("utf-8").splitlines()]
    at = [str(cell) for cell in sheet[0]].index("outcome")
    assert [row["Typ"] for row in rows][:3] == ["DS-2CD2143G2-I", "P3245-V", "IP8M-2496E"]
    assert (
        [row["outcome"] for row in rows] == [str(row[at]) for row in sheet[1:5]] == [one["outcome"] for one in verdicts]
    )


def test_columns_can_be_said(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path) -> None:
    """--column overrules the guess; an unknown column is a usage error that lists the columns."""
    path = tmp_path / "list.csv"
    path.write_text("Ref,Note\nHikvision,first\nAxis Communications,second\n", "utf-8")

    named = json.loads(run(capsys, snapshot, str(path), "--column", "brand=Ref", "--format", "json")[1])
    status, _, err = run(capsys, snapshot, str(path), "--column", "brand=Marke")

    assert [one["outcome"] for one in named] == ["barred", "clear"]
    assert status == 2
    assert "'Ref'" in err


def test_several_files_in_another_order_give_the_same_verdicts(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, quote: Path, tmp_path: Path
) -> None:
    """Order of files and of rows changes no verdict."""
    other = tmp_path / "other.csv"
    lines = QUOTE.splitlines()
    other.write_text("\n".join([lines[0], *reversed(lines[1:])]) + "\n", "utf-8")

    def verdicts(*paths: Path) -> set[str]:
        printed = run(capsys, snapshot, *map(str, paths), "--format", "jsonl")[1]
        found = [json.loads(line) for line in printed.splitlines()]
        return {json.dumps({**one, "subject": one["subject"]["text"]}) for one in found}

    assert verdicts(quote, other) == verdicts(other, quote) == verdicts(quote)


def test_the_same_file_gives_the_same_bytes(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, quote: Path
) -> None:
    """Same input and snapshot, same bytes."""
    first, second = (run(capsys, snapshot, str(quote), "--format", "jsonl")[1] for _ in range(2))

    assert first == second


def test_rows_that_name_nothing_are_told(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path
) -> None:
    """A heading and a sum get no verdict, and the reader learns how many rows that were."""
    path = tmp_path / "quote.csv"
    path.write_text("Description,Brand,Model,Qty\nCamera,Hikvision,DS-2CD2043G2-I,1\nSubtotal,,,1\n", "utf-8")

    _, out, err = run(capsys, snapshot, str(path), "--format", "jsonl")

    assert len(out.splitlines()) == 1
    assert "rows that name nothing to check: 1 " in err


def test_unreadable_rows_are_told_and_counted(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path
) -> None:
    """A broken row is reported and makes the status 3; the rows around it are checked."""
    path = tmp_path / "broken.jsonl"
    path.write_text('{"brand": "Hikvision"}\n{"brand": \n{"brand": "Axis"}\n', "utf-8")

    status, out, err = run(capsys, snapshot, str(path), "--format", "jsonl")

    assert status == 3
    assert len(out.splitlines()) == 2
    assert "row 2 not read" in err


@pytest.mark.parametrize(("name", "content", "told", "status"), [
    ("empty.csv", b"", "empty", 2),
    ("encoding.csv", "Marke,Typ\nHikvision,K\xf6nig\n".encode("cp1252"), "--encoding", 2),
    ("quote.pdf", b"%PDF-1.7", "CSV", 2),
    ("cut.xlsx", b"PK\x03\x04 cut", "", 2),
    ("header.csv", b"Brand,Model\n", "nothing to check", 3),
])  # fmt: skip
def test_bad_files_are_clear_errors(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path,
    name: str, content: bytes, told: str, status: int,
) -> None:  # fmt: skip
    """What was given, what was expected, where; no verdict is printed."""
    path = tmp_path / name
    path.write_bytes(content)

    found, out, err = run(capsys, snapshot, str(path), "--format", "jsonl")

    assert (found, out) == (status, "")
    assert name in err or status == 3
    assert told in err


def test_one_bad_file_does_not_stop_the_others(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, quote: Path, tmp_path: Path
) -> None:
    """The good file is checked, the bad one named, and the status says incomplete."""
    status, out, err = run(capsys, snapshot, str(quote), str(tmp_path / "none.csv"), "--format", "jsonl")

    assert status == 3
    assert len(out.splitlines()) == 4
    assert "none.csv" in err


def test_nothing_is_half_written(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, quote: Path, tmp_path: Path
) -> None:
    """A report that cannot be finished leaves no file, and an input is never overwritten."""
    before = quote.read_bytes()

    status, _, err = run(capsys, snapshot, str(quote), "-o", str(quote))

    assert status == 2
    assert quote.name in err
    assert quote.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["quote.csv"]


def test_the_example_holds_what_a_quote_holds(capsys: pytest.CaptureFixture[str], snapshot: Snapshot) -> None:
    """Makers, relabels, a misspelling, a Chinese name, accessories and labour, each as it should be."""
    found = [
        json.loads(line) for line in run(capsys, snapshot, str(builtin_example()), "--format", "jsonl")[1].splitlines()
    ]

    outcomes = {one["subject"]["text"].split()[0]: one["outcome"] for one in found}

    assert len(found) >= 30
    assert {outcomes[word] for word in ("Hickvision", "海康威视", "DAHUA", "EZVIZ", "Amcrest")} == {"barred"}
    assert {outcomes[word] for word in ("Axis", "Genetec", "Seagate", "Belden")} == {"clear"}
    assert outcomes["Installation,"] == "unidentified"
    assert {one["outcome"] for one in found} >= {"barred", "depends", "noted", "clear", "unidentified"}


def test_the_demonstration_writes_its_report(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The main job on built-in data: a table, and where the full report went."""
    report = tmp_path / "demo.xlsx"

    status = main(("demo", "-o", str(report), "--on", "2024-01-01"))
    printed = capsys.readouterr()

    assert status == 0
    assert "barred" in printed.out
    assert str(report) in printed.err
    assert report.stat().st_size > 5000


def test_files_of_one_name_stay_apart(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, quote: Path, tmp_path: Path
) -> None:
    """Two quotes that suppliers both called quote.csv are told apart, in the report too."""
    other = tmp_path / "second" / quote.name
    other.parent.mkdir()
    other.write_bytes(quote.read_bytes())

    printed = run(capsys, snapshot, str(quote), str(other), "-o", str(tmp_path / "report.xlsx"), "--format", "jsonl")[1]

    assert {json.loads(line)["subject"]["file"] for line in printed.splitlines()} == {"quote.csv", "second/quote.csv"}


def test_figures_are_no_part_of_a_name(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path) -> None:
    """A column of numbers beside a column of names is not read as part of the name."""
    path = tmp_path / "names.csv"
    path.write_text("organisation,blocks\nAxis Communications AB,12\nHikvision,3\n", "utf-8")

    printed = run(capsys, snapshot, str(path), "--format", "jsonl")[1]

    assert [json.loads(line)["subject"]["text"] for line in printed.splitlines()] == [
        "Axis Communications AB",
        "Hikvision",
    ]

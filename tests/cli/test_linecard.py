"""`barred linecard`: whose items a catalogue lists, and what changed since an older edition."""

import csv
import io
import json
from pathlib import Path

import pytest

from barred.cli.main import main
from barred.directory.snapshot import Snapshot

EXAMPLES = Path(__file__).parents[2] / "examples"
OLDER, NEWER = EXAMPLES / "linecard-2023-03-01.csv", EXAMPLES / "linecard-2023-06-01.csv"


def run(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, *words: str) -> tuple[int, str, str]:
    """Run `barred linecard`; give its status and what it printed."""
    status = main(("linecard", *words, "--snapshot", str(snapshot.path)))
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def rows(printed: str) -> list[dict[str, str]]:
    """Read printed CSV."""
    return list(csv.DictReader(io.StringIO(printed)))


def test_relabelled_items_count_under_their_maker(capsys: pytest.CaptureFixture[str], snapshot: Snapshot) -> None:
    """An Amcrest model is made by Dahua, with the row of the table that says so."""
    status, out, _ = run(capsys, snapshot, str(OLDER), "--format", "csv")

    by_brand = {row["organisation"]: row for row in rows(out)}
    amcrest = by_brand["amcrest"]
    assert status == 0
    assert (amcrest["maker"], amcrest["relation"], amcrest["holds"]) == ("dahua", "by relabel", "yes")
    assert amcrest["link"] == "relabelled_models:amcrest/IP8M-2496E"
    assert by_brand[""]["models"] == "1"


def test_a_relabelling_that_ended_stays_open(capsys: pytest.CaptureFixture[str], snapshot: Snapshot) -> None:
    """Lorex was of Dahua's make until February 2023: certain before, open for what is in stock after."""
    before = rows(run(capsys, snapshot, str(OLDER), "--dated", "2021-03-01", "--format", "csv")[1])
    after = rows(run(capsys, snapshot, str(OLDER), "--format", "csv")[1])

    told = [next(row for row in some if row["organisation"] == "lorex") for some in (before, after)]
    assert [(row["maker"], row["relation"], row["holds"]) for row in told] == [
        ("dahua", "by relabel", "yes"),
        ("dahua", "by relabel", "open"),
    ]
    assert all("lorex --made-by--> dahua" in row["link"] for row in told)


def test_makers_are_counted_with_their_relabels(capsys: pytest.CaptureFixture[str], snapshot: Snapshot) -> None:
    """Own and relabelled models stand apart, what is open has a row of its own, and shares are of all models."""
    out = run(capsys, snapshot, str(OLDER), "--by", "maker", "--format", "csv")[1]

    dahua = {row["holds"]: row for row in rows(out) if row["maker"] == "dahua"}
    assert (dahua["yes"]["models"], dahua["yes"]["own_brand"], dahua["yes"]["by_relabel"]) == ("3", "2", "1")
    assert (dahua["yes"]["share"], dahua["yes"]["stock"], dahua["open"]["models"]) == ("33.3", "131", "1")


def test_a_model_listed_twice_is_one_model(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path
) -> None:
    """Distinct model numbers are counted against rows, and the stock of both rows adds up."""
    path = tmp_path / "card.csv"
    path.write_text("Brand,Model,Stock\nHikvision,DS-2CD2143G2-I,5\nHIKVISION,DS-2CD2143G2I,7\n", "utf-8")

    (told,) = rows(run(capsys, snapshot, str(path), "--format", "csv")[1])

    assert (told["rows"], told["models"], told["stock"]) == ("2", "1", "12")


def test_two_editions_are_compared(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path) -> None:
    """Gone, new and still, stock by maker, every item in the report, and no word of a sale."""
    report = tmp_path / "items.json"

    status, out, _ = run(capsys, snapshot, str(NEWER), "--against", str(OLDER), "--format", "json", "-o", str(report))

    told = json.loads(out)
    hikvision = next(row for row in told["rows"] if row["maker"] == "hikvision")
    items = {one["name"]: one for one in json.loads(report.read_text("utf-8"))["items"]}
    assert status == 0
    assert [hikvision[name] for name in ("gone", "new", "still", "stock_lower", "run_down", "last_stock_of_gone")] == [
        "1", "0", "2", "1", "45", "60",
    ]  # fmt: skip
    assert told["about"]["older"].startswith("2023-03-01: 9 rows")
    assert "proof of a sale" in told["about"]["read so"]
    assert [items[name]["state"] for name in ("DS-2CD2386G2-IU", "M3086-V", "P3245-V")] == ["gone", "new", "still"]
    assert (items["LNB8973B"]["trend"], items["P3245-V"]["trend"]) == ("unknown", "higher")


def test_comparing_an_edition_with_itself_finds_no_change(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path
) -> None:
    """Order and split of the rows change nothing."""
    header, *lines = OLDER.read_text("utf-8").splitlines()
    parts = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for path, some in zip(parts, (lines[5:][::-1], lines[:5]), strict=True):
        path.write_text("\n".join([header, *some]) + "\n", "utf-8")

    _, out, _ = run(capsys, snapshot, *map(str, parts), "--dated", "2023-03-01", "--against", str(OLDER), "-f", "csv")

    assert all((row["gone"], row["new"], row["run_down"]) == ("0", "0", "0") for row in rows(out))
    assert sum(int(row["still"]) for row in rows(out)) == 9


def test_bad_input_is_told(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path) -> None:
    """A missing file, a date that is none, and an output that is an input."""
    missing = run(capsys, snapshot, str(tmp_path / "none.csv"))
    dated = run(capsys, snapshot, str(OLDER), "--dated", "spring")
    over = run(capsys, snapshot, str(OLDER), "-o", str(OLDER))

    assert [one[0] for one in (missing, dated, over)] == [2, 2, 2]
    assert "--dated" in dated[2]
    assert "overwrite" in over[2]

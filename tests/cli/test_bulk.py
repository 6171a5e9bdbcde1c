"""`barred bulk`: one row out for each row in, the same from every way of running it, and after a kill."""

import csv
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from barred.cli.main import main
from barred.directory.snapshot import Snapshot
from barred.tables import SCREENED
from tests.readers.archive import page, write_warc

CASE = ("--as", "us/federal/executive-agency", "--to", "procure", "--on", "2024-01-01")
ROWS = [
    ("Hikvision", "DS-2CD2143G2-I", "Dome"),
    ("Axis", "P3245-V", "Dome"),
    ("Amcrest", "IP8M-2496E", "Camera"),
    ("", "", ""),
    ("Nobody & Sons", "X", "Chair, \nwhite"),
]


def run(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, *words: str | Path) -> tuple[int, str, str]:
    """Run `barred bulk`; give its status and what it printed."""
    status = main(("bulk", *map(str, words), *CASE, "--snapshot", str(snapshot.path)))
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def write(path: Path, rows: Sequence[tuple[str, ...]], *, odd: str = "") -> Path:
    """Write a table of brand, model and description."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("Brand", "Model", "Description"), *rows])
        file.write(odd)
    return path


def read(path: Path) -> list[dict[str, Any]]:
    """Give the rows of an output."""
    rows: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    return rows


def answers(path: Path) -> list[str]:
    """Give what an output says of each text, sorted: what must not depend on how it was made."""
    left_out = ("file", "row")
    rows = [{name: value for name, value in row.items() if name not in left_out} for row in read(path)]
    return sorted(json.dumps(row, sort_keys=True, ensure_ascii=False) for row in rows)


@pytest.fixture
def quote(tmp_path: Path) -> Path:
    """A small table with a row that says nothing and one over two lines."""
    return write(tmp_path / "quote.csv", ROWS)


def test_every_row_gets_a_row(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, quote: Path, tmp_path: Path
) -> None:
    """In the order of the file, with the outcomes of `barred check`, and nothing left beside the output."""
    out = tmp_path / "out.parquet"

    status, printed, told = run(capsys, snapshot, quote, "-o", out, "--format", "json")

    summary = json.loads(printed)
    assert status == 1
    assert pq.read_schema(out).equals(SCREENED)
    assert [row["outcome"] for row in read(out)] == ["barred", "clear", "barred", None, "unidentified"]
    assert [row["row"] for row in read(out)] == [2, 3, 4, 5, 6]
    assert read(out)[0]["applies"][0] == "us-ndaa-2019-s889-a1a"
    assert (summary["rows"], summary["outcomes"]["barred"], summary["empty"]) == (5, 2, 1)
    assert "brand = 'Brand'" in told
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.parquet", "quote.csv"]


def test_the_outcomes_are_those_of_check(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, quote: Path, tmp_path: Path
) -> None:
    """Two ways to one answer, row by row."""
    out = tmp_path / "out.parquet"
    run(capsys, snapshot, quote, "-o", out)

    main(("check", str(quote), *CASE, "--snapshot", str(snapshot.path), "--format", "jsonl"))

    checked = {one["subject"]["row"]: one for one in map(json.loads, capsys.readouterr().out.splitlines())}
    screened = {row["row"]: row for row in read(out) if row["outcome"]}
    assert checked.keys() == screened.keys()
    for number, one in checked.items():
        assert one["outcome"] == screened[number]["outcome"]
        assert one["subject"]["text"] == screened[number]["text"]
        found = [signal["text"] for candidate in one["candidates"] for signal in candidate["signals"]]
        assert found == [signal["text"] for signal in screened[number]["why"]]


@pytest.mark.parametrize("form", ["table", "csv"])
def test_the_summary_counts_by_outcome(
    form: str, capsys: pytest.CaptureFixture[str], snapshot: Snapshot, quote: Path, tmp_path: Path
) -> None:
    """Standard output holds the counts alone; a table says the notice too."""
    _, printed, _ = run(capsys, snapshot, quote, "-o", tmp_path / "out.parquet", "--format", form)

    if form == "csv":
        counts = {row["outcome"]: row["rows"] for row in csv.DictReader(io.StringIO(printed))}
        assert (counts["barred"], counts["clear"], counts["empty"], counts["all"]) == ("2", "1", "1", "5")
    else:
        assert "not legal advice" in printed


@pytest.mark.parametrize(
    ("odd", "words", "status"),
    [
        ("", (), 1),
        ("", ("--fail-on", "never"), 0),
        ("a,b,c,d,e\n", (), 3),
        ("a,b,c,d,e\n", ("--fail-on", "never"), 3),
    ],
)
def test_statuses_are_those_of_check(
    odd: str,
    words: tuple[str, ...],
    status: int,
    capsys: pytest.CaptureFixture[str],
    snapshot: Snapshot,
    tmp_path: Path,
) -> None:
    """A finding is 1, rows that could not be read make the run incomplete, and they are in the output."""
    path, out = write(tmp_path / "quote.csv", ROWS, odd=odd), tmp_path / "out.parquet"

    found, _, _ = run(capsys, snapshot, path, "-o", out, *words)

    assert found == status
    errors = [row["error"] for row in read(out) if row["outcome"] is None]
    assert len(errors) == (2 if odd else 1)


def test_a_bad_file_does_not_stop_the_others(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, quote: Path, tmp_path: Path
) -> None:
    """What can be read is screened, what cannot is told, and the status says incomplete."""
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"Brand\nM\xfcller\n")

    status, _, told = run(capsys, snapshot, bad, quote, "-o", tmp_path / "out.parquet")

    assert status == 3
    assert "bad.csv: byte 7" in told
    assert len(read(tmp_path / "out.parquet")) == 5


def test_nothing_readable_is_an_error(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path) -> None:
    """No output, no half-run, and the reason."""
    (tmp_path / "empty.csv").touch()

    status, printed, told = run(capsys, snapshot, tmp_path / "empty.csv", "-o", tmp_path / "out.parquet")

    assert (status, printed) == (2, "")
    assert "the file is empty" in told
    assert [path.name for path in tmp_path.iterdir()] == ["empty.csv"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--column", "brand=Nope"), "there is no column 'Nope'"),
        (("--column", "brand"), "names no column"),
        (("--processes", "-1"), "--processes: -1 is too few"),
        (("--batch", "0"), "--batch: 0 is too few"),
    ],
)
def test_wrong_words_leave_nothing_behind(
    words: tuple[str, ...],
    told: str,
    capsys: pytest.CaptureFixture[str],
    snapshot: Snapshot,
    quote: Path,
    tmp_path: Path,
) -> None:
    """The error comes before any work, and the next call starts from nothing."""
    status, _, said = run(capsys, snapshot, quote, "-o", tmp_path / "out.parquet", *words)

    assert status == 2
    assert told in said
    assert [path.name for path in tmp_path.iterdir()] == ["quote.csv"]


def test_no_input_is_overwritten(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, quote: Path, tmp_path: Path
) -> None:
    """An output by the name of an input is refused; one that is a folder too."""
    pq.write_table(pa.table({"brand": ["Dahua"]}), tmp_path / "in.parquet")
    before = (tmp_path / "in.parquet").read_bytes()

    status, _, told = run(capsys, snapshot, tmp_path / "in.parquet", "-o", tmp_path / "in.parquet")

    assert status == 2
    assert "overwrite" in told
    assert (tmp_path / "in.parquet").read_bytes() == before
    assert run(capsys, snapshot, quote, "-o", tmp_path)[0] == 2


def test_all_ways_of_running_give_the_same(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes give the bytes of one; small batches the same rows; shuffled input the same answers."""
    monkeypatch.chdir(tmp_path)
    rows: list[tuple[str, ...]] = [(brand, f"{model}-{at}", words) for at in range(400) for brand, model, words in ROWS]
    for at in range(4):
        write(tmp_path / f"{at}.csv", rows[at::4])
    random.Random(7).shuffle(rows)  # noqa: S311 - any order does
    write(tmp_path / "shuffled.csv", rows)

    for name, words in {
        "one": ("[0-9].csv", "--processes", "1"),
        "two": ("[0-9].csv", "--processes", "2"),
        "small": ("[0-9].csv", "--processes", "1", "--batch", "7"),
        "shuffled": ("shuffled.csv", "--processes", "1"),
    }.items():
        assert run(capsys, snapshot, *words, "-o", f"{name}.parquet")[0] == 1

    assert Path("one.parquet").read_bytes() == Path("two.parquet").read_bytes()
    assert read(Path("small.parquet")) == read(Path("one.parquet"))
    assert answers(Path("shuffled.parquet")) == answers(Path("one.parquet"))
    assert len(answers(Path("one.parquet"))) == 2_000


def test_parts_become_a_folder(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, quote: Path, tmp_path: Path
) -> None:
    """With --parts the output is a folder of files, in order, and nothing else; one that is there stays."""
    other, out = write(tmp_path / "other.csv", ROWS[:1]), tmp_path / "out"

    status, _, _ = run(capsys, snapshot, quote, other, "-o", out, "--parts")

    assert status == 1
    assert sorted(path.name for path in out.iterdir()) == ["part-000000.parquet", "part-000001.parquet"]
    assert [Path(row["file"]).name for row in read(out)] == ["quote.csv"] * 5 + ["other.csv"]
    assert run(capsys, snapshot, quote, "-o", out, "--parts")[0] == 2
    assert len(list(out.iterdir())) == 2


def test_pages_of_an_archive_are_screened(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path
) -> None:
    """A page has its address, and where in its text the names stand."""
    body = b"<h1>Shop</h1><p>Now with <b>Dahua</b> IPC-HFW2831T"
    records = [page("http://a.example/1", body, "text/html"), page("http://a.example/2", b"<p>Hello", "text/html")]
    path = write_warc(tmp_path / "pages.warc.gz", records)

    status, _, _ = run(capsys, snapshot, path, "-o", tmp_path / "out.parquet")

    first, second = read(tmp_path / "out.parquet")
    assert status == 1
    assert (first["uri"], first["outcome"], first["organisation"]) == ("http://a.example/1", "barred", "dahua")
    assert [first["text"][one["start"] : one["end"]] for one in first["mentions"]] == ["Dahua", "IPC-HFW2831T"]
    assert (second["uri"], second["outcome"], second["text"]) == ("http://a.example/2", "unidentified", None)


def test_a_folder_may_hold_its_own_run(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, many: Path) -> None:
    """Parts that lie among the inputs are not screened once more; an old output there is not overwritten."""
    out = many / "out.parquet"
    killed(many, out, snapshot, "--processes", "1")

    status, _, _ = run(capsys, snapshot, many, "-o", out, "--resume")

    assert status == 1
    assert len(read(out)) == 30 * 20 * len(ROWS)
    assert run(capsys, snapshot, many, "-o", out)[0] == 2


def test_an_interrupted_run_leaves_no_process_and_goes_on(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, many: Path, tmp_path: Path
) -> None:
    """An interruption is status 130, and --resume takes up what is done."""
    out = tmp_path / "out.parquet"

    status = killed(many, out, snapshot, "--processes", "2", sign=signal.SIGINT)

    assert status == 130
    assert run(capsys, snapshot, many, "-o", out, "--resume")[0] == 1
    assert len(read(out)) == 30 * 20 * len(ROWS)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder of so many files that a run over them can be killed before its end."""
    folder = tmp_path / "many"
    folder.mkdir()
    for at in range(30):
        write(
            folder / f"{at:02d}.csv", [(brand, f"{model}-{at}-{n}", "") for n in range(20) for brand, model, _ in ROWS]
        )
    return folder


def killed(folder: Path, out: Path, snapshot: Snapshot, *words: str, sign: int = signal.SIGKILL) -> int:
    """Begin a run, kill it when its first part is done, without warning unless told else; give its status."""
    command = [sys.executable, "-m", "barred", "bulk", str(folder), "-o", str(out), *CASE, *words]
    with subprocess.Popen([*command, "--snapshot", str(snapshot.path)], stderr=subprocess.DEVNULL) as process:
        parts = out.with_name(f"{out.name}.run") / "parts"
        while not list(parts.glob("part-*.parquet")):
            assert process.poll() is None
            time.sleep(0.002)
        os.kill(process.pid, sign)
    assert not out.exists()
    return process.returncode


@pytest.mark.parametrize("processes", ["1", "2"])
def test_a_killed_run_goes_on(
    processes: str, capsys: pytest.CaptureFixture[str], snapshot: Snapshot, many: Path, tmp_path: Path
) -> None:
    """What is done is kept, and the output is that of a run that nobody disturbed, to the byte."""
    out = tmp_path / "out.parquet"
    assert run(capsys, snapshot, many, "-o", tmp_path / "whole.parquet")[0] == 1
    killed(many, out, snapshot, "--processes", processes)

    refused, _, told = run(capsys, snapshot, many, "-o", out)
    resumed, _, said = run(capsys, snapshot, many, "-o", out, "--resume", "--processes", processes)

    assert refused == 2
    assert "go on with --resume" in told
    assert resumed == 1
    assert "of 30 parts are done already" in said
    assert out.read_bytes() == (tmp_path / "whole.parquet").read_bytes()
    assert not out.with_name("out.parquet.run").exists()


def test_a_run_goes_on_only_with_what_it_began(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, many: Path, tmp_path: Path
) -> None:
    """Another case, other columns or a changed input are another run, and the difference is told."""
    out = tmp_path / "out.parquet"
    killed(many, out, snapshot, "--processes", "1")

    other_case = run(capsys, snapshot, many, "-o", out, "--resume", "--in", "GB")
    other_columns = run(capsys, snapshot, many, "-o", out, "--resume", "--column", "brand=Model")
    write(many / "05.csv", ROWS)
    other_input = run(capsys, snapshot, many, "-o", out, "--resume")

    assert [one[0] for one in (other_case, other_columns, other_input)] == [2, 2, 2]
    assert "case place was null then" in other_case[2]
    assert "options columns brand was null then" in other_columns[2]
    assert "inputs 6 bytes was" in other_input[2]
    assert out.with_name("out.parquet.run").exists()

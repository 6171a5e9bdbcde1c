"""`barred export`: forms, targets, and what is said beside them."""

import csv
import json
from pathlib import Path

import pytest

from barred.cli.main import main
from barred.directory.snapshot import Snapshot


def run(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, *words: str) -> tuple[int, str, str]:
    """Run an export; give its status and what it printed."""
    status = main(("export", *words, "--snapshot", str(snapshot.path)))
    printed = capsys.readouterr()
    return status, printed.out, printed.err


@pytest.mark.parametrize("form", ["jsonl", "ftm", "jsonld"])
def test_a_file_holds_what_would_be_printed(
    form: str, capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path
) -> None:
    """The same bytes each time, and the notice beside them, not among them."""
    words = ("--format", form, "--kind", "restriction")

    _, printed, notice = run(capsys, snapshot, *words)
    status, nothing, _ = run(capsys, snapshot, *words, "-o", str(tmp_path / "out"))

    assert (status, nothing) == (0, "")
    assert (tmp_path / "out").read_text("utf-8") == printed
    assert "us-ndaa-2019-s889-a1a" in printed
    assert "Unpublished bans exist" in notice
    assert snapshot.checked in notice


def test_kinds_can_be_named_together_or_apart(capsys: pytest.CaptureFixture[str], snapshot: Snapshot) -> None:
    """Without any, all kinds come; JSON lines is the form when none is named."""
    together = run(capsys, snapshot, "--kind", "source", "vocabulary")[1]
    apart = run(capsys, snapshot, "--kind", "vocabulary", "--kind", "source")[1]
    everything = run(capsys, snapshot)[1]

    kinds = [json.loads(line)["kind"] for line in together.splitlines()]
    assert together == apart
    assert kinds == sorted(kinds)
    assert set(kinds) == {"source", "vocabulary"}
    assert set(together.splitlines()) < set(everything.splitlines())


def test_ftm_tells_of_a_day_and_of_what_it_leaves_out(capsys: pytest.CaptureFixture[str], snapshot: Snapshot) -> None:
    """Before a law begins there is no sanction of it."""
    words = ("--format", "ftm", "--kind", "restriction", "--on")

    early = run(capsys, snapshot, *words, "2018-01-01")
    late = run(capsys, snapshot, *words, "2020-01-01")

    assert "us-ndaa-2019-s889-a1a-hikvision" not in early[1]
    assert "us-ndaa-2019-s889-a1a-hikvision" in late[1]
    assert "restrictions that bar nothing" in late[2]


def test_tables_of_one_kind_are_printed_and_of_several_filed(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path
) -> None:
    """The files are named on standard output, one a line."""
    _, printed, _ = run(capsys, snapshot, "--format", "csv", "--kind", "link")
    _, named, _ = run(capsys, snapshot, "--format", "parquet", "-o", str(tmp_path / "tables"))

    rows = list(csv.DictReader(printed.splitlines()))
    assert {"record", "type", "to", "since", "until"} <= set(rows[0])
    assert [Path(line) for line in named.splitlines()] == sorted((tmp_path / "tables").iterdir())
    assert (tmp_path / "tables" / "citation.parquet").stat().st_size > 1000


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--kind", "ban"), "restriction"),
        (("--format", "csv"), "-o"),
        (("--format", "parquet", "--kind", "link"), "-o"),
        (("--format", "ftm", "--kind", "source"), "organisation, restriction"),
        (("--on", "2020"), "only ftm"),
        (("--format", "ftm", "--on", "soon"), "--on"),
        (("-o", "."), "folder"),
    ],
)
def test_what_cannot_be_is_told(
    words: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str], snapshot: Snapshot
) -> None:
    """Status 2, nothing on standard output, and what to do instead."""
    status, out, err = run(capsys, snapshot, *words)

    assert (status, out) == (2, "")
    assert told in err

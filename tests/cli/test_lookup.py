"""`barred lookup`: forms of output, exit statuses, and errors that say what was given and expected."""

import csv
import io
import json
from pathlib import Path

import jsonschema_rs
import pytest

from barred.cli.main import main
from barred.directory.snapshot import Snapshot

AGENCY = ("--as", "us/federal/executive-agency", "--to", "procure", "--on", "2021-01-01")


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Run a command line; give its status and what it printed."""
    status = main(words)
    printed = capsys.readouterr()
    return status, printed.out, printed.err


@pytest.fixture
def here(snapshot: Snapshot) -> tuple[str, str]:
    """Give the options that choose the shared snapshot."""
    return "--snapshot", str(snapshot.path)


@pytest.mark.parametrize(("text", "fail_on", "status"), [
    ("Hikvision", "barred", 1), ("Hikvision", "never", 0), ("Honeywell", "barred", 0), ("Honeywell", "depends", 1),
    ("Hikvision", "depends", 1), ("nobody at all", "noted", 0), ("nobody at all", "unidentified", 1),
    ("Axis P3245-V", "unidentified", 0),
])  # fmt: skip
def test_the_exit_status_follows_the_ladder(
    capsys: pytest.CaptureFixture[str], here: tuple[str, str], text: str, fail_on: str, status: int
) -> None:
    """1 when an outcome is as bad as --fail-on or worse; unidentified counts only when it is named."""
    assert run(capsys, "lookup", text, *AGENCY, *here, "--fail-on", fail_on)[0] == status


def test_json_is_a_list_with_one_verdict_a_subject_and_follows_the_schema(
    capsys: pytest.CaptureFixture[str], here: tuple[str, str]
) -> None:
    """What `barred schema verdict` publishes holds for what lookup prints."""
    schema = json.loads(run(capsys, "schema", "verdict")[1])
    checker = jsonschema_rs.validator_for(schema)
    texts = ("Hikvision DS-2CD2143G2-I", "LTS", "海康威视", "nobody at all", "Hikua", "Axis")

    found = json.loads(run(capsys, "lookup", *texts, *AGENCY, *here, "--format", "json")[1])
    bare = json.loads(run(capsys, "lookup", *texts, *here, "--format", "json")[1])

    assert [one["subject"]["text"] for one in found] == list(texts)
    for one in [*found, *bare]:
        checker.validate(one)
    broken = {**found[0], "outcome": "fine"}
    assert not checker.is_valid(broken)


def test_json_lines_are_the_same_bytes_each_time(capsys: pytest.CaptureFixture[str], here: tuple[str, str]) -> None:
    """Same input and same snapshot, same bytes."""
    words = ("lookup", "Hikvision", "Lorex", *AGENCY, *here, "--format", "jsonl")

    first, second = run(capsys, *words)[1], run(capsys, *words)[1]

    assert first == second
    assert len(first.splitlines()) == 2


def test_csv_escapes_what_a_spreadsheet_would_run(capsys: pytest.CaptureFixture[str], here: tuple[str, str]) -> None:
    """A text that begins like a formula is escaped."""
    printed = run(capsys, "lookup", "=HYPERLINK(1)", *AGENCY, *here, "--format", "csv")[1]

    rows = list(csv.DictReader(io.StringIO(printed)))

    assert rows[0]["text"] == "'=HYPERLINK(1)"
    assert rows[0]["outcome"] == "unidentified"


def test_the_sheet_tells_outcome_way_sources_and_notice(
    capsys: pytest.CaptureFixture[str], here: tuple[str, str]
) -> None:
    """What a person reads first is the outcome, then why, with sources, and that it is no advice."""
    printed = run(capsys, "lookup", "Hikvision", *AGENCY, *here)[1]

    assert printed.startswith("Hikvision: BARRED")
    for words in ("us-ndaa-2019-s889-a1a", "in force since 2019-08-13", "not legal advice", "unpublished"):
        assert words in printed


def test_lines_of_standard_input_are_subjects(
    capsys: pytest.CaptureFixture[str], here: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dash reads one subject a line and skips blank lines."""
    monkeypatch.setattr("sys.stdin", io.StringIO("Hikvision\n\n  Dahua \n"))

    found = json.loads(run(capsys, "lookup", "-", *AGENCY, *here, "--format", "json")[1])

    assert [one["subject"]["text"] for one in found] == ["Hikvision", "Dahua"]


@pytest.mark.parametrize(("words", "told"), [
    (("--as", "us/federal/executive-agncy"), "did you mean"),
    (("--as", "org:nobody known"), "no organisation is recorded"),
    (("--to", "fly"), "not a known conduct"),
    (("--in", "atlantis"), "not a known place"),
    (("--on", "2021-13"), "not a date"),
    (("--on", "2021-02-30"), "28 days"),
    (("--known", "yesterday"), "not a date"),
    (("--given", "maybe"), "not a known circumstance"),
])  # fmt: skip
def test_unknown_words_are_usage_errors(
    capsys: pytest.CaptureFixture[str], here: tuple[str, str], words: tuple[str, str], told: str
) -> None:
    """What was given, what was expected; status 2, nothing on standard output."""
    status, out, err = run(capsys, "lookup", "Hikvision", *words, *here)

    assert (status, out) == (2, "")
    assert told in err


def test_an_unknown_setting_is_an_error(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt variable must not pass unnoticed."""
    monkeypatch.setenv("BARRED_CASHE", "somewhere")

    status, _, err = run(capsys, "lookup", "Hikvision")

    assert status == 2
    assert "BARRED_CASHE" in err


def test_a_missing_or_broken_snapshot_is_status_4(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Missing, cut short, and never built while building is forbidden."""
    monkeypatch.setenv("BARRED_CACHE", str(tmp_path / "empty"))
    cut = tmp_path / "cut.snapshot"
    cut.write_bytes(snapshot.path.read_bytes()[:5000])

    missing = run(capsys, "lookup", "Hikvision", "--snapshot", str(tmp_path / "none"))
    short = run(capsys, "lookup", "Hikvision", "--snapshot", str(cut))
    unbuilt = run(capsys, "lookup", "Hikvision", "--no-build")

    assert (missing[0], short[0], unbuilt[0]) == (4, 4, 4)
    assert "cut short" in short[2]
    assert "barred directory build" in unbuilt[2]


def test_a_stale_directory_is_status_4(capsys: pytest.CaptureFixture[str], here: tuple[str, str]) -> None:
    """--max-age refuses a directory that was last checked too long ago; today's is never older than a century."""
    assert run(capsys, "lookup", "Hikvision", *here, "--max-age", "36500")[0] == 0
    assert run(capsys, "lookup", "Hikvision", *here, "--max-age", "-1")[0] == 4

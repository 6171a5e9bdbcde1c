"""`barred timeline`: what was decided, said and done, in order."""

import csv
import io
import json
from itertools import pairwise
from typing import Any

import pytest

from barred.cli.main import main
from barred.directory.snapshot import Snapshot
from barred.model.day import first_day


def run(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, *words: str) -> tuple[int, str, str]:
    """Run the command; give its status and what it printed."""
    status = main(("timeline", *words, "--snapshot", str(snapshot.path)))
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def rows(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, *words: str) -> list[dict[str, Any]]:
    """Give the entries."""
    found: list[dict[str, Any]] = json.loads(run(capsys, snapshot, *words, "--format", "json")[1])
    return found


def test_the_whole_directory_is_in_order(capsys: pytest.CaptureFixture[str], accounts: Snapshot) -> None:
    """Every stage, statement and event, by the first day that its date can mean."""
    found = rows(capsys, accounts)

    assert {"restriction", "statement", "event"} == {row["kind"] for row in found}
    assert all(first_day(one["date"]) <= first_day(other["date"]) for one, other in pairwise(found))
    stages = sum(len(accounts.restriction(key).stages) for key in accounts.ids("restriction"))
    assert sum(row["kind"] == "restriction" for row in found) == stages > 300


def test_on_a_day_is_what_had_happened_by_then(capsys: pytest.CaptureFixture[str], snapshot: Snapshot) -> None:
    """As the end of a period; one of the two is enough."""
    by_then = rows(capsys, snapshot, "--on", "2021-06")

    assert by_then == rows(capsys, snapshot, "--to", "2021-06")
    assert 50 < len(by_then) < len(rows(capsys, snapshot))
    assert run(capsys, snapshot, "--on", "2021", "--to", "2022")[0] == 2


def test_a_step_of_a_law_and_its_filters(capsys: pytest.CaptureFixture[str], snapshot: Snapshot) -> None:
    """By id, by maker, by place and by stage."""
    words = ("about=dahua", "place=us", "what=in-force", "actor=us-congress", "--from", "2019-08-13", "--to", "2019-08")

    assert [row["id"] for row in rows(capsys, snapshot, *words)] == ["us-ndaa-2019-s889-a1a"]


def test_what_nobody_knew_is_left_out(capsys: pytest.CaptureFixture[str], accounts: Snapshot) -> None:
    """By the knowledge of a day."""
    words = ("id=quay-suit", "--known")

    assert rows(capsys, accounts, *words, "2021-05-31") == []
    assert len(rows(capsys, accounts, *words, "2021-06-30")) == 1


def test_every_form_tells_the_same(capsys: pytest.CaptureFixture[str], accounts: Snapshot) -> None:
    """As lines of JSON, as CSV, and as a table; the notice goes beside the output."""
    words = ("actor=dahua", "--text", "quay", "--format")
    lines = run(capsys, accounts, *words, "jsonl")[1].splitlines()
    cells = list(csv.DictReader(io.StringIO(run(capsys, accounts, *words, "csv")[1])))
    _, table, notice = run(capsys, accounts, *words, "table")

    assert [json.loads(line)["id"] for line in lines] == ["quay-admission", "quay-denial"]
    assert [row["id"] for row in cells] == ["quay-admission", "quay-denial"]
    assert "quay-denial" in table
    assert "nobody published" in notice


@pytest.mark.parametrize("words", [("colour=red",), ("about",), ("--from", "13 August"), ("place=atlantis",)])
def test_bad_words_are_usage_errors(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, words: tuple[str, ...]
) -> None:
    """Status 2, nothing on the output, and what to write instead."""
    status, out, err = run(capsys, snapshot, *words)

    assert (status, out) == (2, "")
    assert err.startswith("barred: ")

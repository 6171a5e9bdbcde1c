"""`barred count`: restrictions in force, with what is not counted and the notice under them."""

import json
from typing import Any

import pytest

from barred.cli.main import main
from barred.directory.snapshot import Snapshot
from barred.model.verdict import NOTICE


def run(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, *words: str) -> tuple[int, str, str]:
    """Run the command; give its status and what it printed."""
    status = main(("count", *words, "--snapshot", str(snapshot.path)))
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def told(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, *words: str) -> dict[str, Any]:
    """Give the answer as data."""
    found: dict[str, Any] = json.loads(run(capsys, snapshot, *words, "--format", "json")[1])
    return found


def test_the_count_is_that_of_the_list(capsys: pytest.CaptureFixture[str], snapshot: Snapshot) -> None:
    """The same day, the same filters, the same number."""
    words = ("concerns=dahua", "--on", "2023-06-01")
    main(("list", "restriction", "in_force=yes", *words, "--format", "json", "--snapshot", str(snapshot.path)))
    listed = json.loads(capsys.readouterr().out)

    found = told(capsys, snapshot, "by", "country", *words)

    assert found["total"]["in_force"] == len(listed) > 10
    assert sum(one["in_force"] for one in found["tallies"]) == len(listed)


def test_the_kind_of_the_actor_has_two_names(capsys: pytest.CaptureFixture[str], snapshot: Snapshot) -> None:
    """Whichever a user says, the same is counted."""
    assert told(capsys, snapshot, "by", "actor-kind") == told(capsys, snapshot, "by", "actor-type")


def test_the_notice_is_always_there(capsys: pytest.CaptureFixture[str], snapshot: Snapshot) -> None:
    """As fields of the data, and under the table; also where nothing is counted."""
    data = told(capsys, snapshot, "by", "maker")
    table = run(capsys, snapshot, "by", "maker", "--on", "1990")[1]

    assert (data["notice"], data["checked"], data["snapshot"]) == (NOTICE, snapshot.checked, snapshot.digest)
    assert NOTICE in table
    assert snapshot.checked in table


def test_proposals_and_refusals_are_apart(capsys: pytest.CaptureFixture[str], snapshot: Snapshot) -> None:
    """They are told, in a line of their own, and in no tally."""
    data = told(capsys, snapshot, "by", "action", "--all")
    table = run(capsys, snapshot, "by", "action")[1]

    assert {"decline-to-act", "propose", "reverse"} <= set(data["not_counted"])
    assert not set(data["not_counted"]) & {one["value"] for one in data["tallies"]}
    assert "not counted" in table


def test_all_adds_what_is_not_in_force(capsys: pytest.CaptureFixture[str], snapshot: Snapshot) -> None:
    """Only when asked for."""
    assert "not_in_force" not in told(capsys, snapshot)["total"]
    assert told(capsys, snapshot, "--all")["total"]["not_in_force"] > 5


@pytest.mark.parametrize("words", [("by",), ("by", "colour"), ("country",), ("by", "country", "colour=red")])
def test_bad_words_are_usage_errors(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, words: tuple[str, ...]
) -> None:
    """Status 2 and nothing on the output."""
    status, out, err = run(capsys, snapshot, *words)

    assert (status, out) == (2, "")
    assert err.startswith("barred: ")

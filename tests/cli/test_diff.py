"""`barred diff`: between two directories, and since a day."""

import json
from pathlib import Path
from typing import Any

import pytest

from barred.cli.main import main
from barred.directory.snapshot import Snapshot


def told(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """Give the answer as data."""
    assert main(("diff", *words, "--format", "json")) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_two_snapshots(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, accounts: Snapshot) -> None:
    """What lies over the built-in directory is what was added, and backwards what was removed."""
    forth = told(capsys, str(snapshot.path), str(accounts.path))
    back = told(capsys, str(accounts.path), str(snapshot.path))

    added = {(one["change"], one["kind"], one["id"]) for one in forth["changes"]}
    assert ("added", "statement", "quay-denial") in added
    assert {change for change, _, _ in added} == {"added"}
    assert {one["id"] for one in back["changes"]} == {key for _, _, key in added}
    assert (forth["before"], forth["after"]) == (snapshot.digest, accounts.digest)


def test_a_folder_is_compiled_first(capsys: pytest.CaptureFixture[str], snapshot: Snapshot) -> None:
    """The built-in directory as files is the built-in directory."""
    folder = Path(__file__).parents[2] / "directory"

    assert told(capsys, str(snapshot.path), str(folder))["changes"] == []


def test_since_a_month(capsys: pytest.CaptureFixture[str], accounts: Snapshot) -> None:
    """What was said and decided since; what came into force between is told with both standings."""
    words = ("--since", "2021-02", "--on", "2023-01-01", "--known", "2023-01-01", "--snapshot", str(accounts.path))

    changes = {one["id"]: one for one in told(capsys, *words)["changes"]}

    assert {"quay-denial", "quay-suit"} <= set(changes)
    assert "quay-admission" not in changes
    assert "us-ndaa-2019-s889-a1a" not in changes
    assert changes["us-fcc-22-84"]["before"] is None


def test_the_table_has_the_notice(capsys: pytest.CaptureFixture[str], accounts: Snapshot) -> None:
    """Nothing found is no proof that nothing happened."""
    assert main(("diff", "--since", "2900", "--on", "2900", "--snapshot", str(accounts.path))) == 0

    assert "unpublished" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [(), ("one.snapshot",), ("a", "b", "c"), ("a", "b", "--since", "2020"), ("--since", "yesterday")]
)
def test_bad_words_are_usage_errors(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    """Two sides or a day, and not both."""
    assert main(("diff", *words)) == 2
    assert capsys.readouterr().err.startswith("barred: ")

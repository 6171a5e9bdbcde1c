"""Verdict cases as files, each through Python and through the command line."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from barred.cli.main import main
from barred.directory.snapshot import Snapshot
from barred.model.question import Subject
from barred.publishing.verdicts.verdict_data import as_data
from barred.screening.answer import answer
from barred.screening.context import Said, understand
from barred.screening.snapshot_index import SnapshotIndex

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
_OPTIONS = {
    "as": "--as",
    "to": "--to",
    "in": "--in",
    "site": "--site",
    "for": "--for",
    "on": "--on",
    "known": "--known",
}


def read(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Read a case: what is asked, and what is wanted."""
    case = tomllib.loads(path.read_text("utf-8"))
    assert set(case) == {"note", "ask", "want"}
    return case["ask"], case["want"]


def hold(verdict: dict[str, Any], want: dict[str, Any]) -> None:
    """Hold a verdict against what is wanted."""
    assert verdict["outcome"] == want["outcome"]
    applies = {one["id"]: one["applies"] for one in verdict["restrictions"]}
    assert {key: applies.get(key, "no") for key in want.get("applies", {})} == want.get("applies", {})
    if "questions" in want:
        assert [one["part"] for one in verdict["questions"]] == want["questions"]
    if "maker" in want:
        assert want["maker"] in [one["maker"] for one in verdict["candidates"]]
    for one in verdict["restrictions"]:
        assert one["citations"], f"{one['id']} cites nothing"


def test_there_are_forty_cases_or_more() -> None:
    """A loop over files asserts that it found some."""
    assert len(CASES) >= 40


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_python_gives_the_verdict(path: Path, snapshot: Snapshot) -> None:
    """The case through the function that every door calls."""
    ask, want = read(path)
    said = Said(
        on=ask["on"], asker=ask.get("as", ""), conduct=ask.get("to", ""), place=ask.get("in", ""),
        site=ask.get("site", ""), purpose=ask.get("for", ""), known=ask.get("known", ""),
        circumstances=tuple(ask.get("given", ())),
    )  # fmt: skip

    found = answer(Subject(ask["text"]), understand(said, book=snapshot), book=snapshot, index=SnapshotIndex(snapshot))

    hold(as_data(found), want)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_command_line_gives_the_verdict(path: Path, snapshot: Snapshot, capsys: pytest.CaptureFixture[str]) -> None:
    """The case through `barred lookup`: same outcome, and an exit status that agrees with it."""
    ask, want = read(path)
    words = ["lookup", ask["text"], "--format", "jsonl", "--snapshot", str(snapshot.path)]
    for name, option in _OPTIONS.items():
        words += [option, ask[name]] if name in ask else []
    for given in ask.get("given", ()):
        words += ["--given", given]

    status = main(words)

    hold(json.loads(capsys.readouterr().out), want)
    assert status == (1 if want["outcome"] == "barred" else 0)

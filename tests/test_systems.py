"""The page of systems: each is there, and every record, command and room that it names exists."""

import csv
import re
import tomllib
from pathlib import Path

import pytest

from barred.cli.main import main
from barred.directory.read import read_directories

ROOT = Path(__file__).parents[1]
DATA = ROOT / "docs" / "reference" / "systems.csv"
PAGE = ROOT / "docs" / "reference" / "systems.md"
FORMS = {"both", "data", "detector", "refused", "software"}


def rows() -> list[dict[str, str]]:
    """Give the rows of the data."""
    with DATA.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def paths() -> dict[str, str]:
    """Give the file of each record, as the page links it."""
    stack = read_directories([ROOT / "directory"])
    return {key: f"../../{file.path.relative_to(ROOT).as_posix()}" for (_, key), file in stack.records.items()}


def rooms() -> set[str]:
    """Give the rooms that the floors name and nobody has built: those in brackets."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (floors,) = [one for one in contracts if one["id"] == "floors"]
    return {name for layer in floors["layers"] for name in re.findall(r"[a-z]+", layer)}


def linked(one: str, files: dict[str, str]) -> str:
    """Give a command, a room or a record as the page shows it."""
    kind, _, name = one.rpartition(":")
    if kind == "command":
        return f"`barred {name}`"
    return f"room `{name}`" if kind == "room" else f"[{name}]({files[name]})"


def test_every_system_is_there_in_order() -> None:
    """S01 to S82, each once, told what it is and what holds it."""
    assert [row["system"] for row in rows()] == [f"S{number:02}" for number in range(1, 83)]
    assert {row["form"] for row in rows()} == FORMS
    assert all(row["name"] and row["held_by"] for row in rows())


def test_everything_named_exists(capsys: pytest.CaptureFixture[str]) -> None:
    """Ids of records, commands of the program, rooms of the design."""
    assert main(["--help"]) == 0
    commands = set(re.findall(r"^    ([a-z]+)(?:  |$)", capsys.readouterr().out, re.MULTILINE))
    known = paths().keys() | {f"command:{name}" for name in commands} | {f"room:{name}" for name in rooms()}

    named = {one for row in rows() for one in row["held_by"].split()}

    assert named - known == set()


def test_what_is_refused_is_held_by_records_alone() -> None:
    """No command and no room does it; the records tell of it, and the note says so."""
    refused = [row for row in rows() if row["form"] == "refused"]

    assert len(refused) == 5
    assert all(":" not in row["held_by"] and row["note"] for row in refused)


def test_the_page_shows_the_data() -> None:
    """The table of the page is the file beside it, with links."""
    files = paths()
    expected = [
        f"| {row['system']} | {row['name']} | {row['form']} | "
        f"{', '.join(linked(one, files) for one in row['held_by'].split())} | {row['note']} |"
        for row in rows()
    ]

    assert [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| S")] == expected

"""`barred doctor`: what is here, what is absent and may be, and what is at fault."""

import json
import re
import sqlite3
import tomllib
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement

from barred.cli.doctor import EXTRAS, NEEDED
from barred.cli.main import main
from barred.directory.snapshot import Snapshot

ROOT = Path(__file__).resolve().parents[2]


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, dict[str, str]]]:
    """Run it; give the status and the parts by name."""
    status = main(["doctor", *words, "--format", "json"])
    return status, {one["part"]: one for one in json.loads(capsys.readouterr().out)}


def test_it_knows_what_is_declared() -> None:
    """Packages and extras are those of pyproject.toml."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert set(NEEDED) == {Requirement(one).name for one in declared["dependencies"]}
    assert {extra: set(names) for extra, names in EXTRAS.items()} == {
        extra: {Requirement(one).name for one in texts} for extra, texts in declared["optional-dependencies"].items()
    }


def test_a_whole_installation_has_no_fault(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path
) -> None:
    """A ledger that nobody has made yet is none."""
    status, parts = told(capsys, "--snapshot", str(snapshot.path), "--ledger", str(tmp_path / "none"))

    assert status == 0
    assert {one["state"] for one in parts.values()} <= {"good", "absent"}
    assert snapshot.digest in parts["snapshot"]["told"]
    assert parts["ledger"]["state"] == "absent"
    assert all(re.match(r"\d+\.", parts[name]["told"]) for name in NEEDED)
    assert parts["extra mcp"]["state"] == "good"


def test_a_person_reads_lines(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A part a line, and below it what to do."""
    assert main(["doctor", "--snapshot", str(tmp_path / "none")]) == 1

    lines = capsys.readouterr().out.splitlines()

    at = next(number for number, line in enumerate(lines) if line.startswith("fault   snapshot"))
    assert lines[at + 1].strip() == "run `barred directory build`"


def test_what_is_absent_names_how_to_get_it(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An extra may be absent, a package that every command may need may not."""

    def load(name: str) -> ModuleType:
        if name in {"mcp", "xlsxwriter"}:
            raise ModuleNotFoundError(name=name)
        if name == "fastwarc":
            raise ImportError("wrong ELF class")
        return import_module(name)

    monkeypatch.setattr(import_module("barred.cli.doctor"), "import_module", load)

    status, parts = told(capsys, "--snapshot", str(snapshot.path))

    assert status == 1
    assert (parts["xlsxwriter"]["state"], parts["xlsxwriter"]["told"]) == ("fault", "there is no xlsxwriter")
    assert "boot.py" in parts["xlsxwriter"]["remedy"]
    assert (parts["extra mcp"]["state"], parts["extra mcp"]["told"]) == ("absent", "there is no mcp")
    assert "python3 boot.py install mcp" in parts["extra mcp"]["remedy"]
    assert "wrong ELF class" in parts["extra warc"]["told"]


def test_a_snapshot_may_be_unbuilt_but_not_damaged(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first question builds one; where building is forbidden, or a file is named, it is missing."""
    monkeypatch.setenv("BARRED_CACHE", str(tmp_path / "empty"))
    content = bytearray(snapshot.path.read_bytes())
    at = content.index(b"Hikvision")
    content[at : at + 9] = b"Hikvisiom"
    changed = tmp_path / "changed.snapshot"
    changed.write_bytes(content)

    unbuilt, forbidden = told(capsys), told(capsys, "--no-build")
    missing, damaged = told(capsys, "--snapshot", str(tmp_path / "none")), told(capsys, "--snapshot", str(changed))

    assert (unbuilt[0], unbuilt[1]["snapshot"]["state"]) == (0, "absent")
    assert not (tmp_path / "empty").exists()
    for status, parts in (forbidden, missing, damaged):
        assert (status, parts["snapshot"]["state"]) == (1, "fault")
        assert "barred directory build" in parts["snapshot"]["remedy"]
    assert "digest" in damaged[1]["snapshot"]["told"]


def test_a_ledger_is_good_or_says_what_it_needs(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, tmp_path: Path
) -> None:
    """One of a newer program is a fault, and so is a file that is none."""
    path = tmp_path / "office.ledger"
    words = ("--snapshot", str(snapshot.path), "--ledger", str(path))
    main(["db", "upgrade", "--ledger", str(path)])
    capsys.readouterr()

    good = told(capsys, *words)
    with sqlite3.connect(path) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    newer = told(capsys, *words)
    (tmp_path / "text").write_text("no ledger at all, but long enough to look at\n" * 40, "utf-8")
    other = told(capsys, "--snapshot", str(snapshot.path), "--ledger", str(tmp_path / "text"))

    assert (good[0], good[1]["ledger"]["state"]) == (0, "good")
    assert (newer[0], newer[1]["ledger"]["state"]) == (1, "fault")
    assert "newer barred" in newer[1]["ledger"]["remedy"]
    assert (other[0], other[1]["ledger"]["state"]) == (1, "fault")

"""`barred import`: a list becomes a folder that can be laid over the directory."""

import json
from pathlib import Path

import pytest

from barred.cli.main import main
from barred.directory.snapshot import Snapshot
from barred.evidence.passage import passage_digest

LIST = [
    {"id": "Z-1", "schema": "Company", "properties": {
        "name": ["Zephyrine Optics"], "country": ["cn"], "email": ["a@b"]}},
    {"id": "Z-2", "schema": "Company", "properties": {"name": ["Zephyrine Holding"], "alias": ["Hikvision"]}},
    {"id": "O", "schema": "Ownership", "properties": {"asset": ["Z-1"], "owner": ["Z-2"], "percentage": ["51"]}},
    {"id": "S", "schema": "Sanction", "properties": {
        "entity": ["Z-1"], "authority": ["Harbour Office"], "country": ["gb"], "startDate": ["2019"]}},
]  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A list of invented firms."""
    path = tmp_path / "list.json"
    path.write_text("".join(json.dumps(one) + "\n" for one in LIST), "utf-8")
    return path


def test_a_list_can_be_laid_over_the_directory(
    file: Path, tmp_path: Path, snapshot: Snapshot, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is written passes every check, in its canonical form, and points into the file."""
    into = tmp_path / "overlay"

    status = main(["import", "ftm", str(file), "--into", str(into), "--snapshot", str(snapshot.path)])
    told = capsys.readouterr()
    builtin = str(Path(__file__).parents[2] / "directory")
    main(["directory", "check", builtin, str(into)])
    findings = [line for line in capsys.readouterr().out.splitlines() if "ftm-" in line]
    formatted = main(["directory", "format", "--check", str(into)])

    assert (status, findings, formatted) == (0, [], 0)
    assert told.out.splitlines() == ["1 source", "3 organisation", "1 restriction"]
    assert "ignored: 1 Company.email" in told.err
    assert "not as given: 1 names that others bear, ordinary now" in told.err
    record = (into / "organisations" / "cn" / "ftm-z-1.toml").read_text("utf-8")
    assert passage_digest(file.read_text("utf-8").splitlines()[0]) in record


def test_a_folder_in_use_is_left_alone(
    file: Path, tmp_path: Path, snapshot: Snapshot, capsys: pytest.CaptureFixture[str]
) -> None:
    """Records that somebody may have edited are never overwritten."""
    status = main(["import", "ftm", str(file), "--into", str(tmp_path), "--snapshot", str(snapshot.path)])

    assert status == 2
    assert "not an empty folder" in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir() if one.is_dir()] == []


@pytest.mark.parametrize(("content", "told"), [(b"\xff", "UTF-8"), (b"{}\n", "bad.json:1"), (None, "cannot be read")])
def test_a_file_that_is_no_list_is_told(
    content: bytes | None, told: str, tmp_path: Path, snapshot: Snapshot, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 2, and nothing is written."""
    path = tmp_path / "bad.json"
    if content is not None:
        path.write_bytes(content)

    status = main(["import", "ftm", str(path), "--into", str(tmp_path / "new"), "--snapshot", str(snapshot.path)])

    assert status == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "new").exists()

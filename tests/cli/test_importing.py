"""`barred import`: a list becomes a folder that can be laid over the directory."""

import json
from collections.abc import Callable
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


def contents(folder: Path) -> dict[str, str]:
    """Give the files below a folder by name."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


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


@pytest.fixture
def linking(file: Path, tmp_path: Path, snapshot: Snapshot) -> Callable[..., int]:
    """Import the list, and give a way to link one of its firms."""
    into = tmp_path / "overlay"
    main(["import", "ftm", str(file), "--into", str(into), "--snapshot", str(snapshot.path)])

    def link(*more: str) -> int:
        return main(["lists", "link", *more, "--into", str(into), "--snapshot", str(snapshot.path)])

    return link


def test_a_link_by_hand_puts_the_recorded_firm_into_the_lists(
    linking: Callable[..., int], file: Path, tmp_path: Path, snapshot: Snapshot, capsys: pytest.CaptureFixture[str]
) -> None:
    """The imported record goes, at once and at each import; what aimed at it aims at the recorded one."""
    into = tmp_path / "overlay"
    capsys.readouterr()

    status = linking("ftm-z-1", "hikvision", "--because", "the same register number")
    told = capsys.readouterr().out
    at_once = contents(into)
    file.write_text(file.read_text("utf-8").replace("2019", "2020"), "utf-8")
    asked = ["import", "ftm", str(file), "--into", str(into), "--snapshot", str(snapshot.path)]
    refused = main(asked)
    again = main([*asked, "--replace"])

    assert (status, refused, again) == (0, 2, 0)
    assert told == "ftm-z-1 is hikvision Hangzhou Hikvision Digital Technology Co., Ltd.\n"
    assert "names of organisations that are recorded" in capsys.readouterr().err
    for found in (at_once, contents(into)):
        assert "organisations/cn/ftm-z-1.toml" not in found
        assert 'organisation = "hikvision"' in found["restrictions/gb/ftm-s.toml"]
        assert "the same register number" in found["tables/same_organisations.csv"]
    assert contents(into) != at_once
    main(["directory", "check", str(Path(__file__).parents[2] / "directory"), str(into)])
    assert [line for line in capsys.readouterr().out.splitlines() if "ftm" in line] == []
    assert sorted(one.name for one in tmp_path.iterdir()) == ["list.json", "overlay"]


def test_a_link_taken_back_lets_the_record_come_back(
    linking: Callable[..., int], file: Path, tmp_path: Path, snapshot: Snapshot, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the next import; another firm cannot be linked before, and the same link twice changes nothing."""
    into = tmp_path / "overlay"
    linking("ftm-z-2", "hikvision", "--because", "seen")
    before = contents(into)

    assert linking("ftm-z-2", "hikvision", "--because", "seen") == 0
    assert contents(into) == before
    assert linking("ftm-z-2", "dahua", "--because", "seen") == 2
    assert "was decided to be 'hikvision'" in capsys.readouterr().err
    assert linking("ftm-z-2", "hikvision", "--not", "--because", "seen again") == 0
    assert "--replace" in capsys.readouterr().err
    main(["import", "ftm", str(file), "--into", str(into), "--replace", "--snapshot", str(snapshot.path)])

    assert "organisations/zz/ftm-z-2.toml" in contents(into)
    assert linking("ftm-nobody", "hikvision", "--because", "seen") == 2
    assert "no imported organisation 'ftm-nobody'" in capsys.readouterr().err


def test_a_folder_with_records_of_others_is_no_import(
    linking: Callable[..., int], file: Path, tmp_path: Path, snapshot: Snapshot, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the import did not write is never removed by it."""
    into = tmp_path / "overlay"
    (into / "organisations" / "cn" / "quay.toml").write_text("", "utf-8")

    status = main(["import", "ftm", str(file), "--into", str(into), "--replace", "--snapshot", str(snapshot.path)])

    assert status == 2
    assert "not an empty folder" in capsys.readouterr().err
    assert (into / "organisations" / "cn" / "quay.toml").exists()
    assert linking("ftm-z-1", "hikvision", "--because", "seen") == 2

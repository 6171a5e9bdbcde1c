"""`barred index`: built once, matched against often, with the same answers."""

import json
from pathlib import Path

import pytest

from barred.cli.main import main
from barred.directory.snapshot import Snapshot


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """Give a list of invented firms."""
    path = tmp_path / "list.csv"
    path.write_text('Firma,Land\n"Veloptic Digital Technology Co., Ltd.",cn\nImbarugo,\nBrontalis GmbH,de\n', "utf-8")
    return path


def ran(capsys: pytest.CaptureFixture[str], snapshot: Snapshot, *words: str | Path) -> tuple[int, str, str]:
    """Run a command; give its status and what it printed."""
    status = main((*map(str, words), "--snapshot", str(snapshot.path)))
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_a_kept_index_answers_as_its_list(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, listed: Path, tmp_path: Path
) -> None:
    """Byte for byte, rows and countries included."""
    names = tmp_path / "names.txt"
    names.write_text("VELOPTIC DIGITAL TECH\nBrontalis\nQuay Imbarugo Ltd\nQuenby\n", "utf-8")
    folder = tmp_path / "kept"

    status, told, _ = ran(capsys, snapshot, "index", listed, "-o", folder)
    answers = [ran(capsys, snapshot, "match", names, "--against", one, "--quiet") for one in (listed, folder)]

    assert status == 0
    assert told.startswith("3 names kept")
    assert answers[0] == answers[1]
    assert answers[0][1].count("\n") == 3


def test_an_index_tells_what_it_holds(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, listed: Path, tmp_path: Path
) -> None:
    """The list, the count, the snapshot and the digest; and a damaged one is refused."""
    folder = tmp_path / "kept"
    ran(capsys, snapshot, "index", listed, "-o", folder)

    status, told, _ = ran(capsys, snapshot, "index", folder)

    assert status == 0
    about = json.loads(told)
    assert (about["list"], about["names"], about["snapshot"]) == ("list.csv", 3, snapshot.digest)
    assert about["digest"].startswith("sha256:")
    (folder / "words.arrow").write_bytes(b"")
    status, _, trouble = ran(capsys, snapshot, "index", folder)
    assert status != 0
    assert "words.arrow" in trouble


def test_columns_can_be_said_and_trouble_leaves_nothing(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, listed: Path, tmp_path: Path
) -> None:
    """Another column is indexed when it is said; a column that is not there makes no folder."""
    said = ran(capsys, snapshot, "index", listed, "-o", tmp_path / "lands", "--list-column", "name=Land")
    wrong = ran(capsys, snapshot, "index", listed, "-o", tmp_path / "no", "--list-column", "name=City")
    again = ran(capsys, snapshot, "index", listed, "-o", tmp_path / "lands")

    assert said[1].startswith("2 names kept")
    assert wrong[0] != 0
    assert not (tmp_path / "no").exists()
    assert "is there already" in again[2]

"""The package as it travels: the code, and the directory that a checkout finds beside it."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel that the tree builds."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (found,) = folder.iterdir()
    return zipfile.ZipFile(found)


def test_the_wheel_holds_code_and_directory(wheel: zipfile.ZipFile, root: Path) -> None:
    """Every module, every file of the directory and the sample quote are in it, and nothing besides."""
    source = {
        path.relative_to(root / "src") for path in (root / "src").rglob("*.*") if path.parent.name != "__pycache__"
    }
    records = {Path("barred/_builtin", path.relative_to(root)) for path in (root / "directory").rglob("*.*")}
    examples = {Path("barred/_builtin/examples/quote.xlsx")}

    packed = {Path(name) for name in wheel.namelist() if ".dist-info/" not in name}

    assert len(records) > 20
    assert packed == source | records | examples


def test_the_wheel_carries_licence_and_notice(wheel: zipfile.ZipFile) -> None:
    """Whoever passes the package on passes these on too."""
    kept = {Path(name).name for name in wheel.namelist() if ".dist-info/licenses/" in name}
    assert kept == {"LICENSE", "NOTICE"}


def test_the_wheel_answers_without_the_checkout(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    """Unpacked elsewhere it finds its own directory."""
    wheel.extractall(tmp_path)
    ask = "import sys; from barred.cli.main import main; sys.exit(main(['lookup', 'Hikvision']))"

    done = subprocess.run(
        [sys.executable, "-c", ask],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "BARRED_CACHE": str(tmp_path / "cache")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode in {0, 1}, done.stderr
    assert "hikvision" in done.stdout.lower()

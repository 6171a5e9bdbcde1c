"""`barred bulk --engine spark`: the bytes of the local engine."""

from pathlib import Path
from typing import Any

import pytest

from barred.cli.main import main
from barred.directory.snapshot import Snapshot
from barred.screening.bulk import local_engine
from barred.screening.bulk.part import screen_stretch

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("ignore")]


def run(snapshot: Snapshot, *words: str | Path) -> int:
    """Run `barred bulk`."""
    case = ("--as", "us/federal/executive-agency", "--to", "procure", "--on", "2024-01-01")
    return main(("bulk", *map(str, words), *case, "--quiet", "--snapshot", str(snapshot.path)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """More tables than one job of Spark takes, one of them with a row that cannot be read."""
    made = tmp_path / "in"
    made.mkdir()
    for at in range(10):
        odd = "a,b,c\n" if at == 3 else ""
        made.joinpath(f"{at}.csv").write_text(f"Brand,Model\nHikvision,DS-{at}\nAxis,P{at}\n,\n{odd}", "utf-8")
    return made


@pytest.mark.usefixtures("session")
def test_the_output_is_that_of_the_local_engine(snapshot: Snapshot, folder: Path, tmp_path: Path) -> None:
    """To the byte, with the same status and nothing left beside it."""
    local, spark = tmp_path / "local.parquet", tmp_path / "spark.parquet"

    statuses = [
        run(snapshot, folder, "-o", local, "--processes", "1"),
        run(snapshot, folder, "-o", spark, "--engine", "spark"),
    ]

    assert statuses == [3, 3]
    assert local.read_bytes() == spark.read_bytes()
    assert not list(tmp_path.glob("*.run"))


@pytest.mark.usefixtures("session")
def test_a_run_that_another_engine_began_goes_on(
    snapshot: Snapshot, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Parts are parts, whoever made them."""
    local, spark = tmp_path / "local.parquet", tmp_path / "spark.parquet"
    run(snapshot, folder, "-o", local, "--processes", "1")
    begun: Any = _first_parts(monkeypatch, 4)
    with pytest.raises(RuntimeError):
        run(snapshot, folder, "-o", spark, "--processes", "1")
    begun()

    status = run(snapshot, folder, "-o", spark, "--engine", "spark", "--resume")

    assert status == 3
    assert local.read_bytes() == spark.read_bytes()


def _first_parts(monkeypatch: pytest.MonkeyPatch, most: int) -> Any:  # noqa: ANN401 - puts things right again
    """Let the local engine break off after so many parts."""
    real, done = screen_stretch, [0]

    def breaking(*given: Any, **more: Any) -> Any:  # noqa: ANN401 - whatever the real one takes
        if done[0] == most:
            raise RuntimeError("broken off")
        done[0] += 1
        return real(*given, **more)

    monkeypatch.setattr(local_engine, "screen_stretch", breaking)
    return monkeypatch.undo

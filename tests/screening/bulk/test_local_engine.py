"""Processes of this machine: what goes wrong in one of them is told here."""

import sys
from pathlib import Path

import pytest

from barred.directory.snapshot import Snapshot
from barred.errors import Incomplete, SnapshotProblem
from barred.model.question import Context
from barred.readers.stretches.cut import Cutter
from barred.readers.stretches.stretch import Stretch
from barred.screening.bulk import local_engine
from barred.screening.bulk.local_engine import run
from barred.screening.bulk.part import Order


@pytest.fixture
def stretches(tmp_path: Path) -> list[tuple[int, Stretch]]:
    """Several stretches of one file."""
    path = tmp_path / "rows.csv"
    path.write_text("Brand,Model\n" + "Hikvision,DS-1\nAxis,P1\n" * 3, "utf-8")
    return list(enumerate(Cutter(tmp_path, size=30).cut(path, 0)))


@pytest.fixture
def order(snapshot: Snapshot, context: Context, tmp_path: Path) -> Order:
    """What is to be done with them."""
    (tmp_path / "parts").mkdir()
    return Order(str(snapshot.path), context, str(tmp_path / "parts"))


@pytest.mark.parametrize("processes", [1, 2, 9])
def test_every_stretch_becomes_a_part(order: Order, stretches: list[tuple[int, Stretch]], processes: int) -> None:
    """In any order, counted, and each in its own file; more processes than stretches do no harm."""
    parts = sorted(run(order, stretches, processes=processes))

    assert len(stretches) > 2
    assert [part.number for part in parts] == [number for number, _ in stretches]
    assert sum(part.rows for part in parts) == 6
    assert sum(dict(part.outcomes)["barred"] for part in parts if "barred" in dict(part.outcomes)) == 3
    assert sorted(path.name for path in Path(order.folder).iterdir()) == [order.path(at).name for at, _ in stretches]


def test_trouble_in_a_process_is_raised_here(order: Order, stretches: list[tuple[int, Stretch]]) -> None:
    """The error is of the kind that it was there, and no process is left."""
    with pytest.raises(SnapshotProblem):
        list(run(order._replace(snapshot="none.snapshot"), stretches, processes=2))


def test_a_process_that_dies_makes_the_run_incomplete(
    order: Order, stretches: list[tuple[int, Stretch]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The user learns how it ended and how to go on."""
    monkeypatch.setattr(local_engine, "_WORKER", (sys.executable, "-c", "import os; input(); os._exit(9)"))

    with pytest.raises(Incomplete, match=r"status 9.*--resume"):
        list(run(order, stretches, processes=2))

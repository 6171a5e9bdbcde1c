"""Hits are written as JSON lines, CSV or Parquet: the same rows, whole or not at all."""

import csv
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from barred.errors import FileProblem, UsageProblem
from barred.publishing.files.hits import hit_writer
from barred.tables import HITS

VERSIONS = {"snapshot": "sha256:00", "barred": "0"}
HIT: dict[str, Any] = {
    "left": "=Véloptic",
    "right": "示例",
    "class": "same",
    "score": 0.95,
    "left_row": 2,
    "why": {"words": []},
}


def written(path: Path, count: int = 2) -> Path:
    """Write some hits."""
    with hit_writer(path, versions=VERSIONS) as write:
        for at in range(count):
            write({**HIT, "left_row": at})
    return path


def test_all_forms_tell_the_same(tmp_path: Path) -> None:
    """Names, class, score, row and what gave the hit; a cell that a spreadsheet would run is made safe."""
    lines = [json.loads(line) for line in written(tmp_path / "h.jsonl").read_text("utf-8").splitlines()]
    with written(tmp_path / "h.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    table = pq.read_table(written(tmp_path / "h.parquet")).to_pylist()

    assert [line["left_row"] for line in lines] == [int(row["left_row"]) for row in rows] == [0, 1]
    assert lines[0] == {**HIT, "left_row": 0, "versions": VERSIONS}
    assert [row["left_row"] for row in table] == [0, 1]
    assert (table[0]["left"], table[0]["snapshot"]) == ("=Véloptic", "sha256:00")
    assert rows[0]["left"] == "'=Véloptic"
    assert json.loads(rows[0]["why"]) == json.loads(table[0]["why"]) == HIT["why"]


def test_many_hits_and_none_are_written(tmp_path: Path) -> None:
    """More than one batch of Parquet, and a file with columns and no row."""
    assert pq.read_table(written(tmp_path / "many.parquet", 10_001)).num_rows == 10_001
    assert pq.read_table(written(tmp_path / "none.parquet", 0)).schema.names == HITS.names
    assert written(tmp_path / "none.jsonl", 0).read_text("utf-8") == ""


@pytest.mark.parametrize("name", ["h.jsonl", "h.csv", "h.parquet"])
def test_trouble_leaves_the_old_file(tmp_path: Path, name: str) -> None:
    """What was there stays until the new file is whole."""
    path = tmp_path / name
    path.write_text("old", "utf-8")

    with pytest.raises(TypeError), hit_writer(path, versions=VERSIONS) as write:
        write({**HIT, "why": object()})

    assert path.read_text("utf-8") == "old"
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_other_forms_are_refused(tmp_path: Path) -> None:
    """The ending says the form; a folder that is not there cannot be written to."""
    with pytest.raises(UsageProblem, match=r"'\.xml' is no form of hits"), hit_writer(tmp_path / "h.xml", versions={}):
        pass
    with pytest.raises(FileProblem), hit_writer(tmp_path / "no" / "h.csv", versions={}):
        pass


def test_standard_output_gets_json_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a file each hit is a line as soon as it is there."""
    with hit_writer(None, versions=VERSIONS) as write:
        write(HIT)

    assert json.loads(capsys.readouterr().out)["left"] == "=Véloptic"

"""Rows as files: every form holds them, and trouble leaves what was there."""

import csv
import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from barred.errors import FileProblem, UsageProblem
from barred.publishing.files.row_file import ROW_SUFFIXES, write_rows

ROWS = [{"maker": "quay", "rows": "3", "note": "=1+1"}, {"maker": "", "rows": "1", "note": ""}]


def test_every_form_holds_the_rows(tmp_path: Path) -> None:
    """The same rows in the same order, and no cell that a spreadsheet would calculate."""
    paths = {suffix: tmp_path / f"rows{suffix}" for suffix in ROW_SUFFIXES}

    for path in paths.values():
        write_rows(path, ROWS, name="totals", about={"on": "2022"})

    assert json.loads(paths[".json"].read_text("utf-8")) == {"totals": ROWS, "about": {"on": "2022"}}
    assert [json.loads(line) for line in paths[".jsonl"].read_text("utf-8").splitlines()] == ROWS
    with paths[".csv"].open(encoding="utf-8-sig", newline="") as file:
        assert [row["note"] for row in csv.DictReader(file)] == ["'=1+1", ""]
    sheet = CalamineWorkbook.from_path(paths[".xlsx"]).get_sheet_by_name("totals").to_python()
    assert [[str(cell) for cell in row] for row in sheet[:2]] == [["maker", "rows", "note"], ["quay", "3.0", "'=1+1"]]


@pytest.mark.parametrize("suffix", ROW_SUFFIXES)
def test_no_rows_are_a_file_too(tmp_path: Path, suffix: str) -> None:
    """Nothing found is an answer, and a file says so."""
    write_rows(tmp_path / f"rows{suffix}", [], name="totals", about={})

    assert (tmp_path / f"rows{suffix}").exists()


def test_trouble_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    """An unknown suffix, an input as target and a missing folder."""
    source = tmp_path / "in.csv"
    source.write_text("kept", "utf-8")

    with pytest.raises(UsageProblem, match=r"use \.csv"):
        write_rows(tmp_path / "rows.pdf", ROWS, name="totals", about={})
    with pytest.raises(UsageProblem, match="overwrite"):
        write_rows(source, ROWS, name="totals", about={}, inputs=[source])
    with pytest.raises(FileProblem, match="another folder"):
        write_rows(tmp_path / "none" / "rows.csv", ROWS, name="totals", about={})

    assert source.read_text("utf-8") == "kept"
    assert list(tmp_path.iterdir()) == [source]

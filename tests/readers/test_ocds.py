"""OCDS documents: every item of a tender, an award and a contract is a row."""

import json
from pathlib import Path

import pytest

from barred.errors import FileProblem
from barred.readers.open_tables import open_tables
from tests.readers.writing import only_table

RELEASE = {
    "ocid": "ocds-213czf-1",
    "id": "1",
    "tender": {"id": "t1", "title": "Cameras", "items": [{"id": "1", "description": "Acme AB-1", "quantity": 4}]},
    "awards": [
        {
            "id": "a1",
            "suppliers": [{"name": "Zenith Ltd"}, {"name": "Acme"}],
            "items": [{"id": "1", "classification": {"description": "Surveillance cameras"}}],
        }
    ],
    "contracts": [{"id": "c1", "awardID": "a1", "title": "Contract for cameras"}],
}
WANTED = [
    ("tender t1 of ocds-213czf-1", "", "Acme AB-1"),
    ("award a1 of ocds-213czf-1", "Zenith Ltd; Acme", "Surveillance cameras"),
    ("contract c1 of ocds-213czf-1", "Zenith Ltd; Acme", "Contract for cameras"),
]


def write(folder: Path, document: object) -> Path:
    """Write a document."""
    path = folder / "release.json"
    path.write_text(json.dumps(document), "utf-8")
    return path


@pytest.mark.parametrize(
    "document",
    [RELEASE, {"version": "1.1", "releases": [RELEASE]}, {"records": [{"ocid": "x", "compiledRelease": RELEASE}]}],
)
def test_items_become_rows(tmp_path: Path, document: object) -> None:
    """In all three shapes; a contract has the suppliers of its award."""
    table = only_table(write(tmp_path, document))

    rows = [dict(zip(table.header, row, strict=True)) for batch in table.batches() for row in batch.rows]
    assert [(one["position"], one["supplier"], one["description"]) for one in rows] == WANTED
    assert [one.meaning for one in table.columns.columns] == ["organisation", "description", "quantity"]


def test_records_that_hold_no_release_are_told(tmp_path: Path) -> None:
    """A record that only links to its releases is not silently passed over."""
    records = [{"ocid": "x", "compiledRelease": RELEASE}, {"ocid": "y", "releases": [{"url": "https://a.invalid"}]}]

    opened = open_tables(write(tmp_path, {"records": records}))

    assert [one.name for one in opened.left_out] == ["release.json: records without a compiled release (1)"]


@pytest.mark.parametrize("document", [{"ocid": "x", "releases": []}, {"ocid": "x", "tender": {}, "awards": 7}])
def test_documents_without_items_are_refused(tmp_path: Path, document: object) -> None:
    """Nothing checked must not look like nothing found."""
    with pytest.raises(FileProblem, match="no release"):
        open_tables(write(tmp_path, document))


def test_a_list_of_rows_with_such_a_column_stays_a_list(tmp_path: Path) -> None:
    """Only the shapes of the standard are read as it."""
    table = only_table(write(tmp_path, [{"ocid": "x", "brand": "Acme"}, {"ocid": "y", "brand": "Zenith"}]))

    assert table.header == ["ocid", "brand"]

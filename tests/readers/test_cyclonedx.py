"""CycloneDX documents: devices become rows, what is none is told, damage is clear."""

import json
from pathlib import Path

import pytest

from barred.errors import FileProblem
from barred.readers.open_tables import open_tables
from tests.readers.writing import batches, only_table, texts

CAMERA = {
    "type": "device",
    "bom-ref": "cam-1",
    "manufacturer": {"name": "Acme"},
    "name": "AB-1",
    "description": "dome",
    "properties": [
        {"name": "cdx:device:quantity", "value": "4"},
        {"name": "cdx:device:macAddress", "value": "00:11:22:33:44:55"},
        {"name": "cdx:device:macAddress", "value": "00:11:22:33:44:56"},
        {"name": "cdx:device:serialNumber", "value": "S1"},
    ],
}
LIBRARY = {"type": "library", "name": "libfoo", "version": "1"}
INNER = {
    "type": "application",
    "name": "site",
    "components": [{"type": "device", "name": "ZZ-9", "supplier": {"name": "Zenith"}}],
}


def write(folder: Path, *components: object, **more: object) -> Path:
    """Write a document."""
    path = folder / "bom.cdx.json"
    head = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1}
    path.write_text(json.dumps({**head, **more, "components": list(components)}), "utf-8")
    return path


def test_devices_become_rows(tmp_path: Path) -> None:
    """Maker, model and what the properties of devices say, also of those inside others; versions 1.6 and 1.7 alike."""
    path = write(tmp_path, CAMERA, LIBRARY, INNER, specVersion="1.7")
    table = only_table(path)

    rows = [dict(zip(table.header, row, strict=True)) for batch in table.batches() for row in batch.rows]
    assert [(one["manufacturer"], one["model"], one["quantity"]) for one in rows] == [
        ("Acme", "AB-1", "4"), ("Zenith", "ZZ-9", ""),
    ]  # fmt: skip
    assert rows[0]["mac address"] == "00:11:22:33:44:55; 00:11:22:33:44:56"
    assert texts(path)[0].startswith("Acme AB-1 dome")


def test_what_is_no_device_is_told(tmp_path: Path) -> None:
    """Libraries are not silently passed over."""
    opened = open_tables(write(tmp_path, CAMERA, LIBRARY, INNER))

    assert [(one.name, one.why) for one in opened.left_out] == [
        ("bom.cdx.json: components other than devices (2)", "they are software or data")
    ]


def test_the_thing_described_may_be_a_device(tmp_path: Path) -> None:
    """A document about one camera names it in its metadata."""
    path = write(tmp_path, metadata={"component": CAMERA})

    assert len(texts(path)) == 1


def test_a_broken_component_is_an_unreadable_row(tmp_path: Path) -> None:
    """The devices around it are read."""
    path = write(tmp_path, CAMERA, 7, CAMERA)

    assert [bad.row for batch in batches(path) for bad in batch.unreadable] == [2]
    assert len(texts(path)) == 2


@pytest.mark.parametrize(
    ("components", "told"), [([LIBRARY], "none of its 1 components is a device"), ("x", "components is no list")]
)
def test_documents_without_devices_are_refused(tmp_path: Path, components: object, told: str) -> None:
    """Nothing checked must not look like nothing found."""
    path = tmp_path / "bom.json"
    path.write_text(json.dumps({"bomFormat": "CycloneDX", "components": components}), "utf-8")

    with pytest.raises(FileProblem, match=told):
        open_tables(path)

"""An overlay with one more restriction, in force from a day, so that two snapshots differ by it."""

import tomllib
from pathlib import Path

from barred.directory.format import format_record
from barred.wiring import build_snapshot, builtin_directory

__all__ = ["BEGINS", "quay_snapshot"]

BEGINS = "2026-03-01"
_RECORDS = {
    "sources/quay-gazette": """
id = "quay-gazette"
title = "The Quay Gazette"
type = "press"
publisher = "The Quay Gazette"
proof = "primary"
recorded = "2026-11-24"
""",
    "restrictions/us/quay-connect": f"""
id = "quay-connect"
title = "No camera of Axis on the network of an agency"
summary = "Agencies must not connect them."
actor = "us-dod"
place = "us"
action = "ban-use"
strength = "order"
recorded = "2026-11-24"
[[stages]]
stage = "in-force"
date = "{BEGINS}"
evidence = ["seen"]
[[scopes]]
binds = ["us/federal/executive-agency"]
conduct = ["connect"]
evidence = ["seen"]
[[targets]]
organisation = "axis"
evidence = ["seen"]
[[evidence]]
key = "seen"
source = "quay-gazette"
pinpoint = "p. 1"
""",
}


def quay_snapshot(folder: Path) -> Path:
    """Build the snapshot of the built-in directory with the overlay."""
    overlay = folder / "quay"
    for name, text in _RECORDS.items():
        path = overlay / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(format_record(name.split("/")[0].removesuffix("s"), tomllib.loads(text)), "utf-8")
    return build_snapshot([builtin_directory(), overlay], folder / "built")

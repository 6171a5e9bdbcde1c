"""The built-in directory with two small lists laid over it."""

from pathlib import Path

from barred.publishing.overlays.overlay import Import, Listing, Overlay, Spelling, source_id, write_overlay
from barred.wiring import build_snapshot, builtin_directory

__all__ = ["BARE", "ENTRIES", "RESTED", "laid_snapshot"]

RESTED, BARE = "us-dod-1260h", "us-ofac-sdn"
# List, entry, name, organisation, first day, first day outside.
ENTRIES = [
    (RESTED, "1", "Veloptic Digital Technology Co., Ltd.", "", "2026-01-31", ""),
    (RESTED, "2", "Hangzhou Hikvision Digital Technology Co., Ltd.", "hikvision", "2021-06-03", ""),
    (RESTED, "3", "Imbarugo Optics Ltd", "", "2020-01-31", "2022-01-31"),
    (RESTED, "3", "Imbarugo Optics Ltd", "", "2026-01-31", ""),
    (BARE, "4", "Brontalis Quayside Trading LLC", "", "2020", ""),
]


def laid_snapshot(folder: Path) -> Path:
    """Build the snapshot in a folder."""
    listings = [
        Listing(one, entry, name, organisation, "", "China", "a programme", "", since, until, "", "2", source_id(one))
        for one, entry, name, organisation, since, until in ENTRIES
    ]
    names = {Spelling(one, entry, name, "primary", source_id(one)) for one, entry, name, *_ in ENTRIES}
    imports = [Import(one, "2026-11-01", f"sha256:{'0' * 64}", "3", "3", "", source_id(one)) for one in (RESTED, BARE)]
    sources = [
        {"id": source_id(one), "title": f"List {one}", "type": "list", "publisher": "P", "proof": "primary"}
        for one in (RESTED, BARE)
    ]
    overlay = Overlay(tuple(sorted(listings)), tuple(sorted(names)), tuple(imports))
    write_overlay(folder / "overlay", overlay, sources=sources)
    return build_snapshot([builtin_directory(), folder / "overlay"], folder / "built")

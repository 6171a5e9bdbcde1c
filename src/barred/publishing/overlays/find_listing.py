"""Look entries up in an overlay of official lists, and tell how old it is."""

from datetime import date
from typing import Any

from barred.lists.registry import LISTS
from barred.model.day import within
from barred.model.truth import Truth
from barred.publishing.overlays.overlay import Overlay
from barred.text.fold import fold

__all__ = ["find_listings", "imported_lists"]


def find_listings(wanted: str, overlay: Overlay, *, on: str | None = None) -> list[dict[str, Any]]:
    """Find the entries that are written as a name, whatever its case and signs, or have an id.

    Args:
        wanted: A name, or the id of an entry.
        overlay: The tables.
        on: Leave out entries that surely did not stand on that day; None takes ended ones too.

    Returns:
        One row an entry, by list and id, with the day on which its list was last imported.
    """
    key = fold(wanted)
    found = {(one.list, one.entry) for one in overlay.names if key and fold(one.text) == key}
    names: dict[tuple[str, str], list[str]] = {}
    for one in overlay.names:
        names.setdefault((one.list, one.entry), []).append(one.text)
    imported = {one.list: one.recorded for one in overlay.imports}
    return [
        {
            **one._asdict(),
            "names": [text for text in names.get((one.list, one.entry), []) if text != one.title],
            "imported": imported.get(one.list, ""),
        }
        for one in overlay.listings
        if ((one.list, one.entry) in found or one.entry == wanted)
        and (on is None or within(one.since or None, one.until or None, on=on) is not Truth.NO)
    ]


def imported_lists(overlay: Overlay, *, on: str) -> list[dict[str, Any]]:
    """Tell of every list that can be read when it was last imported, how long ago, and what was counted.

    Args:
        overlay: The tables.
        on: The day on which the age is told; ISO date.
    """
    last = {one.list: one for one in overlay.imports}
    told = []
    for key, kind in LISTS.items():
        one = last.get(key)
        age = (date.fromisoformat(on) - date.fromisoformat(one.recorded)).days if one else None
        told.append(
            {
                "list": key,
                "title": kind.title,
                "imported": one.recorded if one else "",
                "days_ago": age,
                "entries": one.entries if one else "",
                "organisations": one.organisations if one else "",
                "left_out": one.left_out if one else "",
            }
        )
    return told

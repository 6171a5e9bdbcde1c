"""Decide by hand who an entry of an official list is, and keep to it.

Names and identifiers find most entries; the rest needs somebody who has looked. What is decided
stands in a table of the overlay, with its reason and day, and no import ever goes against it.
"""

from collections.abc import Iterable
from pathlib import Path

from barred.errors import UsageProblem
from barred.publishing.overlays.overlay import Decision, Listing, read_overlay, write_overlay

__all__ = ["BY_HAND", "DIFFERENT", "SAME", "decide", "decided", "find_entry", "link_entry"]

BY_HAND = "by hand"
SAME, DIFFERENT = "same", "different"


def find_entry(wanted: str, folder: Path) -> Listing:
    """Find the one entry of an overlay that has an id.

    Args:
        wanted: The id of the entry, or `LIST/ID` where several lists have it.
        folder: The overlay.

    Raises:
        UsageProblem: No entry has the id, or entries of several lists do.
    """
    listings = read_overlay(folder).listings
    found = [one for one in listings if wanted in {one.entry, f"{one.list}/{one.entry}"}]
    if not found:
        raise UsageProblem(f"no entry {wanted!r}", where=str(folder), remedy="`barred lists show NAME` tells the ids")
    if len(found) > 1:
        told = ", ".join(f"{one.list}/{one.entry}" for one in found)
        raise UsageProblem(f"{wanted!r} is an entry of several lists", remedy=f"say which: {told}")
    return found[0]


def link_entry(folder: Path, now: Decision) -> bool:
    """Record that an entry is an organisation, or that it is not, and correct its listing.

    Args:
        folder: The overlay, which has the entry.
        now: The decision; whoever reviews the table has nothing but its reason.

    Returns:
        Whether anything changed; the same decision for the same reason keeps its day.

    Raises:
        UsageProblem: There is no reason, or the entry was decided to be another organisation.
        FileProblem: The overlay cannot be read or written.
    """
    before = read_overlay(folder)
    decisions = decide(now, before.decisions, where=str(folder))
    if decisions == before.decisions:
        return False
    listings = tuple(decided(one, decisions) for one in before.listings)
    write_overlay(folder, before._replace(listings=listings, decisions=decisions), sources=())
    return True


def decide(now: Decision, before: tuple[Decision, ...], *, where: str) -> tuple[Decision, ...]:
    """Add a decision to those made before.

    Args:
        now: The decision.
        before: Those made before, in order.
        where: The overlay, for messages.

    Returns:
        All in order; those made before when the same was decided for the same reason.

    Raises:
        UsageProblem: There is no reason, or the entry was decided to be another organisation.
    """
    if not now.reason:
        raise UsageProblem("no reason is given", where="--because", remedy="say how the two were compared")
    mine = [one for one in before if (one.list, one.entry) == (now.list, now.entry)]
    other = [one.organisation for one in mine if one.decision == SAME and one.organisation != now.organisation]
    if now.decision == SAME and other:
        what = f"{now.list}/{now.entry} was decided to be {other[0]!r}"
        raise UsageProblem(what, where=where, remedy="first link it to that one with --not")
    if any(one._replace(decided=now.decided, source=now.source) == now for one in mine):
        return before
    kept = [one for one in before if one[:3] != now[:3]]
    return tuple(sorted([*kept, now]))


def decided(listing: Listing, decisions: Iterable[Decision]) -> Listing:
    """Give a listing as somebody decided it, whatever was found by its names."""
    mine = [one for one in decisions if (one.list, one.entry) == (listing.list, listing.entry)]
    for one in mine:
        if one.decision == SAME:
            return listing._replace(organisation=one.organisation, match=BY_HAND)
    if any(one.organisation == listing.organisation for one in mine) or listing.match == BY_HAND:
        return listing._replace(organisation="", match="")
    return listing

"""What all views have in common: whose answer it is, of which day, and what it does not prove."""

from dataclasses import dataclass

__all__ = ["View"]


@dataclass(frozen=True, kw_only=True)
class View:
    """An answer.

    A page shows the fields of its view and nothing besides, and its JSON is its view written out.

    Args:
        snapshot: Digest of the content that was asked.
        checked: The day on which the directory was last checked; empty when no record tells.
        on: The day asked about; None for all days.
        known: The day by whose knowledge it is told; None for everything recorded.
        notice: That it is evidence and no advice, and that unpublished bans exist.
    """

    snapshot: str
    checked: str
    on: str | None
    known: str | None
    notice: str

"""Leave that somebody gave to do what a restriction bars, for a time and on record."""

from typing import NamedTuple

from barred.model.day import within
from barred.model.truth import Truth

__all__ = ["SCOPES", "Waiver"]

SCOPES = ("organisation", "brand", "model", "site", "asset")


class Waiver(NamedTuple):
    """A waiver as it was granted.

    Args:
        id: What it is called.
        scope: What `value` names; one of `SCOPES`.
        value: The organisation by id, the brand, the model number, the kind of site, or the asset.
        restrictions: Ids of the restrictions that it covers.
        reason: Why it was granted.
        approved_by: The office that granted it.
        granted: The first day on which it covers.
        expires: The first day on which it no longer does.
        place: Where it covers; None is everywhere.
        clause: The words by which the restrictions were named, when it was not by id.
        evidence: Where the paper is.
        revoked_on: The first day on which it no longer covers because it was taken back.
    """

    id: str
    scope: str
    value: str
    restrictions: tuple[str, ...]
    reason: str
    approved_by: str
    granted: str
    expires: str
    place: str | None = None
    clause: str = ""
    evidence: str = ""
    revoked_on: str | None = None

    @property
    def end(self) -> str:
        """The first day on which it no longer covers, for whichever reason."""
        return min(self.expires, self.revoked_on or self.expires)

    def covers_on(self, day: str) -> Truth:
        """Tell whether it covers on a day; open where only a month or year is asked about that it covers in part."""
        return Truth.NO if self.granted >= self.end else within(self.granted, self.end, on=day)

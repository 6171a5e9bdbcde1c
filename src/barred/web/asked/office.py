"""What clients send about leave and keys."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from barred.ledger.keys import ROLES
from barred.model.waiver import SCOPES
from barred.screening.grant import WaiverSaid
from barred.web.answers import today
from barred.web.asked.case import Day

__all__ = ["KeyAsked", "Revocation", "WaiverAsked"]

# What is kept for good may be read on a terminal: it holds no signs that steer one.
_PLAIN = r"^[^\x00-\x1f\x7f]*$"
_Words = Annotated[str, Field(max_length=1000, pattern=_PLAIN)]
_Name = Annotated[str, Field(max_length=200, pattern=_PLAIN)]


class WaiverAsked(BaseModel):
    """A waiver to put on record."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    scope: Annotated[_Name, Field(description=f"what `value` names: {', '.join(SCOPES)}", examples=["model"])]
    value: Annotated[_Name, Field(min_length=1, examples=["DS-2CD2143G2-I"])]
    restrictions: Annotated[
        list[_Name], Field(min_length=1, max_length=50, description="ids, instruments or citations")
    ]
    reason: Annotated[_Words, Field(min_length=1)]
    expires: Annotated[Day, Field(min_length=1, description="the first day on which it no longer covers")]
    approved_by: Annotated[_Name, Field(description="the office that granted it; the key's name when left out")] = ""
    granted: Annotated[Day, Field(description="the first day on which it covers; today when left out")] = ""
    place: Annotated[_Name, Field(alias="in", description="where it covers; everywhere when left out")] = ""
    evidence: Annotated[_Words, Field(description="where the paper is")] = ""
    id: Annotated[str, Field(max_length=80, pattern=r"^[A-Za-z0-9._-]*$")] = ""

    def said(self, actor: str) -> WaiverSaid:
        """Give the words as every door gives them on."""
        return WaiverSaid(
            covers=f"{self.scope}={self.value}",
            restrictions=tuple(self.restrictions),
            reason=self.reason,
            approved_by=self.approved_by or actor,
            granted=self.granted or today(),
            expires=self.expires,
            place=self.place,
            evidence=self.evidence,
            id=self.id,
        )


class Revocation(BaseModel):
    """Why something is taken back."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[_Words, Field(min_length=1)]


class KeyAsked(BaseModel):
    """A key to make."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[_Name, Field(min_length=1, description="whose it is; what they write bears it")]
    role: Annotated[_Name, Field(description=", ".join(ROLES), examples=["reader"])]
    expires: Annotated[Day, Field(description="the first day on which it opens nothing; never when left out")] = ""

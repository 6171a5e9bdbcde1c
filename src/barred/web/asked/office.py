"""What clients send about leave and keys."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from barred.ledger.keys import ROLES
from barred.model.waiver import SCOPES
from barred.screening.grant import WaiverSaid
from barred.web.answering.answers import today
from barred.web.asked.case import Day

__all__ = ["Grant", "KeyAsked", "Refusal", "Revocation", "WaiverAsked", "WaiverWanted"]

# What is kept for good may be read on a terminal: it holds no signs that steer one.
_PLAIN = r"^[^\x00-\x1f\x7f]*$"
_Words = Annotated[str, Field(max_length=1000, pattern=_PLAIN)]
_Name = Annotated[str, Field(max_length=200, pattern=_PLAIN)]


class WaiverWanted(BaseModel):
    """A waiver that somebody asks for."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    scope: Annotated[_Name, Field(description=f"what `value` names: {', '.join(SCOPES)}", examples=["model"])]
    value: Annotated[_Name, Field(min_length=1, examples=["DS-2CD2143G2-I"])]
    restrictions: Annotated[
        list[_Name], Field(min_length=1, max_length=50, description="ids, instruments or citations")
    ]
    reason: Annotated[_Words, Field(min_length=1)]
    expires: Annotated[Day, Field(min_length=1, description="the first day on which it no longer covers")]
    granted: Annotated[Day, Field(description="the first day on which it covers; today when left out")] = ""
    place: Annotated[_Name, Field(alias="in", description="where it covers; everywhere when left out")] = ""
    evidence: Annotated[_Words, Field(description="where the paper is")] = ""

    def said(self, office: str = "") -> WaiverSaid:
        """Give the words as every door gives them on."""
        return WaiverSaid(
            covers=f"{self.scope}={self.value}",
            restrictions=tuple(self.restrictions),
            reason=self.reason,
            approved_by=office,
            granted=self.granted or today(),
            expires=self.expires,
            place=self.place,
            evidence=self.evidence,
        )


class WaiverAsked(WaiverWanted):
    """A waiver to put on record."""

    approved_by: Annotated[_Name, Field(description="the office that granted it; the key's name when left out")] = ""
    id: Annotated[str, Field(max_length=80, pattern=r"^[A-Za-z0-9._-]*$")] = ""

    def said(self, office: str = "") -> WaiverSaid:
        """Give the words; who puts it on record without naming an office does so under their own name."""
        return super().said(self.approved_by or office)._replace(id=self.id)


class Refusal(BaseModel):
    """Why a request is refused."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[_Words, Field(min_length=1)]


class Grant(Refusal):
    """Why a request is granted, and by which office."""

    approved_by: Annotated[_Name, Field(description="the office that grants it; the key's name when left out")] = ""


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

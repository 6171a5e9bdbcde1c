"""The words of a client about a case, as parameters or as part of a body; the same words as on the command line."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from barred.screening.context import Said
from barred.web.answering.answers import today

__all__ = ["Case", "Clocks", "Day", "Word"]

_WORD, _DAY = 200, 10
Word = Annotated[str, Field(max_length=_WORD)]
Day = Annotated[str, Field(max_length=_DAY, examples=["2026-01-31"])]


class Clocks(BaseModel):
    """The two clocks: what was in force that day, by the knowledge of that day."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    on: Annotated[Day, Field(description="the day asked about, ISO prefix; today when left out")] = ""
    known: Annotated[Day, Field(description="judge by what was known on that day; everything when left out")] = ""


class Case(Clocks):
    """Who asks, to do what, where; what is left out is asked back when it matters."""

    asker: Annotated[
        Word,
        Field(alias="as", description="a party class, or org: and a name", examples=["us/federal/executive-agency"]),
    ] = ""
    conduct: Annotated[Word, Field(alias="to", description="what is to be done", examples=["procure"])] = ""
    place: Annotated[Word, Field(alias="in", description="an ISO 3166 code, a name or a region", examples=["us"])] = ""
    site: Annotated[Word, Field(description="at which kind of site or event")] = ""
    purpose: Annotated[Word, Field(alias="for", description="for what purpose")] = ""
    given: Annotated[list[Word], Field(max_length=20, description="further facts of the case")] = []

    def said(self) -> Said:
        """Give the words as every door gives them on."""
        return Said(
            on=self.on or today(),
            asker=self.asker,
            conduct=self.conduct,
            place=self.place,
            site=self.site,
            purpose=self.purpose,
            circumstances=tuple(self.given),
            known=self.known,
        )

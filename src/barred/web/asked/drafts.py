"""What a person says of a report that a clause asks for."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from barred.publishing.clauses.draft_clause import DRAFT_FIELDS, DraftAsked
from barred.web.asked.case import Word
from barred.web.asked.leaves import CheckedFile

__all__ = ["BroughtDraft", "DraftPart", "KeptDraft"]

_WORDS = 2000
_Words = Annotated[str, Field(max_length=_WORDS)]


class DraftPart(BaseModel):
    """The clause, the days, and the fields of the report; nothing has to be said yet."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    clause: Word = ""
    identified: Word = ""
    submitted: Word = ""
    orders: _Words = ""
    contract: Word = ""
    supplier: Word = ""
    uei: Word = ""
    cage: Word = ""
    mitigation: _Words = ""
    further_mitigation: _Words = ""
    efforts: _Words = ""
    additional_efforts: _Words = ""

    def told(self) -> DraftAsked:
        """Give it as the draft takes it."""
        orders = [one.strip() for one in self.orders.split(",") if one.strip()]
        said = {name: getattr(self, name) for name in DRAFT_FIELDS}
        return DraftAsked(self.clause, self.identified, self.submitted, orders, said)

    def typed(self) -> dict[str, str]:
        """Give what was typed, by field."""
        return {name: getattr(self, name) for name in DraftPart.model_fields}


class BroughtDraft(CheckedFile, DraftPart):
    """A draft of a file that was brought."""


class KeptDraft(DraftPart):
    """A draft of a check that was kept."""

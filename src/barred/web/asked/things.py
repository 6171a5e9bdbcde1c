"""Things that are asked about, alone or as rows of a table."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from barred.model.question import Subject
from barred.web.asked.case import Case, Clocks

__all__ = ["CheckAsked", "LookupAsked", "Thing", "TraceAsked"]

_TEXT = 2000
_SHOWN = 10
_MOST_SHOWN = 100_000
_EXAMPLE: dict[str, Any] = {
    "case": {"as": "us/federal/executive-agency", "to": "procure", "on": "2026-01-31"},
    "rows": [{"text": "Lorex 4K camera"}, {"brand": "Axis", "model": "P3245-V"}],
}
_Text = Annotated[str, Field(max_length=_TEXT)]
_Rejected = Annotated[
    int,
    Field(ge=0, le=_MOST_SHOWN, description="how many restrictions that do not apply are listed, the closest first"),
]


class Thing(BaseModel):
    """The thing in hand: a text, or what single columns of a table say about it, or both."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    text: Annotated[
        _Text, Field(description="a company, brand, model number or line", examples=["Lorex 4K camera"])
    ] = ""
    organisation: _Text = ""
    brand: _Text = ""
    model: _Text = ""
    description: _Text = ""
    identifier: _Text = ""

    @model_validator(mode="after")
    def _says_something(self) -> "Thing":
        if not any(value.strip() for value in self._columns().values()) and not self.text.strip():
            raise ValueError("there is nothing to look up: give text, brand, model or organisation")
        return self

    def subject(self, row: int | None = None) -> Subject:
        """Give the subject; what single columns say goes into the text too, as it does for a file."""
        fields = {name: value for name, value in self._columns().items() if value}
        text = " ".join(self.text.split()) or " ".join(fields.values())
        return Subject(text, kind="row" if fields or row else "text", row=row, fields=fields)

    def _columns(self) -> dict[str, str]:
        names = ("organisation", "brand", "model", "description", "identifier")
        return {name: " ".join(getattr(self, name).split()) for name in names}


class LookupAsked(Case, Thing):
    """A question about one thing."""

    rejected: _Rejected = _SHOWN


class TraceAsked(Clocks):
    """A name, and the two clocks: links that may hold that day, of those that were known; all when left out."""

    text: Annotated[str, Field(min_length=1, max_length=_TEXT, examples=["Lorex"])]


class CheckAsked(BaseModel):
    """Rows of a table in one case."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    case: Case = Case()
    rows: Annotated[list[Thing], Field(min_length=1, description="in order; no more than the server takes at once")]
    rejected: _Rejected = 0

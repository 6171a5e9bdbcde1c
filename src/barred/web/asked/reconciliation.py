"""Queries and extensions of the Reconciliation Service API.

Source: Reconciliation Service API 0.2, sections 4 and 8.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

__all__ = ["EXTENDED", "RECONCILED", "AddressAsked", "Extend", "Preview", "Propose", "Suggest"]

_MOST_QUERIES, _MOST_IDS, _MOST_PROPERTIES = 100, 1000, 50
_Prefix = Annotated[str, Field(max_length=200)]
_Cursor = Annotated[int, Field(ge=0, le=100_000)]


class _Reference(BaseModel):
    """An entity as a value."""

    id: str
    name: str = ""


_Value = str | float | bool | _Reference


class _Hint(BaseModel):
    """A value that a candidate should have."""

    pid: str
    v: _Value | list[_Value]


class _Query(BaseModel):
    """A query: a name, values, or both."""

    model_config = ConfigDict(extra="forbid")

    query: Annotated[str, Field(max_length=2000)] = ""
    type: str | list[str] | None = None
    limit: Annotated[float | None, Field(ge=0)] = None
    properties: list[_Hint] = []
    type_strict: Literal["any", "should", "all"] = "any"

    @model_validator(mode="after")
    def _asks_something(self) -> "_Query":
        if not self.query.strip() and not self.properties:
            raise ValueError("a query has `query`, or at least one of `properties`")
        return self


class _Wanted(BaseModel):
    """A property whose values are wanted."""

    id: str
    settings: dict[str, Any] = {}


class Extend(BaseModel):
    """Whose values of which properties."""

    ids: Annotated[list[str], Field(max_length=_MOST_IDS)]
    properties: Annotated[list[_Wanted], Field(max_length=_MOST_PROPERTIES)]


RECONCILED = TypeAdapter(Annotated[dict[str, _Query], Field(max_length=_MOST_QUERIES)])
EXTENDED = TypeAdapter(Extend)


class AddressAsked(BaseModel):
    """A question in the address."""

    queries: str = ""
    extend: str = ""


class Suggest(BaseModel):
    """Letters that somebody has typed."""

    prefix: _Prefix
    cursor: _Cursor = 0


class Preview(BaseModel):
    """Whose preview."""

    id: Annotated[str, Field(max_length=200)]


class Propose(BaseModel):
    """Properties of what."""

    type: Annotated[str, Field(max_length=200)] = "organisation"
    limit: Annotated[int, Field(ge=0, le=100)] = 100

"""Queries and extensions of the Reconciliation Service API.

Source: Reconciliation Service API 0.2, sections 4 and 8.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

__all__ = ["EXTENDED", "RECONCILED", "AddressAsked", "Extend", "Preview", "Propose", "Suggest"]

_MOST_QUERIES, _MOST_IDS, _MOST_PROPERTIES, _MOST_VALUES = 100, 1000, 50, 50
_TEXT = 2000
_Text = Annotated[str, Field(max_length=_TEXT)]
_Prefix = Annotated[str, Field(max_length=200)]
_Cursor = Annotated[int, Field(ge=0, le=100_000)]


class _Reference(BaseModel):
    """An entity as a value."""

    id: _Text
    name: _Text = ""


_Value = _Text | float | bool | _Reference


class _Hint(BaseModel):
    """A value that a candidate should have."""

    pid: _Text
    v: _Value | Annotated[list[_Value], Field(max_length=_MOST_VALUES)]


class _Query(BaseModel):
    """A query: a name, values, or both; a field that is null is as if it were not there."""

    model_config = ConfigDict(extra="forbid")

    query: _Text = ""
    type: _Text | Annotated[list[_Text], Field(max_length=_MOST_VALUES)] | None = None
    limit: Annotated[float | None, Field(ge=0, allow_inf_nan=False)] = None
    properties: Annotated[list[_Hint], Field(max_length=_MOST_PROPERTIES)] = []
    type_strict: Literal["any", "should", "all"] = "any"

    @model_validator(mode="before")
    @classmethod
    def _without_null(cls, told: Any) -> Any:  # noqa: ANN401 - whatever came
        is_query = isinstance(told, dict)
        return {name: value for name, value in told.items() if value is not None} if is_query else told

    @model_validator(mode="after")
    def _asks_something(self) -> "_Query":
        if not self.query.strip() and not self.properties:
            raise ValueError("a query has `query`, or at least one of `properties`")
        return self


class _Wanted(BaseModel):
    """A property whose values are wanted."""

    id: _Text
    settings: dict[str, Any] = {}


class Extend(BaseModel):
    """Whose values of which properties."""

    ids: Annotated[list[_Text], Field(max_length=_MOST_IDS)]
    properties: Annotated[list[_Wanted], Field(max_length=_MOST_PROPERTIES)]


RECONCILED = TypeAdapter(Annotated[dict[str, _Query], Field(max_length=_MOST_QUERIES)])
EXTENDED = TypeAdapter(Extend)


class AddressAsked(BaseModel):
    """A question in the address. JSONP is not spoken: `callback` is refused, and pages of other origins read JSON."""

    model_config = ConfigDict(extra="forbid")

    queries: str = ""
    extend: str = ""


class Suggest(BaseModel):
    """Letters that somebody has typed."""

    prefix: _Prefix
    cursor: Annotated[_Cursor, Field(description="`cursor` of the answer before")] = 0
    type: Annotated[
        list[Annotated[str, Field(max_length=_TEXT)]], Field(max_length=_MOST_VALUES, description="one of these types")
    ] = []


class Preview(BaseModel):
    """Whose preview."""

    id: Annotated[str, Field(max_length=200)]


class Propose(BaseModel):
    """Properties of what."""

    type: Annotated[str, Field(max_length=200)] = "organisation"
    limit: Annotated[int, Field(ge=0, le=100)] = 100

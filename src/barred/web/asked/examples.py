"""Queries by example and searches, as programs written for yente send them."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from barred.web.asked.case import Day, Word

__all__ = ["AdjacentAsked", "EntityAsked", "Example", "MatchAsked", "Queries", "SearchAsked"]

_MOST_QUERIES = 100
_MOST_NAMES = 50
_MOST = 500
# What a query may say of a name; persons are not recognised, so a query for one finds nobody.
_NAMES = ("name", "alias", "weakAlias", "previousName", "legalName", "tradingName")


class Example(BaseModel):
    """A query by example."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True)

    id: str | None = None
    schema_name: Annotated[str, Field(alias="schema", max_length=50, examples=["Company"])]
    properties: Annotated[
        dict[str, list[str] | str], Field(max_length=_MOST_NAMES, examples=[{"name": ["Lorex Technology Inc."]}])
    ] = {}

    def names(self) -> list[str]:
        """Give the names that it holds, each once."""
        held = [self.properties.get(name, ()) for name in _NAMES]
        texts = [text for some in held for text in ([some] if isinstance(some, str) else some)]
        return [text for text in dict.fromkeys(" ".join(one.split()) for one in texts) if text][:_MOST_NAMES]


class Queries(BaseModel):
    """Queries by a name that the client gives each."""

    model_config = ConfigDict(extra="ignore")

    queries: Annotated[dict[str, Example], Field(min_length=1, max_length=_MOST_QUERIES)]


class MatchAsked(BaseModel):
    """What results must have."""

    limit: Annotated[int, Field(ge=1, le=_MOST)] = 5
    threshold: Annotated[float, Field(ge=0, le=1, description="score from which a confirmed result is a match")] = 0.7
    cutoff: Annotated[float, Field(ge=0, le=1, description="score below which nothing is given")] = 0.2
    topics: Annotated[list[Word], Field(max_length=50)] = []
    changed_since: Day = ""
    exclude_entity_ids: Annotated[list[Word], Field(max_length=_MOST)] = []
    on: Day = ""


class SearchAsked(BaseModel):
    """What is searched."""

    model_config = ConfigDict(populate_by_name=True)

    q: Annotated[str, Field(max_length=500, description="words of a name")] = ""
    schema_name: Annotated[Word, Field(alias="schema")] = "Thing"
    countries: Annotated[list[Word], Field(max_length=50)] = []
    topics: Annotated[list[Word], Field(max_length=50)] = []
    facets: Annotated[list[Word], Field(max_length=10)] = ["countries", "topics", "schema"]
    limit: Annotated[int, Field(ge=0, le=_MOST)] = 10
    offset: Annotated[int, Field(ge=0, le=9999)] = 0
    on: Day = ""


class EntityAsked(BaseModel):
    """How an entity is shown."""

    nested: bool = True
    on: Day = ""


class AdjacentAsked(BaseModel):
    """Which of the entities next to one."""

    limit: Annotated[int, Field(ge=0, le=_MOST)] = 10
    offset: Annotated[int, Field(ge=0, le=9999)] = 0
    on: Day = ""

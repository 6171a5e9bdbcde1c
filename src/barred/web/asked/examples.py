"""Queries by example and searches, as programs written for yente send them.

Every parameter and field that those programs may send is here. One that cannot be answered is refused with what to do
instead: a filter that is passed over would look like an answer.

Source: the routers and models of yente 5.4.
"""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from barred.errors import UsageProblem
from barred.web.asked.case import Day, Word

__all__ = ["AdjacentAsked", "EntityAsked", "Example", "MatchAsked", "Queries", "SearchAsked"]

_MOST_QUERIES = 100
_MOST_VALUES = 50
_MOST = 500
_TEXT = 500
_MOMENT = 19
_CODE, _MOST_CODES = 40, 20
# What a query may say of a name; persons are not recognised, so a query for one finds nobody.
_NAMES = ("name", "alias", "weakAlias", "previousName", "legalName", "tradingName")
# Identifiers, with the word that announces each in a text; what may be of several schemes is known by its form.
_IDENTIFIERS = {
    "leiCode": "LEI ",
    "uscCode": "USCC ",
    "isinCode": "ISIN ",
    "uniqueEntityId": "UEI ",
    "cageCode": "CAGE ",
    "cikCode": "CIK ",
    **dict.fromkeys(("ticker", "registrationNumber", "idNumber", "taxNumber"), ""),
}
_COUNTRIES = ("country", "jurisdiction", "mainCountry")
_ONE_WAY = "; there is one way to score here, see /algorithms"


def _is_ours(name: str) -> str:
    if name not in {"", "best", "default", "barred"}:
        remedy = "leave it out, or say best; /algorithms tells how scores are made"
        raise UsageProblem(f"there is no algorithm {name!r}", where="algorithm", remedy=remedy)
    return name


def _in_lists(told: object) -> object:
    """Take a value alone for a list of one, and one that is null for none."""
    if not isinstance(told, dict):
        return told
    lists = {name: value if isinstance(value, list) else [value] for name, value in told.items() if value is not None}
    return {name: values for name, values in lists.items() if values}


_Values = Annotated[list[Annotated[str, Field(max_length=_TEXT)]], Field(max_length=_MOST_VALUES)]
_Words = Annotated[list[Word], Field(max_length=50)]
_Since = Annotated[
    str, Field(max_length=_MOMENT, description="only what was taken up on that day or later", examples=["2026-01-31"])
]
_Algorithm = Annotated[Word, AfterValidator(_is_ours), Field(description=f"best, or nothing{_ONE_WAY}")]
_Fuzzy = Annotated[bool, Field(description="misspelt names are always looked for; taken, and changes nothing")]
_Datasets = Annotated[_Words, Field(description="only what is in one of these, see /catalog")]
_NotDatasets = Annotated[_Words, Field(description="nothing of these")]
_NotSchemata = Annotated[_Words, Field(description="nothing of these schemata")]


class _Sent(BaseModel):
    """A part of a body; a field that is null or empty is as if it were not there."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, coerce_numbers_to_str=True)

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, told: Any) -> Any:  # noqa: ANN401 - whatever came
        return {name: value for name, value in told.items() if value not in (None, {}, [])} if _is_body(told) else told


def _is_body(told: object) -> bool:
    return isinstance(told, dict)


class Example(_Sent):
    """A query by example. Names, identifiers and countries are read; the answer tells what else was said and is not."""

    id: Annotated[str | None, Field(max_length=_TEXT)] = None
    schema_name: Annotated[str, Field(alias="schema", max_length=50, examples=["Company"])]
    properties: Annotated[
        dict[str, _Values],
        BeforeValidator(_in_lists),
        Field(max_length=_MOST_VALUES, examples=[{"name": ["Lorex Technology Inc."]}]),
    ] = {}

    @model_validator(mode="after")
    def _is_read_whole(self) -> "Example":
        if len(self.names()) > _MOST_VALUES or len(self._codes()) > _MOST_CODES:
            raise ValueError(f"more than {_MOST_VALUES} names or {_MOST_CODES} identifiers")
        return self

    def names(self) -> list[str]:
        """Give the names that it holds, each once."""
        return self._said(_NAMES)

    def identifiers(self) -> str:
        """Give the identifiers that it holds, as a cell of a table would."""
        return ", ".join(self._codes())

    def countries(self) -> list[str]:
        """Give the countries that it holds, in small letters."""
        return [one.casefold() for one in self._said(_COUNTRIES)]

    def unread(self) -> list[str]:
        """Give the names of the properties that have no part in the answer: others, and what is too long for a code."""
        long = {name for name in _IDENTIFIERS if any(len(one) > _CODE for one in self.properties.get(name, ()))}
        return sorted((set(self.properties) - {*_NAMES, *_IDENTIFIERS, *_COUNTRIES}) | long)

    def _codes(self) -> list[str]:
        return [
            f"{label}{one}" for name, label in _IDENTIFIERS.items() for one in self._said((name,)) if len(one) <= _CODE
        ]

    def _said(self, names: tuple[str, ...]) -> list[str]:
        texts = (" ".join(text.split()) for name in names for text in self.properties.get(name, ()))
        return [text for text in dict.fromkeys(texts) if text]


class Queries(_Sent):
    """Queries by a name that the client gives each; `weights` and `config` of an algorithm are refused."""

    queries: Annotated[dict[str, Example], Field(min_length=1, max_length=_MOST_QUERIES)]


class _Clock(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    on: Annotated[Day, Field(description="the day by which topics and status are told; today when left out")] = ""


class _Reach(_Clock):
    """Which part of what there is."""

    include_dataset: _Datasets = []
    exclude_dataset: _NotDatasets = []
    exclude_schema: _NotSchemata = []
    topics: _Words = []
    changed_since: _Since = ""


class MatchAsked(_Reach):
    """What results must have."""

    limit: Annotated[int, Field(ge=1, le=_MOST)] = 5
    threshold: Annotated[float, Field(ge=0, le=1, description="score from which a confirmed result is a match")] = 0.7
    cutoff: Annotated[float, Field(ge=0, le=1, description="score below which nothing is given")] = 0.2
    algorithm: _Algorithm = ""
    fuzzy: _Fuzzy = True
    exclude_entity_ids: Annotated[list[Word], Field(max_length=_MOST)] = []


class SearchAsked(_Reach):
    """What is searched."""

    q: Annotated[str, Field(max_length=_TEXT, description="words of a name, all of which it holds")] = ""
    schema_name: Annotated[Word, Field(alias="schema")] = "Thing"
    countries: _Words = []
    datasets: _Datasets = []
    filter: Annotated[_Words, Field(description="field:value, as in properties.leiCode:…; all of them")] = []
    filter_op: Annotated[
        Literal["AND", "OR"], Field(description="whether results have all of the countries and topics, or one of each")
    ] = "OR"
    target: Annotated[bool | None, Field(description="false finds nothing: what is searched are targets")] = None
    sort: Annotated[_Words, Field(description="caption, id, schema or last_change, then :asc or :desc")] = []
    fuzzy: Annotated[bool, Field(description="also what a misspelt name may mean, after the others")] = False
    simple: Annotated[bool, Field(description="words are read in one way; taken, and changes nothing")] = False
    facets: Annotated[list[Word], Field(max_length=10)] = ["countries", "topics", "datasets", "schema"]
    limit: Annotated[int, Field(ge=0, le=_MOST)] = 10
    offset: Annotated[int, Field(ge=0, le=9999)] = 0


class EntityAsked(_Clock):
    """How an entity is shown."""

    nested: bool = True
    algorithm: Annotated[Word, AfterValidator(_is_ours), Field(description=f"as for a match{_ONE_WAY}")] = ""


class AdjacentAsked(_Clock):
    """Which of the entities next to one."""

    sort: Annotated[_Words, Field(description="caption, id, schema or last_change, then :asc or :desc")] = []
    limit: Annotated[int, Field(ge=0, le=_MOST)] = 10
    offset: Annotated[int, Field(ge=0, le=9999)] = 0

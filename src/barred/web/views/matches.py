"""Answers in the shapes of yente; what all our answers carry stands beside them, and its programs pass over it."""

from dataclasses import dataclass
from typing import Any

from barred.web.views.view import View

__all__ = [
    "AdjacentView",
    "AlgorithmView",
    "AlgorithmsView",
    "CatalogView",
    "DatasetView",
    "FacetView",
    "MatchView",
    "NextView",
    "PageView",
    "QueryView",
    "SearchView",
    "SignalKindView",
    "TotalView",
    "ValueView",
]

_Entity = dict[str, Any]


@dataclass(frozen=True)
class TotalView:
    """How many results there are; the number is always exact."""

    value: int
    relation: str = "eq"


@dataclass(frozen=True)
class QueryView:
    """The results for one query: entities with `score`, `match`, `band`, `explanations` and `features`.

    Args:
        status: 200.
        results: Some of them, by falling score.
        total: How many there are.
        query: What was asked.
        unread: The properties of the query that have no part in the answer.
    """

    status: int
    results: list[_Entity]
    total: TotalView
    query: dict[str, Any]
    unread: list[str]


@dataclass(frozen=True, kw_only=True)
class MatchView(View):
    """The results for each query, under the key that the client gave it."""

    responses: dict[str, QueryView]
    limit: int


@dataclass(frozen=True)
class ValueView:
    """How many results have a value."""

    name: str
    label: str
    count: int


@dataclass(frozen=True)
class FacetView:
    """What results can be narrowed by."""

    label: str
    values: list[ValueView]


@dataclass(frozen=True, kw_only=True)
class SearchView(View):
    """A part of the results of a search, and counts of all of them."""

    results: list[_Entity]
    total: TotalView
    limit: int
    offset: int
    facets: dict[str, FacetView]


@dataclass(frozen=True)
class PageView:
    """A part of the entities that a property leads to."""

    results: list[_Entity]
    total: TotalView
    limit: int
    offset: int


@dataclass(frozen=True, kw_only=True)
class NextView(View):
    """The same for one property."""

    results: list[_Entity]
    total: TotalView
    limit: int
    offset: int


@dataclass(frozen=True, kw_only=True)
class AdjacentView(View):
    """An entity, and the entities next to it by the property that leads there."""

    entity: _Entity
    adjacent: dict[str, PageView]


@dataclass(frozen=True)
class SignalKindView:
    """A kind of signal, and the most that it can weigh: the base-10 logarithm of a likelihood ratio."""

    description: str
    coefficient: float
    url: str


@dataclass(frozen=True)
class AlgorithmView:
    """A way to score."""

    name: str
    description: str
    features: dict[str, SignalKindView]


@dataclass(frozen=True, kw_only=True)
class AlgorithmsView(View):
    """All ways to score, of which there is one."""

    algorithms: list[AlgorithmView]
    default: str
    best: str


@dataclass(frozen=True)
class DatasetView:
    """What can be searched."""

    name: str
    title: str
    version: str
    index_version: str
    index_current: bool
    load: bool
    updated_at: str | None
    entity_count: int
    children: list[str]


@dataclass(frozen=True, kw_only=True)
class CatalogView(View):
    """All that can be searched, and that it is current."""

    datasets: list[DatasetView]
    current: list[str]
    outdated: list[str]
    index_stale: bool
    service_version: str

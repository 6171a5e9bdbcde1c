"""`/match`, `/search`, `/entities`, `/catalog`: what programs written for yente ask.

The shapes are yente's, the answers ours: a score is the probability of the identification, `match`
is for what is confirmed, and every result tells its signals.
"""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from barred import __version__
from barred.errors import UsageProblem
from barred.identify.identify import identify
from barred.model.candidate import Candidate
from barred.model.question import Context, Subject
from barred.publishing.ftm import ftm_entities
from barred.publishing.ftm_organisation import entity_id
from barred.web.answers import Carried, answered, carried, day_of, edition_of, prepared, today
from barred.web.asked.examples import AdjacentAsked, EntityAsked, Example, MatchAsked, Queries, SearchAsked
from barred.web.asked.parameters import described_query, query_of
from barred.web.edition import Edition
from barred.web.json import written
from barred.web.routes.described import PROBLEMS
from barred.web.views.entities import FACETS, Entities, Wanted, match_result
from barred.web.views.matches import (
    AdjacentView,
    CatalogView,
    DatasetView,
    MatchView,
    PageView,
    QueryView,
    SearchView,
    TotalView,
)

__all__ = ["DATASETS", "entities_of", "matching_routes"]

DATASETS = ("default", "barred")
_SCHEMATA = {"Thing", "LegalEntity", "Company", "Organization", "PublicBody"}
_NEVER = {"Person", "Vessel", "Airplane", "Vehicle", "CryptoWallet", "Security", "Address"}


_Key = Annotated[str, Path(max_length=300)]
_Dataset = Annotated[str, Path(max_length=100, examples=["default"])]
_Any = dict[str, Any]


def entities_of(edition: Edition, on: str) -> Entities:
    """Give the entities of a day; made once for each of the last days asked about."""

    def make() -> Entities:
        book = edition.snapshot
        changed = {key: book.organisation(key).recorded for key in book.ids("organisation")}
        return Entities(ftm_entities((), on=on, book=book), changed)

    return edition.kept(("entities", on), make)


def matching_routes() -> APIRouter:
    """Give the routes."""
    routes = APIRouter(tags=["matching"], responses=PROBLEMS)

    @routes.post("/match/{dataset}", response_model=MatchView, summary="Match entities by example (yente)")
    async def match(
        request: Request, *, dataset: _Dataset, queries: Queries, asked: Annotated[MatchAsked, Query()]
    ) -> Response:
        _known(dataset)
        edition = edition_of(request)
        told = {key: _matched(one, asked, edition) for key, one in queries.queries.items()}
        body = written(MatchView(**_carried(asked.on, edition), responses=told, limit=asked.limit))
        return Response(body, media_type="application/json", headers={"Cache-Control": "no-store"})

    @routes.get(
        "/search/{dataset}",
        response_model=SearchView,
        summary="Search entities by name (yente)",
        openapi_extra=described_query(SearchAsked),
    )
    async def search(request: Request, *, dataset: _Dataset) -> Response:
        _known(dataset)
        asked = query_of(SearchAsked, request)
        return answered(request, lambda: _searched(asked, edition_of(request)))

    _add_entities(routes)

    @routes.get("/catalog", response_model=CatalogView, summary="What there is to search (yente)")
    async def catalog(request: Request) -> Response:
        return answered(request, lambda: _catalog(edition_of(request)))

    return routes


def _add_entities(routes: APIRouter) -> None:
    @routes.get("/entities/{key}", response_model=_Any, summary="One entity (yente)")
    async def entity(request: Request, *, key: _Key, asked: Annotated[EntityAsked, Query()]) -> Response:
        found = entities_of(edition_of(request), day_of(asked.on, where="on") or today())
        told = found.nested(key) if asked.nested else found.get(key)
        if told is None:
            raise HTTPException(404, f"no entity has the id {key!r}")
        return prepared(request, lambda: written({**told, **_carried(asked.on, edition_of(request))}))

    @routes.get("/entities/{key}/adjacent", response_model=AdjacentView, summary="The entities next to one (yente)")
    async def adjacent(request: Request, *, key: _Key, asked: Annotated[AdjacentAsked, Query()]) -> Response:
        found = entities_of(edition_of(request), day_of(asked.on, where="on") or today())
        one = found.get(key)
        if one is None:
            raise HTTPException(404, f"no entity has the id {key!r}")
        pages = {name: _page(some, asked.limit, asked.offset) for name, some in found.adjacent(key).items()}
        carrying = _carried(asked.on, edition_of(request))
        return answered(request, lambda: AdjacentView(**carrying, entity=one, adjacent=pages))


def _known(dataset: str) -> None:
    if dataset not in DATASETS:
        raise HTTPException(404, f"no dataset is called {dataset!r}; there are {' and '.join(DATASETS)}")


def _matched(query: Example, asked: MatchAsked, edition: Edition) -> QueryView:
    if query.schema_name not in _SCHEMATA | _NEVER:
        what = f"{query.schema_name!r} is no schema that can be matched"
        raise UsageProblem(what, where="schema", remedy=f"use one of {', '.join(sorted(_SCHEMATA))}")
    on = day_of(asked.on, where="on") or today()
    since = day_of(asked.changed_since, where="changed_since") or ""
    entities = entities_of(edition, on)
    wanted = Wanted(query.schema_name, (), asked.topics, asked.exclude_entity_ids)
    found: dict[str, Candidate] = {}
    for text in query.names() if query.schema_name not in _NEVER else ():
        for one in identify(Subject(text, kind="row", fields={"organisation": text}), edition.index):
            key = entity_id("organisation", one.organisation)
            if one.probability >= asked.cutoff and (key not in found or one.probability > found[key].probability):
                found[key] = one
    results = []
    for key, candidate in sorted(found.items(), key=lambda one: (-one[1].probability, one[0])):
        entity = entities.get(key)
        if entity and wanted.fits(entity) and (entity["last_change"] or "") >= since:
            results.append(match_result(entity, candidate, threshold=asked.threshold))
    told = {"schema": query.schema_name, "properties": query.properties}
    return QueryView(200, results[: asked.limit], TotalView(len(results)), told)


def _searched(asked: SearchAsked, edition: Edition) -> SearchView:
    unknown = [one for one in asked.facets if one not in FACETS]
    if unknown:
        what = f"results are not counted by {unknown[0]!r}"
        raise UsageProblem(what, where="facets", remedy=f"use {', '.join(FACETS)}")
    entities = entities_of(edition, day_of(asked.on, where="on") or today())
    found = entities.search(asked.q, Wanted(asked.schema_name, asked.countries, asked.topics))
    shown = found[asked.offset : asked.offset + asked.limit]
    return SearchView(
        **_carried(asked.on, edition),
        results=[{**entity, "score": score} for score, entity in shown],
        total=TotalView(len(found)),
        limit=asked.limit,
        offset=asked.offset,
        facets=entities.facets([entity for _, entity in found], asked.facets),
    )


def _page(some: list[dict[str, Any]], limit: int, offset: int) -> PageView:
    return PageView(some[offset : offset + limit], TotalView(len(some)), limit, offset)


def _catalog(edition: Edition) -> CatalogView:
    snapshot = edition.snapshot
    version = snapshot.digest.removeprefix("sha256:")[:16]
    dataset = DatasetView(
        name=DATASETS[1],
        title="barred: restrictions on makers and brands, and who says so",
        version=version,
        index_version=version,
        index_current=True,
        load=True,
        updated_at=snapshot.checked or None,
        entity_count=int(snapshot.meta.get("count:organisation", "0")),
        children=[],
    )
    whole = replace(dataset, name=DATASETS[0], title="Everything", load=False, children=[DATASETS[1]])
    return CatalogView(
        **_carried("", edition),
        datasets=[whole, dataset],
        current=list(DATASETS),
        outdated=[],
        index_stale=False,
        service_version=__version__,
    )


def _carried(on: str, edition: Edition) -> Carried:
    return carried(Context(on=day_of(on, where="on") or today()), edition)

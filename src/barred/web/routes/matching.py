"""`/match`, `/search`, `/catalog`, `/algorithms`: what programs written for yente ask.

The shapes are yente's, the answers ours: a score is the probability of the identification, `match`
is for what is confirmed, and every result tells its signals.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from barred import __version__
from barred.errors import UsageProblem
from barred.identify.identify import identify
from barred.model.candidate import Candidate
from barred.model.question import Context, Subject
from barred.publishing.ftm.organisation import entity_id
from barred.web.answering.answers import Carried, answered, carried, day_of, edition_of, today
from barred.web.answering.edition import Edition
from barred.web.answering.json import written
from barred.web.answering.worker import Worker
from barred.web.asked.examples import Example, MatchAsked, Queries, SearchAsked
from barred.web.asked.parameters import body_of, described_body, described_query, query_of
from barred.web.routes.described import PROBLEMS
from barred.web.routes.entities import entities_of, sorts_of
from barred.web.views.entities import FACETS, MATCHED, Wanted, is_field, match_result, ordered, schemata_below
from barred.web.views.matches import (
    AlgorithmsView,
    AlgorithmView,
    CatalogView,
    DatasetView,
    MatchView,
    QueryView,
    SearchView,
    SignalKindView,
    TotalView,
)

__all__ = ["DATASETS", "matching_routes"]

DATASETS = ("default", "barred")
# What FollowTheMoney can match and nobody finds here: persons are not recognised, and the others not recorded.
_NEVER = frozenset(
    {
        *("Person", "Vessel", "Airplane", "Vehicle", "CryptoWallet", "Security", "Address", "BankAccount"),
        *("Position", "Territory", "UserAccount"),
    }
)
_HELD = frozenset({"Thing", "LegalEntity", "Organization", "Asset", "Company", "PublicBody"})
_PRIOR = "prior"
_WEIGHTS = "/docs"
_SCORED = (
    "The probability that an organisation is meant: the signals that speak for it, a likelihood ratio each, added up "
    "as logarithms. What is confirmed needs one decisive signal, or two that do not share a cause."
)
_MISSPELT = 0.4
# So many letters are looked up while others wait; more are for the thread.
_SHORT = 4000
_OPERATOR = re.compile(r"(?:^|\s)(?:[A-Za-z][\w.]*:\S|(?:OR|NOT)\s|[-!]\w)")
_SPREAD = re.compile(r"~[0-9.]*")

_Dataset = Annotated[str, Path(max_length=100, examples=["default"])]


def matching_routes(worker: Worker) -> APIRouter:
    """Give the routes.

    Args:
        worker: Answers what is long.
    """
    routes = APIRouter(tags=["matching"], responses=PROBLEMS)

    @routes.post(
        "/match/{dataset}",
        response_model=MatchView,
        summary="Match entities by example (yente)",
        openapi_extra={**described_query(MatchAsked), **described_body(Queries)},
    )
    async def match(request: Request, *, dataset: _Dataset) -> Response:
        asked = query_of(MatchAsked, request)
        queries = (await body_of(Queries, request)).queries
        reached = _reached(dataset, asked.include_dataset, asked.exclude_dataset)
        edition = edition_of(request)

        def told(by: Edition) -> bytes:
            found = {key: _matched(one, asked, by, is_reached=reached) for key, one in queries.items()}
            return written(MatchView(**_carried(asked.on, by), responses=found, limit=asked.limit))

        is_short = sum(len(subject.text) for one in queries.values() for subject in _subjects(one)) <= _SHORT
        body = told(edition) if is_short else await worker.run(edition, told)
        return Response(body, media_type="application/json", headers={"Cache-Control": "no-store"})

    @routes.get(
        "/search/{dataset}",
        response_model=SearchView,
        summary="Search entities by name (yente)",
        openapi_extra=described_query(SearchAsked),
    )
    async def search(request: Request, *, dataset: _Dataset) -> Response:
        asked = query_of(SearchAsked, request)
        reached = _reached(dataset, [*asked.include_dataset, *asked.datasets], asked.exclude_dataset)
        return answered(request, lambda: _searched(asked, edition_of(request), is_reached=reached))

    @routes.get("/catalog", response_model=CatalogView, summary="What there is to search (yente)")
    async def catalog(request: Request) -> Response:
        return answered(request, lambda: _catalog(edition_of(request)))

    @routes.get("/algorithms", response_model=AlgorithmsView, summary="How scores are made (yente)")
    async def algorithms(request: Request) -> Response:
        return answered(request, lambda: _algorithms(edition_of(request)))

    return routes


def _reached(dataset: str, included: Sequence[str], excluded: Sequence[str]) -> bool:
    """Tell whether anything is left of a dataset; both hold the same.

    Raises:
        HTTPException: There is no such dataset.
        UsageProblem: One that is asked for, or left out, is none.
    """
    if dataset not in DATASETS:
        raise HTTPException(404, f"no dataset is called {dataset!r}; there are {' and '.join(DATASETS)}")
    for where, named in (("include_dataset", included), ("exclude_dataset", excluded)):
        unknown = [one for one in named if one not in DATASETS]
        if unknown:
            what = f"no dataset is called {unknown[0]!r}"
            raise UsageProblem(what, where=where, remedy=f"there are {' and '.join(DATASETS)}")
    return not excluded


def _matched(query: Example, asked: MatchAsked, edition: Edition, *, is_reached: bool) -> QueryView:
    if query.schema_name not in MATCHED and query.schema_name not in _NEVER:
        what = f"{query.schema_name!r} is no schema that can be matched"
        raise UsageProblem(what, where="schema", remedy=f"use one of {', '.join(sorted(MATCHED))}")
    entities = entities_of(edition, day_of(asked.on, where="on") or today())
    wanted = Wanted(
        schemata=frozenset(MATCHED.get(query.schema_name, ())),
        topics=asked.topics,
        without=asked.exclude_entity_ids,
        without_schemata=asked.exclude_schema,
        since=_since(asked.changed_since),
    )
    results = []
    for candidate in _best(query, edition) if is_reached and query.schema_name in MATCHED else ():
        entity = entities.get(entity_id("organisation", candidate.organisation))
        if candidate.probability >= asked.cutoff and entity and wanted.fits(entity):
            results.append(match_result(entity, candidate, threshold=asked.threshold, countries=query.countries()))
    told = {"schema": query.schema_name, "properties": query.properties, **({"id": query.id} if query.id else {})}
    return QueryView(200, results[: asked.limit], TotalView(len(results)), told, query.unread())


def _best(query: Example, edition: Edition) -> list[Candidate]:
    """Give for each organisation that a query may mean the surest reading, the surest first."""
    found: dict[str, Candidate] = {}
    for subject in _subjects(query):
        for one in identify(subject, edition.index):
            if one.organisation not in found or one.probability > found[one.organisation].probability:
                found[one.organisation] = one
    return sorted(found.values(), key=lambda one: (-one.probability, one.organisation))


def _subjects(query: Example) -> Iterator[Subject]:
    identifiers = query.identifiers()
    for name in query.names() or ([""] if identifiers else []):
        fields = {name: text for name, text in (("organisation", name), ("identifier", identifiers)) if text}
        yield Subject(" ".join(fields.values()), kind="row", fields=fields)


def _since(said: str) -> str:
    """Read the day of a moment; what was taken up on that day is not left out."""
    return day_of(said.partition("T")[0], where="changed_since") or ""


def _searched(asked: SearchAsked, edition: Edition, *, is_reached: bool) -> SearchView:
    unknown = [one for one in asked.facets if one not in FACETS]
    if unknown:
        what = f"results are not counted by {unknown[0]!r}"
        raise UsageProblem(what, where="facets", remedy=f"use {', '.join(FACETS)}")
    wanted = _wanted(asked)
    words = _words(asked.q)
    sorts = sorts_of(asked.sort)
    entities = entities_of(edition, day_of(asked.on, where="on") or today())
    scores: dict[str, float] = {}
    found = []
    if is_reached and asked.target is not False:
        hits = entities.search(words, wanted)
        if asked.fuzzy:
            hits += _meant(words, wanted, edition, on=asked.on)
        for score, entity in hits:
            if entity["id"] not in scores:
                scores[entity["id"]] = score
                found.append(entity)
    found = ordered(found, sorts)
    return SearchView(
        **_carried(asked.on, edition),
        results=[{**one, "score": scores[one["id"]]} for one in found[asked.offset : asked.offset + asked.limit]],
        total=TotalView(len(found)),
        limit=asked.limit,
        offset=asked.offset,
        facets=entities.facets(found, asked.facets),
    )


def _wanted(asked: SearchAsked) -> Wanted:
    if asked.schema_name not in _HELD | _NEVER:
        remedy = f"use one of {', '.join(sorted(_HELD))}"
        raise UsageProblem(f"{asked.schema_name!r} is no schema that is held here", where="schema", remedy=remedy)
    held = []
    for one in asked.filter:
        field, colon, value = one.partition(":")
        if not colon or not is_field(field):
            remedy = f"write field:value, with {', '.join(FACETS)} or properties.NAME"
            raise UsageProblem(f"{one!r} is no filter", where="filter", remedy=remedy)
        held.append((field, value))
    return Wanted(
        schemata=schemata_below(asked.schema_name),
        countries=asked.countries,
        topics=asked.topics,
        held=held,
        without_schemata=asked.exclude_schema,
        since=_since(asked.changed_since),
        every=asked.filter_op == "AND",
    )


def _words(asked: str) -> str:
    """Give the words of a search; what only a query language says is refused, or says what is done anyway."""
    if _OPERATOR.search(asked):
        what = "words are looked for, and operators and fields are not read"
        raise UsageProblem(what, where="q", remedy="leave out OR, NOT, - and name:; use filter=field:value")
    return _SPREAD.sub("", asked).replace(" AND ", " ")


def _meant(words: str, wanted: Wanted, edition: Edition, *, on: str) -> list[tuple[float, dict[str, object]]]:
    """Give what misspelt words may mean: below every name that holds them, by falling probability."""
    entities = entities_of(edition, day_of(on, where="on") or today())
    found = []
    for one in identify(Subject(words), edition.index) if words.strip() else ():
        entity = entities.get(entity_id("organisation", one.organisation))
        if entity and wanted.fits(entity):
            found.append((round(one.probability * _MISSPELT, 4), entity))
    return found


def _algorithms(edition: Edition) -> AlgorithmsView:
    weights = [one for one in edition.index.weights() if one.id != _PRIOR]
    most: dict[str, float] = {}
    for one in weights:
        most[one.kind] = max(one.weight, most.get(one.kind, one.weight))
    features = {kind: SignalKindView(f"a signal of the kind {kind}", most[kind], _WEIGHTS) for kind in sorted(most)}
    told = AlgorithmView(DATASETS[1], _SCORED, features)
    return AlgorithmsView(**_carried("", edition), algorithms=[told], default=told.name, best=told.name)


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

"""`/entities`: entities by id and along their links, as programs written for yente ask for them."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from barred.errors import UsageProblem
from barred.model.question import Context
from barred.publishing.ftm.entities import ftm_entities
from barred.web.answering.answers import Carried, answered, carried, day_of, edition_of, prepared, today
from barred.web.answering.edition import Edition
from barred.web.answering.json import written
from barred.web.answering.problems import problem
from barred.web.asked.examples import AdjacentAsked, EntityAsked
from barred.web.asked.parameters import described_query, query_of
from barred.web.routes.described import PROBLEMS
from barred.web.views.entities import SORTED_BY, Entities, ordered
from barred.web.views.matches import AdjacentView, NextView, PageView, TotalView

__all__ = ["entities_of", "entity_routes", "sorts_of"]

_Key = Annotated[str, Path(max_length=300)]
_Property = Annotated[str, Path(max_length=100, examples=["sanctions"])]


def entity_routes() -> APIRouter:
    """Give the routes."""
    routes = APIRouter(tags=["matching"], responses=PROBLEMS)

    @routes.get(
        "/entities/{key}",
        response_model=dict[str, Any],
        summary="One entity (yente)",
        openapi_extra=described_query(EntityAsked),
    )
    async def entity(request: Request, *, key: _Key) -> Response:
        asked = query_of(EntityAsked, request)
        found = _entities(asked.on, request)
        told = found.nested(key) if asked.nested else found.get(key)
        if told is None:
            raise _nobody(key)
        return prepared(request, lambda: written({**told, **_carried(asked.on, edition_of(request))}))

    # What is refused takes any parameters, and is no part of the description.
    @routes.get("/statements", include_in_schema=False)
    async def statements() -> Response:
        what = "values are not kept one by one: an entity is one record, and each of its claims cites its source"
        remedy = "ask /entities/ID for the values, /v1/organisations/ID for what each claim rests on"
        return problem(HTTPStatus.NOT_IMPLEMENTED, what, remedy=remedy)

    _add_adjacent(routes)
    return routes


def _add_adjacent(routes: APIRouter) -> None:
    @routes.get(
        "/entities/{key}/adjacent",
        response_model=AdjacentView,
        summary="The entities next to one (yente)",
        openapi_extra=described_query(AdjacentAsked),
    )
    async def adjacent(request: Request, *, key: _Key) -> Response:
        asked = query_of(AdjacentAsked, request)
        found = _entities(asked.on, request)
        one = found.get(key)
        if one is None:
            raise _nobody(key)
        pages = {name: _page(some, asked) for name, some in found.adjacent(key).items()}
        carrying = _carried(asked.on, edition_of(request))
        return answered(request, lambda: AdjacentView(**carrying, entity=one, adjacent=pages))

    @routes.get(
        "/entities/{key}/adjacent/{name}",
        response_model=NextView,
        summary="The entities next to one by one property (yente)",
        openapi_extra=described_query(AdjacentAsked),
    )
    async def adjacent_by(request: Request, *, key: _Key, name: _Property) -> Response:
        asked = query_of(AdjacentAsked, request)
        found = _entities(asked.on, request)
        one = found.get(key)
        if one is None:
            raise _nobody(key)
        if not found.leads(one, name):
            raise HTTPException(HTTPStatus.NOT_FOUND, f"a {one['schema']} leads to no other entity by {name!r}")
        page = _page(found.adjacent(key).get(name, []), asked)
        carrying = _carried(asked.on, edition_of(request))
        return answered(request, lambda: NextView(**carrying, **vars(page)))


def entities_of(edition: Edition, on: str) -> Entities:
    """Give the entities of a day; made once for each of the last days asked about."""

    def make() -> Entities:
        book = edition.snapshot
        changed = {key: book.organisation(key).recorded for key in book.ids("organisation")}
        return Entities(ftm_entities((), on=on, book=book), changed)

    return edition.kept(("entities", on), make)


def sorts_of(said: Sequence[str]) -> list[tuple[str, bool]]:
    """Read by what results are sorted, and whether it falls.

    Raises:
        UsageProblem: Nothing can be sorted by that.
    """
    found = []
    for one in said:
        field, _, order = one.partition(":")
        if field not in SORTED_BY or order not in {"", "asc", "desc"}:
            remedy = f"write field:asc or field:desc, with {', '.join(SORTED_BY)}"
            raise UsageProblem(f"results are not sorted by {one!r}", where="sort", remedy=remedy)
        found.append((field, order == "desc"))
    return found


def _entities(on: str, request: Request) -> Entities:
    return entities_of(edition_of(request), day_of(on, where="on") or today())


def _nobody(key: str) -> HTTPException:
    return HTTPException(HTTPStatus.NOT_FOUND, f"no entity has the id {key!r}")


def _page(some: Sequence[dict[str, Any]], asked: AdjacentAsked) -> PageView:
    sorted_some = ordered(some, sorts_of(asked.sort))
    shown = sorted_some[asked.offset : asked.offset + asked.limit]
    return PageView(shown, TotalView(len(some)), asked.limit, asked.offset)


def _carried(on: str, edition: Edition) -> Carried:
    return carried(Context(on=day_of(on, where="on") or today()), edition)

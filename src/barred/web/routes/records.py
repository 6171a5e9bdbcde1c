"""`/v1/organisations` and the other kinds of records: lists with filters, facets and cursors, and single records."""

from typing import Annotated, Any
from zlib import crc32

from fastapi import APIRouter, Path, Query
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from barred.model.question import Context
from barred.publishing.catalogue import catalogue
from barred.publishing.record_sheet import cited_by, standing_data
from barred.publishing.records.record_data import record_data
from barred.web.answering.answers import ALL_DAYS, answered, carried, day_of, edition_of, today
from barred.web.answering.edition import Edition
from barred.web.asked.case import Clocks
from barred.web.asked.narrowing import Listed, columns_named, filters_of, with_columns
from barred.web.routes.described import PROBLEMS
from barred.web.views.records import CitationView, Paging, RecordView, RowsView, SourceView, facets_of, page_of

__all__ = ["COLUMNS", "record_routes"]

# What each list can be filtered by, and counted by as facets: the columns that `catalogue` gives.
COLUMNS: dict[str, tuple[str, ...]] = {
    "organisation": ("id", "title", "type", "country", "class", "makes", "name", "source", "citation"),
    "restriction": (
        *("id", "title", "actor", "place", "action", "strength", "stage", "in_force", "since", "target", "rationale"),
        *("actor_type", "country", "coarse", "ever_in_force", "reversed", "source", "citation"),
    ),
    "statement": (
        *("id", "date", "speaker", "type", "topic", "audience", "about", "title", "changes", "change", "objections"),
        *("objected_by", "summary", "source", "citation"),
    ),
    "figure": (
        *("id", "measure", "bound", "value", "most", "unit", "about", "stated_by", "since", "until", "place"),
        *("conflicts", "resolution", "title", "source", "citation"),
    ),
    "product": ("id", "title", "maker", "brands", "product_class", "capability", "models", "source", "citation"),
    "event": (
        *("id", "date", "type", "place", "about", "roles", "party", "led_to", "title", "summary", "source", "citation"),
    ),
    "source": ("id", "title", "type", "publisher", "published", "proof", "captured", "address"),
    "link": (
        *("subject", "type", "to", "extent", "since", "until", "lines", "share_least", "share_most", "source", "note"),
    ),
}
_WITHOUT_PAGE = ("link",)


def record_routes() -> APIRouter:
    """Give the routes: two for each kind, one for links."""
    routes = APIRouter(prefix="/v1", tags=["records"], responses=PROBLEMS)
    for kind in COLUMNS:
        _add_list(routes, kind)
        if kind not in _WITHOUT_PAGE:
            _add_record(routes, kind)
    return routes


def _add_list(routes: APIRouter, kind: str) -> None:
    asked_type = with_columns(f"{kind.title()}sAsked", Listed, columns=COLUMNS[kind], concerns=kind == "restriction")

    async def listed(request: Request, asked: Annotated[Listed, Query()]) -> Response:
        return answered(request, lambda: _rows(kind, asked, edition_of(request)))

    listed.__annotations__["asked"] = Annotated[asked_type, Query()]
    told = "; `concerns` keeps what reaches an organisation" if kind == "restriction" else ""
    routes.add_api_route(
        f"/{kind}s",
        listed,
        response_model=RowsView,
        name=f"list_{kind}s",
        summary=f"The {kind}s, narrowed and counted",
        description=f"Each column is a filter; commas part alternatives, a place takes in narrower ones{told}.",
    )


def _add_record(routes: APIRouter, kind: str) -> None:
    async def shown(
        request: Request, *, key: Annotated[str, Path(alias="id", max_length=200)], asked: Annotated[Clocks, Query()]
    ) -> Response:
        edition = edition_of(request)
        if kind not in edition.snapshot.kinds_of(key):
            raise HTTPException(404, f"no {kind} has the id {key!r}")
        return answered(request, lambda: _record(kind, key, asked=asked, edition=edition))

    routes.add_api_route(
        f"/{kind}s/{{id}}",
        shown,
        response_model=SourceView if kind == "source" else RecordView,
        name=f"show_{kind}",
        summary=f"One {kind} with its citations",
    )


def _rows(kind: str, asked: Listed, edition: Edition) -> RowsView:
    default = today() if kind == "restriction" else ALL_DAYS
    context = Context(on=day_of(asked.on, where="on") or default, known=day_of(asked.known, where="known"))
    filters = filters_of(asked)
    key = ("rows", kind, tuple(sorted(filters.items())), context)
    rows = edition.kept(key, lambda: list(catalogue(kind, filters, context=context, book=edition.snapshot)))
    about = f"{crc32(repr((edition.snapshot.digest, key)).encode()):08x}"
    page, following = page_of(rows, Paging(asked.limit, asked.cursor, about))
    columns = columns_named(asked.facets, COLUMNS[kind])
    return RowsView(
        **carried(context, edition),
        kind=kind,
        total=len(rows),
        rows=page,
        next=following,
        facets=facets_of(rows, columns),
    )


def _record(kind: str, key: str, *, asked: Clocks, edition: Edition) -> RecordView:
    context = Context(on=day_of(asked.on, where="on") or today(), known=day_of(asked.known, where="known"))
    book = edition.snapshot
    told: dict[str, Any] = {
        **carried(context, edition),
        "kind": kind,
        "record": record_data(kind, book.body(kind, key)),
        "standing": standing_data(key, context, book=book) if kind == "restriction" else None,
        "citations": [one._asdict() for one in cited_by(kind, key, book=book)],
    }
    if kind != "source":
        return RecordView(**told)
    return SourceView(**told, cited_by=[CitationView.of(one) for one in edition.citations if one.source == key])

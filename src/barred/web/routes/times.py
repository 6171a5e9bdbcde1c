"""`/v1/timeline` and `/v1/count`: what happened, and how many."""

from typing import Annotated
from zlib import crc32

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from barred.model.question import Context
from barred.publishing.count import DIMENSIONS, Tally, count
from barred.publishing.timeline import Period, timeline
from barred.web.answering.answers import answered, carried, day_of, edition_of, today
from barred.web.answering.edition import Edition
from barred.web.asked.case import Day, Word
from barred.web.asked.narrowing import Listed, Narrowed, columns_named, filters_of, with_columns
from barred.web.routes.described import PROBLEMS
from barred.web.routes.records import COLUMNS
from barred.web.views.records import Paging, RowsView, facets_of, page_of
from barred.web.views.times import CountView, TallyView

__all__ = ["TIMELINE", "time_routes"]

TIMELINE = ("date", "kind", "what", "id", "actor", "place", "about", "title", "action", "coarse")


class _Spanned(Listed):
    """Which part of the timeline; `on` is the last day when `to` is left out."""

    since: Annotated[Day, Field(alias="from", description="from that day, month or year on")] = ""
    until: Annotated[Day, Field(alias="to", description="up to and with that day, month or year")] = ""


class _Counted(Narrowed):
    """By what."""

    by: Annotated[Word, Field(description=f"one of {', '.join(DIMENSIONS)}; the total alone when left out")] = ""


_Timeline = with_columns("TimelineAsked", _Spanned, columns=TIMELINE, concerns=True)
_Count = with_columns("CountAsked", _Counted, columns=COLUMNS["restriction"], concerns=True)


def time_routes() -> APIRouter:
    """Give the routes."""
    routes = APIRouter(prefix="/v1", tags=["time"], responses=PROBLEMS)

    @routes.get("/timeline", response_model=RowsView, summary="Every dated thing in order")
    async def times(request: Request, asked: Annotated[_Timeline, Query()]) -> Response:  # type: ignore[valid-type]
        return answered(request, lambda: _times(asked, edition_of(request)))

    @routes.get("/count", response_model=CountView, summary="How many measures, by what, and what is none")
    async def counts(request: Request, asked: Annotated[_Count, Query()]) -> Response:  # type: ignore[valid-type]
        return answered(request, lambda: _counts(asked, edition_of(request)))

    return routes


def _times(asked: _Spanned, edition: Edition) -> RowsView:
    on = day_of(asked.on, where="on")
    period = Period(day_of(asked.since, where="from"), day_of(asked.until, where="to") or on)
    context = Context(on=on or period.until or today(), known=day_of(asked.known, where="known"))
    filters = filters_of(asked)
    key = ("timeline", tuple(sorted(filters.items())), period, context.known)
    rows = edition.kept(key, lambda: list(timeline(filters, period, known=context.known, book=edition.snapshot)))
    about = f"{crc32(repr((edition.snapshot.digest, key)).encode()):08x}"
    page, following = page_of(rows, Paging(asked.limit, asked.cursor, about))
    return RowsView(
        **carried(context, edition),
        kind="timeline",
        total=len(rows),
        rows=page,
        next=following,
        facets=facets_of(rows, columns_named(asked.facets, TIMELINE)),
    )


def _counts(asked: _Counted, edition: Edition) -> CountView:
    context = Context(on=day_of(asked.on, where="on") or today(), known=day_of(asked.known, where="known"))
    counted = count(asked.by, filters_of(asked), context=context, book=edition.snapshot)
    return CountView(
        **carried(context, edition),
        by=counted.by,
        tallies=[_tally(one) for one in counted.tallies],
        total=_tally(counted.total),
        not_counted=dict(counted.apart),
    )


def _tally(tally: Tally) -> TallyView:
    return TallyView(**tally._asdict())

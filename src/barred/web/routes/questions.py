"""`/v1/lookup`, `/v1/check`, `/v1/trace`: is this barred?"""

from collections import Counter
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from barred.errors import UsageProblem
from barred.identify.batch import identify_subjects
from barred.model.question import Context, Subject
from barred.model.verdict import OUTCOMES, Verdict
from barred.publishing.tree import Moment, link_data, named_in
from barred.publishing.verdicts.verdict_data import as_data
from barred.web.answering.answers import ALL_DAYS, answered, carried, day_of, edition_of, prepared
from barred.web.answering.edition import Edition
from barred.web.answering.json import written
from barred.web.answering.worker import Worker
from barred.web.asked.parameters import body_of, described_body, described_query, query_of
from barred.web.asked.things import CheckAsked, LookupAsked, TraceAsked
from barred.web.routes.described import PROBLEMS
from barred.web.views.verdicts import CheckView, LookupView, RowVerdict, TraceView

__all__ = ["question_routes"]


def question_routes(worker: Worker, *, most_rows: int) -> APIRouter:
    """Give the routes.

    Args:
        worker: Does what takes longer than other requests should wait.
        most_rows: How many rows a check may have.
    """
    routes = APIRouter(prefix="/v1", tags=["questions"], responses=PROBLEMS)

    @routes.get(
        "/lookup",
        response_model=LookupView,
        summary="The verdict on one subject",
        openapi_extra=described_query(LookupAsked),
    )
    async def lookup(request: Request) -> Response:
        asked = query_of(LookupAsked, request)
        return prepared(request, lambda: _lookup(asked, edition_of(request)))

    @routes.post(
        "/check",
        response_model=CheckView,
        summary="The verdicts on the rows of a table",
        openapi_extra=described_body(CheckAsked),
    )
    async def check(request: Request) -> Response:
        asked = await body_of(CheckAsked, request)
        if len(asked.rows) > most_rows:
            what = f"{len(asked.rows)} rows; at most {most_rows} are answered at once"
            raise UsageProblem(what, where="rows", remedy="send them in several requests, or use `barred check`")
        body = await worker.run(edition_of(request), partial(_check, asked))
        return Response(body, media_type="application/json", headers={"Cache-Control": "no-store"})

    @routes.get("/trace", response_model=TraceView, summary="The links behind a name")
    async def trace(request: Request, asked: Annotated[TraceAsked, Query()]) -> Response:
        return answered(request, lambda: _traced(asked, edition_of(request)))

    return routes


def _lookup(asked: LookupAsked, edition: Edition) -> bytes:
    context = edition.context(asked.said())
    verdict = edition.quick_desk(context).data(asked.subject(), most_rejected=asked.rejected)
    return written(LookupView(**carried(context, edition), verdict=verdict))


def _check(asked: CheckAsked, edition: Edition) -> bytes:
    context = edition.context(asked.case.said())
    subjects = [one.subject(row) for row, one in enumerate(asked.rows, start=1)]
    distinct = list({_sayings(one): one._replace(row=None) for one in subjects}.values())
    places = {_sayings(one): at for at, one in enumerate(distinct)}
    verdicts = _verdicts(distinct, context, edition)
    rows = [
        RowVerdict(one.row or 0, verdicts[places[_sayings(one)]].outcome, places[_sayings(one)]) for one in subjects
    ]
    counts = Counter(one.outcome for one in rows)
    return written(
        CheckView(
            **carried(context, edition),
            outcomes={outcome: counts[outcome] for outcome in OUTCOMES if counts[outcome]},
            rows=rows,
            verdicts=[as_data(one, most_rejected=asked.rejected) for one in verdicts],
        )
    )


def _verdicts(subjects: list[Subject], context: Context, edition: Edition) -> list[Verdict]:
    desk = edition.desk(context)
    found = identify_subjects(subjects, edition.index)
    asked = zip(subjects, found, desk.listings(subjects), strict=True)
    return [desk.conclude(one, candidates, listings=listings) for one, candidates, listings in asked]


def _sayings(subject: Subject) -> tuple[str, ...]:
    return (subject.text, *(f"{name}={value}" for name, value in subject.fields.items()))


def _traced(asked: TraceAsked, edition: Edition) -> TraceView:
    book, text = edition.snapshot, asked.text
    moment = Moment(day_of(asked.on, where="on"), day_of(asked.known, where="known"))
    keys = [text] if book.has_organisation(text) else named_in(text, index=edition.index)
    trees = [link_data(key, book=book, moment=moment) for key in keys]
    context = Context(on=moment.on or ALL_DAYS, known=moment.known)
    return TraceView(**carried(context, edition), text=text, trees=trees)

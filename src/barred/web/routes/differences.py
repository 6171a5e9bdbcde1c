"""`/v1/diff`, `/v1/snapshots` and the page `/changes`: what differs between two days, or between two snapshots."""

from collections.abc import Callable
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from barred.errors import BarredError, UsageProblem
from barred.model.question import Context
from barred.publishing.difference import Change, news
from barred.web.answering.answers import answered, carried, day_of, edition_of, today
from barred.web.answering.edition import Edition
from barred.web.answering.shelf import Shelf
from barred.web.answering.worker import Worker
from barred.web.asked.case import Clocks, Day, Word
from barred.web.asked.leaves import Between
from barred.web.pages.leaf import answer_leaf, taken
from barred.web.routes.described import PROBLEMS
from barred.web.routes.leaves import FORMS
from barred.web.views.changed import KINDS, Compared, Part, back, changed_days, changed_snapshots, snapshots
from barred.web.views.leaf import Leaf
from barred.web.views.times import ChangeView, DiffView, SnapshotsView

__all__ = ["difference_routes"]

_QUARTER = 90


class _Compared(Clocks):
    """Since a day, or between two snapshots; one of the two."""

    since: Annotated[Day, Field(description="compare one snapshot with itself: before that day, and now")] = ""
    before: Annotated[Word, Field(description="digest of the earlier snapshot, or its first 8 digits or more")] = ""
    after: Annotated[Word, Field(description="digest of the later one; the current one when left out")] = ""


class _Pair:
    """Two snapshots that are compared, and the day on which."""

    def __init__(self, asked: _Compared | Between, shelf: Shelf, edition: Edition) -> None:
        current = edition.snapshot
        self.before = shelf.find(asked.before, current=current, where="before")
        self.after = shelf.find(asked.after, current=current, where="after") if asked.after else current
        self.context = Context(on=day_of(asked.on, where="on") or today(), known=day_of(asked.known, where="known"))


def difference_routes(worker: Worker, shelf: Shelf) -> APIRouter:
    """Give the routes.

    Args:
        worker: Compares snapshots, which takes longer than other requests should wait.
        shelf: The earlier ones.
    """
    routes = APIRouter(tags=["time"], responses=PROBLEMS)

    @routes.get("/v1/snapshots", response_model=SnapshotsView, summary="Which snapshots can be compared")
    async def held(request: Request) -> Response:
        return answered(request, lambda: _held(shelf, edition_of(request)), beside=shelf.name)

    @routes.get("/v1/diff", response_model=DiffView, summary="What changed since a day, or between two snapshots")
    async def diff(request: Request, asked: Annotated[_Compared, Query()]) -> Response:
        if bool(asked.since) == bool(asked.before) or (asked.since and asked.after):
            remedy = "give since=DATE, or before=DIGEST and perhaps after=DIGEST"
            raise UsageProblem("nothing to compare, or too much", where="since", remedy=remedy)
        edition = edition_of(request)
        if asked.since:
            return answered(request, lambda: _since(asked, edition))
        pair = _Pair(asked, shelf, edition)
        changes = await _compared(pair, edition, worker=worker, shelf=shelf)
        return answered(request, lambda: _between(pair, changes, edition), beside=shelf.name)

    for form in FORMS:
        _add_page(routes, form, worker=worker, shelf=shelf)
    return routes


def _add_page(routes: APIRouter, form: str, *, worker: Worker, shelf: Shelf) -> None:
    async def shown(request: Request) -> Response:
        try:
            make = await _made(request, worker=worker, shelf=shelf)
        except BarredError as trouble:
            make = partial(_raised, trouble)
        return answer_leaf(request, "changed.html", form=form, make=make, beside=shelf.name)

    routes.add_api_route(f"/changes{form}", shown, methods=["GET"], name=f"changes{form}", include_in_schema=False)


async def _made(request: Request, *, worker: Worker, shelf: Shelf) -> Callable[[], Leaf]:
    """Give what makes the page; what takes long is done before."""
    asked, edition = taken(Between, request), edition_of(request)
    if not asked.before:
        if asked.after or asked.on or asked.known:
            what = "after, on and known are for two snapshots"
            raise UsageProblem(what, where="before", remedy="name the earlier snapshot too, or give from and to")
        return partial(_days, asked, shelf, edition)
    if asked.since or asked.until:
        raise UsageProblem("two days and two snapshots at once", where="from", remedy="leave from and to out")
    pair = _Pair(asked, shelf, edition)
    changes = await _compared(pair, edition, worker=worker, shelf=shelf)
    compared = Compared(pair.before, pair.after, pair.context, changes)
    return lambda: changed_snapshots(compared, part=_part(asked), shelf=shelf, edition=edition)


def _raised(trouble: BarredError) -> Leaf:
    raise trouble


async def _compared(pair: _Pair, edition: Edition, *, worker: Worker, shelf: Shelf) -> tuple[Change, ...]:
    return await worker.run(edition, lambda _: shelf.difference(pair.before, pair.after, context=pair.context))


def _held(shelf: Shelf, edition: Edition) -> SnapshotsView:
    return SnapshotsView(**carried(Context(on=today()), edition), snapshots=snapshots(shelf, edition))


def _since(asked: _Compared, edition: Edition) -> DiffView:
    since = day_of(asked.since, where="since") or ""
    context = Context(on=day_of(asked.on, where="on") or today(), known=day_of(asked.known, where="known"))
    changes = [ChangeView(**one._asdict()) for one in news(since, context, book=edition.snapshot)]
    digest = edition.snapshot.digest
    return DiffView(**carried(context, edition), before=digest, after=digest, since=since, changes=changes)


def _between(pair: _Pair, changes: tuple[Change, ...], edition: Edition) -> DiffView:
    told = [ChangeView(**one._asdict()) for one in changes]
    digests = {"before": pair.before.digest, "after": pair.after.digest}
    return DiffView(**carried(pair.context, edition), **digests, since=None, changes=told)


def _days(asked: Between, shelf: Shelf, edition: Edition) -> Leaf:
    until = day_of(asked.until, where="to") or today()
    since = day_of(asked.since, where="from") or back(until, _QUARTER)
    return changed_days(since, until, part=_part(asked), shelf=shelf, edition=edition)


def _part(asked: Between) -> Part:
    """Give which changes are wanted.

    Raises:
        UsageProblem: There is no such kind of record.
    """
    if asked.kind not in {"", *KINDS}:
        remedy = f"choose from {', '.join(KINDS)}"
        raise UsageProblem(f"{asked.kind!r} is no kind of record", where="kind", remedy=remedy)
    return Part(asked.kind, asked.page)

"""`/feeds/…`: what is new, in all, in a place, about a maker, or of a kind."""

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Path
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from barred.errors import UsageProblem
from barred.publishing.timeline import Period, timeline
from barred.web.answering.answers import edition_of, prepared, today
from barred.web.answering.edition import Edition
from barred.web.answering.json import written
from barred.web.routes.described import PROBLEMS, texts
from barred.web.views.feed import Entry, Feed, atom, json_feed

__all__ = ["feed_routes"]

_ENTRIES = 100
_KINDS = ("restriction", "statement", "event")
_MEDIA_TYPES = {"atom": "application/atom+xml; charset=utf-8", "json": "application/feed+json; charset=utf-8"}
_Name = Annotated[str, Path(max_length=200)]
_Form = Literal["atom", "json"]
_FEEDS = texts(_MEDIA_TYPES.values(), "Atom or JSON Feed, by the ending of the address")


def feed_routes() -> APIRouter:
    """Give the routes."""
    routes = APIRouter(prefix="/feeds", tags=["feeds"], responses=PROBLEMS)

    @routes.get("/changes.{form}", summary="Everything new", response_class=Response, responses=_FEEDS)
    async def changes(request: Request, form: _Form) -> Response:
        return _answer(request, form, "What changed", {})

    @routes.get("/place/{name}.{form}", summary="What is new in a place", response_class=Response, responses=_FEEDS)
    async def place(request: Request, *, name: _Name, form: _Form) -> Response:
        places = edition_of(request).snapshot.vocabulary("place")
        try:
            term = places.terms[places.resolve(name)]
        except UsageProblem as trouble:
            raise HTTPException(HTTPStatus.NOT_FOUND, str(trouble)) from trouble
        return _answer(request, form, f"What changed in {term.title}", {"place": term.id})

    @routes.get(
        "/maker/{name}.{form}", summary="What is new about an organisation", response_class=Response, responses=_FEEDS
    )
    async def maker(request: Request, *, name: _Name, form: _Form) -> Response:
        book = edition_of(request).snapshot
        if not book.has_organisation(name):
            raise HTTPException(HTTPStatus.NOT_FOUND, f"no organisation has the id {name!r}")
        return _answer(request, form, f"What changed about {book.organisation(name).title}", {"concerns": name})

    @routes.get(
        "/kind/{name}.{form}", summary="What is new of a kind of record", response_class=Response, responses=_FEEDS
    )
    async def kind(request: Request, *, name: _Name, form: _Form) -> Response:
        if name not in _KINDS:
            raise HTTPException(HTTPStatus.NOT_FOUND, f"no feed of {name!r}; there are {', '.join(_KINDS)}")
        return _answer(request, form, f"What changed: {name}s", {"kind": name})

    return routes


def _answer(request: Request, form: _Form, title: str, filters: dict[str, str]) -> Response:
    root = str(request.base_url).rstrip("/")

    def make() -> bytes:
        path = request.scope["path"].removesuffix(f".{form}")
        feed = _feed(Feed(title, root, path, "", []), filters, edition_of(request))
        return atom(feed) if form == "atom" else written(json_feed(feed))

    return prepared(request, make, media_type=_MEDIA_TYPES[form], root=root)


def _feed(empty: Feed, filters: dict[str, str], edition: Edition) -> Feed:
    """Fill a feed with what had happened by today, the last taken up first."""
    book = edition.snapshot
    rows = timeline(filters, Period(until=today()), book=book)
    entries = []
    for row in rows:
        body = book.body(row["kind"], row["id"])
        summary, recorded = str(body.get("summary", "")), str(body.get("recorded", ""))
        entries.append(Entry(row["kind"], row["id"], row["what"], row["date"], row["title"], summary, recorded))
    entries.sort(key=lambda one: (one.recorded, one.date, one.id), reverse=True)
    return Feed(empty.title, empty.root, empty.path, book.checked, entries[:_ENTRIES])

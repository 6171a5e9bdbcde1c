"""The pages for people; each is also `.json` and `.csv`, and its address holds its whole state."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Path
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from barred.evidence.vault import Vault
from barred.model.question import Context
from barred.web.answering.answers import day_of, edition_of, prepared, today
from barred.web.answering.edition import Edition
from barred.web.asked.case import Clocks
from barred.web.asked.leaves import Filtered, Questioned, Searched
from barred.web.pages.leaf import answer_leaf, taken
from barred.web.pages.typeset import asset
from barred.web.views.about import about, interface
from barred.web.views.entry import ENTRIES, entry
from barred.web.views.found import FACETS, FoundView, search
from barred.web.views.front import front
from barred.web.views.leaf import Leaf
from barred.web.views.organisation import organisation
from barred.web.views.overview import NAMED, overview
from barred.web.views.restriction import restriction
from barred.web.views.result import ResultView, result

__all__ = ["FORMS", "leaf_routes"]

FORMS = ("", ".json", ".csv")
_Make = Callable[[Request], Leaf]


def leaf_routes(vault: Vault | None) -> APIRouter:
    """Give the routes.

    Args:
        vault: Where the words of passages are taken from; None to show none.
    """
    routes = APIRouter(include_in_schema=False)
    _add(routes, "/", "front.html", lambda request: front(today(), edition_of(request)))
    _add(routes, "/ask", "result.html", lambda request: _result(request, vault))
    _add(routes, "/search", "found.html", _found)
    _add(routes, "/directory", "overview.html", lambda request: _overview(request, ""))
    for name in NAMED:
        _add(routes, f"/directory/{name}", "overview.html", _overview_of(name))
    _add(routes, "/about", "about.html", lambda request: about(today(), edition_of(request)))
    _add(routes, "/interface", "interface.html", _interface)
    _add_record(
        routes, "organisation", lambda key, context, edition: organisation(key, context, vault=vault, edition=edition)
    )
    _add_record(
        routes, "restriction", lambda key, context, edition: restriction(key, context, vault=vault, edition=edition)
    )
    for kind in ENTRIES:
        _add_record(routes, kind, _entry_of(kind, vault))

    @routes.get("/static/app.js")
    async def script(request: Request) -> Response:
        return prepared(request, lambda: asset("app.js"), media_type="text/javascript; charset=utf-8")

    # A browser that was given a page without a head of ours asks for the second.
    @routes.get("/static/icon.svg")
    @routes.get("/favicon.ico")
    async def icon(request: Request) -> Response:
        return prepared(request, lambda: asset("icon.svg"), media_type="image/svg+xml")

    return routes


def _add(routes: APIRouter, path: str, template: str, make: _Make) -> None:
    for form in FORMS:
        _add_form(routes, "/home" if path == "/" and form else path, template=template, form=form, make=make)


def _add_form(routes: APIRouter, path: str, *, template: str, form: str, make: _Make) -> None:
    async def shown(request: Request) -> Response:
        return answer_leaf(request, template, form=form, make=lambda: make(request))

    routes.add_api_route(f"{path}{form}", shown, methods=["GET"], name=f"{template}{path}{form}")


def _add_record(routes: APIRouter, kind: str, fill: Callable[[str, Context, Edition], Leaf]) -> None:
    template = f"{kind if kind in {'organisation', 'restriction'} else 'entry'}.html"
    # An id holds no dot, so what follows one is a form.
    for form in reversed(FORMS):
        _add_record_form(routes, kind, template=template, form=form, fill=fill)


def _add_record_form(
    routes: APIRouter, kind: str, *, template: str, form: str, fill: Callable[[str, Context, Edition], Leaf]
) -> None:
    async def shown(request: Request, key: Annotated[str, Path(alias="id", max_length=200)]) -> Response:
        def make() -> Leaf:
            edition = edition_of(request)
            if kind not in edition.snapshot.kinds_of(key):
                raise HTTPException(404, f"no {kind} has the id {key!r}")
            return fill(key, _context(taken(Clocks, request)), edition)

        return answer_leaf(request, template, form=form, make=make)

    routes.add_api_route(f"/{kind}s/{{id}}{form}", shown, methods=["GET"], name=f"page_{kind}{form}")


def _entry_of(kind: str, vault: Vault | None) -> Callable[[str, Context, Edition], Leaf]:
    return lambda key, context, edition: entry(kind, key, context=context, vault=vault, edition=edition)


def _context(asked: Clocks) -> Context:
    return Context(on=day_of(asked.on, where="on") or today(), known=day_of(asked.known, where="known"))


def _result(request: Request, vault: Vault | None) -> ResultView:
    asked = taken(Questioned, request)
    text, unfolded = " ".join(asked.q.split()), asked.open
    return result(text, asked.said(), unfolded=unfolded, vault=vault, edition=edition_of(request))


def _found(request: Request) -> FoundView:
    asked = taken(Searched, request)
    narrowed = {name: getattr(asked, name) for name in FACETS}
    # A sheet is for working on: it holds every result.
    page = None if request.scope["path"].endswith(".csv") else asked.page
    return search(asked.q, narrowed, page=page, context=_context(asked), edition=edition_of(request))


def _overview(request: Request, name: str) -> Leaf:
    asked = taken(Filtered, request)
    return overview(name, asked.filters(), context=_context(asked), edition=edition_of(request))


def _overview_of(name: str) -> _Make:
    return lambda request: _overview(request, name)


def _interface(request: Request) -> Leaf:
    return interface(str(request.base_url).rstrip("/"), today(), edition=edition_of(request))

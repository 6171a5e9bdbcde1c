"""Pages of what is kept: for whoever is signed in, new with each request, and changed by forms.

A form carries a word of the session, which the guard looks for before a form is read. What a form does is told by
another address: a page that is loaded again does nothing twice.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from http import HTTPStatus
from typing import Any, NamedTuple, TypeVar, get_origin

from fastapi import APIRouter
from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from barred.errors import BarredError, LedgerProblem, SnapshotProblem, UsageProblem
from barred.web.answering.json import written
from barred.web.entrance.doorkeeper import Doorkeeper, caller_of
from barred.web.entrance.rights import suffices
from barred.web.entrance.sessions import CSRF_FIELD
from barred.web.pages.address import Address
from barred.web.pages.form_fields import form_fields
from barred.web.pages.leaf import page, problem_page
from barred.web.pages.sheet import sheet
from barred.web.views.leaf import Leaf

__all__ = ["Visitor", "WorkPages", "sent"]

_NO_STORE = {"Cache-Control": "no-store"}
_FORMS = (".csv", ".json", "")
_MOST_FIELDS = 100

Sent = TypeVar("Sent", bound=BaseModel)


class Visitor(NamedTuple):
    """For whom a page is: name and role of their key, and the word that forms of their session carry."""

    name: str
    role: str
    csrf: str

    def may(self, role: str) -> bool:
        """Tell whether they may do what needs a role."""
        return suffices(self.role, role)


class WorkPages:
    """Sets the pages of what is kept.

    Args:
        door: Knows the words of sessions.
    """

    def __init__(self, door: Doorkeeper) -> None:
        self._door = door

    def add(
        self, routes: APIRouter, path: str, *, template: str, make: Callable[[Request], Awaitable[Leaf]]
    ) -> None:  # fmt: skip
        """Add a page in its three forms.

        Args:
            routes: Where to.
            path: Its address; `make` finds what stands in braces among the parameters of the path.
            template: Sets its view.
            make: Makes its view.
        """
        for form in _FORMS:
            self._add_form(routes, f"{path}{form}", template=template, make=make)

    @staticmethod
    def add_sheet(
        routes: APIRouter, path: str, *, make: Callable[[Request], Awaitable[AsyncIterator[bytes]]]
    ) -> None:  # fmt: skip
        """Add the CSV of a page that tells its list in parts: it has all of them. Added first, it comes before another.

        Args:
            routes: Where to.
            path: The address of the page.
            make: Gives the parts of the sheet.
        """

        async def shown(request: Request) -> Response:
            return StreamingResponse(await make(request), headers=_NO_STORE, media_type="text/csv; charset=utf-8")

        routes.add_api_route(f"{path}.csv", shown, methods=["GET"], name=f"{path}.csv, whole")

    def _add_form(
        self, routes: APIRouter, path: str, *, template: str, make: Callable[[Request], Awaitable[Leaf]]
    ) -> None:  # fmt: skip
        async def shown(request: Request) -> Response:
            return await self.show(request, template, form=path.rpartition(".")[2], make=make)

        routes.add_api_route(path, shown, methods=["GET"], name=path)

    async def show(
        self, request: Request, template: str, *, form: str, make: Callable[[Request], Awaitable[Leaf]]
    ) -> Response:
        """Answer with a view; what it raises a page tells in words."""
        if form == "json":
            return Response(written(await make(request)), headers=_NO_STORE, media_type="application/json")
        if form == "csv":
            return Response(sheet(await make(request)), headers=_NO_STORE, media_type="text/csv; charset=utf-8")
        return await self.told(request, lambda: self._set(request, template, make))

    async def act(self, request: Request, do: Callable[[], Awaitable[str]]) -> Response:
        """Do what a form asks for, and lead to the address that tells of it."""

        async def led() -> Response:
            here = Address(request.scope["path"], tuple(request.query_params.multi_items()))
            return RedirectResponse(here.to(await do()), HTTPStatus.SEE_OTHER, _NO_STORE)

        return await self.told(request, led)

    async def told(self, request: Request, make: Callable[[], Awaitable[Response]]) -> Response:
        """Answer, or tell as a page what went wrong and what to do about it."""
        try:
            return await make()
        except BarredError as trouble:
            is_away = isinstance(trouble, LedgerProblem | SnapshotProblem)
            status = HTTPStatus.SERVICE_UNAVAILABLE if is_away else HTTPStatus.UNPROCESSABLE_ENTITY
            return problem_page(request, status, trouble=trouble)
        except HTTPException as trouble:
            return problem_page(request, HTTPStatus(trouble.status_code), trouble=UsageProblem(str(trouble.detail)))

    async def _set(
        self, request: Request, template: str, make: Callable[[Request], Awaitable[Leaf]]
    ) -> Response:  # fmt: skip
        return self.page(request, template, view=await make(request))

    def page(self, request: Request, template: str, *, view: Leaf) -> Response:
        """Set a view for whoever asks."""
        return page(request, template, view=view, who=self.visitor(request))

    def visitor(self, request: Request) -> Visitor:
        """Tell for whom a page is."""
        caller = caller_of(request)
        csrf = self._door.sessions.csrf(caller.session) if caller.session else ""
        return Visitor(caller.name, caller.role, csrf)


async def sent(kind: type[Sent], request: Request) -> Sent:
    """Read a form; fields that were left empty are as if they were not there.

    Args:
        kind: The class; a field that is a list takes a field that comes several times, others its last value.
        request: Brings the form.

    Raises:
        UsageProblem: A field is unknown, missing, too long or not of its form.
    """
    told = await form_fields(request, most=_MOST_FIELDS)
    lists = {one.alias or name for name, one in kind.model_fields.items() if get_origin(one.annotation) is list}
    fields: dict[str, Any] = {name: some if name in lists else some[-1] for name, some in told.items()}
    fields.pop(CSRF_FIELD, None)
    try:
        return kind.model_validate(fields)
    except ValidationError as trouble:
        first = trouble.errors(include_url=False)[0]
        what = {"extra_forbidden": "there is no such field", "missing": "this is missing"}
        where = ".".join(map(str, first["loc"]))
        raise UsageProblem(
            what.get(first["type"], str(first["msg"])), where=where, remedy="go back and say it"
        ) from None

"""`/v1/keys`: make, list and revoke keys."""

from functools import partial
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from barred.ledger.keys import add_key, list_keys, revoke_key
from barred.web.answering.answers import answered_anew, day_of, now
from barred.web.asked.office import KeyAsked
from barred.web.asked.parameters import body_of, described_body
from barred.web.asked.work import refuse_once
from barred.web.entrance.doorkeeper import deed_of
from barred.web.entrance.keyring import Keyring
from barred.web.registry import Registry
from barred.web.routes.described import PROBLEMS
from barred.web.views.kept import KeysView, KeyView, key_view

__all__ = ["key_routes"]


def key_routes(registry: Registry, keyring: Keyring) -> APIRouter:
    """Give the routes.

    Args:
        registry: The ledger.
        keyring: Forgets what was revoked.
    """
    routes = APIRouter(prefix="/v1/keys", tags=["administration"], responses=PROBLEMS)

    @routes.get("", response_model=KeysView, summary="Every key by its beginning, revoked ones too")
    async def listed() -> Response:
        return answered_anew(KeysView([key_view(one, at=now()) for one in await registry.do(list_keys)]))

    @routes.post(
        "",
        response_model=KeyView,
        status_code=HTTPStatus.CREATED,
        summary="Make a key, and show it once",
        openapi_extra=described_body(KeyAsked),
    )
    async def add(request: Request) -> Response:
        refuse_once(request)
        asked = await body_of(KeyAsked, request)
        expires = day_of(asked.expires, where="expires")
        make = partial(add_key, name=asked.name, role=asked.role, deed=deed_of(request), expires=expires)
        text, key = await registry.do(make)
        return answered_anew(key_view(key, at=now(), text=text), HTTPStatus.CREATED)

    @routes.post("/{prefix}/revoke", response_model=KeyView, summary="Close a key for good")
    async def revoke(request: Request, prefix: Annotated[str, Path(max_length=40)]) -> Response:
        key = await registry.do(partial(revoke_key, prefix=prefix, deed=deed_of(request)))
        keyring.forget()
        return answered_anew(key_view(key, at=now()))

    return routes

"""`/openapi.json` and `/docs`: the description of the interface, for programs and for people."""

from collections.abc import Callable
from functools import cache
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from barred.web.answering.answers import prepared
from barred.web.answering.json import written
from barred.web.pages.address import Address
from barred.web.pages.leaf import language_of
from barred.web.pages.templates import stylesheet
from barred.web.pages.typeset import typeset

__all__ = ["manual_routes"]


def manual_routes(describe: Callable[[], dict[str, Any]]) -> APIRouter:
    """Give the routes.

    Args:
        describe: Gives the description; it is made when somebody first asks for it.
    """
    routes = APIRouter(include_in_schema=False)
    described = cache(describe)

    @routes.get("/openapi.json")
    async def openapi(request: Request) -> Response:
        return prepared(request, lambda: written(described()))

    @routes.get("/docs")
    async def docs(request: Request) -> Response:
        language = language_of(request)
        address = Address("/docs", tuple(request.query_params.multi_items()))

        def make() -> bytes:
            fields = {"described": described(), "routes": _sorted(described())}
            return typeset("docs.html", address, language=language, fields=fields)

        return prepared(request, make, media_type="text/html; charset=utf-8", root=language, beside=language)

    @routes.get("/static/style.css")
    async def style(request: Request) -> Response:
        return prepared(request, stylesheet, media_type="text/css; charset=utf-8")

    return routes


def _sorted(described: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the routes by the tag they stand under, each with its address and method."""
    found = [
        {
            "description": "",
            "requestBody": None,
            **told,
            "path": path,
            "method": method.upper(),
            "parameters": [
                {**one, "told": one.get("description") or one["schema"].get("description", "")}
                for one in told.get("parameters", ())
            ],
        }
        for path, methods in described["paths"].items()
        for method, told in methods.items()
    ]
    order = [one["name"] for one in described["tags"]]
    return sorted(found, key=lambda one: order.index(one["tags"][0]))

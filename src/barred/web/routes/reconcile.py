"""`/reconcile`: the service that OpenRefine and its kin ask, with suggestions, previews and values.

Source: Reconciliation Service API 0.2 (W3C Entity Reconciliation Community Group).
"""

from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Query
from pydantic import TypeAdapter, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from barred import __version__
from barred.errors import UsageProblem
from barred.model.question import Context
from barred.publishing.restriction_rows import CONCERNS, chosen_restrictions
from barred.web.answering.answers import carried, edition_of, today
from barred.web.answering.edition import Edition
from barred.web.answering.json import written
from barred.web.answering.worker import Worker
from barred.web.asked.reconciliation import EXTENDED, RECONCILED, AddressAsked, Extend, Preview, Propose, Suggest
from barred.web.entrance.address_key import address_key
from barred.web.pages.templates import page
from barred.web.root import root_of
from barred.web.routes.described import PROBLEMS, texts
from barred.web.views.reconciliation import (
    PROPERTIES,
    TYPE,
    ExtendView,
    ResultView,
    SuggestionsView,
    candidates,
    suggested,
    types_of,
    values,
)

__all__ = ["manifest", "reconcile_routes"]

_SHOWN = 20
# So many letters of queries are looked up while others wait; more are for the thread.
_SHORT = 8000
_WIDTH, _HEIGHT = 420, 160
_Told = dict[str, Any]
_Answers = ExtendView | dict[str, ResultView]
_FORM: dict[str, Any] = {
    "requestBody": {
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "description": "`queries` or `extend`, each a JSON text.",
                    "properties": {"queries": {"type": "string"}, "extend": {"type": "string"}},
                },
                "example": {"queries": '{"q0": {"query": "Lorex"}}'},
            }
        },
    }
}


def manifest(root: str, key: str = "") -> dict[str, Any]:
    """Describe the service.

    Args:
        root: The address of the server, without a slash at the end.
        key: The key in the address by which it was asked; what it leads to has it too.
    """
    service = "/".join(filter(None, (f"{root}/reconcile", key)))
    suggest = {
        kind: {"service_url": service, "service_path": f"/suggest/{kind}"} for kind in ("entity", "type", "property")
    }
    setting = {"name": "limit", "label": "At most", "type": "number", "default": 0, "help_text": "0 for all values"}
    return {
        "versions": ["0.2"],
        "name": "barred: makers, brands and whoever restricts them",
        "identifierSpace": f"{root}/v1/organisations/",
        "schemaSpace": f"{root}/v1/vocabulary/organisation-type#",
        "documentation": f"{root}/docs",
        "serviceVersion": __version__,
        "defaultTypes": [TYPE],
        "view": {"url": f"{root}/organisations/{{{{id}}}}"},
        "suggest": suggest,
        "preview": {"url": f"{service}/preview?id={{{{id}}}}", "width": _WIDTH, "height": _HEIGHT},
        "extend": {
            "propose_properties": {"service_url": service, "service_path": "/properties"},
            "property_settings": [setting],
        },
    }


def reconcile_routes(worker: Worker) -> APIRouter:
    """Give the routes.

    Args:
        worker: Answers what is long.
    """
    routes = APIRouter(prefix="/reconcile", tags=["reconciliation"], responses=PROBLEMS)

    @routes.get("", response_model=_Told, summary="The manifest, or the answers to `queries` or `extend`")
    async def asked_by_address(request: Request, asked: Annotated[AddressAsked, Query()]) -> Response:
        return await _answer(request, asked.queries, asked.extend, worker=worker)

    @routes.post("", response_model=_Answers, summary="The answers to `queries` or `extend`", openapi_extra=_FORM)
    async def asked_by_form(request: Request) -> Response:
        queries, extend = await _form(request)
        return await _answer(request, queries, extend, worker=worker)

    @routes.get("/suggest/entity", response_model=SuggestionsView, summary="Organisations by the beginning of a name")
    async def entities(request: Request, asked: Annotated[Suggest, Query()]) -> Response:
        found = suggested(asked.prefix, edition_of(request))
        wanted = set(asked.type)
        kept = [one for one in found if not wanted or wanted & {of["id"] for of in one["notable"]}]
        return _suggested(kept, asked)

    @routes.get("/suggest/type", response_model=SuggestionsView, summary="Types by the beginning of a name")
    async def types(request: Request, asked: Annotated[Suggest, Query()]) -> Response:
        return _suggested(_holding(asked.prefix, _types(edition_of(request))), asked)

    @routes.get("/suggest/property", response_model=SuggestionsView, summary="Properties by the beginning of a name")
    async def properties(asked: Annotated[Suggest, Query()]) -> Response:
        return _suggested(_holding(asked.prefix, _properties()), asked)

    @routes.get("/properties", response_model=_Told, summary="Properties whose values can be had")
    async def propose(asked: Annotated[Propose, Query()]) -> Response:
        told = {"properties": _properties()[: asked.limit], "type": asked.type, "limit": asked.limit}
        return _json(told)

    @routes.get(
        "/preview",
        summary="An organisation in a small frame",
        response_class=Response,
        responses=texts(["text/html"], "A page for a frame"),
    )
    async def preview(request: Request, asked: Annotated[Preview, Query()]) -> Response:
        return _preview(asked.id, edition_of(request))

    return routes


async def _form(request: Request) -> tuple[str, str]:
    """Read the two fields of a form, one of which asks something.

    Raises:
        HTTPException: The body is of another kind.
        UsageProblem: It is no form, asks nothing, or twice.
    """
    remedy = "send queries= or extend=, a JSON text, as application/x-www-form-urlencoded"
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, remedy)
    try:
        form = parse_qs((await request.body()).decode(), max_num_fields=50)
    except ValueError as trouble:
        raise UsageProblem("the body is no form", where="body", remedy=remedy) from trouble
    if not form.keys() & {"queries", "extend"}:
        raise UsageProblem("the form has neither queries nor extend", where="body", remedy=remedy)
    if any(len(values) > 1 for values in form.values()):
        raise UsageProblem("a field of the form comes twice", where="body", remedy="send each once")
    queries, extend = (form.get(name, [""])[0] for name in ("queries", "extend"))
    return queries, extend


async def _answer(request: Request, queries: str, extend: str, *, worker: Worker) -> Response:
    edition = edition_of(request)
    if queries and extend:
        raise UsageProblem("queries and extend at once", where="extend", remedy="ask one after the other")
    if queries:
        asked = _parsed(RECONCILED, queries, "queries")

        def told(by: Edition) -> dict[str, ResultView]:
            return {key: ResultView(candidates(one.model_dump(), by)) for key, one in asked.items()}

        return _json(told(edition) if len(queries) <= _SHORT else await worker.run(edition, told))
    if extend:
        return _json(_extended(_parsed(EXTENDED, extend, "extend"), edition))
    return _json(manifest(root_of(request.headers.get("host", "")), address_key(request.scope)))


def _extended(asked: Extend, edition: Edition) -> ExtendView:
    unknown = [one.id for one in asked.properties if one.id not in PROPERTIES]
    if unknown:
        remedy = f"use {', '.join(PROPERTIES)}"
        raise UsageProblem(f"there is no property {unknown[0]!r}", where="extend", remedy=remedy)
    wanted = [one.model_dump() for one in asked.properties]
    on = today()
    meta: list[dict[str, Any]] = [{"id": one.id, "name": PROPERTIES[one.id][0]} for one in asked.properties]
    for one in meta:
        if one["id"] == "linked":
            one["type"] = TYPE
    return ExtendView(meta, {key: values(key, wanted, on=on, edition=edition) for key in asked.ids})


def _parsed(kind: TypeAdapter[Any], text: str, where: str) -> Any:  # noqa: ANN401 - as the adapter says
    try:
        return kind.validate_json(text)
    except ValidationError as trouble:
        first = trouble.errors(include_url=False)[0]
        place = ".".join(map(str, (where, *first["loc"])))
        if first["type"] == "too_long":
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"{place}: {first['msg']}") from trouble
        raise UsageProblem(first["msg"], where=place, remedy="see the Reconciliation Service API 0.2") from trouble


def _types(edition: Edition) -> list[dict[str, Any]]:
    terms = edition.snapshot.vocabulary("organisation-type").terms
    told = [
        {"id": one.id, "name": one.title, "description": one.definition, "broader": [TYPE]} for one in terms.values()
    ]
    return [dict(TYPE), *told]


def _properties() -> list[dict[str, Any]]:
    return [{"id": key, "name": name, "description": told} for key, (name, told) in PROPERTIES.items()]


def _holding(prefix: str, some: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keep those whose id or name holds some letters, those that begin with them first."""
    asked = prefix.strip().casefold()
    found = [one for one in some if asked in one["name"].casefold() or asked in one["id"]]
    return sorted(found, key=lambda one: not (one["name"].casefold().startswith(asked) or one["id"].startswith(asked)))


def _suggested(some: list[dict[str, Any]], asked: Suggest) -> Response:
    end = asked.cursor + _SHOWN
    shown = some[asked.cursor : end]
    # Whoever has typed sees that there are more by this field, and only then.
    return _json({"result": shown, "cursor": end} if end < len(some) else {"result": shown})


def _preview(key: str, edition: Edition) -> Response:
    if not edition.snapshot.has_organisation(key):
        raise HTTPException(HTTPStatus.NOT_FOUND, f"no organisation has the id {key!r}")
    organisation = edition.snapshot.organisation(key)
    context = Context(on=today())
    rows = list(chosen_restrictions({CONCERNS: key}, context=context, book=edition.snapshot))
    body = page(
        "preview.html",
        title=organisation.title,
        types=[one["name"] for one in types_of(organisation, edition)[1:]],
        country=organisation.country or "",
        in_force=sum(row["in_force"] == "yes" for row in rows),
        on_record=len(rows),
        on=context.on,
        notice=carried(context, edition)["notice"],
    )
    return Response(body, media_type="text/html; charset=utf-8", headers={"Cache-Control": "no-store"})


def _json(told: object) -> Response:
    return Response(written(told), media_type="application/json", headers={"Cache-Control": "no-store"})

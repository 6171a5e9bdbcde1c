"""The description of the interface, in OpenAPI 3.1."""

import json
import re
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from barred.publishing.verdicts.verdict_data import verdict_schema
from barred.web.asked.access import Asked, Batch
from barred.web.asked.examples import Queries
from barred.web.asked.office import Grant, KeyAsked, Refusal, Revocation, WaiverAsked, WaiverWanted
from barred.web.asked.parameters import body_schemas
from barred.web.asked.things import CheckAsked
from barred.web.asked.work import Rerun
from barred.web.entrance.rights import ANYBODY, Rights
from barred.web.entrance.sessions import COOKIE
from barred.web.routes.described import PROBLEM_SCHEMA

__all__ = ["called", "describe", "secure"]

_TOLD = """Is this barred, for whom, since when, and who says so?

Every answer names the snapshot that gave it, the day asked about, the day on which the directory was last checked,
and the notice that it is evidence for a person, not legal advice: unpublished bans exist. Answers to GET have an
`ETag` that changes with the snapshot and the day; send it back as `If-None-Match`. Every error is
`application/problem+json`."""
_TAGS = {
    "questions": "Is this barred?",
    "records": "What the directory holds",
    "time": "What happened, what changed, how many",
    "proof": "What it rests on",
    "matching": "In the shapes of yente",
    "reconciliation": "For OpenRefine: Reconciliation Service API 0.2",
    "gate": "Allow or deny one device now",
    "feeds": "What is new",
    "work": "Long work: jobs and the checks that they keep",
    "leave": "Waivers",
    "administration": "Keys, sessions, and the log that proves itself",
    "operation": "For whoever runs the server",
}
_SCHEMES = {
    "key": {
        "type": "http",
        "scheme": "bearer",
        "description": "A key that `barred keys add` made, as `Bearer KEY` or `ApiKey KEY`. What is kept asks for one, "
        "and the rest only where the server was started with --require-key.",
    },
    "header": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "The same key."},
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": COOKIE,
        "description": "A browser that signed in at /sign-in; changes need X-CSRF-Token too.",
    },
}
# What routes read by themselves.
_BODIES = (
    *(Asked, Batch, CheckAsked, Grant, KeyAsked, Queries, Refusal, Rerun, Revocation, WaiverAsked),
    WaiverWanted,
)
# Answers of these have an ETag; what is kept changes without one.
_TAGGED = tuple(
    f"/{one}"
    for one in (
        *("search", "entities", "catalog", "algorithms", "feeds", "v1/lookup", "v1/trace", "v1/organisations"),
        *("v1/restrictions", "v1/statements", "v1/figures", "v1/products", "v1/events", "v1/sources", "v1/links"),
        *("v1/timeline", "v1/count", "v1/snapshots", "v1/diff", "v1/evidence", "v1/vocabulary"),
    )
)
_UNCHANGED = {"description": "`If-None-Match` names the ETag of the answer: the client has it already"}
_ANY: list[dict[str, list[str]]] = [{"key": []}, {"header": []}, {"session": []}]


def describe(rooms: FastAPI) -> dict[str, Any]:
    """Give the description of all routes of an application."""
    told = get_openapi(
        title=rooms.title,
        version=rooms.version,
        openapi_version="3.1.0",
        summary="Restrictions on makers and brands, each dated and each pointing to its source",
        description=_TOLD,
        routes=rooms.routes,
        tags=[{"name": name, "description": text} for name, text in _TAGS.items()],
        servers=[{"url": "/", "description": "the server that gives this description"}],
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    components = told.setdefault("components", {})
    components["securitySchemes"] = _SCHEMES
    schemas = components.setdefault("schemas", {})
    schemas["Problem"] = PROBLEM_SCHEMA
    # What is not used any more: our errors have their own shape.
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    told["security"] = [{}, *_ANY]
    schemas |= body_schemas(_BODIES)
    _put_verdict(schemas)
    for path, methods in told["paths"].items():
        if "get" in methods and path.startswith(_TAGGED):
            methods["get"]["responses"]["304"] = _UNCHANGED
    return told


def called(route: APIRoute) -> str:
    """Give the name of a route, by which programs that make clients call what asks it.

    Example:
        >>> called(APIRoute("/v1/waivers/{id}/revoke", lambda: None, methods=["POST"]))
        'post_v1_waivers_id_revoke'
    """
    words = re.findall(r"[A-Za-z0-9]+", route.path)
    return "_".join([*sorted(one.lower() for one in route.methods or ()), *words])


def secure(told: dict[str, Any], rights: Rights) -> dict[str, Any]:
    """Say for every route of a description what it asks of the caller."""
    for path, methods in told["paths"].items():
        for method, one in methods.items():
            needed = rights.needed(method.upper(), path)
            one["security"] = [{}, *_ANY] if needed == ANYBODY else _ANY
            if needed != ANYBODY:
                one["x-role"] = needed
    return told


def _put_verdict(schemas: dict[str, Any]) -> None:
    """Let the views of verdicts refer to the schema that `barred schema verdict` prints."""
    verdict = json.loads(verdict_schema())
    for name in ("$schema", "$id"):
        verdict.pop(name, None)
    # Programs that make clients find no schema inside of another one.
    parts = {name: f"Verdict{name.capitalize()}" for name in verdict.pop("$defs")}
    told = json.dumps([verdict, json.loads(verdict_schema())["$defs"]])
    for name, called in parts.items():
        told = told.replace(f'"#/$defs/{name}"', f'"#/components/schemas/{called}"')
    schemas["Verdict"], inner = json.loads(told)
    schemas |= {called: inner[name] for name, called in parts.items()}
    reference = {"$ref": "#/components/schemas/Verdict"}
    schemas["LookupView"]["properties"]["verdict"] = reference
    schemas["CheckView"]["properties"]["verdicts"]["items"] = reference

"""The description of the interface, in OpenAPI 3.1."""

import json
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from barred.publishing.verdict_data import verdict_schema
from barred.web.asked.access import Asked, Batch
from barred.web.asked.examples import Queries
from barred.web.asked.office import KeyAsked, Revocation, WaiverAsked
from barred.web.asked.parameters import body_schemas
from barred.web.asked.things import CheckAsked
from barred.web.asked.work import Rerun
from barred.web.rights import ANYBODY, Rights
from barred.web.routes.described import PROBLEM_SCHEMA
from barred.web.sessions import COOKIE

__all__ = ["describe", "secure"]

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
        "description": "A key that `barred keys add` made. What is kept asks for one, and the rest only where the "
        "server was started with --require-key.",
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
_BODIES = (Asked, Batch, CheckAsked, KeyAsked, Queries, Rerun, Revocation, WaiverAsked)
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
    return told


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
    text = verdict_schema().replace('"#/$defs/', '"#/components/schemas/Verdict/$defs/')
    verdict = json.loads(text)
    for name in ("$schema", "$id"):
        verdict.pop(name, None)
    schemas["Verdict"] = verdict
    reference = {"$ref": "#/components/schemas/Verdict"}
    schemas["LookupView"]["properties"]["verdict"] = reference
    schemas["CheckView"]["properties"]["verdicts"]["items"] = reference

"""A client of yente that others wrote, and the requests that it sends, against a running server.

The client is the `YenteEnricher` of nomenklatura, which needs a compiler to install and is therefore no tool of
development here. Set YENTE_CLIENT to a Python that can import it. Without one the requests recorded from it
(nomenklatura 4.17.4, on 2026-11-25) are sent again, and the answers held to what it reads.
"""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from barred.directory.snapshot import Snapshot
from tests.web.office import office
from tests.web.talk import Server
from tests.web.yente_client import QUESTIONS

_CLIENT = Path(__file__).with_name("yente_client.py")
_ADDRESS = "/match/default?algorithm=best&fuzzy=False"
_HEADERS = {
    "User-Agent": "python-requests/2.34.2",
    "Accept-Encoding": "gzip, deflate",
    "Accept": "*/*",
    "Connection": "keep-alive",
    "Content-Type": "application/json",
}
# What the client reads of an entity, and what FollowTheMoney wants of it. A nested entity stands in place of an id.
_ENTITY = {
    "$id": "urn:entity",
    "type": "object",
    "required": ["id", "schema", "caption", "properties", "datasets", "referents", "target"],
    "properties": {
        "id": {"type": "string", "minLength": 1},
        "schema": {"type": "string", "pattern": "^[A-Z][A-Za-z]+$"},
        "caption": {"type": "string", "minLength": 1},
        "properties": {
            "type": "object",
            "additionalProperties": {
                "type": "array",
                "minItems": 1,
                "items": {"anyOf": [{"type": "string", "minLength": 1}, {"$ref": "urn:entity"}]},
            },
        },
        "datasets": {"type": "array", "items": {"type": "string"}, "minItems": 1},
        "referents": {"type": "array", "items": {"type": "string"}},
        "target": {"type": "boolean"},
        "first_seen": {"type": ["string", "null"]},
        "last_seen": {"type": ["string", "null"]},
        "last_change": {
            "type": ["string", "null"],
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}$",
        },
    },
}
_SCORED = {
    "allOf": [
        {"$ref": "urn:entity"},
        {
            "required": ["score", "match", "explanations", "features"],
            "properties": {
                "score": {"type": "number", "minimum": 0, "maximum": 1},
                "match": {"type": "boolean"},
                "features": {"type": "object", "additionalProperties": {"type": "number"}},
                "explanations": {
                    "type": "object",
                    "additionalProperties": {
                        "required": ["score", "detail"],
                        "properties": {"score": {"type": "number"}, "detail": {"type": ["string", "null"]}},
                    },
                },
            },
        },
    ]
}


def holds(schema: dict[str, Any], told: object) -> None:
    """Hold an answer to a schema."""
    registry = jsonschema_rs.Registry([("urn:entity", _ENTITY)])
    jsonschema_rs.validator_for({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema},
                                registry=registry).validate(told)  # fmt: skip


@pytest.mark.parametrize(("schema", "properties"), QUESTIONS)
def test_what_the_client_sends_is_answered_as_it_reads(
    schema: str, properties: dict[str, list[str]], server: Server
) -> None:
    """Its very requests: a match with a fuzzy that is False, then the first result whole, nested True."""
    body = json.dumps({"queries": {"entity": {"schema": schema, "properties": properties}}})

    matched = server.ask("POST", _ADDRESS, body=body, headers=_HEADERS)

    assert matched.status == 200, matched.told
    results = matched.told["responses"]["entity"]["results"]
    assert bool(results) == (schema not in {"Person", "Vessel"})
    for one in results:
        holds(_SCORED, one)
        whole = server.ask("GET", f"/entities/{one['id']}?nested=True", headers=_HEADERS)
        holds({"$ref": "urn:entity"}, whole.told)
        assert (whole.status, whole.told["id"]) == (200, one["id"])


def test_its_key_opens_what_any_key_opens(snapshot: Snapshot, tmp_path: Path) -> None:
    """`Authorization: ApiKey …`; without, or with a wrong one, the client is told 401 and gives up."""
    body = json.dumps({"queries": {"entity": {"schema": "Company", "properties": {"name": ["Dahua"]}}}})
    with office(tmp_path, snapshot.path, "--require-key") as bureau:
        shown = (f"ApiKey {bureau.keys['reader']}", f"apikey {bureau.keys['reader']}", "ApiKey nobody", "")
        statuses = [
            bureau.server.ask("POST", _ADDRESS, body=body, headers={**_HEADERS, "Authorization": one}).status
            for one in shown
        ]

    assert statuses == [200, 200, 401, 401]


def by_client(server: Server, folder: Path, key: str = "") -> list[dict[str, Any]]:
    """Let the client ask every question, or skip where there is none; nothing is told when it gives up."""
    program = os.environ.get("YENTE_CLIENT", "")
    if not program:
        pytest.skip("set YENTE_CLIENT to a Python that can import nomenklatura")
    words = [program, str(_CLIENT), server.address, str(folder / "cache.sqlite"), *filter(None, [key])]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0 or "EnrichmentAbort" in done.stderr, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_client_asks_with_its_key(snapshot: Snapshot, tmp_path: Path) -> None:
    """Where everybody is asked for one; without it the client gives up at once."""
    with office(tmp_path, snapshot.path, "--require-key") as bureau:
        told = by_client(bureau.server, tmp_path, bureau.keys["reader"])

        assert [bool(one["found"]) for one in told] == [schema not in {"Person", "Vessel"} for schema, _ in QUESTIONS]
        assert by_client(bureau.server, tmp_path) == []


def test_the_client_finds_and_expands(server: Server, tmp_path: Path) -> None:
    """Whom it matches, and everything that an entity leads to, as the client's own model of the data reads it."""
    told = by_client(server, tmp_path)

    assert [one["schema"] for one in told] == [schema for schema, _ in QUESTIONS]
    assert told[0]["found"][0] == "barred-organisation-dahua"
    assert {"Company", "Sanction", "UnknownLink"} <= set(told[0]["schemata"])
    adjacent = server.get("/entities/barred-organisation-dahua/adjacent", limit=500).told["adjacent"]
    assert {one["id"] for page in adjacent.values() for one in page["results"]} <= set(told[0]["expanded"])
    assert [one["found"] for one in told[-2:]] == [[], []]

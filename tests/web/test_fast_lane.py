"""The addresses of the fast lane behave as the framework's own would."""

import json
import re

import pytest

from tests.web.talk import Server

LANE = {"/access/v1/evaluation": "POST", "/radius/authorize": "POST", "/radius/post-auth": "POST", "/v1/lookup": "GET"}


@pytest.mark.parametrize("path", LANE)
def test_other_methods_are_told_which_one_it_takes(path: str, server: Server) -> None:
    """405, as anywhere; and the head of what is got."""
    other = "GET" if LANE[path] == "POST" else "POST"
    found = server.ask(other, path)

    assert (found.status, found.headers["allow"]) == (405, LANE[path])


@pytest.mark.parametrize("path", LANE)
def test_they_are_described_and_counted_like_all_others(path: str, server: Server) -> None:
    """Parameters or body in the description, the route in the meters."""
    told = server.get("/openapi.json").told["paths"][path][LANE[path].lower()]
    server.ask(LANE[path], path)

    assert told.get("parameters") or told.get("requestBody")
    assert re.search(rf'method="{LANE[path]}",route="{path}",status="\d+"', server.get("/metrics").body.decode())


@pytest.mark.parametrize(
    ("media_type", "body", "status", "told"),
    [
        ("application/json", "{", 422, "Invalid JSON"),
        ("application/json", "[]", 422, "body"),
        ("application/json", json.dumps({"subject": {"type": 1}}), 422, "body.subject.type"),
        ("text/plain", "{}", 415, "application/json"),
        ("", "{}", 415, "application/json"),
    ],
)
def test_a_body_is_read_as_strictly(media_type: str, body: str, status: int, told: str, server: Server) -> None:
    """What is wrong is named by its place."""
    found = server.ask("POST", "/access/v1/evaluation", body=body, headers={"Content-Type": media_type})

    assert (found.status, found.headers["content-type"]) == (status, "application/problem+json")
    assert told in found.told["detail"]


def test_parameters_are_read_as_strictly(server: Server) -> None:
    """Unknown ones are told, lists take all their values, of others the last counts."""
    unknown = server.ask("GET", "/v1/lookup?text=a&colour=red")
    wrong = server.ask("GET", "/v1/lookup?text=a&rejected=many")
    given = server.ask(
        "GET", "/v1/lookup?text=a&given=authorization/existing&given=authorization/existing&to=use&to=procure"
    )

    assert unknown.told["errors"] == [{"where": "colour", "what": "no such parameter"}]
    assert wrong.told["errors"][0]["where"] == "rejected"
    context = given.told["verdict"]["context"]
    assert (context["circumstances"], context["conduct"]) == (["authorization/existing"], "procure")

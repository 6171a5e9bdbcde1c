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

    methods = "OPTIONS, POST" if LANE[path] == "POST" else "GET, HEAD, OPTIONS"
    assert (found.status, found.headers["allow"]) == (405, methods)


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
        ("application/json", "{", 400, "Invalid JSON"),
        ("application/json", "[]", 400, "body"),
        ("application/json", json.dumps({"subject": {"type": 1}}), 400, "body.subject.type"),
        ("text/plain", "{}", 400, "application/json"),
        ("", "{}", 400, "application/json"),
    ],
)
def test_a_body_is_read_as_strictly(media_type: str, body: str, status: int, told: str, server: Server) -> None:
    """What is wrong is named by its place."""
    found = server.ask("POST", "/access/v1/evaluation", body=body, headers={"Content-Type": media_type})

    assert (found.status, found.headers["content-type"]) == (status, "application/problem+json")
    assert told in found.told["detail"]


def test_parameters_are_read_as_strictly(server: Server) -> None:
    """Unknown ones are told, lists take all their values, of others none may come twice."""
    unknown = server.ask("GET", "/v1/lookup?text=a&colour=red")
    wrong = server.ask("GET", "/v1/lookup?text=a&rejected=many")
    doubled = server.ask("GET", "/v1/lookup?text=a&to=use&to=procure")
    given = server.ask("GET", "/v1/lookup?text=a&given=authorization/existing&given=authorization/existing&to=procure")

    assert unknown.told["errors"] == [{"where": "colour", "what": "no such parameter"}]
    assert wrong.told["errors"][0]["where"] == "rejected"
    assert doubled.told["errors"] == [{"where": "to", "what": "given 2 times"}]
    context = given.told["verdict"]["context"]
    assert (context["circumstances"], context["conduct"]) == (["authorization/existing"], "procure")

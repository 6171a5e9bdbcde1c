"""`/openapi.json` and `/docs`: the description is whole, true of the running server, and needs no other host."""

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from barred.directory.snapshot import Snapshot
from tests.web.office import office
from tests.web.talk import Server


class _Links(HTMLParser):
    """Collects what a page would load or lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the addresses of a tag."""
        self.tags.add(tag)
        self.found += [value for name, value in attrs if name in {"href", "src"} and value]
        assert not [name for name, _ in attrs if name.startswith("on") or name == "style"]


def test_the_description_says_how_to_reach_the_server_and_what_it_answers(server: Server) -> None:
    """Version 3.1, servers, security, a tag, a summary and the problems for each route."""
    told = server.get("/openapi.json").told

    assert told["openapi"] == "3.1.0"
    assert told["servers"] == [{"url": "/", "description": "the server that gives this description"}]
    assert told["components"]["securitySchemes"]
    assert told["security"]
    routes = [(path, method, one) for path, some in told["paths"].items() for method, one in some.items()]
    assert len(routes) > 40
    tags = {one["name"] for one in told["tags"]}
    for path, method, one in routes:
        assert one["summary"], path
        assert set(one["tags"]) <= tags, path
        assert len({other["operationId"] for _, _, other in routes}) == len(routes)
        if path not in {"/healthz", "/readyz", "/metrics", "/.well-known/authzen-configuration"}:
            problem = one["responses"]["422"]["content"]["application/problem+json"]
            assert problem["schema"] == {"$ref": "#/components/schemas/Problem"}, (path, method)


def test_every_reference_of_the_description_leads_somewhere(server: Server) -> None:
    """Nothing points to a schema that is not in it."""
    text = server.get("/openapi.json").body.decode()
    told = server.get("/openapi.json").told

    references = set(re.findall(r'"#/([^"]+)"', text))
    assert references
    for reference in references:
        place = told
        for part in reference.split("/"):
            place = place[part]


def test_programs_that_make_clients_find_what_they_need(server: Server) -> None:
    """No schema inside another, none of a doubled name, a media type for every answer, and names that can be called.

    openapi-python-client 0.29.1 made a client of the description without a warning on 2026-11-25, and the client got
    the verdicts, lists and decisions of a running server without loss.
    """
    told = server.get("/openapi.json").told
    schemas = told["components"]["schemas"]

    assert not [name for name, schema in schemas.items() if "$defs" in schema or "__" in name]
    for path, methods in told["paths"].items():
        for method, one in methods.items():
            assert re.fullmatch(r"(get|post)(_[A-Za-z0-9]+)+", one["operationId"]), path
            assert one["operationId"].startswith(method)
            given = [answer for status, answer in one["responses"].items() if status in {"200", "201", "202"}]
            assert all(answer.get("content") for answer in given) or path.startswith("/radius/"), path
            assert one["security"], path


def test_the_page_names_every_route_and_loads_nothing_from_elsewhere(server: Server) -> None:
    """No script, no address of another host, nothing inline that the policy forbids."""
    page = server.get("/docs")
    links = _Links()
    links.feed(page.body.decode())

    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert links.tags.isdisjoint({"script", "style", "iframe", "img"})
    assert all(one.startswith(("/", "#")) and not one.startswith("//") for one in links.found)
    for path in server.get("/openapi.json").told["paths"]:
        assert path in page.body.decode()
    assert server.get("/static/style.css").headers["content-type"] == "text/css; charset=utf-8"
    assert b"url(" not in server.get("/static/style.css").body


@pytest.mark.slow
def test_the_server_does_what_its_description_says(snapshot: Snapshot, tmp_path: Path) -> None:
    """Generated requests: never a fault of the server, no answer that the description does not have.

    That a request which fits the schema is accepted is not asked for: whether a word is known is
    for the directory to say, and no schema can.
    """
    checks = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
    words = ("--phases", "examples,fuzzing", "--max-examples", "4", "--seed", "1", "--checks", checks)
    limits = ("--suppress-health-check", "all", "--generation-deterministic", "--no-color")
    program = str(Path(sys.executable).parent / "st")
    with office(tmp_path, snapshot.path) as found:
        # As an admin, so that no route stops at the door.
        shown = ("-H", f"Authorization: Bearer {found.keys['admin']}")
        command = [program, "run", f"{found.server.address}/openapi.json", *words, *limits, *shown]

        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=500)

    assert done.returncode == 0, done.stdout
    assert "Tested: " in done.stdout

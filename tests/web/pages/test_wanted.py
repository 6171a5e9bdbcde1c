"""A problem is told in the form that was asked for, wherever it arises."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barred.web.pages.wanted import wants_page
from tests.web.office import Office
from tests.web.reading import read_page
from tests.web.talk import Server

_BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
_EVERYWHERE = [
    ("GET", "/nowhere", 404),
    ("GET", "/v1/nowhere", 404),
    ("GET", "/static/nowhere.css", 404),
    ("GET", "/organisations/nobody", 404),
    ("GET", "/v1/organisations/nobody", 404),
    ("GET", "/organisations//", 404),
    ("GET", "/%00", 404),
    ("DELETE", "/", 405),
    ("PUT", "/v1/lookup", 405),
    ("POST", "/directory", 405),
    ("PROPFIND", "/search", 405),
    ("GET", "/v1/lookup", 422),
    ("GET", "/search?no-such=1", 422),
    ("GET", "/reconcile/preview?id=nobody", 404),
    ("POST", "/v1/jobs", 503),
]


@pytest.mark.parametrize(("method", "path", "status"), _EVERYWHERE)
def test_whoever_asks_for_a_page_gets_one(server: Server, method: str, path: str, status: int) -> None:
    """With one heading, a way on, and nothing that a page may not hold."""
    found = server.ask(method, path, headers={"Accept": _BROWSER})

    assert (found.status, found.headers["content-type"]) == (status, "text/html; charset=utf-8"), found.body
    page = read_page(found.body)
    assert (page.headings, page.faults) == ([1], [])
    assert str(status).encode() in found.body
    assert path.startswith("/reconcile") or "Accept" in found.headers["vary"]
    assert ("allow" in found.headers) == (status == 405)


@pytest.mark.parametrize(
    "accepted", ["application/json", "application/problem+json", "application/json, text/html;q=0.5"]
)
@pytest.mark.parametrize(("method", "path", "status"), _EVERYWHERE)
def test_whoever_asks_for_json_gets_that(server: Server, method: str, path: str, status: int, accepted: str) -> None:
    """Problem details, also where a page stands."""
    found = server.ask(method, path, headers={"Accept": accepted})

    assert (found.status, found.headers["content-type"]) == (status, "application/problem+json"), found.body
    assert found.told["status"] == status
    assert found.told["detail"]


@pytest.mark.parametrize("path", ["/organisations/nobody.json", "/search.csv?no-such=1", "/nowhere.json"])
def test_an_address_may_say_itself_which_form_it_asks_for(server: Server, path: str) -> None:
    """A browser that opens the JSON of a page is told in JSON what is wrong with it."""
    assert server.ask("GET", path, headers={"Accept": _BROWSER}).headers["content-type"] == "application/problem+json"


def test_what_stops_at_the_door_is_told_as_a_page_too(server: Server, desk: Office) -> None:
    """Another host, a body that is too large, a role that does not suffice: in the language of the browser."""
    german = {"Accept": _BROWSER, "Accept-Language": "de"}
    key = {"Authorization": f"Bearer {desk.keys['reader']}"}
    other = server.ask("GET", "/", headers={**german, "Host": "evil.example"})
    large = server.ask("POST", "/v1/check", headers={**german, "Content-Length": str(1 << 40)})
    lesser = desk.server.ask("GET", "/v1/log", headers={**german, **key})

    assert [one.status for one in (other, large, lesser)] == [421, 413, 403]
    for one in (other, large, lesser):
        assert one.headers["content-type"] == "text/html; charset=utf-8"
        assert b'<html lang="de">' in one.body
        assert one.headers["cache-control"] == "no-store"


def test_what_was_asked_is_text_on_the_page(server: Server) -> None:
    """A problem repeats what was given, and never as markup."""
    found = server.ask("GET", "/organisations/%3Cscript%3Ealert(1)%3C%2Fscript%3E", headers={"Accept": _BROWSER})

    assert found.status == 404
    assert b"<script>alert" not in found.body
    assert read_page(found.body).faults == []


@given(st.text(max_size=60))
def test_any_header_is_read(accepted: str) -> None:
    """What is no media type is passed over."""
    assert wants_page(accepted, "/") in {True, False}
    assert wants_page(f"{accepted},text/html;q=1", "/x.json") is False
    assert json.dumps(wants_page("text/*;q=0.4, application/*;q=0.5", "/")) == "false"

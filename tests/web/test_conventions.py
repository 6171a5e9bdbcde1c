"""What holds at every address for programs: methods, parameters, days and bodies, walked by the description."""

import gzip
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.web.office import Office
from tests.web.talk import Answer

_PROBLEM = "application/problem+json"
# Whoever watches a server, asks at its gate or reconciles may add what another needs.
_TOLERANT = {"operation", "gate", "reconciliation"}
# Links have columns of these names.
_COLUMNS = {("/v1/links", "from"), ("/v1/links", "to")}
_DAYS = ("on", "known", "from", "to", "changed_since")
_BAD_DAYS = ("2021-13-01", "2021-02-30", "0000", "99999", "2021-1-1", "yesterday", "２０２１", "-2021")
_HOSTILE = ("\0", "a\0b", "a" * 5000, "\U0001f600", "\u202e", "\r\nX: 1", "../../etc/passwd", "1e400", "NaN", "-1")
_KNOWN = {"dataset": "default", "kind": "restriction", "form": "json"}


class _Route:
    """A route of the description."""

    def __init__(self, path: str, method: str, told: dict[str, Any]) -> None:
        self.path, self.method, self.told = path, method.upper(), told
        self.address = re.sub(r"\{(\w+)\}", lambda found: _KNOWN.get(found[1], "dahua"), path)
        parameters = [one for one in told.get("parameters", ()) if one["in"] == "query"]
        self.takes = {one["name"]: one["schema"] for one in parameters}

    def single(self) -> list[str]:
        """Give the parameters that it takes once."""
        return [name for name, schema in self.takes.items() if schema.get("type") != "array"]


@pytest.fixture(scope="module")
def routes(desk: Office) -> list[_Route]:
    """Give every route that is described."""
    told = desk.server.get("/openapi.json").told["paths"]
    found = [_Route(path, method, one) for path, methods in told.items() for method, one in methods.items()]
    assert len(found) > 60
    return found


def ask(desk: Office, method: str, path: str, **more: Any) -> Answer:  # noqa: ANN401 - as `Server.ask` takes them
    """Ask as one who may do everything."""
    headers = {"Authorization": f"Bearer {desk.keys['admin']}", **more.pop("headers", {})}
    return desk.server.ask(method, path, headers=headers, **more)


def got(routes: list[_Route]) -> Iterator[_Route]:
    """Give the routes that are read; progress goes on until the job ends."""
    yield from (one for one in routes if one.method == "GET" and not one.path.endswith("/events"))


def test_every_address_tells_which_methods_it_takes(desk: Office, routes: list[_Route]) -> None:
    """OPTIONS has an answer, and another method is refused with the same list; HEAD goes with GET."""
    takes: dict[str, set[str]] = {}
    for one in routes:
        takes.setdefault(one.address, {"OPTIONS"}).update({one.method, *(["HEAD"] if one.method == "GET" else ())})

    for address, methods in takes.items():
        options, other = ask(desk, "OPTIONS", address), ask(desk, "PATCH", address)

        assert options.status == 204, address
        if not address.startswith("/reconcile"):
            assert set(options.headers["allow"].split(", ")) >= methods, address
        assert (other.status, other.headers["content-type"]) == (405, _PROBLEM), address
        assert set(other.headers["allow"].split(", ")) >= methods, address


def test_the_head_is_that_of_what_is_got(desk: Office, routes: list[_Route]) -> None:
    """Same status, same headers, no body."""
    passing = {"date", "x-request-id"}
    for one in got(routes):
        if one.path == "/metrics":
            continue
        whole, head = ask(desk, "GET", one.address), ask(desk, "HEAD", one.address)

        assert head.body == b""
        told = [{name: text for name, text in got_.headers.items() if name not in passing} for got_ in (whole, head)]
        assert (whole.status, told[0]) == (head.status, told[1]), one.path


def test_no_parameter_is_passed_over(desk: Office, routes: list[_Route]) -> None:
    """One that is unknown is refused, and so is one that comes twice where one counts."""
    for one in routes:
        if _TOLERANT.isdisjoint(one.told["tags"]) and one.method == "GET":
            found = ask(desk, one.method, f"{one.address}?no_such_thing=1")

            assert (found.status, found.headers["content-type"]) in {(422, _PROBLEM), (404, _PROBLEM)}, one.path
    seen = 0
    for one in got(routes):
        for name in one.single():
            if "operation" in one.told["tags"]:
                continue
            seen += 1
            found = ask(desk, "GET", f"{one.address}?{name}=2021&{name}=2022")
            assert found.status in {422, 404}, (one.path, name)
            assert found.status == 404 or "given 2 times" in found.told["detail"]
    assert seen > 100


def test_a_day_that_is_none_is_told_everywhere(desk: Office, routes: list[_Route]) -> None:
    """No prefix of an ISO date, no day of the calendar, digits of another script."""
    seen = 0
    for one in got(routes):
        for name in sorted(set(_DAYS) & set(one.takes)):
            if (one.path, name) in _COLUMNS:
                continue
            needed = {other: "2021" for other in ("from", "since", "by") if other in one.takes and other != name}
            for day in _BAD_DAYS:
                seen += 1
                found = ask(desk, "GET", f"{one.address}?{urlencode({**needed, name: day})}")

                assert (found.status, found.headers["content-type"]) in {(422, _PROBLEM), (404, _PROBLEM)}, (
                    one.path,
                    day,
                )
    assert seen > 200


def test_hostile_texts_are_answered_or_refused(desk: Office, routes: list[_Route]) -> None:
    """NUL, line breaks, signs that turn the line, numbers that are none, texts without end: never a fault of ours."""
    for one in got(routes):
        for name in one.takes:
            for text in _HOSTILE:
                found = ask(desk, "GET", f"{one.address}?{urlencode({name: text})}")

                assert found.status < 500 or "no ledger" in found.told["detail"], (one.path, name, text[:20])
        broken = ask(desk, "GET", f"{one.address.replace('dahua', '%00%ff%ed%a0%80')}")
        assert broken.status < 500, one.path


def test_a_body_in_a_coding_that_nobody_reads_is_told_so(desk: Office) -> None:
    """415 with the one that is read, and no guess at what the bytes mean."""
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    found = ask(desk, "POST", "/v1/check", body=gzip.compress(b'{"rows": [{"text": "Lorex"}]}'), headers=headers)

    assert (found.status, found.headers["accept-encoding"]) == (415, "identity")
    assert found.headers["content-type"] == _PROBLEM


@pytest.mark.parametrize("path", ["/organisations/dahua", "/organisations/dahua.json", "/v1/lookup?text=Lorex"])
def test_what_the_client_has_is_not_sent_again(path: str, desk: Office) -> None:
    """Its tag among several, a weakened one, or any at all; another tag gets the whole."""
    tag = ask(desk, "GET", path).headers["etag"]

    for told, status in ((tag, 304), (f'"x", W/{tag}', 304), ("*", 304), ('"x"', 200), (tag.strip('"'), 200)):
        assert ask(desk, "GET", path, headers={"If-None-Match": told}).status == status, told


@pytest.mark.parametrize("address", ["/v1/keys", "/v1/waivers"])
def test_an_idempotency_key_is_kept_or_refused(address: str, desk: Office) -> None:
    """Whoever relied on one that was passed over would do a thing twice; jobs keep theirs."""
    headers = {"Content-Type": "application/json", "Idempotency-Key": "once"}
    found = ask(desk, "POST", address, body=json.dumps({"name": "twice", "role": "reader"}), headers=headers)

    assert (found.status, found.told["where"]) == (422, "Idempotency-Key")
    assert "twice" not in {one["name"] for one in desk.get("admin", "/v1/keys")["keys"]}


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", "application/json", 400),
        (b"{", "application/json", 400),
        (b"[" * 200_000, "application/json", 400),
        (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, "application/json", 400),
        (b'{"rows": [{"text": "\xff"}]}', "application/json", 400),
        (b'{"name": "\\ud800"}', "application/json", 400),
        (b"null", "application/json", 422),
        (b"{}", "text/plain", 415),
        (b"{}", "", 415),
    ],
)
def test_every_body_of_json_is_read_alike(
    body: bytes, kind: str, status: int, desk: Office, routes: list[_Route]
) -> None:
    """Deep, broken, half a sign or said to be something else: told as what it is, wherever it comes."""
    seen = 0
    for one in routes:
        content = one.told.get("requestBody", {}).get("content", {})
        if one.method != "POST" or "gate" in one.told["tags"] or "application/json" not in content:
            continue
        if one.path.endswith("/rerun") and status == 422:
            continue
        seen += 1
        found = ask(desk, "POST", one.address, body=body, headers={"Content-Type": kind})

        assert (found.status, found.headers["content-type"]) == (status, _PROBLEM), one.path
        assert json.loads(found.body)["detail"]
    assert seen >= 5

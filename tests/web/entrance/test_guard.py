"""What stands before every request: limits, hosts, methods and headers, shown on running servers."""

import json
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from barred.directory.snapshot import Snapshot
from tests.web.talk import Server, running, until

PATHS = (
    "/healthz",
    "/v1/restrictions",
    "/v1/nobody",
    "/reconcile",
    "/docs",
    "/feeds/changes.atom",
    "/metrics",
    "/search/x",
)


@pytest.fixture(scope="module")
def narrow(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with small limits."""
    words = ("--snapshot", str(snapshot.path), "--body", "1000", "--rate", "2", "--burst", "20")
    with running(tmp_path_factory.mktemp("narrow"), *words) as found:
        yield found


def raw(server: Server, request: bytes) -> bytes:
    """Send bytes and read until the server closes, which it may do before it has read them all."""
    parts = urlsplit(server.address)
    pieces: list[bytes] = []
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection, suppress(OSError):
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        while piece := connection.recv(65536):
            pieces.append(piece)
    return b"".join(pieces)


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_the_headers_that_guard_it(path: str, server: Server) -> None:
    """Good or bad, page or data: no script of others, no frame, no guess of types, no address passed on."""
    found = server.ask("GET", path).headers

    policy = found["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors" in policy
    assert found["x-content-type-options"] == "nosniff"
    assert found["referrer-policy"] == "no-referrer"
    assert "camera=()" in found["permissions-policy"]
    assert "server" not in found
    assert len(found["x-request-id"]) == 16
    if not path.startswith("/reconcile"):
        assert (found["x-frame-options"], "'none'" in policy.rpartition("frame-ancestors")[2]) == ("DENY", True)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/v1/restrictions/", 404),
        ("DELETE", "/v1/restrictions", 405),
        ("POST", "/v1/lookup", 405),
        ("GET", "/v1/check", 405),
        ("PROPFIND", "/v1/lookup", 405),
        ("GET", "/v1/lookup", 422),
    ],
)
def test_every_refusal_has_one_shape(method: str, path: str, status: int, server: Server) -> None:
    """Problem details, with the methods that an address does take."""
    found = server.ask(method, path)

    assert (found.status, found.headers["content-type"]) == (status, "application/problem+json")
    assert found.told["status"] == status
    assert found.told["detail"]
    assert ("allow" in found.headers) == (status == 405)


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:80", "", "localhost@evil.example"]
)
def test_another_name_for_this_machine_is_not_answered(host: str, server: Server) -> None:
    """A page that makes its own name point here cannot read what is known here."""
    found = server.ask("GET", "/v1/restrictions", headers={"Host": host})

    assert (found.status, found.told["status"]) == (421, 421)


def test_the_names_of_the_loopback_are_answered(server: Server) -> None:
    """With and without a port."""
    for host in ("localhost", "localhost:9", "127.0.0.1", "[::1]:80", "[::1]", "LOCALHOST"):
        assert server.ask("GET", "/healthz", headers={"Host": host}).status == 200


def test_a_body_that_is_too_large_is_not_read(narrow: Server) -> None:
    """By its stated length, or piece by piece where none is stated."""
    stated = narrow.ask("POST", "/v1/check", body=b" " * 1001)
    parts = b"".join(b"80\r\n" + b" " * 128 + b"\r\n" for _ in range(20))
    head = b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    unstated = raw(narrow, head + parts + b"0\r\n\r\n")

    assert (stated.status, stated.headers["content-type"]) == (413, "application/problem+json")
    assert "at most 1000" in stated.told["detail"]
    assert unstated.startswith(b"HTTP/1.1 413 ")


def test_whoever_asks_too_often_is_told_when_to_come_back(narrow: Server) -> None:
    """429 with `Retry-After`; the others were answered."""
    found = [narrow.ask("GET", "/healthz") for _ in range(60)]

    refused = [one for one in found if one.status == 429]
    assert {one.status for one in found} == {200, 429}
    assert all(int(one.headers["retry-after"]) >= 1 for one in refused)
    assert "requests a second" in refused[0].told["detail"]


def test_a_body_that_does_not_come_is_not_waited_for(snapshot: Snapshot, tmp_path: Path) -> None:
    """408, and the connection is closed; others are answered meanwhile."""
    with running(tmp_path, "--snapshot", str(snapshot.path), "--body-within", "0.5") as slow:
        connection = slow.connect()
        connection.putrequest("POST", "/v1/check")
        connection.putheader("Content-Length", "100")
        connection.endheaders(b"{")

        other = slow.get("/healthz")
        answer = connection.getresponse()

        assert (other.status, answer.status) == (200, 408)
        assert json.loads(answer.read())["detail"] == "the body did not come within 0.5 s"
        assert answer.getheader("connection") == "close"
        connection.close()


def test_an_answer_that_takes_too_long_is_given_up(snapshot: Snapshot, tmp_path: Path) -> None:
    """503, with when to come back; the server goes on."""
    rows = [{"text": f"Hikvision DS-2CD{number:04d} and Lorex dome number {number}"} for number in range(1000)]
    with running(tmp_path, "--snapshot", str(snapshot.path), "--answer-within", "0.02") as hasty:
        found = hasty.post("/v1/check", {"rows": rows})

        assert (found.status, found.headers["retry-after"]) == (503, "5")
        assert found.told["detail"] == "no answer within 0.02 s"
        until(lambda: hasty.get("/healthz").status == 200)


def test_more_at_once_than_can_be_answered_are_sent_away(snapshot: Snapshot, tmp_path: Path) -> None:
    """503 for the one too many; the others are answered."""
    with running(tmp_path, "--snapshot", str(snapshot.path), "--at-once", "1") as busy:
        waiting = busy.connect()
        waiting.putrequest("POST", "/v1/check")
        waiting.putheader("Content-Type", "application/json")
        waiting.putheader("Content-Length", "2")
        waiting.endheaders(b"{")
        until(lambda: busy.get("/healthz").status == 503)
        refused = busy.get("/healthz")
        waiting.send(b"}")

        assert refused.headers["retry-after"] == "1"
        assert "being answered already" in refused.told["detail"]
        assert waiting.getresponse().status == 422
        waiting.close()
        until(lambda: busy.get("/healthz").status == 200)


@pytest.mark.parametrize(
    "body",
    [
        b"{", b"[" * 100_000, b"\xff\xfe", b'{"rows": [{"text": "\\ud800"}]}', b'{"rows": [{"text": 1e999}]}',
        b'{"rows": [{"text": "a"}], "rejected": NaN}', b"null", b'"text"',
    ],
    ids=["cut", "deep", "not text", "half a sign", "no number", "not a number", "null", "text"],
)  # fmt: skip
def test_a_body_that_is_no_question_is_told_so(body: bytes, server: Server) -> None:
    """Whatever it is, it is the client's fault and one answer."""
    found = server.ask("POST", "/v1/check", body=body, headers={"Content-Type": "application/json"})

    assert found.status in {400, 422}
    assert found.headers["content-type"] == "application/problem+json"


def test_a_client_that_breaks_off_breaks_nothing(server: Server) -> None:
    """Half a request, no request, what is none: the next one is answered."""
    for request in (
        b"",
        b"GET",
        b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{",
        b"\x16\x03\x01",
    ):
        raw(server, request)

    assert server.get("/healthz").status == 200


def test_a_header_that_never_ends_is_cut(server: Server) -> None:
    """The protocol below refuses it, or closes before it is whole."""
    found = raw(server, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-A: " + b"a" * 200_000 + b"\r\n\r\n")

    assert found[:12] in {b"", b"HTTP/1.1 400", b"HTTP/1.1 431"}
    assert server.get("/healthz").status == 200


def test_the_head_alone_is_that_of_get(server: Server) -> None:
    """Same headers, no body."""
    head, got = server.ask("HEAD", "/v1/count"), server.ask("GET", "/v1/count")

    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(got.body))


def test_meters_and_log_tell_what_was_asked_for_and_not_with_which_words(server: Server) -> None:
    """A line of JSON each, and counters by route; the words of a question are in neither."""
    unheard_of = "Unspeakable Optics 4711"
    answered = server.get("/v1/lookup", text=unheard_of)

    lines = server.lines_to(answered)
    [line] = [one for one in lines if one.get("id") == answered.headers["x-request-id"]]
    assert (line["event"], line["route"], line["status"], line["method"]) == ("request", "/v1/lookup", 200, "GET")
    assert line["bytes"] == len(answered.body)
    assert "Unspeakable" not in json.dumps(lines)
    meters = server.get("/metrics").body.decode()
    assert 'barred_requests_total{method="GET",route="/v1/lookup",status="200"}' in meters
    assert "barred_snapshot_info" in meters
    assert "Unspeakable" not in meters


def test_unknown_addresses_share_a_meter(server: Server) -> None:
    """Whoever tries addresses makes no meters."""
    for number in range(5):
        server.get(f"/nowhere/{number}")

    assert "/nowhere" not in server.get("/metrics").body.decode()

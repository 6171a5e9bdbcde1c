"""Fetching, against a server of our own that misbehaves in each way that a publisher's may."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from barred.errors import FileProblem, UsageProblem
from barred.lists.fetch import Fetched, Limits, Wanted, fetch

FILE = b"name\nQuay Optics\n"
LIMITS = Limits(silence_s=0.3, total_s=0.4, most_bytes=1000)


class Publisher(BaseHTTPRequestHandler):
    """A publisher whose faults are chosen by the path."""

    asked: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self) -> None:
        """Answer as the path says."""
        self.asked.append((self.path, self.headers["User-Agent"]))
        match self.path:
            case "/error":
                self._answer(500, b"sorry")
            case "/page":
                self._answer(200, b"<p>sorry</p>", "text/html")
            case "/cut":
                self._answer(200, FILE, length=len(FILE) + 9)
            case "/silent":
                time.sleep(0.6)
            case "/trickle":
                self._trickle()
            case "/large":
                self._answer(200, b"x" * 5000)
            case "/moved":
                self._answer(302, b"", place="/file")
            case "/away":
                self._answer(302, b"", place="ftp://127.0.0.1/file")
            case _ if self.headers["If-None-Match"] == '"1"':
                self._answer(304, b"")
            case _:
                self._answer(200, FILE)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _answer(
        self, status: int, content: bytes, kind: str = "text/csv; charset=utf-8", *, length: int = 0, place: str = ""
    ) -> None:
        self.send_response(status)
        headers = {
            "Content-Type": kind,
            "Content-Length": str(length or len(content)),
            "ETag": '"1"',
            "Location": place,
        }
        for name, told in headers.items():
            if told:
                self.send_header(name, told)
        self.end_headers()
        self.wfile.write(content)

    def _trickle(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/csv")
        self.end_headers()
        try:
            for _ in range(20):
                self.wfile.write(b"x")
                time.sleep(0.05)
        except OSError:
            pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Serve on the loopback; nothing else is ever spoken to."""
    monkeypatch.setenv("no_proxy", "*")
    Publisher.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Publisher) as publisher:
        thread = threading.Thread(target=publisher.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{publisher.server_address[1]}"
        publisher.shutdown()
        thread.join()


def get(address: str, etag: str = "") -> Fetched:
    """Fetch within the limits of these tests."""
    return fetch(Wanted(address, "csv", etag), limits=LIMITS, clock=time.monotonic)


def test_a_file_is_fetched_with_its_marks_and_our_name(server: str) -> None:
    """The publisher can see who asks."""
    assert get(f"{server}/file") == Fetched(FILE, '"1"', "")
    assert Publisher.asked[0][1].startswith("barred/")


def test_an_unchanged_file_is_not_sent_again(server: str) -> None:
    """304 is an answer and no fault."""
    assert get(f"{server}/file", '"1"') == Fetched(None, '"1"', "")


def test_a_file_that_moved_is_followed(server: str) -> None:
    """But never to another kind of connection."""
    assert get(f"{server}/moved").content == FILE
    with pytest.raises(FileProblem, match="302"):
        get(f"{server}/away")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("error", "answered 500"),
        ("page", "is text/html, not csv"),
        ("cut", f"broke off after {len(FILE)} of {len(FILE) + 9} bytes"),
        ("silent", "cannot be fetched"),
        ("trickle", "did not come within 0.4 seconds"),
        ("large", "larger than 1000 bytes"),
    ],
)
def test_a_fault_of_the_publisher_is_told(server: str, path: str, told: str) -> None:
    """Nothing but a whole file of the right kind is taken."""
    with pytest.raises(FileProblem, match=told) as caught:
        get(f"{server}/{path}")

    assert caught.value.where == f"{server}/{path}"


def test_nobody_there_is_told() -> None:
    """A refused connection is trouble with the publisher, not a crash."""
    with pytest.raises(FileProblem, match="cannot be fetched"):
        get("http://127.0.0.1:9/file")


@pytest.mark.parametrize("wanted", [Wanted("file:///etc/hostname", "csv"), Wanted("https://example.org/a", "pdf")])
def test_only_the_web_is_asked(wanted: Wanted) -> None:
    """Files of this machine are read by import, not through an address."""
    with pytest.raises(UsageProblem, match="cannot be fetched"):
        fetch(wanted, limits=LIMITS, clock=time.monotonic)

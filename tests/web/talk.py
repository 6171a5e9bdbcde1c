"""A server as a process of its own, and the plain words in which tests speak to it."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode, urlsplit

__all__ = ["AGENCY", "Answer", "Server", "running", "until"]

AGENCY = {"as": "us/federal/executive-agency", "to": "procure", "on": "2021-01-01"}
_STARTED = re.compile(r"barred: answering at (http://\S+)")


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def told(self) -> Any:  # noqa: ANN401 - whatever the JSON holds
        """Give the JSON."""
        return json.loads(self.body)


class Server:
    """A running server.

    Args:
        address: Where it answers.
        process: The process.
        log: The file that it logs to.
    """

    def __init__(self, address: str, process: "subprocess.Popen[str]", log: Path) -> None:
        self.address, self.process, self.log = address, process, log

    def connect(self) -> HTTPConnection:
        """Open a connection."""
        parts = urlsplit(self.address)
        return HTTPConnection(parts.hostname or "", parts.port, timeout=60)

    def ask(
        self,
        method: str,
        path: str,
        *,
        body: bytes | str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send one request on a connection of its own."""
        connection = self.connect()
        try:
            connection.request(method, path, body=body, headers=dict(headers or {}))
            got = connection.getresponse()
            return Answer(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())
        finally:
            connection.close()

    def get(self, path: str, **parameters: Any) -> Answer:  # noqa: ANN401 - as urlencode takes them
        """Send GET, with parameters; `as`, `in` and `for` are given by a dictionary."""
        asked = urlencode({name: value for name, value in parameters.items() if value is not None}, doseq=True)
        return self.ask("GET", quote(path, safe="/%:.-_~") + (f"?{asked}" if asked else ""))

    def post(self, path: str, told: object) -> Answer:
        """Send JSON."""
        return self.ask("POST", path, body=json.dumps(told), headers={"Content-Type": "application/json"})

    def form(self, path: str, **fields: str) -> Answer:
        """Send a form."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, body=urlencode(fields), headers=headers)

    def lines(self) -> list[dict[str, Any]]:
        """Give what it has logged."""
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]

    def lines_to(self, answer: Answer) -> list[dict[str, Any]]:
        """Give what it has logged as soon as that includes an answer, whose line is written when it has gone."""
        until(lambda: any(one.get("id") == answer.headers["x-request-id"] for one in self.lines()))
        return self.lines()

    def stop(self) -> int:
        """Tell it to stop, and give its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)


def until(is_so: Callable[[], bool]) -> None:
    """Wait for something that happens beside us."""
    end = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


@contextmanager
def running(folder: Path, *words: str, environment: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Start `barred serve` on a free port, and stop it in the end."""
    log = folder / f"server-{time.monotonic_ns()}.log"
    with log.open("w", encoding="utf-8") as stream:
        command = [sys.executable, "-m", "barred", "serve", "--port", "0", *words]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=stream, text=True, env={**os.environ, **(environment or {})}
        )
    assert process.stdout is not None
    try:
        found = _STARTED.match(process.stdout.readline())
        assert found, log.read_text("utf-8")
        yield Server(found[1], process, log)
    finally:
        process.terminate()
        process.wait(timeout=60)
        process.stdout.close()

"""A server with a ledger, a key for each role, and workers: what the tests of kept things speak to."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from barred.ledger.keys import ROLES, add_key
from barred.ledger.ledger import Deed, open_ledger
from tests.web.talk import Answer, Server, running, until

__all__ = ["AGENCY", "QUOTE", "Office", "form", "make_keys", "office"]

AGENCY = {"as": "us/federal/executive-agency", "to": "procure", "on": "2024-01-01"}
QUOTE = b"Hersteller,Typ,Menge\nHikvision,DS-2CD2143G2-I,4\nAxis,P3245-V,2\n,Montage,1\n"
_MADE = Deed("the registry", "2026-01-01T08:00:00.000000Z")
_BOUNDARY = "a-line-that-no-file-holds"


class Office(NamedTuple):
    """A running server, where its ledger and files lie, and the keys."""

    server: Server
    address: str
    snapshot: Path
    files: Path
    keys: Mapping[str, str]

    def ask(self, role: str, method: str, path: str, *, told: object = None, **headers: str) -> Answer:
        """Ask with the key of a role; an empty role shows none."""
        shown = {"Authorization": f"Bearer {self.keys[role]}"} if role else {}
        body = None if told is None else json.dumps(told)
        kind = {} if told is None else {"Content-Type": "application/json"}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.server.ask(method, path, body=body, headers={**shown, **kind, **named})

    def get(self, role: str, path: str) -> Any:  # noqa: ANN401 - whatever the JSON holds
        """Give the JSON of an answer that is one."""
        answer = self.ask(role, "GET", path)
        assert answer.status == 200, answer.body
        return answer.told

    def send(
        self, role: str, body: bytes, *, name: str = "quote.csv", fields: Mapping[str, str] = AGENCY, once: str = ""
    ) -> Answer:
        """Send a file as a job."""
        headers = {
            "Authorization": f"Bearer {self.keys[role]}",
            "Content-Type": f"multipart/form-data; boundary={_BOUNDARY}",
            **({"Idempotency-Key": once} if once else {}),
        }
        return self.server.ask("POST", "/v1/jobs", body=form(name, body, fields), headers=headers)

    def job(self, role: str, body: bytes = QUOTE, **more: Any) -> str:  # noqa: ANN401 - as `send` takes them
        """Send a file as a job, and give its id."""
        answer = self.send(role, body, **more)
        assert answer.status == 202, answer.body
        return str(answer.told["id"])

    def worker(self, *words: str) -> "subprocess.Popen[bytes]":
        """Start a worker."""
        where = ("--ledger", self.address, "--files", str(self.files), "--snapshot", str(self.snapshot))
        command = [sys.executable, "-m", "barred", "worker", "--wait", "0.1", *where, *words]
        return subprocess.Popen(command, env=os.environ.copy(), stderr=subprocess.PIPE)

    def work(self) -> str:
        """Let a worker do what is there, and give what it told."""
        running_worker = self.worker("--once")
        _, told = running_worker.communicate(timeout=120)
        assert running_worker.returncode == 0, told
        return told.decode()

    def done(self, role: str, job: str) -> dict[str, Any]:
        """Wait until a job has ended, and give it."""
        until(lambda: self.get(role, f"/v1/jobs/{job}")["ended_at"] is not None)
        told: dict[str, Any] = self.get(role, f"/v1/jobs/{job}")
        return told


def form(name: str, body: bytes, fields: Mapping[str, str]) -> bytes:
    """Write a multipart form with one file."""
    parts = [
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
        for field, value in fields.items()
    ]
    head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return b"".join([*parts, head.encode(), body, f"\r\n--{_BOUNDARY}--\r\n".encode()])


@contextmanager
def office(folder: Path, snapshot: Path, *words: str, address: str = "") -> Iterator[Office]:
    """Start a server with a ledger, in SQLite unless another address is given."""
    where = address or str(folder / "ledger.sqlite")
    keys = make_keys(where, ROLES)
    files = folder / "files"
    options = ("--ledger", where, "--files", str(files), "--snapshot", str(snapshot), "--rate", "0", *words)
    with running(folder, *options) as server:
        yield Office(server, where, snapshot, files, keys)


def make_keys(address: str, roles: Sequence[str], *, expires: str | None = None) -> dict[str, str]:
    """Make a key for each role, called as the role."""
    ledger = open_ledger(address)
    try:
        return {role: add_key(ledger, f"the {role}", role=role, deed=_MADE, expires=expires)[0] for role in roles}
    finally:
        ledger.close()

"""A server from start to stop: where it listens, the next snapshot, and what is under way when it is told to end."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

import pytest

from barred.directory.snapshot import Snapshot
from tests.screening.laid import laid_snapshot
from tests.web.quay import quay_snapshot
from tests.web.talk import Server, running, until


def start(*words: str) -> "subprocess.CompletedProcess[str]":
    """Start a server that is expected not to."""
    command = [sys.executable, "-m", "barred", "serve", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "::ffff:192.0.2.1"])  # noqa: S104 - what is refused
def test_other_machines_are_not_let_in_without_keys(host: str, snapshot: Snapshot) -> None:
    """The reason and what to do instead; nothing listens."""
    done = start("--host", host, "--snapshot", str(snapshot.path))

    assert done.returncode == 2
    assert "nobody would be asked who they are" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--host", "example.org"), "no address of this machine"),
        (("--port", "70000"), "no port"),
        (("--on", "2024-01-01"), "leave it out"),
        (("--gate", "barred=perhaps"), "sets nothing at the gate"),
        (("--zone", "Atlantis/Capital"), "no time zone"),
        (("--as", "nobody"), "not a known party"),
        (("--body", "0"), "no limit"),
        (("--vault", "nowhere"), "no such folder"),
    ],
)
def test_a_wrong_setting_is_told_before_anything_listens(words: tuple[str, ...], told: str, snapshot: Snapshot) -> None:
    """Not at the first request."""
    done = start("--port", "0", *words, "--snapshot", str(snapshot.path))

    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


def test_a_missing_snapshot_is_told(tmp_path: Path) -> None:
    """With the exit status that every command has for it."""
    done = start("--port", "0", "--snapshot", str(tmp_path / "none.snapshot"))

    assert done.returncode == 4
    assert "cannot be read" in done.stderr


def test_a_port_that_is_taken_is_told(server: Server, snapshot: Snapshot) -> None:
    """And which others there are."""
    done = start("--port", str(urlsplit(server.address).port), "--snapshot", str(snapshot.path))

    assert done.returncode == 2
    assert "cannot be taken" in done.stderr


def test_the_other_loopback_is_spoken_to_as_well(snapshot: Snapshot, tmp_path: Path) -> None:
    """IPv6, where the machine has it."""
    with socket.socket(socket.AF_INET6) as trial:
        try:
            trial.bind(("::1", 0))
        except OSError:
            pytest.skip("this machine has no IPv6 loopback")
    with running(tmp_path, "--host", "::1", "--snapshot", str(snapshot.path)) as found:
        assert found.address.startswith("http://[::1]:")
        assert found.get("/healthz").status == 200


def test_it_stops_when_told_and_says_so(snapshot: Snapshot, tmp_path: Path) -> None:
    """Exit status 0, and an end in the log."""
    with running(tmp_path, "--snapshot", str(snapshot.path)) as found:
        assert found.get("/readyz").told["snapshot"] == snapshot.digest
        status = found.stop()

    assert status == 0
    assert [one["event"] for one in found.lines()][-1] == "stopped"


def test_requests_under_way_are_answered_before_it_stops(snapshot: Snapshot, tmp_path: Path) -> None:
    """A long check begun before SIGTERM comes back whole."""
    rows = [{"text": f"Hikvision DS-2CD{number:04d} and Lorex dome number {number}"} for number in range(1000)]
    body = json.dumps({"case": {"to": "procure"}, "rows": rows, "rejected": 50}).encode()
    with running(tmp_path, "--snapshot", str(snapshot.path)) as found:
        before = found.get("/metrics").body.decode()
        connection = found.connect()
        connection.request("POST", "/v1/check", body=body, headers={"Content-Type": "application/json"})
        until(lambda: "barred_requests_under_way 2.0" in found.get("/metrics").body.decode())

        found.process.send_signal(signal.SIGTERM)
        answer = connection.getresponse()
        told = json.loads(answer.read())
        connection.close()
        status = found.process.wait(timeout=60)

    assert "barred_requests_under_way 1.0" in before
    assert (answer.status, len(told["rows"]), status) == (200, 1000, 0)


class Asking:
    """Clients that ask without a pause, each on a connection that it keeps."""

    def __init__(self, server: Server, clients: int = 3) -> None:
        self.server = server
        self.statuses: list[int] = []
        self.snapshots: set[tuple[str, str]] = set()
        self.troubles: list[Exception] = []
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._ask) for _ in range(clients)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _ask(self) -> None:
        connection = self.server.connect()
        number = 0
        while not self._stop.is_set():
            number += 1
            try:
                connection.request("GET", f"/v1/lookup?text=Lorex+{number}&to=procure")
                answer = connection.getresponse()
                told = json.loads(answer.read())
            except Exception as trouble:  # noqa: BLE001 - whatever a client sees
                self.troubles.append(trouble)
                return
            self.statuses.append(answer.status)
            self.snapshots.add((told["snapshot"], told["verdict"]["snapshot"]))
        connection.close()


def answers_from(server: Server, digest: str) -> bool:
    """Tell whether a server has come to a snapshot."""
    return bool(server.get("/readyz").told["snapshot"] == digest)


def replace(path: Path, by: Path) -> None:
    """Put another snapshot in the place of one, whole."""
    part = path.with_suffix(".part")
    shutil.copy(by, part)
    part.replace(path)


def test_a_new_snapshot_is_taken_without_a_dropped_request(snapshot: Snapshot, tmp_path: Path) -> None:
    """Clients ask on while the file is replaced, again and again; each answer is of one snapshot."""
    path, other = tmp_path / "served.snapshot", quay_snapshot(tmp_path)
    shutil.copy(snapshot.path, path)
    with running(tmp_path, "--snapshot", str(path), "--rate", "0") as found, Asking(found) as asking:
        for by in (other, snapshot.path, other):
            replace(path, by)
            if by != snapshot.path:
                found.process.send_signal(signal.SIGHUP)
            wanted = Snapshot(by).digest
            until(partial(answers_from, found, wanted))
        count = len(asking.statuses)
        until(lambda: len(asking.statuses) > count + 20)

    assert asking.troubles == []
    assert set(asking.statuses) == {200}
    assert {one for one, _ in asking.snapshots} == {snapshot.digest, Snapshot(other).digest}
    assert all(one == inner for one, inner in asking.snapshots)
    assert [one["event"] for one in found.lines()].count("snapshot taken") == 3


def test_lists_are_read_before_the_snapshot_that_has_them_answers(snapshot: Snapshot, tmp_path: Path) -> None:
    """Meanwhile the one before answers; the first answer of the new one tells what the lists say."""
    path, laid = tmp_path / "served.snapshot", laid_snapshot(tmp_path)
    shutil.copy(snapshot.path, path)
    wanted = Snapshot(laid).digest
    told: list[dict[str, Any]] = []
    with running(tmp_path, "--snapshot", str(path), "--rate", "0") as found, Asking(found) as asking:
        replace(path, laid)
        found.process.send_signal(signal.SIGHUP)
        while not told or told[-1]["snapshot"] != wanted:
            told.append(found.get("/v1/lookup", text="Brontalis Quayside Trading LLC").told)

    assert asking.troubles == []
    assert [len(one["verdict"]["listings"]) for one in told] == [0] * (len(told) - 1) + [1]
    assert path.with_suffix(".lists").is_dir()


def test_long_answers_go_on_when_the_file_has_gone(snapshot: Snapshot, tmp_path: Path) -> None:
    """The open snapshot answers, not whatever lies where it was."""
    path = tmp_path / "served.snapshot"
    shutil.copy(snapshot.path, path)
    with running(tmp_path, "--snapshot", str(path)) as found:
        path.unlink()

        answer = found.post("/v1/check", {"rows": [{"text": "Lorex"}]})

        assert (answer.status, answer.told["snapshot"]) == (200, snapshot.digest)
        assert found.get("/readyz").status == 200


def test_a_damaged_snapshot_changes_nothing(snapshot: Snapshot, tmp_path: Path) -> None:
    """The old one goes on answering; log and meters tell why, and a sound one is taken afterwards."""
    path, other = tmp_path / "served.snapshot", quay_snapshot(tmp_path)
    shutil.copy(snapshot.path, path)
    broken = tmp_path / "broken"
    broken.write_bytes(snapshot.path.read_bytes()[:-5000])
    with running(tmp_path, "--snapshot", str(path)) as found:
        replace(path, broken)
        until(lambda: "barred_snapshot_swap_failures_total 1.0" in found.get("/metrics").body.decode())

        assert found.get("/v1/lookup", text="Lorex").told["snapshot"] == snapshot.digest
        replace(path, other)
        until(lambda: found.get("/readyz").told["snapshot"] == Snapshot(other).digest)

    assert "cut short" in next(one for one in found.lines() if one["event"] == "snapshot refused")["why"]


def test_what_a_client_has_of_an_old_snapshot_is_sent_anew(snapshot: Snapshot, tmp_path: Path) -> None:
    """The tag changes with the snapshot."""
    path = tmp_path / "served.snapshot"
    shutil.copy(snapshot.path, path)
    with running(tmp_path, "--snapshot", str(path)) as found:
        tag = found.get("/v1/restrictions").headers["etag"]
        replace(path, quay_snapshot(tmp_path))
        found.process.send_signal(signal.SIGHUP)
        until(lambda: found.get("/readyz").told["snapshot"] != snapshot.digest)

        answer = found.ask("GET", "/v1/restrictions", headers={"If-None-Match": tag})

    assert answer.status == 200
    assert answer.headers["etag"] != tag


def test_folders_are_built_before_the_first_answer(tmp_path: Path) -> None:
    """As for every other command; and again when they changed and SIGHUP comes."""
    quay_snapshot(tmp_path)
    words = ("--directory", "builtin", "--directory", str(tmp_path / "quay"))
    with running(tmp_path, *words, environment={"BARRED_CACHE": str(tmp_path / "cache")}) as found:
        assert found.get("/v1/restrictions/quay-connect").status == 200
        (tmp_path / "quay" / "restrictions" / "us" / "quay-connect.toml").unlink()
        found.process.send_signal(signal.SIGHUP)
        until(lambda: found.get("/v1/restrictions/quay-connect").status == 404)


def test_nothing_is_sent_to_anybody(snapshot: Snapshot, tmp_path: Path) -> None:
    """Settings of tracing in the environment are not followed: the process opens no connection of its own."""
    with socket.create_server(("127.0.0.1", 0)) as collector:
        collector.settimeout(1)
        port = collector.getsockname()[1]
        environment = {
            "FASTAPI_OTEL_AUTO_CONFIGURE": "true",
            "OTEL_TRACES_EXPORTER": "otlp",
            "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{port}",
        }
        with running(tmp_path, "--snapshot", str(snapshot.path), environment={**os.environ, **environment}) as found:
            assert found.get("/v1/lookup", text="Lorex").status == 200
            found.stop()
        with pytest.raises(TimeoutError):
            collector.accept()

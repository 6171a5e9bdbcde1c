"""Load a server from a second process and compare every question with the same server answering a constant.

`barred serve` runs as one process, this script is the other: a few connections that are kept, each
sending its next request when the answer to the last has come. The questions take turns in short
rounds, so that noise of the machine falls on all of them, and the median of the rounds counts.
Texts, names and numbers are new each time, so that no answer comes from memory. What a network
asks its gate is not new: its devices come again and again, so `gate` asks about a thousand of them
in turn, and `gate, new` about ever new ones. Prints requests a second, times and ratios;
`bench/floors.toml` holds the least ratios.

With `--soak MINUTES` all questions are then asked by turns, half of the time, and the memory of the
server is told: when the caches have filled it must not grow.
"""

import argparse
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from typing import NamedTuple
from urllib.parse import quote, urlsplit

_HERE = Path(__file__).parent
_NUMBERS = count()
_WARM_S = 1.0
_DEVICES = 1000
_BURST_S = 0.25
_MOST_GROWN = 1.1
_CASE = "as=us%2Ffederal%2Fexecutive-agency&to=procure&on=2026-01-01"
# What a network, a quote and a list of suppliers hold: barred, relabelled, others, and lines that name nobody.
_BRANDS = ("Hikvision", "Dahua", "Lorex", "Axis", "Bosch", "Acme", "Honeywell", "Swann", "Generic", "Uniview")
_MODELS = ("DS-2CD{}G2-I", "DH-IPC-HFW{}S", "LNB{}", "P{}-V", "NBE-{}", "AC-{}", "HC30W{}", "SW{}", "CAM{}", "IPC{}")


def _device() -> tuple[str, str]:
    number = next(_NUMBERS)
    return _BRANDS[number % len(_BRANDS)], _MODELS[number % len(_MODELS)].format(1000 + number % 9000)


def _get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


def _post(path: str, told: object) -> bytes:
    body = json.dumps(told).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    return f"{head}\r\n\r\n".encode() + body


def _lookup() -> bytes:
    brand, model = _device()
    return _get(f"/v1/lookup?text={quote(f'{brand} {model} dome camera, line {next(_NUMBERS)}')}&{_CASE}")


def _match() -> bytes:
    name = f"{_device()[0]} Trading {next(_NUMBERS)} Co., Ltd."
    return _post("/match/default", {"queries": {"q": {"schema": "Company", "properties": {"name": [name]}}}})


def _gate(number: int) -> bytes:
    brand, model = _BRANDS[number % len(_BRANDS)], _MODELS[number % len(_MODELS)].format(1000 + number)
    subject = {"type": "device", "id": "d", "properties": {"brand": brand, "model": model}}
    asked = {"subject": subject, "action": {"name": "connect"}, "resource": {"type": "network", "id": "n"}}
    return _post("/access/v1/evaluation", asked)


def _radius() -> bytes:
    brand, model = _device()
    told = {"Barred-Brand": {"type": "string", "value": [brand]}, "Barred-Model": {"type": "string", "value": [model]}}
    return _post("/radius/authorize", told)


def _search() -> bytes:
    number = next(_NUMBERS)
    return _get(f"/search/default?q={quote(_BRANDS[number % len(_BRANDS)][: 3 + number % 5])}&offset={number % 9973}")


_QUESTIONS: dict[str, Callable[[], bytes]] = {
    "healthz": lambda: _get("/healthz"),
    "lookup": _lookup,
    "match": _match,
    "gate": lambda: _gate(next(_NUMBERS) % _DEVICES),
    "gate, new": lambda: _gate(next(_NUMBERS)),
    "radius": _radius,
    "search": _search,
}
_FAULTS = (b" 4", b" 5")
_FINE = {"radius": (b" 204", b" 401", b" 404")}


class _Client:
    """A connection that is kept, with one request under way."""

    def __init__(self, host: str, port: int) -> None:
        self.socket = socket.create_connection((host, port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._buffer = b""
        self.begun = 0.0

    def send(self, request: bytes) -> None:
        """Send the next request."""
        self.begun = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bytes | None:
        """Take what has come; give the first line when the answer is whole."""
        self._buffer += self.socket.recv(1 << 18)
        head, end, body = self._buffer.partition(b"\r\n\r\n")
        stated = re.search(rb"content-length: (\d+)", head, re.IGNORECASE) if end else None
        if not end or len(body) < int(stated[1] if stated else 0):
            return None
        self._buffer = b""
        return head.split(b"\r\n", 1)[0]


class Round(NamedTuple):
    """What one round of a question gave: seconds it took, and the time of each answer."""

    seconds: float
    times: list[float]


def _run(name: str, clients: list[_Client], seconds: float) -> Round:
    """Ask one question on all connections for some time."""
    make, times, selector = _QUESTIONS[name], [], DefaultSelector()
    for client in clients:
        selector.register(client.socket, EVENT_READ, client)
        client.send(make())
    begun = time.perf_counter()
    waiting = len(clients)
    while waiting:
        for key, _ in selector.select():
            line = key.data.receive()
            if line is None:
                continue
            now = time.perf_counter()
            times.append(now - key.data.begun)
            status = line[8:12]
            if status[:2] in _FAULTS and status not in _FINE.get(name, ()):
                sys.exit(f"{name}: {line.decode()}")
            if now - begun < seconds:
                key.data.send(make())
            else:
                waiting -= 1
    selector.close()
    return Round(time.perf_counter() - begun, times)


def _soak(clients: list[_Client], minutes: float, process: int) -> float:
    """Ask everything by turns, half of the time; give how the server has grown since the first quarter."""
    answers, sizes, begun = 0, [], time.perf_counter()
    while (gone := time.perf_counter() - begun) < minutes * 60:
        for name in _QUESTIONS:
            answers += len(_run(name, clients, _BURST_S).times)
            time.sleep(_BURST_S)
        if gone > minutes * 15:
            sizes.append(_memory(process))
    # The median of the first and the last tenth: single answers come and go.
    tenth = max(1, len(sizes) // 10)
    first, last = statistics.median(sizes[:tenth]), statistics.median(sizes[-tenth:])
    print(f"soak           {answers} answers in {minutes:g} minutes, no error; {first:.0f} MB, then {last:.0f} MB")
    return last / first


def _memory(process: int) -> float:
    """Give the resident memory of a process in MB, where the machine tells it."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text("ascii"))
    return int(found[1]) / 1024 if found else 0.0


def _served(words: list[str]) -> Iterator[tuple[str, int]]:
    """Run a server and give its address and its process."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "barred", "serve", "--port", "0", "--rate", "0", *words]
        log = Path(folder, "log").open("w", encoding="utf-8")  # noqa: SIM115 - it outlives the process
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, env=dict(os.environ))
        try:
            assert process.stdout is not None  # noqa: S101 - it was asked for
            yield process.stdout.readline().rpartition(" ")[2].strip(), process.pid
        finally:
            process.terminate()
            process.wait()
            log.close()


def _percentile(times: list[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1e3


def main() -> int:
    """Measure, print, and give 1 when a ratio is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.5, help="of each question in each round")
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--soak", type=float, default=0, metavar="MINUTES")
    options = parser.parse_args()
    floors = tomllib.loads((_HERE / "floors.toml").read_text("utf-8"))["server"]["least"]
    rounds: dict[str, list[Round]] = {name: [] for name in _QUESTIONS}
    grown = 1.0
    for address, process in _served(["--as", "us/federal/executive-agency", "--to", "procure"]):
        parts = urlsplit(address)
        clients = [_Client(parts.hostname or "", parts.port or 0) for _ in range(options.connections)]
        for name in _QUESTIONS:
            _run(name, clients, _WARM_S)
        for _ in range(options.rounds):
            for name in _QUESTIONS:
                rounds[name].append(_run(name, clients, options.seconds))
        if options.soak:
            grown = _soak(clients, options.soak, process)
    rates = {name: statistics.median(len(one.times) / one.seconds for one in some) for name, some in rounds.items()}
    status = int(grown > _MOST_GROWN)
    for name, some in rounds.items():
        times = [took for one in some for took in one.times]
        ratio = rates[name] / rates["healthz"]
        least = f"   (at least {floors[name]})" if name in floors else ""
        print(
            f"{name:<14} {rates[name]:7.0f} requests/s   p50 {_percentile(times, 0.5):6.2f} ms   "
            f"p99 {_percentile(times, 0.99):6.2f} ms   / healthz {ratio:5.2f}{least}"
        )
        status |= ratio < floors.get(name, 0)
    return status


if __name__ == "__main__":
    raise SystemExit(main())

"""Kill server and worker with SIGKILL, again and again under load, and look whether anything was lost or doubled.

    python bench/kills.py [--kills 50] [--database postgresql://…]

A sender gives small files as jobs, each with an idempotency key that it sends again until the server has
acknowledged it; meanwhile the server and the worker are killed by turns and started anew. In the end
every acknowledged job must be there and done, each key must have one job and each job one check, and the
chain of the log must verify. The status is 1 when it is not so.
"""

import argparse
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from barred.ledger.contents import contents
from barred.ledger.ledger import open_ledger

BARRED = (sys.executable, "-m", "barred")
LINE = "a-line-that-no-file-holds"
FILE = "Hersteller,Typ,Menge\nHikvision,DS-2CD2143G2-I,4\nAxis,P3245-V,2\n"
BETWEEN_S, LEASE_S, PATIENCE_S = 1.5, 2.0, 120.0


class Sender(threading.Thread):
    """Sends jobs until it is told to stop; `acknowledged` holds key and job."""

    def __init__(self, port: int, key: str) -> None:
        super().__init__(daemon=True)
        self.port, self.key = port, key
        self.acknowledged: dict[str, str] = {}
        self.ended = threading.Event()

    def run(self) -> None:
        """Send one after the other."""
        while not self.ended.is_set():
            once = f"once-{len(self.acknowledged)}"
            told = ask(self.port, self.key, "POST", "/v1/jobs", once=once)
            if told is not None:
                self.acknowledged[once] = told["id"]
            time.sleep(0.1)


def ask(port: int, key: str, method: str, path: str, *, once: str = "") -> Any:  # noqa: ANN401 - whatever JSON holds
    """Ask the server; None when it hangs up, is not there or says no."""
    headers = {"Authorization": f"Bearer {key}"}
    body = None
    if once:
        fields = {"as": "us/federal/executive-agency", "to": "procure", "on": "2024-01-01"}
        parts = [f'--{LINE}\r\nContent-Disposition: form-data; name="{one}"\r\n\r\n{fields[one]}\r\n' for one in fields]
        file = f'--{LINE}\r\nContent-Disposition: form-data; name="file"; filename="quote.csv"\r\n\r\n{FILE}'
        body = "".join([*parts, file, f"\r\n--{LINE}--\r\n"])
        headers |= {"Content-Type": f"multipart/form-data; boundary={LINE}", "Idempotency-Key": once}
    with suppress(OSError, http.client.HTTPException, ValueError):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request(method, path, body=body, headers=headers)
        answer = connection.getresponse()
        told = json.loads(answer.read())
        return told if answer.status in {200, 202} else None
    return None


def start(words: Sequence[str]) -> "subprocess.Popen[bytes]":
    """Start a server or a worker."""
    return subprocess.Popen([*BARRED, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def free_port() -> int:
    """Give a port that nobody uses."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def faults(ledger: str, sender: Sender) -> list[str]:
    """Tell what was lost, doubled or changed."""
    found = []
    for once, job in sender.acknowledged.items():
        told = ask(sender.port, sender.key, "GET", f"/v1/jobs/{job}")
        again = ask(sender.port, sender.key, "POST", "/v1/jobs", once=once)
        if told is None or told["state"] != "done":
            found.append(f"{job} was acknowledged and is {told['state'] if told else 'lost'}")
        if again is None or again["id"] != job:
            found.append(f"{once} was {job} and is {again and again['id']}")
    opened = open_ledger(ledger)
    rows = contents(opened).rows
    opened.close()
    jobs, checks = rows["jobs"], rows["checks"]
    # The last one may have come in without its sender hearing of it.
    if checks != jobs or jobs - len(sender.acknowledged) not in {0, 1}:
        found.append(f"{len(sender.acknowledged)} were acknowledged, and there are {jobs} jobs and {checks} checks")
    audit = subprocess.run(
        (*BARRED, "audit", "verify", "--ledger", ledger), capture_output=True, text=True, check=False
    )
    sys.stdout.write(audit.stdout)
    if audit.returncode:
        found.append(f"the chain does not verify: {audit.stderr}")
    return found


def main() -> int:
    """Kill, count, and give 1 when something is missing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--database", metavar="URL", help="a ledger in PostgreSQL instead of a file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ledger = options.database or str(Path(folder) / "ledger.sqlite")
        add = (*BARRED, "keys", "add", "kills", "--role", "admin", "--ledger", ledger)
        made = subprocess.run(add, capture_output=True, text=True, check=True)
        key = next(word for word in made.stdout.split() if word.startswith("barred_"))
        port, files = free_port(), str(Path(folder) / "files")
        serve = ("serve", "--port", str(port), "--rate", "0", "--ledger", ledger, "--files", files)
        work = ("worker", "--wait", "0.1", "--lease", str(LEASE_S), "--ledger", ledger, "--files", files)
        both = [start(serve), start(work)]
        sender = Sender(port, key)
        sender.start()
        for number in range(options.kills):
            time.sleep(BETWEEN_S)
            at = number % 2
            os.kill(both[at].pid, signal.SIGKILL)
            both[at].wait()
            both[at] = start((serve, work)[at])
        sender.ended.set()
        sender.join()
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            jobs = [ask(port, key, "GET", f"/v1/jobs/{job}") for job in sender.acknowledged.values()]
            if all(job and job["ended_at"] for job in jobs):
                break
            time.sleep(1)
        found = faults(ledger, sender)
        for one in both:
            one.terminate()
            one.wait()
    sys.stdout.write(f"{options.kills} kills, {len(sender.acknowledged)} jobs acknowledged, {len(found)} faults\n")
    sys.stderr.writelines(f"{one}\n" for one in found)
    return int(bool(found) or not sender.acknowledged)


if __name__ == "__main__":
    raise SystemExit(main())

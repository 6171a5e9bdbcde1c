"""Run a command to its end and tell how long it took and the most memory that all its processes held at one time."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

__all__ = ["Watched", "run_watched"]

_EVERY_S = 0.1


class Watched(NamedTuple):
    """What a command took: seconds by the clock, megabytes at the peak, and what it printed."""

    seconds: float
    megabytes: float
    printed: str


def run_watched(command: Sequence[str], environment: Mapping[str, str]) -> Watched:
    """Run a command; a status other than 0, 1 and 3 ends the benchmark with what the command said."""
    begun = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        with _watch(process.pid) as most:
            out, err = process.communicate()
        took = time.perf_counter() - begun
        if process.returncode not in {0, 1, 3}:
            sys.exit(err.decode())
    return Watched(took, most[0], out.decode().strip())


@contextmanager
def _watch(root: int) -> Iterator[list[float]]:
    """Watch the memory of a process and of all that it started; shared pages count once."""
    most, is_over = [0.0], threading.Event()

    def watch() -> None:
        while not is_over.wait(_EVERY_S):
            most[0] = max(most[0], sum(map(_megabytes, _family(root))))

    thread = threading.Thread(target=watch)
    thread.start()
    yield most
    is_over.set()
    thread.join()


def _family(root: int) -> set[int]:
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    family = {root}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return family


def _megabytes(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)

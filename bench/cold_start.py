"""Time a look-up from a cold process beside a bare interpreter and the import of numpy.

Runs the commands in turn, so that noise of the machine falls on all of them, and compares the
fastest run of each. Prints ratios, and the time to open a snapshot; `bench/floors.toml` holds what
they may not exceed.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

_HERE = Path(__file__).parent
_LOOKUP = (
    "-m", "barred", "lookup", "Hikvision DS-2CD2143G2-I dome", "--as", "us/federal/executive-agency", "--to", "procure",
    "--on", "2026-01-01", "--format", "json",
)  # fmt: skip
_OPEN = """
import sys, time
from pathlib import Path
from barred.directory.snapshot import Snapshot
begun = time.perf_counter()
Snapshot(Path(sys.argv[1])).organisation("hikvision")
print(time.perf_counter() - begun)
"""
_COMMANDS = {"pass": ("-c", "pass"), "numpy": ("-c", "import numpy"), "lookup": _LOOKUP}


def _timed(arguments: tuple[str, ...], environment: dict[str, str]) -> float:
    begun = time.perf_counter()
    done = subprocess.run((sys.executable, *arguments), env=environment, capture_output=True, check=False)
    took = time.perf_counter() - begun
    if done.returncode not in {0, 1}:
        sys.exit(done.stderr.decode())
    return took


def _opening(cache: Path, environment: dict[str, str], runs: int) -> float:
    snapshot = next(cache.glob("*.snapshot"))
    words = (sys.executable, "-c", _OPEN, str(snapshot))
    return min(
        float(subprocess.run(words, env=environment, capture_output=True, check=True).stdout) for _ in range(runs)
    )


def main() -> int:
    """Measure, print, and give 1 when a ratio is over its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=30)
    options = parser.parse_args()
    floors = tomllib.loads((_HERE / "floors.toml").read_text("utf-8"))["cold_start"]
    with tempfile.TemporaryDirectory() as cache:
        # An installed program has its bytecode beside it; without it every start would compile the sources.
        environment = {**os.environ, "BARRED_CACHE": cache, "PYTHONPYCACHEPREFIX": cache}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        times: dict[str, list[float]] = {name: [] for name in _COMMANDS}
        for arguments in _COMMANDS.values():
            _timed(arguments, environment)  # builds the snapshot and warms the disk
        for _ in range(options.runs):
            for name, arguments in _COMMANDS.items():
                times[name].append(_timed(arguments, environment))
        opened = _opening(Path(cache), environment, options.runs)
    best = {name: min(some) for name, some in times.items()}
    for name, some in times.items():
        print(f"{name:<8} fastest {best[name] * 1e3:7.1f} ms   median {sorted(some)[len(some) // 2] * 1e3:7.1f} ms")
    print(f"open a snapshot and read a record: fastest {opened * 1e3:.1f} ms   (at most {floors['open_ms']})")
    status = int(opened * 1e3 > floors["open_ms"])
    for other in ("pass", "numpy"):
        ratio, most = best["lookup"] / best[other], floors[f"times_{other}"]
        print(f"lookup / {other:<6} {ratio:5.2f}   (at most {most})")
        status |= ratio > most
    return status


if __name__ == "__main__":
    raise SystemExit(main())

"""Time bulk screening by each engine, with the memory of all its processes, beside checking row by row.

    python bench/bulk.py SAMPLES

`SAMPLES` is a folder with `ieee_oui_organisations.csv`; its rows are repeated and shuffled to as
many as `--rows` says. `bench/floors.toml` holds what the ratios may not fall below and what
memory may not exceed; the status is 1 when one does. Spark is left out where it is absent, and that is said.
"""

import argparse
import csv
import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import chain, islice, repeat
from pathlib import Path
from typing import NamedTuple

from watched import run_watched

_HERE = Path(__file__).parent
_CASE = ("--as", "us/federal/executive-agency", "--to", "procure", "--on", "2026-01-01")
_CHECKED_ROWS = 50_000

# Reads and screens twice in one session: the second time nothing has to be started or opened.
_WARM = """
import sys, time, tempfile
from pathlib import Path
from barred.directory.snapshot import Snapshot
from barred.readers.stretches.cut import Cutter
from barred.screening.context import Said, understand
from barred.screening.bulk.part import Order
from barred.spark.engine import run
snapshot = Snapshot(Path(sys.argv[1]))
said = Said(on="2026-01-01", asker="us/federal/executive-agency", conduct="procure")
context = understand(said, book=snapshot)
for _ in range(3):
    with tempfile.TemporaryDirectory() as folder:
        stretches = list(enumerate(Cutter(Path(folder)).cut(Path(sys.argv[2]), 0)))
        begun = time.perf_counter()
        rows = sum(part.rows for part in run(Order(sys.argv[1], context, folder), stretches, processes=2))
        took = time.perf_counter() - begun
print(rows / took)
"""


class Measure(NamedTuple):
    """How fast something went, and the most that all its processes held at one time."""

    rows_a_second: float
    megabytes: float


def write_rows(samples: Path, path: Path, count: int) -> None:
    """Write a table of so many registrants in an order that is always the same."""
    with (samples / "ieee_oui_organisations.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    many = list(islice(chain.from_iterable(repeat(rows)), count))
    random.Random(3).shuffle(many)  # noqa: S311 - any order does
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *many])


def measured(command: tuple[str, ...], rows: int, environment: dict[str, str]) -> Measure:
    """Run a command to its end; a program given by `-c` prints its own rate."""
    done = run_watched(command, environment)
    return Measure(float(done.printed) if "-c" in command else rows / done.seconds, done.megabytes)


def digest_of(path: Path) -> str:
    """Give the digest of an output: equal bytes are equal rows."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def main() -> int:
    """Measure, print, and give 1 when a floor is broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("samples", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--tries", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "BARRED_CACHE": folder}
        made = dict(_measures(options, Path(folder), environment))
    for name, one in made.items():
        print(f"{name:<24}{one.rows_a_second:>12,.0f} rows a second{one.megabytes:>10,.0f} MB")
    return _held(made)


def _measures(options: argparse.Namespace, folder: Path, environment: dict[str, str]) -> Iterator[tuple[str, Measure]]:
    table, few = folder / "rows.csv", folder / "few.csv"
    write_rows(options.samples, table, options.rows)
    write_rows(options.samples, few, _CHECKED_ROWS)
    program = (sys.executable, "-m", "barred")
    subprocess.run((*program, "lookup", "x"), env=environment, check=False, capture_output=True)  # builds the snapshot
    row_by_row = (*program, "check", str(few), *_CASE, "--quiet", "-f", "csv")
    yield "check, row by row", measured(row_by_row, _CHECKED_ROWS, environment)
    runs: dict[str, tuple[str, ...]] = {
        "local, 1 process": ("--processes", "1"),
        "local, 2 processes": ("--processes", "2"),
    }
    has_spark = find_spec("pyspark") is not None and shutil.which("java") is not None
    if has_spark:
        runs["spark, cold"] = ("--engine", "spark", "--processes", "2")
    digests = set()
    for at, (name, words) in enumerate(runs.items()):
        out = folder / f"{at}.parquet"
        command: tuple[str, ...] = (
            *program,
            "bulk",
            str(table),
            "-o",
            str(out),
            *_CASE,
            *words,
            "--quiet",
            "-f",
            "json",
        )
        # Others may use the machine too: the fastest run is the one that they disturbed least.
        tries = [measured(command, options.rows, environment) for _ in range(1 if "spark" in name else options.tries)]
        yield name, Measure(max(one.rows_a_second for one in tries), max(one.megabytes for one in tries))
        digests.add(digest_of(out))
    if len(digests) != 1:
        sys.exit("the engines do not give the same rows")
    if has_spark:
        snapshot = next(folder.glob("*.snapshot"))
        command = (sys.executable, "-c", _WARM, str(snapshot), str(table))
        yield "spark, warm", measured(command, options.rows, environment)
    else:
        print("spark is left out: PySpark or Java is absent")


def _held(made: dict[str, Measure]) -> int:
    floors = tomllib.loads((_HERE / "floors.toml").read_text("utf-8"))["bulk"]
    status = 0
    for told, least in floors["least"].items():
        one, _, other = told.partition(" / ")
        if one in made and other in made:
            ratio = made[one].rows_a_second / made[other].rows_a_second
            print(f"{told:<44}{ratio:6.2f}   (at least {least})")
            status |= ratio < least
    for name, most in floors["most_megabytes"].items():
        if name in made:
            print(f"{name + ', MB':<44}{made[name].megabytes:6.0f}   (at most {most})")
            status |= made[name].megabytes > most
    return int(status)


if __name__ == "__main__":
    raise SystemExit(main())

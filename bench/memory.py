"""Measure the memory that a million names take against a list of a hundred thousand.

    python bench/memory.py SAMPLES [--rows 1000000] [--listed 100000]

`SAMPLES` is a folder with `ieee_oui_organisations.csv`, `lists/ofac_sdn_bench.csv` and
`lists/ofac_alt_bench.csv`. The list is the real names of those lists and made ones; the rows are real
registrants, names of the list with and without one edit, and made names, each row another. `barred match`
and `barred bulk` run as a user runs them, over the same rows and with a quarter of them: memory that grows with
the rows shows. `bench/floors.toml` holds the most that is allowed; the status is 1 when more is taken.
"""

import argparse
import csv
import os
import random
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from barred.publishing.overlays.overlay import Listing, Overlay, Spelling, source_id, write_overlay
from made_names import made_names, with_one_edit
from matching import Samples, lexicon, read_samples
from watched import Watched, run_watched

_HERE = Path(__file__).parent
_DIRECTORY = _HERE.parent / "directory"
_CASE = ("--as", "us/federal/executive-agency", "--to", "procure", "--on", "2026-01-01")
_LISTED_ROWS = 20  # one row in so many is a name of the list, half of them with one edit
_FEWER = 4
_LIST = "us-sdn"


def main() -> int:
    """Measure, print, and give 1 when a floor is broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("samples", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--listed", type=int, default=100_000)
    options = parser.parse_args()
    samples = read_samples(options.samples)
    listed = list_names(samples, options.listed)
    rows = row_names(samples, listed, options.rows)
    with tempfile.TemporaryDirectory() as folder:
        measured = {}
        for name, count, one in _measures(listed, rows, Path(folder)):
            measured[name] = one.megabytes
            sys.stdout.write(f"{name:<44}{one.megabytes:>8,.0f} MB{count / one.seconds:>12,.0f} rows a second\n")
            sys.stdout.flush()
    return _held(measured)


def list_names(samples: Samples, count: int) -> list[str]:
    """Give a list: real names first, made ones for the rest."""
    return list(dict.fromkeys([*samples.listed, *made_names(count, lexicon(), seed=7)]))[:count]


def row_names(samples: Samples, listed: Sequence[str], count: int) -> list[str]:
    """Give rows, each another, in an order that is always the same."""
    chance = random.Random(11)  # noqa: S311 - a sample, drawn again by its seed
    meant = [chance.choice(listed) for _ in range(count // _LISTED_ROWS)]
    meant = [with_one_edit(name, chance) if at % 2 else name for at, name in enumerate(meant)]
    several = dict.fromkeys([*samples.innocent, *meant, *made_names(count, lexicon(), seed=99)])
    rows = list(several)[:count]
    chance.shuffle(rows)
    return rows


def _measures(listed: Sequence[str], rows: Sequence[str], folder: Path) -> Iterator[tuple[str, int, Watched]]:
    environment = {**os.environ, "BARRED_CACHE": str(folder / "cache")}
    names = _written(folder / "list.csv", listed)
    overlay = _overlay(folder / "overlay", listed)
    shelves = ("--directory", str(_DIRECTORY), "--directory", str(overlay))
    program = (sys.executable, "-m", "barred")
    run_watched((*program, "lookup", "x"), environment)  # builds the snapshot, which is another job
    run_watched((*program, "lookup", "x", *shelves), environment)
    for told, some in (("a quarter of the rows", rows[: len(rows) // _FEWER]), ("all rows", rows)):
        table, count = str(_written(folder / "rows.csv", some)), len(some)
        out = str(folder / "hits.parquet")
        match = (*program, "match", table, "--against", str(names), "-o", out, "--quiet")
        yield f"match, {told}", count, run_watched(match, environment)
        for processes in (1, 2):
            out = str(folder / "screened.parquet")
            bulk = (*program, "bulk", table, "-o", out, *_CASE, *shelves, "--processes", str(processes), "--quiet")
            yield f"bulk, {processes} processes, {told}", count, run_watched(bulk, environment)


def _written(path: Path, names: Sequence[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("organisation",), *((name,) for name in names)])
    return path


def _overlay(folder: Path, listed: Sequence[str]) -> Path:
    """Lay the list over the directory as an official list, each name an entry of its own."""
    source = source_id(_LIST)
    listings = tuple(Listing._make((_LIST, f"{at:06}", name, *[""] * 9, source)) for at, name in enumerate(listed))
    names = tuple(Spelling(_LIST, f"{at:06}", name, "primary", source) for at, name in enumerate(listed))
    record = {"id": source, "title": "A list that a benchmark makes", "type": "list", "publisher": "a benchmark"}
    record |= {"proof": "unverified", "language": "en", "note": "Names made up and names of a sample."}
    write_overlay(folder, Overlay(listings, names), sources=[record])
    return folder


def _held(measured: dict[str, float]) -> int:
    floors = tomllib.loads((_HERE / "floors.toml").read_text("utf-8"))["memory"]
    broken = [name for name, most in floors["most_megabytes"].items() if measured.get(name, 0.0) > most]
    for name in broken:
        sys.stderr.write(
            f"floor broken: {name} took {measured[name]:.0f} MB, at most {floors['most_megabytes'][name]}\n"
        )
    return int(bool(broken))


if __name__ == "__main__":
    raise SystemExit(main())

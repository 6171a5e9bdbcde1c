"""Measure name matching: how fast beside its peers, how many slips it finds, how many strangers it takes for listed.

    python bench/matching.py SAMPLES [--peers PYTHON] [--sizes 20000 100000 2000000]

`SAMPLES` is a folder with `ieee_oui_organisations.csv`, `lists/ofac_sdn_bench.csv`,
`lists/ofac_alt_bench.csv` and `pairs/nomenklatura_name_bench_cases.csv`; it is no part of the project.
`known_pairs.csv` beside this file holds pairs that the directory must answer.
`--peers` is the Python of an environment with the peers: `bench/matching_peers.py` tells how to make
one. They are given the same rows in the same job, and only ratios are compared with
`bench/floors.toml`, in processor time, so that a busy machine counts for all alike.
"""

import argparse
import csv
import hashlib
import json
import multiprocessing
import random
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from barred.directory.snapshot import Snapshot
from barred.matching.explain import explain
from barred.matching.lexicon import Lexicon, build_lexicon
from barred.matching.match import Hit, Matcher, match_pairs
from barred.matching.name_index import build_name_index
from barred.model.question import Context
from barred.screening.names.match_names import Recorded, answer_pairs
from barred.screening.snapshot_index import whole_index
from barred.wiring import build_snapshot
from made_names import made_names, with_one_edit
from sample_rows import rows_of

DIRECTORY = Path(__file__).parent.parent / "directory"
KNOWN_ON = "2026-01-01"
SEEDS = (101, 102, 103)
EDITED, INNOCENT = 1000, 9000
BATCH = 50_000
JOINED = 200_000
Measures = Iterator[tuple[str, float]]
Told = tuple[str, int, str, float, dict[str, Any]]


class Samples(NamedTuple):
    """Real names: those of a list with their aliases, and those of firms that are hardly on it."""

    main: list[str]
    listed: list[str]
    innocent: list[str]


@cache
def lexicon() -> Lexicon:
    """Build the lexicon from the files of the directory."""
    return build_lexicon(lambda table: rows_of(DIRECTORY / "tables" / f"{table}.csv"))


def read_samples(folder: Path) -> Samples:
    """Read the names of organisations; persons and vessels are left out."""
    main = [row[1] for row in _rows(folder / "lists/ofac_sdn_bench.csv") if len(row) > 2 and row[2].strip() == "-0-"]  # noqa: PLR2004
    alts = [row[3] for row in _rows(folder / "lists/ofac_alt_bench.csv") if len(row) > 3]  # noqa: PLR2004
    innocent = [row["organisation"] for row in rows_of(folder / "ieee_oui_organisations.csv")]
    return Samples(main, main + alts, innocent)


def matcher_of(names: Sequence[str]) -> Matcher:
    """Build an index and open it."""
    return Matcher(build_name_index(pa.array(names, pa.string()), lexicon()), lexicon())


def told(hit: Hit, name: str) -> Told:
    """Give all that an answer says."""
    why = explain(hit.comparison, lexicon(), names=(hit.left, hit.right))
    return name, hit.name, hit.answer, hit.comparison.score, why


def answers(matcher: Matcher, rows: Sequence[str]) -> list[Told]:
    """Match rows in batches, with explanations."""
    made = []
    for at in range(0, len(rows), BATCH):
        batch = rows[at : at + BATCH]
        made += [told(hit, batch[hit.row]) for hit in matcher.match(pa.array(batch, pa.string()))]
    return made


def timed(matcher: Matcher, rows: Sequence[str]) -> float:
    """Give processor seconds a name, the better of two runs."""
    seconds = []
    for _ in range(2):
        begun = time.process_time()
        answers(matcher, rows)
        seconds.append(time.process_time() - begun)
    return min(seconds) / len(rows)


def typos(samples: Samples) -> Measures:
    """Measure names with one edit that are found as themselves, and strangers that are found as somebody."""
    matcher = matcher_of(samples.listed)
    recall, alerts = [], []
    for seed in SEEDS:
        chance = random.Random(seed)  # noqa: S311 - a sample, drawn again by its seed
        meant = chance.sample(samples.main, EDITED)
        rows = [with_one_edit(name, chance) for name in meant] + chance.sample(samples.innocent, INNOCENT)
        hits = [hit for hit in matcher.match(pa.array(rows, pa.string())) if hit.answer == "same"]
        found = {hit.row for hit in hits if hit.row < EDITED and samples.listed[hit.name] == meant[hit.row]}
        recall.append(len(found) / EDITED)
        alerts.append(len({hit.row for hit in hits if hit.row >= EDITED}) * 1000 / INNOCENT)
        yield f"one edit, seed {seed}: share found", recall[-1]
        yield f"strangers, seed {seed}: alerts in 1000", round(alerts[-1], 2)
    yield "one edit: mean share found", round(sum(recall) / len(recall), 4)
    yield "strangers: mean alerts in 1000", round(sum(alerts) / len(alerts), 3)


def pairs(folder: Path) -> Measures:
    """Measure labelled company pairs, none of which any weight was fitted to; then without numbered vehicles."""
    kinds = {"Company", "Organization", "LegalEntity"}
    rows = [row for row in rows_of(folder / "pairs/nomenklatura_name_bench_cases.csv") if row["schema"] in kinds]
    left, right = (pa.array([row[name] for row in rows], pa.string()) for name in ("name1", "name2"))
    judged = [
        (row["is_match"] == "true", hit.answer == "same", bool(hit.comparison.features["number_both"]))
        for row, hit in zip(rows, match_pairs(left, right, lexicon=lexicon()), strict=True)
    ]
    for name, some in (
        ("company pairs", judged),
        ("company pairs without two numbers", [one for one in judged if not one[2]]),
    ):
        right_ones = sum(is_true and is_same for is_true, is_same, _ in some)
        false, missed = (sum(one[0] is not wanted and one[1] is wanted for one in some) for wanted in (True, False))
        yield f"{name}: count", len(some)
        yield f"{name}: rightly the same", right_ones
        yield f"{name}: wrongly the same", false
        yield f"{name}: missed", missed
        yield f"{name}: F1", round(2 * right_ones / (2 * right_ones + false + missed), 4)


def known() -> Measures:
    """Measure pairs about makers that the directory records, and print those that are answered otherwise.

    `native`: a name in another script, and the English one, both recorded. `makers`: spellings of two
    makers; those that are linked to them; strangers that read like them.
    """
    rows = rows_of(Path(__file__).with_name("known_pairs.csv"))
    sides = [[row[name] for row in rows] for name in ("name1", "name2")]
    with tempfile.TemporaryDirectory() as folder, closing(Snapshot(build_snapshot([DIRECTORY], Path(folder)))) as book:
        recorded = Recorded(book, whole_index(book), Context(on=KNOWN_ON))
        found = [one.answer for one in answer_pairs(*sides, lexicon=lexicon(), recorded=recorded)]
    counts = Counter((row["part"], row["wanted"], answer) for row, answer in zip(rows, found, strict=True))
    for row, answer in zip(rows, found, strict=True):
        is_right = answer not in {"same", "related"} if row["wanted"] == "different" else answer == row["wanted"]
        if not is_right:
            sys.stderr.write(f"{row['part']}: {row['name1']} | {row['name2']}: {answer}, not {row['wanted']}\n")
    for part, wanted in dict.fromkeys((row["part"], row["wanted"]) for row in rows):
        mine = {answer: count for (one, other, answer), count in counts.items() if (one, other) == (part, wanted)}
        yield f"{part}, {wanted}: count", sum(mine.values())
        yield f"{part}, {wanted}: answered same", mine.get("same", 0)
        yield f"{part}, {wanted}: answered related", mine.get("related", 0)


def speed(samples: Samples, sizes: Sequence[int]) -> Measures:
    """Measure names a second of one processor, explanations included, against lists of several sizes."""
    filler = made_names(max(sizes), lexicon(), seed=7)
    rows = speed_rows(samples)
    times: dict[int, float] = {}
    for size in sizes:
        listed = [*samples.listed, *filler][:size]
        begun = time.process_time()
        matcher = matcher_of(listed)
        yield f"list of {size}: seconds to build", round(time.process_time() - begun, 2)
        times[size] = timed(matcher, rows)
        yield f"list of {size}: names a second", round(1 / times[size])
        hits = matcher.match(pa.array(rows, pa.string()))
        found = {rows[hit.row] for hit in hits}
        bare = [row for row in rows if row not in found]
        yield f"list of {size}: names a second, rows without an answer", round(1 / timed(matcher, bare))
    yield "times as long a name, largest to smallest list", round(times[max(sizes)] / times[min(sizes)], 2)


def speed_rows(samples: Samples) -> list[str]:
    """Mix real innocent names with names of the list that have one edit, one in ten, each once."""
    chance = random.Random(3)  # noqa: S311 - a sample, drawn again by its seed
    innocent = list(dict.fromkeys(samples.innocent))
    edited = [with_one_edit(name, chance) for name in chance.sample(samples.main, len(innocent) // 9)]
    rows = [*innocent, *edited]
    chance.shuffle(rows)
    return rows


def single(samples: Samples) -> Measures:
    """Measure single names, warm, explanation included."""
    matcher, took = matcher_of(samples.listed), []
    rows = speed_rows(samples)[:1000]
    answers(matcher, rows)
    for row in rows:
        begun = time.process_time()
        answers(matcher, [row])
        took.append(time.process_time() - begun)
    took.sort()
    yield "single name: median ms", round(took[len(took) // 2] * 1000, 2)
    yield "single name: 95th percentile ms", round(took[len(took) * 95 // 100] * 1000, 2)


def sameness(samples: Samples) -> Measures:
    """Tell whether shuffled rows, other batches and two processes give the same sorted answers."""
    matcher = matcher_of(samples.listed)
    rows = speed_rows(samples)[:6000]
    shuffled = random.Random(8).sample(rows, len(rows))  # noqa: S311 - a sample, drawn again by its seed
    work = partial(_of_list, samples.listed)
    # A fresh process knows nothing of this one: what it answers cannot lean on what was asked before.
    with multiprocessing.get_context("spawn").Pool(2) as two:
        apart = [one for made in two.map(work, [rows[:3000], rows[3000:]]) for one in made]
    small = [one for at in range(0, len(rows), 997) for one in answers(matcher, rows[at : at + 997])]
    digests = {_digest(made) for made in (answers(matcher, rows), answers(matcher, shuffled), small, apart)}
    yield "different outputs of one input", len(digests)


def peers(samples: Samples, python: Path, size: int) -> Measures:
    """Run the peers on the same rows in the same job, and give how many times as fast this is."""
    listed = [*samples.listed, *made_names(size, lexicon(), seed=7)][:size]
    rows = speed_rows(samples)
    # As many distinct rows as a register has: most have no candidate.
    column = [*rows, *listed[: len(rows) // 9], *made_names(JOINED, lexicon(), seed=99)][:JOINED]
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("list.txt", "rows.txt", "join.parquet")]
        for file, names in zip(files, (listed, rows), strict=False):
            file.write_text("\n".join(names), "utf-8")
        pq.write_table(pa.table({"name": pa.array(column)}), files[2])
        script = Path(__file__).with_name("matching_peers.py")
        command = [str(python), str(script), *map(str, files), str(JOINED)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    measured = json.loads(done.stdout.splitlines()[-1])
    matcher = matcher_of(listed)
    mine = 1 / timed(matcher, rows)
    found = {column[hit.row] for hit in matcher.match(pa.array(column, pa.string()))}
    joined, bare = 1 / timed(matcher, column), 1 / timed(matcher, [row for row in column if row not in found])
    yield "names a second", round(mine)
    yield "names a second, rows of a register", round(joined)
    for name, one in measured.items():
        yield f"{name} {one['version']}: names a second", one["names_a_second"]
        yield f"times as fast as {name}", round(mine / one["names_a_second"], 3)
    fastest = max(measured[name]["names_a_second"] for name in ("polars", "duckdb"))
    yield "exact join is times as fast", round(fastest / joined, 1)
    yield "exact join is times as fast, rows without an answer", round(fastest / bare, 1)


def main() -> int:
    """Print the measures; give 1 when a floor is broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("samples", type=Path)
    parser.add_argument("--peers", type=Path, metavar="PYTHON")
    parser.add_argument("--sizes", type=int, nargs="+", default=[20_000, 100_000, 2_000_000])
    options = parser.parse_args()
    samples = read_samples(options.samples)
    parts = [known(), typos(samples), pairs(options.samples), single(samples), sameness(samples)]
    parts.append(speed(samples, options.sizes))
    if options.peers:
        parts.insert(0, peers(samples, options.peers, min(options.sizes)))
    measured: dict[str, float] = {}
    for part in parts:
        for name, value in part:
            measured[name] = value
            sys.stdout.write(f"{name:<60}{value:>14.6g}\n")
            sys.stdout.flush()
    broken = list(_broken(measured))
    sys.stderr.writelines(f"floor broken: {one}\n" for one in broken)
    return int(bool(broken))


def _broken(measured: dict[str, float]) -> Iterator[str]:
    """Tell which measures lie outside the floors; what was not asked for is not compared."""
    floors = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))["matching"]
    for name, least in floors["least"].items():
        if name in measured and measured[name] < least:
            yield f"{name} is {measured[name]}, at least {least} is wanted"
    for name, most in floors["most"].items():
        if name in measured and measured[name] > most:
            yield f"{name} is {measured[name]}, at most {most} is wanted"


def _of_list(listed: Sequence[str], rows: Sequence[str]) -> list[Told]:
    return answers(matcher_of(listed), rows)


def _digest(made: Sequence[Told]) -> str:
    lines = sorted(json.dumps(one, ensure_ascii=False) for one in made)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _rows(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


if __name__ == "__main__":
    raise SystemExit(main())

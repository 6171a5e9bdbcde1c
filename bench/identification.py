"""Measure identification against labelled samples: who is found, who is wrongly named, how fast.

    python bench/identification.py SAMPLES

`SAMPLES` is a folder with `ieee_oui_organisations.csv` (column `organisation`) and `devices.jsonl`
(rows of kind `model` and `firmware`); it is no part of the project. The table that is printed has
one line a measure; `--json` prints the same as one object. The status is 1 when a measure falls
below its least or above its most in `bench/floors.toml`.
"""

import argparse
import json
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from barred.identify.batch import identify_column
from barred.identify.memory_index import MemoryIndex, build_index
from barred.model.build import build
from barred.model.candidate import Candidate
from barred.model.organisation import Organisation
from sample_rows import rows_of

DIRECTORY = Path(__file__).parent.parent / "directory"

# Registrants that are a maker on a list of restrictions, or part of one, by a word that only they bear.
RESTRICTED = {
    "hikvision": ("hikvision",), "ezviz": ("ezviz",), "hikrobot": ("hikrobot",), "prama": ("prama",),
    "dahua": ("dahua",), "imou": ("huacheng",), "huaray": ("huaray",), "uniview": ("uniview",),
    "huawei": ("huawei",), "huawei-device": ("huawei",), "huawei-symantec": ("huawei",), "zte": ("zte",),
    "hytera": ("hytera",), "hikmicro": ("microimage",), "hisilicon": ("hisilicon",), "tiandy": ("tiandy",),
}  # fmt: skip
HIKVISION = {"hikvision", "hilook", "hiwatch", "hikmicro", "ezviz", "prama", "annke", "lts"}
DAHUA = {"dahua", "amcrest", "lorex", "gss", "cp-plus", "imou", "loryta"}


def read_index() -> MemoryIndex:
    """Build the index from the files of the directory."""
    files = sorted((DIRECTORY / "organisations").glob("*/*.toml"))
    known = [build(Organisation, tomllib.loads(file.read_text("utf-8"))) for file in files]
    return build_index(known, _rows)


def registrants(samples: Path, index: MemoryIndex) -> Iterator[tuple[str, float]]:
    """Measure the registrants of MAC blocks, read as an organisation column."""
    names = [row["organisation"] for row in rows_of(samples / "ieee_oui_organisations.csv")]
    found = identify_column({"organisation": pa.array(names, pa.string())}, index)
    true = false = surely_false = missed = 0
    for at, name in enumerate(names):
        named = [one for one in found.of(at) if one.organisation in RESTRICTED]
        is_true = any(word in " ".join(_words(name)).split() for words in RESTRICTED.values() for word in words)
        right = [one for one in named if set(RESTRICTED[one.organisation]) & set(_words(name))]
        true += bool(right)
        missed += is_true and not any(one.band == "confirmed" for one in right)
        false += len(named) > len(right)
        surely_false += any(one.band != "possible" for one in named if one not in right)
    yield "registrants", len(names)
    yield "registrants: restricted makers found", true
    yield "registrants: restricted makers not confirmed", missed
    yield "registrants: wrongly named, any band", false
    yield "registrants: wrongly named, confirmed or probable", surely_false


def models(samples: Path, index: MemoryIndex) -> Iterator[tuple[str, float]]:
    """Measure model numbers on their own: those of two makers, of relabel brands and of others."""
    rows = [json.loads(line) for line in (samples / "devices.jsonl").read_text("utf-8").splitlines()]
    for maker, family in (("hikvision", HIKVISION), ("dahua", DAHUA)):
        numbers = [
            one["model"]
            for row in rows
            if row["kind"] == "model" and row["maker"] == maker
            for one in _listed(row["sample"])
        ]
        other = DAHUA if maker == "hikvision" else HIKVISION
        yield f"{maker} models", len(numbers)
        yield f"{maker} models: share named rightly", _share(numbers, index, family=family)
        yield f"{maker} models: wrongly named as the other", _count(numbers, index, family=other)
    others = [
        one["model"] for row in rows if row["kind"] == "model" and row["maker"].startswith("other:")
        for one in _listed(row["sample"])
    ]  # fmt: skip
    yield "models of others", len(others)
    yield "models of others: named as hikvision or dahua", _count(others, index, family=HIKVISION | DAHUA)
    skus = [row["sample"] for row in rows if row["kind"] == "firmware" and "sku" in row["sample"]]
    yield "relabelled models not in the table", len(skus)
    yield "relabelled models: share whose brand is named", _share([one["sku"] for one in skus], index, family=DAHUA)
    beside = [f"{one['brand']} {one['sku']}" for one in skus]
    yield "relabelled models beside their brand: share named", _share(beside, index, family=DAHUA)


def speed(samples: Path, index: MemoryIndex) -> Iterator[tuple[str, float]]:
    """Measure rows a second of one processor, over rows without and with something to find."""
    names = [row["organisation"] for row in rows_of(samples / "ieee_oui_organisations.csv")]
    found = identify_column(pa.array(names, pa.string()), index)
    innocent = pa.array([name for at, name in enumerate(names) if not found.of(at)], pa.string())
    for told, column in (("innocent rows", innocent), ("registrants", pa.array(names, pa.string()))):
        seconds = []
        for _ in range(5):
            begun = time.process_time()
            identify_column(column, index)
            seconds.append(time.process_time() - begun)
        yield f"{told}: thousand a second", round(len(column) / min(seconds) / 1000, 1)


def main() -> int:
    """Print the measures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("samples", type=Path)
    parser.add_argument("--json", action="store_true", help="print one object")
    options = parser.parse_args()
    index = read_index()
    measured = dict([
        *registrants(options.samples, index), *models(options.samples, index), *speed(options.samples, index),
    ])  # fmt: skip
    if options.json:
        sys.stdout.write(json.dumps(measured, indent=1) + "\n")
    else:
        sys.stdout.writelines(f"{name:<56}{value:>12.4g}\n" for name, value in measured.items())
    broken = list(_broken(measured))
    sys.stderr.writelines(f"floor broken: {one}\n" for one in broken)
    return int(bool(broken))


def _broken(measured: dict[str, float]) -> Iterator[str]:
    """Tell which measures lie outside the floors; a floor for something that is not measured is broken too."""
    floors = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))["identification"]
    for name, least in floors["least"].items():
        if measured.get(name, -1) < least:
            yield f"{name} is {measured.get(name)}, at least {least} is wanted"
    for name, most in floors["most"].items():
        if measured.get(name, most + 1) > most:
            yield f"{name} is {measured.get(name)}, at most {most} is wanted"


def _named(texts: list[str], index: MemoryIndex) -> list[tuple[Candidate, ...]]:
    found = identify_column(pa.array(texts, pa.string()), index)
    return [found.of(at) for at in range(len(texts))]


def _share(texts: list[str], index: MemoryIndex, *, family: set[str]) -> float:
    return round(_count(texts, index, family=family) / max(1, len(texts)), 4)


def _count(texts: list[str], index: MemoryIndex, *, family: set[str]) -> int:
    return sum(any(one.organisation in family for one in found) for found in _named(texts, index))


def _listed(sample: Any) -> list[dict[str, str]]:  # noqa: ANN401 - one object or a list of them
    return sample if isinstance(sample, list) else [sample]


def _words(name: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in name.lower()).replace("technologyco", "").split()


def _rows(table: str) -> list[dict[str, str]]:
    return rows_of(DIRECTORY / "tables" / f"{table}.csv")


if __name__ == "__main__":
    raise SystemExit(main())

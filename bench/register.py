"""Measure what matching a whole register against the directory and all official lists calls the same.

    python bench/register.py SAMPLES

`SAMPLES` is a folder with `ieee_oui_organisations.csv` and `lists/`; it is no part of the project.
`register_answers.csv` beside this file says for every name that was ever called the same whether it is,
and why not: the judgement of a reader of both names, who knew some of the firms. It was used while the weights of
names found among many were set, so that the share is no blind measure. An answer that nobody
judged counts as wrong.
"""

import argparse
import csv
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from identification import RESTRICTED  # isort: skip - lies beside this file

LISTS = {
    "cn-mofcom": ("cn_mofcom_sanctions.csv",),
    "eu-359-2011": ("eu_32011R0359.csv",),
    "eu-833-2014": ("eu_32014R0833.csv",),
    "un-sc": ("un_consolidated.xml",),
    "us-bis-dpl": ("bis_dpl_bench.tsv",),
    "us-bis-el": ("us_bis_el_fixture_old.csv",),
    "us-bis-mieu": ("us_bis_mieu.csv",),
    "us-bis-uvl": ("us_bis_uvl_fixture_old.csv",),
    "us-csl": ("us_csl_sample.csv",),
    "us-dod-1260h": ("us_dod_1260h.csv",),
    "us-fcc-covered": ("us_fcc_covered_list_table.csv",),
    "us-inksna": ("us_inksna.csv",),
    "us-itar-debarred": ("us_itar_debarred_2017.csv",),
    "us-ofac-consolidated": ("ofac_cons_prim.csv", "ofac_cons_alt.csv", "ofac_cons_add.csv"),
    "us-ofac-sdn": ("ofac_sdn_bench.csv", "ofac_alt_bench.csv"),
    "us-s1286": ("us_section_1286.csv",),
    "us-s154": ("us_section_154.csv",),
    "us-s353": ("us_section_353.csv",),
    "us-s5949": ("us_section_5949.csv",),
    "us-s889": ("us_section_889.csv",),
}
ANSWERS = Path(__file__).with_name("register_answers.csv")
BARRED = (sys.executable, "-m", "barred")


def answers(samples: Path, folder: Path) -> list[dict[str, Any]]:
    """Match the register with the directory and every list of the samples, and give what is the same."""
    overlay, register = folder / "lists", samples / "ieee_oui_organisations.csv"
    for name, files in LISTS.items():
        paths = [str(samples / "lists" / file) for file in files]
        _run("lists", "import", name, *paths, "--into", str(overlay))
    against = ("--directory", "builtin", "--directory", str(overlay))
    done = _run("match", str(register), "--column", "name=organisation", *against, "--class", "same", "--quiet")
    return [json.loads(line) for line in done.splitlines()]


def measures(found: list[dict[str, Any]], samples: Path) -> Iterator[tuple[str, float]]:
    """Compare with the judged answers, one a name of the register."""
    judged = {row["name"]: row for row in _csv(ANSWERS)}
    names = list(dict.fromkeys(one["left"] for one in found))
    right = [name for name in names if name in judged and judged[name]["is_same"] == "yes"]
    for name in names:
        if name not in right:
            sys.stderr.write(f"{name}: {judged[name]['why'] if name in judged else 'nobody judged this'}\n")
    yield "names called the same", len(names)
    yield "rightly", len(right)
    yield "not judged", len([name for name in names if name not in judged])
    yield "precision", round(len(right) / len(names), 4)
    words = {word for told in RESTRICTED.values() for word in told}
    makers = {
        row["organisation"]
        for row in _csv(samples / "ieee_oui_organisations.csv")
        if set(re.findall(r"\w+", row["organisation"].casefold())) & words
    }
    held = {one["left"] for one in found if one.get("organisation") in RESTRICTED or one.get("list")}
    yield "registrants that bear the word of a restricted maker", len(makers)
    yield "of these not the same", len(makers - held)
    for name in sorted(makers - held):
        sys.stderr.write(f"{name}: bears the word of a restricted maker and is not the same\n")


def main() -> int:
    """Print the measures; give 1 when a floor is broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("samples", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = answers(options.samples, Path(folder))
    measured = dict(measures(found, options.samples))
    for name, value in measured.items():
        sys.stdout.write(f"{name:<60}{value:>14.6g}\n")
    floors = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))["register"]
    broken = [name for name, least in floors["least"].items() if measured[name] < least]
    broken += [name for name, most in floors["most"].items() if measured[name] > most]
    sys.stderr.writelines(f"floor broken: {name} is {measured[name]}\n" for name in broken)
    return int(bool(broken))


def _run(*words: str) -> str:
    return subprocess.run([*BARRED, *words], capture_output=True, text=True, check=True).stdout


def _csv(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


if __name__ == "__main__":
    raise SystemExit(main())

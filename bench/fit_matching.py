"""Fit what each feature of a comparison is worth, and print the table of weights and how far scores can be relied on.

    python bench/fit_matching.py SAMPLES > directory/tables/match_weights.csv

`SAMPLES` is a folder with `lists/ofac_sdn_bench.csv`, `lists/ofac_alt_bench.csv` and
`ieee_oui_organisations.csv`. Pairs that are one body: an organisation of the list beside its other names, and
real names with a slip, another order, a trade cut short, words written together. Pairs that are two: an
organisation beside those of the list that share most words with it, and real names with a word, place,
trade or number changed or added. The folder `pairs` is never opened: it is there to measure.

A logistic regression whose weights keep their sign, and a least size where people know more than the
pairs show: nothing in a list tells that fund II is not fund III. The rows marked as set are not fitted. The
table goes to standard output; what was held back is scored and told on standard error.
"""

import argparse
import csv
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from barred.matching.align import align
from barred.matching.compare import FEATURES, features_of
from barred.matching.lexicon import Lexicon, build_lexicon
from barred.matching.prepare import Prepared, prepare
from barred.matching.spell import spell
from made_names import with_one_edit
from sample_rows import rows_of

TABLES = Path(__file__).parent.parent / "directory" / "tables"
FOR = ("evidence", "coverage", "whole", "joined", "forms_alike")
EITHER = ("bias", "acronym", "lookalike")
# What people know and pairs of a list do not show: at least so much, with the sign of the feature.
LEAST = {
    "thin": 2.5, "trade_one": 1.0, "number_one": 2.5, "number_both": 2.5, "generic": 0.8, "form_country": 1.2,
    "evidence": 0.2, "word_one": 1.5, "typo": 0.35, "short_typo": 1.2, "form_kind": 3.0, "order": 0.1,
    "structure": 0.5, "shortened": 0.25, "country": 2.0, "word_both": 1.0,
}  # fmt: skip
# Pairs that are made keep their form, so that they cannot tell what it says that forms are alike.
SET = {"listed": -0.4, "home": -0.6, "forms_alike": 0.6, "forms_apart": -0.8}
# Other names of one body that share less than this with it are other names, and no spellings.
LEAST_COVERED = 0.35
HELD_BACK, STEPS = 0.3, 3000
Floats = npt.NDArray[np.float64]


class Pair(NamedTuple):
    """Two names, whether they are one body, and how the pair came about."""

    left: str
    right: str
    is_one: bool
    way: str


def of_list(samples: Path) -> Iterator[Pair]:
    """Pair the organisations of a list with their other names, and with those that share most words with them."""
    rows = _rows(samples / "lists/ofac_sdn_bench.csv")
    main = {row[0]: row[1] for row in rows if len(row) > 2 and row[2].strip() == "-0-"}  # noqa: PLR2004 - the columns of the list
    for row in _rows(samples / "lists/ofac_alt_bench.csv"):
        if len(row) > 3 and row[0] in main:  # noqa: PLR2004
            yield Pair(main[row[0]], row[3], is_one=True, way="alias")
    holding: dict[str, list[str]] = defaultdict(list)
    for key, name in main.items():
        for word in set(name.lower().split()):
            holding[word].append(key)
    for key, name in main.items():
        shared = Counter(
            other for word in set(name.lower().split()) if len(holding[word]) <= 200  # noqa: PLR2004 - rarer words
            for other in holding[word] if other != key
        )  # fmt: skip
        yield from (
            Pair(name, main[other], is_one=False, way="near")
            for other, _ in shared.most_common(2)
            if main[other] != name
        )


class Maker:
    """Makes pairs of a name and what becomes of it.

    Args:
        lexicon: What is known of words.
        chance: Draws.
    """

    def __init__(self, lexicon: Lexicon, chance: random.Random) -> None:
        self.lexicon, self.chance = lexicon, chance
        self.of_kind: dict[str, list[str]] = defaultdict(list)
        self.spellings: dict[str, list[str]] = defaultdict(list)
        for word, (kind, meant) in lexicon.kinds.items():
            self.of_kind[kind].append(word)
            if kind == "trade" and meant in lexicon.kinds:
                self.spellings[meant].append(word)
        self.of_kind["word"] = [
            word for word, count in lexicon.counts.items()
            if count <= 3 and len(word) > 4 and word.isascii() and word not in lexicon.kinds  # noqa: PLR2004 - rare words
        ]  # fmt: skip

    def pairs(self, spelt: str) -> Iterator[Pair]:
        """Make pairs of one name."""
        name = prepare(spelt, self.lexicon)
        core = [word.text for word in name.words]
        if not any(word.kind == "word" for word in name.words):
            return
        yield Pair(spelt, with_one_edit(spelt, self.chance).lower(), is_one=True, way="edit")
        ways: tuple[Callable[[list[str], str], str], ...] = (self._bare, self._turned, self._short, self._glued)
        yield Pair(spelt, self.chance.choice(ways)(core, name.tail), is_one=True, way="written otherwise")
        if core != spelt.split():
            # Another form may be another way to write it or a sister firm: nobody can tell, so half are called one.
            form = self.chance.choice(("co ltd", "inc", "gmbh", "llc"))
            yield Pair(spelt, " ".join([*core, form]), is_one=self.chance.random() < 0.5, way="another form")  # noqa: PLR2004
        for kind in self.chance.sample(["word", "place", "trade", "number"], 2):
            other = self._changed(core, kind) if self.chance.random() < 0.5 else self._added(core, kind)  # noqa: PLR2004
            if other != core:
                yield Pair(spelt, " ".join([*other, name.tail]).strip(), is_one=False, way=f"other {kind}")

    def _bare(self, core: list[str], _: str) -> str:
        return " ".join(core)

    def _turned(self, core: list[str], tail: str) -> str:
        return " ".join([*core[1:], *core[:1], tail]).strip()

    def _short(self, core: list[str], tail: str) -> str:
        meant = [self.lexicon.meaning(word).key for word in core]
        return " ".join(
            [
                *(self.chance.choice(self.spellings.get(key, [word])) for word, key in zip(core, meant, strict=True)),
                tail,
            ]
        )

    def _glued(self, core: list[str], tail: str) -> str:
        return " ".join(["".join(core[:2]), *core[2:], tail]).strip()

    def _drawn(self, kind: str) -> str:
        return str(self.chance.randrange(1, 30)) if kind == "number" else self.chance.choice(self.of_kind[kind])

    def _changed(self, core: list[str], kind: str) -> list[str]:
        at = [place for place, word in enumerate(core) if self.lexicon.meaning(word).kind == kind]
        if not at:
            return core
        chosen = self.chance.choice(at)
        return [*core[:chosen], self._drawn(kind), *core[chosen + 1 :]]

    def _added(self, core: list[str], kind: str) -> list[str]:
        return [*core, self._drawn(kind)]


def measured(pairs: Sequence[Pair], lexicon: Lexicon) -> tuple[Floats, list[Pair]]:
    """Measure the features of pairs; aliases that share too little are left out."""
    sides = [_prepared([getattr(pair, side) for pair in pairs], lexicon) for side in ("left", "right")]
    values, kept = [], []
    for pair, left, right in zip(pairs, *sides, strict=True):
        found = features_of(left, right, alignment=align(left, right))
        if not found["home"] and (pair.way != "alias" or found["coverage"] >= LEAST_COVERED):
            values.append([found[name] for name in FEATURES])
            kept.append(pair)
    return np.array(values), kept


def fitted(values: Floats, is_one: Floats, shares: Floats) -> Floats:
    """Fit weights by Adam's rule, and keep each at its least size after every step."""
    scale = np.abs(values).max(0) + 1e-9
    scaled = values / scale
    weights, first, second = (np.zeros(values.shape[1]) for _ in range(3))
    for step in range(1, STEPS + 1):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (shares * (chance - is_one)) / len(is_one) + 2e-4 * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope * slope
        weights -= 0.02 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        for at, name in enumerate(FEATURES):
            if name not in EITHER:
                sign = 1 if name in FOR else -1
                weights[at] = sign * max(weights[at] * sign, LEAST.get(name, 0.0) * scale[at])
    fit: Floats = weights / scale
    return fit


def reliability(chance: Floats, pairs: Sequence[Pair]) -> Iterator[str]:
    """Tell for each tenth of the scores how many pairs have it and how many of them are one body; then by way."""
    is_one = np.array([pair.is_one for pair in pairs])
    tenths = np.minimum((chance * 10).astype(int), 9)
    yield "score from    pairs    share that is one body"
    for tenth in range(10):
        held = tenths == tenth
        yield f"{tenth / 10:>10.1f}{held.sum():>9}{is_one[held].mean() if held.any() else 0:>26.3f}"
    for way in sorted({pair.way for pair in pairs}):
        held = np.array([pair.way == way for pair in pairs])
        yield f"{way}: {held.sum()} pairs, {((chance >= 0.5) == is_one)[held].mean():.3f} rightly answered"  # noqa: PLR2004 - a half


def main() -> int:
    """Fit, tell how well, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("samples", type=Path)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    lexicon = build_lexicon(partial(_table, TABLES))
    chance = random.Random(options.seed)  # noqa: S311 - a sample, drawn again by its seed
    listed = list(of_list(options.samples))
    names = [row["organisation"] for row in rows_of(options.samples / "ieee_oui_organisations.csv")]
    some = [*chance.sample(names, 6000), *chance.sample([pair.left for pair in listed], 2500)]
    maker = Maker(lexicon, chance)
    made = [
        pair
        for spelt in spell(pa.array(some, pa.string()), lexicon).to_pylist()
        if spelt
        for pair in maker.pairs(spelt)
    ]
    values, pairs = measured([*listed, *made], lexicon)
    values[:, [FEATURES.index(name) for name in SET]] = 0
    ways = Counter(pair.way for pair in pairs)
    # A way that many pairs came about counts for more than one of few, but not for as much more.
    shares = np.array([ways[pair.way] ** -0.5 for pair in pairs])
    is_one = np.array([float(pair.is_one) for pair in pairs])
    held = np.array([chance.random() < HELD_BACK for _ in pairs])
    weights = fitted(values[~held], is_one[~held], shares[~held] / shares.mean())
    scores = 1 / (1 + np.exp(-values[held] @ weights))
    sys.stderr.writelines(
        f"{line}\n" for line in reliability(scores, [pair for pair, out in zip(pairs, held, strict=True) if out])
    )
    _write(dict(zip(FEATURES, weights.tolist(), strict=True)) | SET)
    return 0


def _write(weights: dict[str, float]) -> None:
    """Write the table with the notes that it has."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["feature", "weight", "note", "source"])
    for row in rows_of(TABLES / "match_weights.csv"):
        writer.writerow([row["feature"], f"{weights[row['feature']]:.2f}", row["note"], row["source"]])


def _prepared(names: Sequence[str], lexicon: Lexicon) -> list[Prepared]:
    return [prepare(spelt or "", lexicon) for spelt in spell(pa.array(names, pa.string()), lexicon).to_pylist()]


def _table(folder: Path, table: str) -> list[dict[str, str]]:
    return rows_of(folder / f"{table}.csv")


def _rows(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


if __name__ == "__main__":
    raise SystemExit(main())

"""Count in how many names of a background each word stands: the table that says how common words of names are.

    python bench/count_name_words.py SAMPLES > directory/tables/name_word_counts.csv

`SAMPLES` is a folder with `ieee_oui_organisations.csv` (column `organisation`), the registrants of MAC
blocks. Words that stand in one name alone are left out: nothing is as rare as a word that is not in the
table. The background is nobody's list: counted on a list, its own names would be its common words.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from barred.text.fold import fold

__all__ = ["counted", "main", "plain_words", "words_of"]

_SOURCE = "ieee-oui-registry"
_ALL, _LEAST = "*", 2
# Spelt as `barred.matching.spell` spells, before any table is there.
_LEFT_OUT = "'’ʼ`´‘"


def words_of(name: str) -> set[str]:
    """Give the words of a name."""
    return set(plain_words(name).split())


def plain_words(name: str) -> str:
    """Give the words of a name in order, as they are compared."""
    bare = "".join(sign for sign in name if sign not in _LEFT_OUT)
    signs = [
        ""
        if sign == "." and at and bare[at - 1].isascii() and bare[at - 1].isalpha() and _stands_alone(bare, at - 1)
        else sign
        for at, sign in enumerate(bare)
    ]
    return fold("".join(signs).replace("&", " and "))


def counted(names: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Give the number of names, then each word that stands in several, in order."""
    counts: Counter[str] = Counter()
    for name in names:
        counts.update(words_of(name))
    yield _ALL, len(names)
    yield from sorted((word, count) for word, count in counts.items() if count >= _LEAST)


def _stands_alone(text: str, at: int) -> bool:
    return not at or not (text[at - 1].isalnum() or text[at - 1] == "_")


def main() -> int:
    """Write the table."""
    file = Path(sys.argv[1]) / "ieee_oui_organisations.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        names = [row["organisation"] for row in csv.DictReader(lines)]
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["word", "count", "source"])
    writer.writerows((word, count, _SOURCE) for word, count in counted(names))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

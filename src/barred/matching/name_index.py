"""An index of names: plain arrays that are built once, never change, and answer in bulk."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute

from barred.errors import IndexProblem
from barred.matching.code_table import CodeTable, build_code_table
from barred.matching.columns import WordColumn, cut_words, taken
from barred.matching.lexicon import Lexicon
from barred.matching.spell import spell
from barred.matching.weigh import FORM_WEIGHT, Weigher, letters
from barred.matching.word_codes import Codes, joined_codes, shortened_codes, word_codes

__all__ = ["FEW_NAMES", "NEAR_LETTERS", "SLIGHTLY_SHARED", "NameIndex", "build_name_index", "lead_words"]

# The stubs of pyarrow know only some kinds of array that its functions take; the twin test checks them instead.
_compute: Any = pyarrow.compute

# Two names are looked at together when they share this much of the weight of each ...
_LEAST_SHARED = 0.55
# ... or this much, if few names are led to by a word.
SLIGHTLY_SHARED = 0.35
FEW_NAMES = 50
# One letter changed in a shorter word makes other words ("zte", "zoe").
NEAR_LETTERS = 4
# A name of one word is a brand when the word is about as rare as any.
_BRAND_WEIGHT = 9.0

_Floats = npt.NDArray[np.float32]
_Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class NameIndex:
    """Names and the arrays that find them.

    Args:
        names: n names as given.
        spelt: n names as spelt.
        words: v distinct words.
        weights: v weights.
        name_words: m positions in `words`, name by name.
        begins: n + 1 positions in `name_words`.
        exact: Code of a word to its position in `words`.
        near: Codes of the forms of a word with a letter left out to its position in `words`.
        lead_names: Names by the words that lead to them, word by word.
        lead_begins: v + 1 positions in `lead_names`.
        joined: Codes of two neighbouring words written together to the names.
        brands: n marks: the name is one distinctive word, which longer names may mention.
    """

    names: pa.StringArray
    spelt: pa.StringArray
    words: pa.StringArray
    weights: _Floats
    name_words: npt.NDArray[np.int32]
    begins: _Numbers
    exact: CodeTable
    near: CodeTable
    lead_names: npt.NDArray[np.int32]
    lead_begins: _Numbers
    joined: CodeTable
    brands: npt.NDArray[np.bool_]


def build_name_index(names: pa.StringArray, lexicon: Lexicon) -> NameIndex:
    """Build an index.

    Args:
        names: n names, none of them null; two may be equal.
        lexicon: What is known of words.

    Raises:
        IndexProblem: A name is null, or a name was lost on the way.

    Cost:
        A few passes over the bytes, and one sort of the words left one letter short.
    """
    if names.null_count:
        raise IndexProblem(f"{names.null_count} of {len(names)} names are null", remedy="leave empty rows out")
    spelt = spell(names, lexicon)
    column = cut_words(spelt)
    if len(column.begins) != len(names) + 1:
        raise IndexProblem(f"{len(column.begins) - 1} of {len(names)} names were indexed", remedy="report this")
    codes = word_codes(column.distinct)
    weights, keys = Weigher(lexicon).weigh(column.distinct, codes)
    lead_names, lead_begins = _leads(column, weights)
    return NameIndex(
        names=names,
        spelt=spelt,
        words=column.distinct,
        weights=weights,
        name_words=column.words.astype(np.int32),
        begins=column.begins,
        exact=build_code_table(keys, np.arange(len(codes), dtype=np.int32)),
        near=_near(column.distinct),
        lead_names=lead_names,
        lead_begins=lead_begins,
        joined=_joined(column, codes, weights),
        brands=_brands(column, weights),
    )


def lead_words(column: WordColumn, weights: _Floats, *, least: float = _LEAST_SHARED) -> npt.NDArray[np.bool_]:
    """Mark the words that lead to a name: its heaviest, until the rest is too little to count as the name.

    Args:
        column: The words of n names.
        weights: The weights of the distinct words.
        least: The share of the weight of a name that another must hold to be looked at.

    Returns:
        A mark for each of the m words. Two names that share so much of the weight of each share a
        word that leads to both, whatever the number of names.
    """
    owners = column.owners
    mine = weights[column.words].astype(np.float64)
    # Equal weights are put in the order of the words themselves, which is the same on both sides.
    order = np.lexsort((-_ranks(column.distinct)[column.words], -mine, owners))
    sums = np.zeros(len(mine) + 1)
    np.cumsum(mine[order], out=sums[1:])
    ends = column.begins[1:][owners[order]]
    totals = sums[column.begins[1:]] - sums[column.begins[:-1]]
    leads = np.zeros(len(mine), bool)
    rest = sums[ends] - sums[:-1]
    leads[order] = (rest >= least * totals[owners[order]]) & (mine[order] > 0)
    return leads


def _ranks(words: pa.StringArray) -> npt.NDArray[np.int64]:
    """Number words by something that depends on the word alone."""
    return (word_codes(words) >> np.uint64(1)).astype(np.int64)


def _leads(column: WordColumn, weights: _Floats) -> tuple[npt.NDArray[np.int32], _Numbers]:
    marked = lead_words(column, weights, least=SLIGHTLY_SHARED)
    often = np.bincount(column.words[marked], minlength=len(column.distinct)) > FEW_NAMES
    marked &= ~often[column.words] | lead_words(column, weights)
    words, names = column.words[marked], column.owners[marked]
    order = np.lexsort((names, words))
    begins = np.zeros(len(column.distinct) + 1, np.int64)
    np.cumsum(np.bincount(words, minlength=len(column.distinct)), out=begins[1:])
    return names[order].astype(np.int32), begins


def _near(words: pa.StringArray) -> CodeTable:
    long = np.flatnonzero(letters(words) >= NEAR_LETTERS)
    codes, owners = shortened_codes(taken(words, long))
    return build_code_table(codes, long[owners].astype(np.int32))


def _joined(column: WordColumn, codes: Codes, weights: _Floats) -> CodeTable:
    """Number the neighbouring words of each name as if written together, where one of them leads to it."""
    owners, leads = column.owners, lead_words(column, weights)
    first, second = column.words[:-1], column.words[1:]
    beside = (owners[1:] == owners[:-1]) & (leads[1:] | leads[:-1])
    light, heavy = np.minimum(weights[first], weights[second]), np.maximum(weights[first], weights[second])
    beside &= (light > FORM_WEIGHT) | (heavy >= _BRAND_WEIGHT)
    first, second = first[beside], second[beside]
    made = joined_codes(codes[first], codes[second], sizes=letters(column.distinct)[first])
    return build_code_table(made, owners[:-1][beside].astype(np.int32))


def _brands(column: WordColumn, weights: _Floats) -> npt.NDArray[np.bool_]:
    is_one = np.diff(column.begins) == 1
    marks = np.zeros(len(is_one), bool)
    marks[is_one] = weights[column.words[column.begins[:-1][is_one]]] >= _BRAND_WEIGHT
    return marks

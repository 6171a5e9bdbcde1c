"""An index of names: plain arrays that are built once, never change, and answer in bulk."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from barred.errors import IndexProblem
from barred.matching.code_table import CodeTable, build_code_table
from barred.matching.columns import WordColumn, cut_words
from barred.matching.lead_words import FEW_NAMES, LEAST_SHARED, SLIGHTLY_SHARED, HeaviestFirst, heaviest_first
from barred.matching.lexicon import Lexicon
from barred.matching.outlines import Outlines, WordTraits, draw_outlines, few_letters
from barred.matching.spell import spell
from barred.matching.weigh import FORM_WEIGHT, Weigher
from barred.matching.word_codes import Codes, WordLetters, joined_codes

__all__ = ["NEAR_LETTERS", "NameIndex", "build_name_index", "word_bits"]

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
        signs: v times the letters that the word has; see `WordLetters.signs`.
        sizes: v numbers of letters; 255 stands for more.
        name_words: m positions in `words`, name by name.
        begins: n + 1 positions in `name_words`.
        exact: Code of a word to its position in `words`.
        near: Codes of the forms of a word with a letter left out to its position in `words`.
        lead_names: Names by the words that lead to them, word by word.
        lead_begins: v + 1 positions in `lead_names`.
        outlines: What can be told at once of each of `lead_names` beside the word that leads to it.
        joined: Codes of two neighbouring words written together to the names.
        brands: n marks: the name is one distinctive word, which longer names may mention.
    """

    names: pa.StringArray
    spelt: pa.StringArray
    words: pa.StringArray
    weights: _Floats
    signs: Codes
    sizes: npt.NDArray[np.uint8]
    name_words: npt.NDArray[np.int32]
    begins: _Numbers
    exact: CodeTable
    near: CodeTable
    lead_names: npt.NDArray[np.int32]
    lead_begins: _Numbers
    outlines: Outlines
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
    letters = WordLetters(column.distinct)
    weights, keys = Weigher(lexicon).weigh(column.distinct, letters)
    leads = heaviest_first(column, weights, codes=letters.codes)
    lead_names, lead_begins = _leads(column, leads)
    lead_to = np.repeat(np.arange(len(column.distinct)), np.diff(lead_begins))
    traits = WordTraits(word_bits(np.arange(len(weights))), letters.signs, few_letters(letters.sizes), weights)
    return NameIndex(
        names=names,
        spelt=spelt,
        words=column.distinct,
        weights=weights,
        signs=traits.signs,
        sizes=traits.sizes,
        name_words=column.words.astype(np.int32),
        begins=column.begins,
        exact=build_code_table(keys, np.arange(len(weights), dtype=np.int32)),
        near=_near(letters),
        lead_names=lead_names,
        lead_begins=lead_begins,
        outlines=draw_outlines(column, traits, names=lead_names.astype(np.int64), leads=lead_to),
        joined=_joined(column, letters, weights=weights, leads=leads),
        brands=_brands(column, weights),
    )


def word_bits(words: _Numbers) -> Codes:
    """Give for the words of an index one bit of 64 each, by their positions."""
    return np.uint64(1) << (words & 63).astype(np.uint64)


def _leads(column: WordColumn, leads: HeaviestFirst) -> tuple[npt.NDArray[np.int32], _Numbers]:
    ordered = column.words[leads.places]
    slightly = leads.leads(SLIGHTLY_SHARED)
    often = np.bincount(ordered[slightly], minlength=len(column.distinct)) > FEW_NAMES
    marked = slightly & (~often[ordered] | leads.leads(LEAST_SHARED))
    words, names = ordered[marked], column.owners[marked]
    order = np.lexsort((names, words))
    begins = np.zeros(len(column.distinct) + 1, np.int64)
    np.cumsum(np.bincount(words, minlength=len(column.distinct)), out=begins[1:])
    return names[order].astype(np.int32), begins


def _near(letters: WordLetters) -> CodeTable:
    codes, owners = letters.shortened(np.flatnonzero(letters.sizes >= NEAR_LETTERS))
    return build_code_table(codes, owners.astype(np.int32))


def _joined(column: WordColumn, letters: WordLetters, *, weights: _Floats, leads: HeaviestFirst) -> CodeTable:
    """Number the neighbouring words of each name as if written together, where one of them leads to it."""
    owners, is_lead = column.owners, np.zeros(len(column.words), bool)
    is_lead[leads.places] = leads.leads(LEAST_SHARED)
    first, second = column.words[:-1], column.words[1:]
    beside = (owners[1:] == owners[:-1]) & (is_lead[1:] | is_lead[:-1])
    light, heavy = np.minimum(weights[first], weights[second]), np.maximum(weights[first], weights[second])
    beside &= (light > FORM_WEIGHT) | (heavy >= _BRAND_WEIGHT)
    first, second = first[beside], second[beside]
    made = joined_codes(letters.codes[first], letters.codes[second], sizes=letters.sizes[first])
    return build_code_table(made, owners[:-1][beside].astype(np.int32))


def _brands(column: WordColumn, weights: _Floats) -> npt.NDArray[np.bool_]:
    is_one = np.diff(column.begins) == 1
    marks = np.zeros(len(is_one), bool)
    marks[is_one] = weights[column.words[column.begins[:-1][is_one]]] >= _BRAND_WEIGHT
    return marks

"""Identify whole columns: decide once for each distinct row, and look closely only where something can be.

A sieve of vectorised tests drops the rows in which no name and no model number can be found. It
may keep too much and never too little, so the answers are those of `identify` on every row.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from barred.identify.cells import rest_of
from barred.identify.identify import identify
from barred.identify.index_rows import TYPO_LETTERS
from barred.identify.memory_index import MemoryIndex
from barred.model.candidate import Candidate
from barred.model.question import Subject
from barred.text.fold_column import fold_column
from barred.text.tokens import model_form, tokens

__all__ = ["Identified", "identify_column"]

_BREAK = "\x1f"
_ROLES = ("organisation", "brand", "model", "description")
# Capitals that follow small letters are cut apart by `tokens` and not by `fold`.
_GLUED = "[a-z][a-z][A-Z][A-Z]+(?:[^A-Za-z]|$)"
_LONGEST_WORD = 24


@dataclass(frozen=True)
class Identified:
    """Candidates for the rows of a column.

    Args:
        rows: n numbers of distinct subjects, null where the row says nothing.
        subjects: The distinct subjects, d of them.
        candidates: For each distinct subject its candidates, most often none.
    """

    rows: pa.Int32Array
    subjects: tuple[Subject, ...]
    candidates: tuple[tuple[Candidate, ...], ...]

    def of(self, row: int) -> tuple[Candidate, ...]:
        """Give the candidates of one row, counted from 0."""
        number = self.rows[row].as_py()
        return () if number is None else self.candidates[number]


def identify_column(texts: pa.StringArray | Mapping[str, pa.StringArray], index: MemoryIndex) -> Identified:
    """Identify every row of a column, or of several that belong together.

    Args:
        texts: n texts, nulls allowed; or columns of n values named `text`, `organisation`,
            `brand`, `model` and `description`. Without `text` it is the others, joined by a space.
        index: All names and tables.

    Returns:
        The same candidates as `identify` gives for each row; order and split of the rows change
        nothing.

    Cost:
        A few passes over the distinct rows; Python runs only on those that pass the sieve.
    """
    columns = dict(texts) if isinstance(texts, Mapping) else {"text": texts}
    rows, distinct = _distinct(columns)
    subjects = tuple(_subject(row) for row in distinct)
    sieve = _Sieve(index)
    passing = sieve.passing(_cells(subjects))
    found = [identify(one, index) if is_kept else () for one, is_kept in zip(subjects, passing, strict=True)]
    return Identified(rows, subjects, tuple(found))


def _distinct(columns: Mapping[str, pa.StringArray]) -> tuple[pa.Int32Array, list[dict[str, str]]]:
    names = [name for name in ("text", *_ROLES) if name in columns]
    filled = [pc.fill_null(columns[name], "") for name in names]
    joined = pc.binary_join_element_wise(*filled, _BREAK) if len(filled) > 1 else filled[0]
    is_said = pc.not_equal(pc.replace_substring(joined, _BREAK, ""), "")
    coded = pc.dictionary_encode(pc.if_else(is_said, joined, pa.scalar(None, pa.string())))
    parts = (value.split(_BREAK) for value in coded.dictionary.to_pylist())
    return coded.indices, [dict(zip(names, part, strict=True)) for part in parts]


def _subject(row: Mapping[str, str]) -> Subject:
    fields = {role: row[role] for role in _ROLES if row.get(role)}
    text = row.get("text") or " ".join(fields.values())
    return Subject(text, kind="row" if fields else "text", fields=fields)


def _cells(subjects: Sequence[Subject]) -> list[pa.StringArray]:
    """Give the cells that `lay_out` would make, as columns of one value a subject."""
    roles = [role for role in _ROLES if any(role in one.fields for one in subjects)]
    said = [pa.array([one.fields.get(role, "").strip() for one in subjects], pa.string()) for role in roles]
    rest = [
        rest_of(one.text, [one.fields[role].strip() for role in _ROLES if one.fields.get(role)]) if one.fields
        else one.text
        for one in subjects
    ]  # fmt: skip
    return [*said, pa.array(rest, pa.string())]


class _Sieve:
    """Vectorised tests that every row with a candidate passes."""

    def __init__(self, index: MemoryIndex) -> None:
        phrases = [key for key in index.by_name if key[0] not in "=~"]
        cores = [key[1:] for key in index.by_name if key[0] == "~"]
        keys = [key.split() for key in (*phrases, *cores, *index.by_number)]
        self.alone = pa.array(sorted({key[0] for key in keys if len(key) == 1}), pa.string())
        self.beside = pa.array(sorted({" ".join(key[:2]) for key in keys if len(key) > 1}), pa.string())
        self.joined = pa.array(sorted(key for key in phrases if " " not in key), pa.string())
        self.whole = pa.array(sorted(key[1:] for key in index.by_name if key[0] == "="), pa.string())
        self.typos = pa.array(sorted(index.by_typo), pa.string())
        patterns = "|".join(sorted({f"(?:{row.pattern})" for row in index.grammars() if row.organisation}))
        self.numbers = f"(?:^|[^0-9])(?:{patterns})(?:[^0-9A-Z]|$)"
        self.native = pa.array(sorted(index.by_native), pa.string())

    def passing(self, cells: Sequence[pa.StringArray]) -> list[bool]:
        """Tell for each row whether any of its cells can hold a name or a number."""
        kept = [False] * len(cells[0])
        for cell in cells:
            wide = _is_wide(cell)
            tests = (self._numbers(cell, wide), self._named(_words(cell, wide)))
            kept = [one or any(two) for one, *two in zip(kept, *(test.to_pylist() for test in tests), strict=True)]
        return kept

    def _numbers(self, cell: pa.StringArray, wide: pa.BooleanArray) -> pa.BooleanArray:
        capitals = _replaced(pc.ascii_upper(cell), cell, wide, model_form)
        plain = pc.replace_substring_regex(capitals, "[^0-9A-Z]+", "-")
        return pc.match_substring_regex(plain, self.numbers)

    def _named(self, folded: pa.StringArray) -> pa.BooleanArray:
        letters = pc.replace_substring(folded, " ", "")
        whole = pc.is_in(letters, value_set=self.whole)
        split = pc.split_pattern(folded, " ")
        words, rows = pc.list_flatten(split), pc.list_parent_indices(split)
        coded = pc.dictionary_encode(words)
        hits = pc.take(self._word_hits(coded.dictionary), coded.indices)
        beside = pc.equal(rows[1:], rows[:-1])
        glued = pc.is_in(pc.binary_join_element_wise(words[:-1], words[1:], ""), value_set=self.joined)
        spaced = pc.is_in(pc.binary_join_element_wise(words[:-1], words[1:], " "), value_set=self.beside)
        pairs = pc.and_(beside, pc.or_(glued, spaced))
        hit_rows = pa.concat_arrays([rows.filter(hits), rows[:-1].filter(pairs)])
        numbers = pa.array(range(len(folded)), hit_rows.type)
        return pc.or_(whole, pc.is_in(numbers, value_set=hit_rows))

    def _word_hits(self, words: pa.StringArray) -> pa.BooleanArray:
        """Test the distinct words: known, one edit from a known one, or holding a native name's pair."""
        hits = pc.is_in(words, value_set=self.alone)
        size = pc.utf8_length(words)
        typed = pc.and_(pc.greater_equal(size, TYPO_LETTERS - 1), pc.less_equal(size, _LONGEST_WORD))
        hits = pc.or_(hits, pc.and_(typed, pc.is_in(words, value_set=self.typos)))
        for at in range(_LONGEST_WORD):
            shorter = pc.utf8_replace_slice(words, at, at + 1, "")
            hits = pc.or_(hits, pc.and_(typed, pc.is_in(shorter, value_set=self.typos)))
        if len(self.native):
            signs = pc.match_substring_regex(words, "|".join(self.native.to_pylist()))
            hits = pc.or_(hits, signs)
        return hits


def _is_wide(cell: pa.StringArray) -> pa.BooleanArray:
    """Mark what the vectorised forms of `tokens` and `fold` would not cut in the same way."""
    return pc.or_(pc.invert(pc.string_is_ascii(cell)), pc.match_substring_regex(cell, _GLUED))


def _words(cell: pa.StringArray, wide: pa.BooleanArray) -> pa.StringArray:
    """Give the folded words of each cell, parted by single spaces."""
    plain = fold_column(pc.if_else(wide, "", cell))
    return _replaced(plain, cell, wide, lambda text: " ".join(word for token in tokens(text) for word in token.words))


def _replaced(
    plain: pa.StringArray, cell: pa.StringArray, wide: pa.BooleanArray, form: Callable[[str], str]
) -> pa.StringArray:
    slow = pa.array([form(text) for text in pc.filter(cell, wide).to_pylist()], pa.string())
    return pc.replace_with_mask(plain, wide, slow)

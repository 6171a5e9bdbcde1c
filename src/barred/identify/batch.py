"""Identify whole columns: decide once for each distinct row, and look closely only where something can be.

A sieve of vectorised tests drops the rows in which no name, model number or identifier can be found. It
may keep too much and never too little, so the answers are those of `identify` on every row.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import Any

import pyarrow as pa
import pyarrow.compute

from barred.identifiers.spot import ALONE, ANYWHERE
from barred.identify.cells import rest_of
from barred.identify.identifiers import IDENTIFYING
from barred.identify.identify import identify
from barred.identify.index import WholeIndex
from barred.identify.index_rows import TYPO_LETTERS
from barred.identify.marks import plain_signs
from barred.identify.name_matches import SPELT_LETTERS
from barred.model.candidate import Candidate
from barred.model.question import Subject
from barred.text.fold_column import fold_column
from barred.text.tokens import model_form, tokens

__all__ = ["Identified", "Known", "can_be_known", "identify_column", "identify_subjects"]

# The stubs of pyarrow know only some kinds of array that its functions take; the twin test checks them instead.
_compute: Any = pyarrow.compute

# What distinct subjects said, column by column, to their candidates.
Known = dict[tuple[tuple[str, str], ...], tuple[Candidate, ...]]

_BREAK = "\x1f"
_ROLES = ("organisation", "brand", "model", "description")
# What every identifier has: a digit or mark, a label, or bytes parted by spaces.
_CAN_IDENTIFY = "(?i)[-0-9:.]|fcc|uei|mac|oui|[a-f]{2} [a-f]{2} [a-f]{2}"
# Letters one by one, as a scanner writes a name in wide type.
_SPELT = rf"(?:^| )\pL(?: \pL){{{SPELT_LETTERS - 1},}}(?: |$)"
# Capitals that follow small letters are cut apart by `tokens` and not by `fold`.
_GLUED = "[a-z][a-z][A-Z][A-Z]+(?:[^A-Za-z]|$)"


@dataclass(frozen=True)
class Identified:
    """Candidates for the rows of a column.

    Args:
        rows: n numbers of distinct subjects, null where the row says nothing.
        candidates: For each distinct subject its candidates, most often none.
    """

    rows: pa.Int32Array
    candidates: tuple[tuple[Candidate, ...], ...]

    def found(self) -> dict[int, int]:
        """Give the numbers of the distinct subjects with candidates, each with the first row that says it."""
        numbers = [number for number, some in enumerate(self.candidates) if some]
        first = _compute.index_in(pa.array(numbers, self.rows.type), value_set=self.rows)
        return dict(zip(numbers, first.to_pylist(), strict=True))

    def of(self, row: int) -> tuple[Candidate, ...]:
        """Give the candidates of one row, counted from 0."""
        number: int | None = self.rows[row].as_py()
        return () if number is None else self.candidates[number]


def identify_column(
    texts: pa.StringArray | Mapping[str, pa.StringArray], index: WholeIndex, *, known: Known | None = None
) -> Identified:
    """Identify every row of a column, or of several that belong together.

    Args:
        texts: n texts, nulls allowed; or columns of n values named `text`, `organisation`,
            `brand`, `model`, `description` and `identifier`. Without `text` it is the others, joined by a space.
        index: All names and tables.
        known: What was found for earlier columns with the same index; what is found now is added.

    Returns:
        The same candidates as `identify` gives for each row; order and split of the rows change
        nothing.

    Cost:
        A few passes over the distinct rows; Python runs only on those that pass the sieve.
    """
    columns: dict[str, Any] = {"text": texts} if isinstance(texts, pa.Array) else dict(texts)
    rows, distinct = _distinct(columns)
    passing = _sieve(index).passing(_cells(distinct), list(distinct.values()))
    found: list[tuple[Candidate, ...]] = [()] * len(passing)
    remembered: Known = {} if known is None else known
    for at in _compute.indices_nonzero(passing).to_pylist():
        told = tuple((name, said) for name, column in distinct.items() if (said := column[at].as_py()))
        if told not in remembered:
            remembered[told] = identify(_subject(dict(told)), index)
        found[at] = remembered[told]
    return Identified(rows, tuple(found))


def identify_subjects(subjects: Sequence[Subject], index: WholeIndex) -> list[tuple[Candidate, ...]]:
    """Identify many subjects; the answers are those of `identify` on each, in the same order."""
    passing = can_be_known(subjects, index)
    return [identify(one, index) if is_kept else () for one, is_kept in zip(subjects, passing, strict=True)]


def can_be_known(subjects: Sequence[Subject], index: WholeIndex) -> list[bool]:
    """Tell which subjects pass the sieve.

    Returns:
        n values in the same order; what is False has no candidate, and no identifier stands in it, right or wrong.
    """
    if not subjects:
        return []
    columns = {role: pa.array([one.fields.get(role, "") for one in subjects], pa.string()) for role in IDENTIFYING}
    said = {role: column for role, column in columns.items() if _compute.any(_compute.not_equal(column, "")).as_py()}
    said["text"] = pa.array([one.text for one in subjects], pa.string())
    return list(map(bool, _sieve(index).passing(_cells(said), list(said.values())).to_pylist()))


@lru_cache(maxsize=2)
def _sieve(index: WholeIndex) -> "_Sieve":
    return _Sieve(index)


def _distinct(columns: Mapping[str, pa.StringArray]) -> tuple[pa.Int32Array, dict[str, Any]]:
    """Number the distinct rows, in order of first sight; a row that says nothing has no number."""
    filled = {name: _compute.fill_null(columns[name], "") for name in ("text", *IDENTIFYING) if name in columns}
    if "text" not in filled:
        filled["text"] = _compute.binary_join_element_wise(*filled.values(), " ")
    joined = _compute.binary_join_element_wise(*filled.values(), _BREAK)
    is_said = _compute.match_substring_regex(joined, r"[^\s\x1f]")
    coded = _compute.dictionary_encode(_compute.if_else(is_said, joined, pa.scalar(None, pa.string())))
    numbered = pa.table({**filled, "number": coded.indices}).group_by("number", use_threads=False)
    first = numbered.aggregate([(name, "first") for name in filled]).sort_by("number").drop_null()
    return coded.indices, {name: first[f"{name}_first"].combine_chunks() for name in filled}


def _subject(row: Mapping[str, str]) -> Subject:
    fields = {role: row[role] for role in IDENTIFYING if row.get(role)}
    return Subject(row.get("text", ""), kind="row" if fields else "text", fields=fields)


def _cells(distinct: Mapping[str, Any]) -> list[pa.StringArray]:
    """Give the cells that `lay_out` would make, as columns of one value a subject."""
    roles = [role for role in _ROLES if role in distinct]
    if not roles:
        return [distinct["text"]]
    said = [_compute.utf8_trim_whitespace(distinct[role]) for role in roles]
    rows = zip(distinct["text"].to_pylist(), *(column.to_pylist() for column in said), strict=True)
    return [*said, pa.array([rest_of(text, filter(None, parts)) for text, *parts in rows], pa.string())]


class _Sieve:
    """Vectorised tests that every row with a candidate passes."""

    def __init__(self, index: WholeIndex) -> None:
        names, typos = index.keys("name_key"), index.keys("typo_key")
        phrases = [key for key in names if key[0] not in "=~"]
        cores = [key[1:] for key in names if key[0] == "~"]
        keys = [key.split() for key in (*phrases, *cores, *index.keys("relabelled_key"))]
        self.alone = _set(key[0] for key in keys if len(key) == 1)
        self.beside = _set(" ".join(key[:2]) for key in keys if len(key) > 1)
        self.joined = _set(key for key in phrases if " " not in key)
        self.whole = _set(key[1:] for key in names if key[0] == "=")
        self.typos = _set(typos)
        self.longest = max(map(len, typos), default=0)
        self.plain = _set(index.keys("word_key"))
        patterns = "|".join(sorted({f"(?:{row.pattern})" for row in index.grammars() if row.organisation}))
        self.numbers = f"(?:^|[^0-9])(?:{patterns})(?:[^0-9A-Z]|$)" if patterns else "$^"
        self.marks = "|".join(f"(?:{row.pattern})" for row in index.marks())
        self.native = "|".join(sorted(set(index.keys("native_key"))))

    def passing(self, cells: Sequence[pa.StringArray], columns: Sequence[pa.StringArray]) -> pa.BooleanArray:
        """Tell for each row whether a cell can hold a name or a number, or a column an identifier."""
        tests = [_identified(column) for column in columns]
        if self.marks:
            tests += [_compute.match_substring_regex(_seen(column), f"(?i){self.marks}") for column in columns]
        for cell in cells:
            wide = _is_wide(cell)
            tests += [self._numbered(cell, wide), self._named(_words(cell, wide))]
        kept: pa.BooleanArray = reduce(_compute.or_, tests)
        return kept

    def _numbered(self, cell: pa.StringArray, wide: pa.BooleanArray) -> pa.BooleanArray:
        can = _compute.or_(wide, _compute.match_substring_regex(cell, "[-0-9]"))
        some = cell.filter(can)
        capitals = _replaced(_compute.ascii_upper(some), some, wide.filter(can), model_form)
        plain = _compute.replace_substring_regex(capitals, "[^0-9A-Z]+", "-")
        found: pa.BooleanArray = _compute.replace_with_mask(
            can, can, _compute.match_substring_regex(plain, self.numbers)
        )
        return found

    def _named(self, folded: pa.StringArray) -> pa.BooleanArray:
        letters = _compute.replace_substring(folded, " ", "")
        whole = _compute.is_in(letters, value_set=self.whole)
        split = _compute.split_pattern(folded, " ")
        words, rows = _compute.list_flatten(split), _compute.list_parent_indices(split)
        coded = _compute.dictionary_encode(words)
        hits = _compute.take(self._word_hits(coded.dictionary), coded.indices)
        beside = _compute.equal(rows[1:], rows[:-1])
        glued = _compute.is_in(_compute.binary_join_element_wise(words[:-1], words[1:], ""), value_set=self.joined)
        spaced = _compute.is_in(_compute.binary_join_element_wise(words[:-1], words[1:], " "), value_set=self.beside)
        pairs = _compute.and_(beside, _compute.or_(glued, spaced))
        hit_rows = pa.concat_arrays([rows.filter(hits), rows[:-1].filter(pairs)])
        numbers = pa.array(range(len(folded)), hit_rows.type)
        spelt = _compute.match_substring_regex(folded, _SPELT)
        found: pa.BooleanArray = _compute.or_(_compute.or_(whole, spelt), _compute.is_in(numbers, value_set=hit_rows))
        return found

    def _word_hits(self, words: pa.StringArray) -> pa.BooleanArray:
        """Test the distinct words: known, one edit from a known one, or holding a pair of a native name."""
        hits = _compute.is_in(words, value_set=self.alone)
        if self.native:
            hits = _compute.or_(hits, _compute.match_substring_regex(words, self.native))
        size = _compute.utf8_length(words)
        can = _compute.and_(
            _compute.greater_equal(size, TYPO_LETTERS - 1), _compute.invert(_compute.is_in(words, value_set=self.plain))
        )
        some = words.filter(can)
        shorter = [some, *(_compute.utf8_replace_slice(some, at, at + 1, "") for at in range(self.longest + 1))]
        near = reduce(_compute.or_, [_compute.is_in(form, value_set=self.typos) for form in shorter])
        found: pa.BooleanArray = _compute.or_(hits, _compute.replace_with_mask(can, can, near))
        return found


def _identified(column: pa.StringArray) -> pa.BooleanArray:
    """Mark the texts in which an identifier can be spotted."""
    can = _compute.or_(_is_wide(column), _compute.match_substring_regex(column, _CAN_IDENTIFY))
    some = column.filter(can)
    capitals = _replaced(_compute.ascii_upper(some), some, _is_wide(some), model_form)
    within = _compute.match_substring_regex(capitals, ANYWHERE)
    bare = _compute.replace_substring_regex(capitals, "[ -]+", "")
    alone = [_compute.match_substring_regex(form, f"^[^0-9A-Z]*(?:{ALONE})[^0-9A-Z]*$") for form in (capitals, bare)]
    found: pa.BooleanArray = _compute.replace_with_mask(can, can, reduce(_compute.or_, [within, *alone]))
    return found


def _seen(column: pa.StringArray) -> pa.StringArray:
    return _replaced(column, column, _compute.invert(_compute.string_is_ascii(column)), plain_signs)


def _set(words: Iterable[str]) -> pa.StringArray:
    return pa.array(sorted(set(words)), pa.string())


def _is_wide(cell: pa.StringArray) -> pa.BooleanArray:
    """Mark what the vectorised forms of `tokens` and `fold` would not cut in the same way."""
    wide: pa.BooleanArray = _compute.or_(
        _compute.invert(_compute.string_is_ascii(cell)), _compute.match_substring_regex(cell, _GLUED)
    )
    return wide


def _words(cell: pa.StringArray, wide: pa.BooleanArray) -> pa.StringArray:
    """Give the folded words of each cell, parted by single spaces."""
    plain = fold_column(_compute.if_else(wide, "", cell))
    return _replaced(plain, cell, wide, lambda text: " ".join(word for token in tokens(text) for word in token.words))


def _replaced(
    plain: pa.StringArray, cell: pa.StringArray, wide: pa.BooleanArray, form: Callable[[str], str]
) -> pa.StringArray:
    slow = pa.array([form(text) for text in _compute.filter(cell, wide).to_pylist()], pa.string())
    replaced: pa.StringArray = _compute.replace_with_mask(plain, wide, slow)
    return replaced

"""Match names: the one way from two names to an answer, for a single pair, a file of pairs and lists of millions."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute

from barred.matching.align import Alignment, align
from barred.matching.candidates import Finder
from barred.matching.compare import Comparison, compare, judge, may_be_same
from barred.matching.lexicon import Lexicon
from barred.matching.likeness import Numbers
from barred.matching.name_index import NameIndex
from barred.matching.prepare import Prepared, prepare
from barred.matching.spell import spell
from barred.matching.variants import variants
from barred.text.script import scripts

__all__ = ["CLASSES", "SAME_FROM", "Hit", "Matcher", "match_pairs"]

# The stubs of pyarrow know only some kinds of array that its functions take; the twin test checks them instead.
_compute: Any = pyarrow.compute

# What an answer can be. Only *same* and *related* may carry a restriction.
CLASSES = ("same", "related", "mentions", "namesake", "different", "unknown")
# Set before anything was measured: a probability, so a half.
SAME_FROM = 0.5
_REMEMBERED = 200_000


class Hit(NamedTuple):
    """A name and another that it was compared with.

    Args:
        row: Position of the left name.
        name: Position of the right name, in the index or in the column of pairs.
        answer: One of `CLASSES`.
        comparison: What was compared.
        left, right: Both names, taken apart.
    """

    row: int
    name: int
    answer: str
    comparison: Comparison
    left: Prepared
    right: Prepared


class Matcher:
    """Matches columns of names against an index.

    Args:
        index: The names to be found.
        lexicon: The one that the index was built with.
        countries: Country codes of the names of the index, empty where unknown; none at all when
            nobody knows any.
        weak: Marks the names of the index that their list calls weak aliases; none at all when there are none.
    """

    def __init__(
        self, index: NameIndex, lexicon: Lexicon, *, countries: Sequence[str] = (), weak: Sequence[bool] = ()
    ) -> None:
        self.index, self.lexicon, self.countries, self.weak = index, lexicon, countries, weak
        self._finder = Finder(index, lexicon)
        self._listed = lru_cache(_REMEMBERED)(self._prepare_listed)

    def match(self, names: pa.StringArray, *, countries: Sequence[str] = ()) -> Iterator[Hit]:
        """Match a column of names.

        Args:
            names: n names in any script, nulls allowed.
            countries: n country codes, empty where unknown, or none at all.

        Returns:
            What is the same or mentions a brand, by row and then name. Order and split of the rows
            change no hit.

        Cost:
            See `Finder.find`; about 50 microseconds for each candidate that is compared.
        """
        texts, owners = variants(names)
        coded: Any = spell(texts, self.lexicon).dictionary_encode()
        distinct: pa.StringArray = coded.dictionary
        pairs = self._finder.find(distinct)
        found: dict[int, list[int]] = {}
        for asked, name in zip(pairs.rows.tolist(), pairs.names.tolist(), strict=True):
            found.setdefault(asked, []).append(name)
        prepared = {asked: prepare(distinct[asked].as_py() or "", self.lexicon) for asked in found}
        best: dict[tuple[int, int], Hit] = {}
        for row, asked in _rows_of(pairs.rows, owners, codes=coded.indices):
            for name in found[asked]:
                land = (countries[row] if countries else "", self.countries[name] if self.countries else "")
                hit = self._hit(row, name, prepared[asked], land)
                known = best.get((row, name))
                if hit and hit.answer in {"same", "mentions"} and (known is None or _rank(hit) > _rank(known)):
                    best[row, name] = hit
        yield from (best[key] for key in sorted(best))

    def _hit(self, row: int, name: int, left: Prepared, countries: tuple[str, str]) -> Hit | None:
        """Compare a candidate; None for one that cannot be the same and is no brand, which is most."""
        right = self._listed(name)
        names, alignment = (left, right), align(left, right)
        may_be = may_be_same(names, alignment, lexicon=self.lexicon, countries=countries)
        if not may_be and not _mentions(alignment, left, right):
            return None
        found_as = "weak" if self.weak and self.weak[name] else "listed"
        comparison = judge(names, alignment, lexicon=self.lexicon, countries=countries, found_as=found_as)
        return Hit(row, name, _answer(comparison, left, right), comparison, left, right)

    def _prepare_listed(self, name: int) -> Prepared:
        return prepare(self.index.spelt[name].as_py() or "", self.lexicon)


def _rows_of(found: Numbers, owners: Numbers, *, codes: pa.Int32Array) -> Iterator[tuple[int, int]]:
    """Give the rows that have candidates, each with the number of its distinct name."""
    numbers = _compute.fill_null(codes, -1).to_numpy(zero_copy_only=False)
    has_any = np.zeros(numbers.max(initial=0) + 2, bool)
    has_any[found] = True
    some = np.flatnonzero(has_any[numbers])
    return zip(owners[some].tolist(), numbers[some].tolist(), strict=True)


def match_pairs(
    left: pa.StringArray, right: pa.StringArray, *, lexicon: Lexicon, countries: Sequence[tuple[str, str]] = ()
) -> Iterator[Hit]:
    """Compare n pairs of names that somebody put side by side.

    Args:
        left: n names, none of them null.
        right: n names, none of them null.
        lexicon: What is known of words.
        countries: n pairs of country codes, empty where unknown, or none at all.

    Returns:
        n hits in order, whatever the answer.
    """
    sides = [_prepared(column, lexicon) for column in (left, right)]
    for row in range(len(left)):
        lands = countries[row] if countries else ("", "")
        hits = [
            Hit(row, row, _answer(comparison, one, other), comparison, one, other)
            for one in sides[0][row]
            for other in sides[1][row]
            for comparison in (compare(one, other, lexicon=lexicon, countries=lands),)
        ]
        yield max(hits, key=lambda hit: hit.comparison.score)


def _prepared(names: pa.StringArray, lexicon: Lexicon) -> list[list[Prepared]]:
    """Take n names apart, each into the names that it holds."""
    texts, owners = variants(names)
    found: list[list[Prepared]] = [[] for _ in range(len(names))]
    for owner, text in zip(owners.tolist(), spell(texts, lexicon).to_pylist(), strict=True):
        found[owner].append(prepare(text or "", lexicon))
    return found


def _rank(hit: Hit) -> tuple[bool, float]:
    return hit.answer == "same", hit.comparison.score


def _answer(comparison: Comparison, left: Prepared, right: Prepared) -> str:
    if comparison.score >= SAME_FROM:
        return "same"
    if _mentions(comparison.alignment, left, right):
        return "mentions"
    written = [scripts("".join(word.text for word in name.words if word.kind == "word")) for name in (left, right)]
    if all(written) and not written[0] & written[1]:
        return "unknown"
    return "different"


def _mentions(alignment: Alignment, left: Prepared, right: Prepared) -> bool:
    """Tell whether one name is a brand alone, rightly written, and stands in the other."""
    exact = any(pairing.how in {"same", "joined"} and not pairing.edits for pairing in alignment.pairings)
    return exact and (
        (_is_brand(right) and not alignment.right and bool(alignment.left))
        or (_is_brand(left) and not alignment.left and bool(alignment.right))
    )


def _is_brand(name: Prepared) -> bool:
    return len(name.words) == 1 and name.words[0].kind == "word" and not name.tail

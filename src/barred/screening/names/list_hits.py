"""Tell which entries of the official lists names are, beside what the directory knows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute

from barred.matching.match import Hit, Matcher
from barred.model.day import first_day, within
from barred.model.listing import Listing
from barred.model.question import Context
from barred.model.truth import Truth
from barred.screening.names.listed_names import Listed
from barred.screening.names.match_names import BY_RECORD, lexicon_of
from barred.tables import LISTED

__all__ = ["ListHits"]

# The stubs of pyarrow know only some kinds of array that its functions take; the twin test checks them instead.
_compute: Any = pyarrow.compute

# A longer text is no name: what stands somewhere in it is not looked for in lists.
_NAME_WORDS = 12
# So many names are matched at once: more are hardly faster, and each process that screens needs the memory.
_AT_ONCE = 10_000
_SAME, _PRIMARY = "same", "primary"
_TOLD = ("name", "list", "entry", "programmes", "since", "until", "score")


class ListHits:
    """Finds entries of official lists.

    Args:
        listed: The names of the lists, ended entries too.
        book: Where the lexicon, the sources and the days of import are read from.
        context: Whose day an entry must stand on, as far as was known.
    """

    def __init__(self, listed: Listed, book: Any, context: Context) -> None:  # noqa: ANN401 - a snapshot
        self._listed, self._book, self.context = listed, book, context
        self._matcher: Matcher = listed.matcher(lexicon_of(book))

    def on(self, context: Context) -> "ListHits":
        """Give the same for another case; what was opened is opened no second time."""
        for told_of_every_case in ("_by_organisation", "_imported"):
            getattr(self, told_of_every_case)
        other = copy(self)
        other.context = context
        return other

    def same_as(self, names: Sequence[str | None]) -> list[tuple[Listing, ...]]:
        """Give the entries that n names are the same as.

        Args:
            names: n names; null and long texts name nobody.

        Returns:
            n tuples: of one entry the nearest name, the surest entry first.
        """
        found: list[dict[tuple[str, str], Listing]] = [{} for _ in names]
        for row, hit in self._hits(pa.array(names, pa.string())):
            if hit.answer == _SAME and self._stands(hit.name):
                told = self._told(hit.name, hit.comparison.score)
                key = (told.list, told.entry)
                known = found[row].get(key)
                if known is None or known.score < told.score:
                    found[row][key] = told
        return [tuple(sorted(mine.values(), key=_order)) for mine in found]

    def of(self, names: pa.StringArray) -> tuple[dict[int, tuple[Listing, ...]], Any]:
        """Give the same for a column.

        Returns:
            The entries by row, for the rows that have some; and n lists of `barred.tables.LISTED`.
        """
        found = {row: some for row, some in enumerate(self.same_as(names.to_pylist())) if some}
        places = [0] * len(names)
        entries: list[list[dict[str, Any]]] = [[]]
        for row, some in found.items():
            places[row] = len(entries)
            entries.append([{name: getattr(one, name) for name in _TOLD} for one in some])
        return found, pa.array(entries, pa.list_(LISTED)).take(pa.array(places, pa.int64()))

    def of_organisations(self, keys: Iterable[str]) -> tuple[Listing, ...]:
        """Give the entries that are some organisations of the directory, each by its first name."""
        found: dict[tuple[str, str], Listing] = {}
        for key in keys:
            for at in self._by_organisation.get(key, ()):
                entry = (self._listed.columns["list"][at], self._listed.columns["entry"][at])
                is_first = self._listed.columns["kind"][at] == _PRIMARY
                if self._stands(at) and (is_first or entry not in found):
                    found[entry] = self._told(at, BY_RECORD)
        return tuple(sorted(found.values(), key=_order))

    def _hits(self, names: pa.StringArray) -> Iterator[tuple[int, Hit]]:
        words = _compute.count_substring(_compute.utf8_trim_whitespace(names), " ")
        short = _compute.if_else(_compute.less(words, _NAME_WORDS), names, None)
        for begin in range(0, len(names), _AT_ONCE):
            for hit in self._matcher.match(short[begin : begin + _AT_ONCE]):
                yield begin + hit.row, hit

    def _stands(self, name: int) -> bool:
        """Tell whether an entry may stand on the day; what came after the day of knowledge was not known."""
        since, until = (self._listed.columns[column][name] or None for column in ("since", "until"))
        known = self.context.known
        if known is not None:
            if since and first_day(since) > first_day(known):
                return False
            until = until if until and first_day(until) <= first_day(known) else None
        return within(since, until, on=self.context.on) is not Truth.NO

    def _told(self, name: int, score: float) -> Listing:
        cell = {column: cells[name] or "" for column, cells in self._listed.columns.items()}
        return Listing(
            answer=_SAME,
            list=cell["list"],
            title=self._book.source(cell["source"]).title,
            entry=cell["entry"],
            name=self._listed.name(name),
            organisation=cell["organisation"],
            countries=cell["country"],
            programmes=cell["programmes"],
            since=cell["since"],
            until=cell["until"],
            score=score,
            source=cell["source"],
            imported=self._imported.get(cell["list"], ""),
        )

    @cached_property
    def _by_organisation(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for at, organisation in enumerate(self._listed.columns["organisation"]):
            if organisation:
                found.setdefault(organisation, []).append(at)
        return found

    @cached_property
    def _imported(self) -> Mapping[str, str]:
        return {row["list"]: row["recorded"] for row in self._book.rows("list_imports")}


def _order(listing: Listing) -> tuple[float, str, str]:
    return -listing.score, listing.list, listing.entry

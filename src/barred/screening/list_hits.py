"""Tell for whole columns which entries of the official lists a row names, beside what the directory knows."""

from typing import Any

import pyarrow as pa
import pyarrow.compute

from barred.matching.match import Matcher
from barred.screening.listed_names import Listed
from barred.screening.match_names import lexicon_of
from barred.tables import LISTED

__all__ = ["ListHits"]

# The stubs of pyarrow know only some kinds of array that its functions take; the twin test checks them instead.
_compute: Any = pyarrow.compute

# A longer text is no name: what stands somewhere in it is not looked for in lists.
_NAME_WORDS = 12
_TOLD = ("list", "entry", "programmes", "since", "until")


class ListHits:
    """Finds entries of official lists.

    Args:
        listed: The names of the lists that are in force.
        book: Where the lexicon is read from.
    """

    def __init__(self, listed: Listed, book: Any) -> None:  # noqa: ANN401 - whatever gives the rows of tables
        self._listed = listed
        self._matcher: Matcher = listed.matcher(lexicon_of(book))

    def of(self, names: pa.StringArray) -> Any:  # noqa: ANN401 - an array of lists of structs
        """Give the entries that n names are the same as.

        Args:
            names: n names; null and long texts name nobody.

        Returns:
            n lists of `barred.tables.LISTED`: of one entry the nearest name, the surest entry first.
        """
        words = _compute.count_substring(_compute.utf8_trim_whitespace(names), " ")
        short = _compute.if_else(_compute.less(words, _NAME_WORDS), names, None)
        found: dict[int, dict[str, dict[str, Any]]] = {}
        for hit in self._matcher.match(short):
            if hit.answer == "same":
                told = self._told(hit.name, hit.comparison.score)
                mine = found.setdefault(hit.row, {})
                key = self._listed.entities[hit.name]
                if key not in mine or mine[key]["score"] < told["score"]:
                    mine[key] = told
        places = [0] * len(names)
        entries: list[list[dict[str, Any]]] = [[]]
        for row, mine in found.items():
            places[row] = len(entries)
            entries.append(sorted(mine.values(), key=lambda one: (-one["score"], one["list"], one["entry"])))
        return pa.array(entries, pa.list_(LISTED)).take(pa.array(places, pa.int64()))

    def _told(self, name: int, score: float) -> dict[str, Any]:
        columns = self._listed.columns
        return {"name": self._listed.name(name), "score": score} | {key: columns[key][name] for key in _TOLD}

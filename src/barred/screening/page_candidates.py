"""Find whom pages name, line by line: names stand somewhere inside them."""

from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import pyarrow.compute

from barred.identify.batch import Known, identify_column
from barred.identify.index import WholeIndex
from barred.model.candidate import Candidate
from barred.screening.mentions import Mention, mentions_in

__all__ = ["page_candidates"]

# The stubs of pyarrow know only some kinds of array that its functions take; the twin test checks them instead.
_compute: Any = pyarrow.compute

_Found = tuple[tuple[Candidate, ...], tuple[Mention, ...]]


def page_candidates(texts: pa.StringArray, index: WholeIndex, *, known: Known | None = None) -> dict[int, _Found]:
    """Find the candidates of pages.

    Args:
        texts: n pages, their lines parted by line feeds; nulls allowed.
        index: All names and tables.
        known: What was found earlier with the same index; what is found now is added.

    Returns:
        For each page that names somebody, by its place from 0: every organisation once, as the line
        that says it most surely does, and all mentions. A line is read as the description of something: a
        name alone on a line of a page is not what somebody asked about.

    Cost:
        A few passes over the distinct lines; Python runs on those that can name somebody.
    """
    lines = _compute.split_pattern(_compute.fill_null(texts, ""), "\n")
    parents = _compute.list_parent_indices(lines)
    found = identify_column({"description": _compute.list_flatten(lines)}, index, known=known)
    telling = pa.array([number for number, some in enumerate(found.candidates) if some], pa.int32())
    rows = _compute.indices_nonzero(_compute.is_in(found.rows, value_set=telling))
    first = _compute.index_in(_compute.unique(parents.take(rows)), value_set=parents).to_pylist()
    begins = dict(zip(_compute.unique(parents.take(rows)).to_pylist(), first, strict=True))
    hits: dict[int, dict[int, tuple[Candidate, ...]]] = {}
    for row, page in zip(rows.to_pylist(), parents.take(rows).to_pylist(), strict=True):
        hits.setdefault(page, {})[row - begins[page]] = found.of(row)
    return {page: _merged(texts[page].as_py(), some) for page, some in hits.items()}


def _merged(text: str, hits: dict[int, tuple[Candidate, ...]]) -> _Found:
    offset = 0
    mentions: list[Mention] = []
    for number, line in enumerate(text.split("\n")):
        if number in hits:
            mentions += mentions_in(line, hits[number], offset=offset)
        offset += len(line) + 1
    return _surest(one for some in hits.values() for one in some), tuple(mentions)


def _surest(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    best: dict[str, Candidate] = {}
    for one in candidates:
        if one.organisation not in best or one.probability > best[one.organisation].probability:
            best[one.organisation] = one
    return tuple(sorted(best.values(), key=lambda one: (-one.probability, one.organisation)))

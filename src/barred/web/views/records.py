"""Records: lists with what they could be narrowed by, and single ones with their sources."""

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from barred.errors import UsageProblem
from barred.evidence.citation import Citation
from barred.web.views.view import View

__all__ = ["CitationView", "Paging", "RecordView", "RowsView", "SourceView", "facets_of", "page_of"]

_Facets = dict[str, dict[str, int]]


class Paging(NamedTuple):
    """Which part of a list is wanted.

    Args:
        limit: How many rows.
        cursor: Where the part before ended, as it said; empty for the beginning.
        about: What the cursor belongs to: snapshot and question. It leads nowhere in another list.
    """

    limit: int
    cursor: str
    about: str


@dataclass(frozen=True, kw_only=True)
class RowsView(View):
    """A list: how many rows it has in all, some of them, and a cursor to the next, None at the end.

    `facets` counts, for the columns asked for, the rows that have each value, most first.
    """

    kind: str
    total: int
    rows: list[dict[str, Any]]
    next: str | None
    facets: _Facets


@dataclass(frozen=True, kw_only=True)
class RecordView(View):
    """A record whole, its citations with the titles and addresses of their sources.

    `standing` tells of a restriction how it stands on the day; None for other kinds.
    """

    kind: str
    record: dict[str, Any]
    standing: dict[str, str] | None
    citations: list[dict[str, Any]]


@dataclass(frozen=True)
class CitationView:
    """A place in a source that a record points to; `selector` counts code points from 0, end excluded."""

    kind: str
    id: str
    key: str
    source: str
    pinpoint: str | None
    selector: dict[str, int] | None
    digest: str | None
    passage: str | None = None

    @classmethod
    def of(cls, one: Citation, passage: str | None = None) -> "CitationView":
        """Show a citation, with the words where a vault holds them."""
        selector = None if one.start is None or one.end is None else {"start": one.start, "end": one.end}
        return cls(one.kind, one.id, one.key, one.source, one.pinpoint or None, selector, one.digest or None, passage)


@dataclass(frozen=True, kw_only=True)
class SourceView(RecordView):
    """A source, and every place in it that a record points to."""

    cited_by: list[CitationView]


def page_of(rows: Sequence[dict[str, Any]], paging: Paging) -> tuple[list[dict[str, Any]], str | None]:
    """Cut a part out of a list.

    Returns:
        The rows, and the cursor to what follows.

    Raises:
        UsageProblem: The cursor comes from another list, or from another snapshot.
    """
    begin = _begin(paging) if paging.cursor else 0
    end = begin + paging.limit
    following = _cursor(end, paging.about) if end < len(rows) else None
    return list(rows[begin:end]), following


def facets_of(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> _Facets:
    """Count the rows for each value of some columns, most first."""
    return {column: _counted(row[column] for row in rows) for column in columns}


def _counted(cells: Iterable[Any]) -> dict[str, int]:
    counts = Counter(str(value) for cell in cells for value in (set(cell) if isinstance(cell, list) else (cell,)))
    counts.pop("", None)
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _cursor(at: int, about: str) -> str:
    return urlsafe_b64encode(json.dumps([at, about]).encode()).decode().rstrip("=")


def _begin(paging: Paging) -> int:
    try:
        told = json.loads(urlsafe_b64decode(paging.cursor + "=" * (-len(paging.cursor) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        told = None
    match told:
        case [int(at), str(about)] if about == paging.about and not isinstance(at, bool) and at > 0:
            return at
        case _:
            what = "the cursor does not belong to this list"
            raise UsageProblem(what, where="cursor", remedy="the directory or the question changed: begin again")

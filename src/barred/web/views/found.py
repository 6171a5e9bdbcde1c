"""What a search finds, of every kind, with counts to narrow it by."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, ClassVar, NamedTuple

from barred.model.question import Context
from barred.publishing.catalogue import catalogue
from barred.publishing.restriction_rows import country_of
from barred.text.fold import fold
from barred.web.answering.answers import ALL_DAYS, carried
from barred.web.answering.edition import Edition
from barred.web.views.leaf import Labels, Leaf

__all__ = ["FACETS", "Found", "FoundView", "search"]

_KINDS = ("organisation", "restriction", "statement", "figure", "product", "event", "source")
# What results are counted by, and the closed list of its words; empty where they name themselves.
FACETS = {"kind": "", "country": "place", "year": "", "status": ""}
# The closed list that the details of a result are of, by kind.
_DETAILS = {
    "organisation": "organisation-type",
    "restriction": "action",
    "statement": "statement-type",
    "figure": "measure",
    "product": "product",
    "event": "event-type",
    "source": "source-type",
}
_DATES = {"restriction": "since", "statement": "date", "figure": "since", "event": "date", "source": "published"}
_PAGE = 50


@dataclass(frozen=True)
class Found:
    """A record: `detail` is its types or its action, `status` how a restriction stands, `rank` how well it fits."""

    kind: str
    id: str
    title: str
    detail: list[str]
    country: str
    year: str
    status: str
    date: str
    rank: int


@dataclass(frozen=True, kw_only=True)
class FoundView(Leaf):
    """The results of a search.

    Args:
        text: What was searched.
        narrowed: What results must have, by facet.
        total: How many there are.
        rows: Some of them, the best first.
        page: Which part, from 1, of how many `pages`.
        facets: For every facet its values with counts under the other facets, most first.
    """

    TABLE: ClassVar[str] = "rows"

    text: str
    narrowed: dict[str, str]
    total: int
    rows: list[Found]
    page: int
    pages: int
    facets: dict[str, dict[str, int]]


class _Line(NamedTuple):
    names: str
    whole: str
    found: Found


def search(
    text: str, narrowed: Mapping[str, str], *, page: int | None, context: Context, edition: Edition
) -> FoundView:
    """Search titles, names and everything else that rows of records hold.

    Args:
        text: Words, in any script; a row has all of them somewhere. None finds everything.
        narrowed: Facet to value.
        page: Which part, from 1; None for all of it at once.
        context: The day on which restrictions stand as told, and the knowledge of which day.
        edition: The directory.
    """
    lines: list[_Line] = edition.kept(("lines", context), lambda: _lines(context, edition))
    words = fold(text).split()
    ranked = [replace(line.found, rank=_rank(fold(text), words, line)) for line in lines]
    fitting = [one for one in ranked if one.rank]
    rows = [one for one in fitting if _has(one, narrowed)]
    rows.sort(key=lambda one: (-one.rank, _KINDS.index(one.kind), one.title.casefold(), one.id))
    size = _PAGE if page else max(1, len(rows))
    pages = max(1, -(-len(rows) // size))
    at = min(page or 1, pages)
    shown = rows[(at - 1) * size :][:size]
    facets = {name: _counted(fitting, name, narrowed) for name in FACETS}
    labels = Labels(edition.snapshot)
    labels.rows((asdict(one) for one in shown), {"country": "place"})
    labels.term("place", *facets["country"])
    for one in shown:
        labels.term(_DETAILS[one.kind], *one.detail)
    return FoundView(
        **carried(context, edition),
        **labels.told(),
        text=text,
        narrowed=dict(narrowed),
        total=len(rows),
        rows=shown,
        page=at,
        pages=pages,
        facets=facets,
    )


def _lines(context: Context, edition: Edition) -> list[_Line]:
    book = edition.snapshot
    found = []
    for kind in _KINDS:
        told = context if kind == "restriction" else context._replace(on=ALL_DAYS)
        for row in catalogue(kind, {}, context=told, book=book):
            names = [str(row["title"]), row["id"], *row.get("name", ()), *row.get("models", ())]
            cells = " ".join(map(str, row.values()))
            found.append(_Line("\n".join(map(fold, names)), fold(cells), _found(kind, row, edition)))
    return found


def _found(kind: str, row: Mapping[str, Any], edition: Edition) -> Found:
    place = row.get("country") or row.get("place") or ""
    date = str(row.get(_DATES.get(kind, ""), "") or "")
    detail = row.get("action") or row.get("type") or row.get("measure") or row.get("product_class") or ""
    return Found(
        kind=kind,
        id=row["id"],
        title=str(row["title"]),
        detail=[str(one) for one in (detail if isinstance(detail, list) else [detail]) if one],
        country=country_of(place, book=edition.snapshot) if place else "",
        year=date[:4],
        status=row.get("in_force", "") if kind == "restriction" else "",
        date=date,
        rank=1,
    )


def _rank(asked: str, words: list[str], line: _Line) -> int:
    """Rank a row: a whole name, the beginning of one, all words in one, all words anywhere, not at all."""
    names = line.names.split("\n")
    if not words:
        return 1
    if asked in names:
        return 5
    if any(name.startswith(asked) for name in names):
        return 4
    if any(all(word in name for word in words) for name in names):
        return 3
    return 2 if all(word in line.whole for word in words) else 0


def _has(one: Found, narrowed: Mapping[str, str]) -> bool:
    return all(getattr(one, name) == value for name, value in narrowed.items() if value)


def _counted(rows: Iterable[Found], facet: str, narrowed: Mapping[str, str]) -> dict[str, int]:
    others = {name: value for name, value in narrowed.items() if name != facet}
    counts = Counter(getattr(one, facet) for one in rows if _has(one, others))
    counts.pop("", None)
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))

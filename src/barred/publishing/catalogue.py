"""Records as rows: what `list` shows, filtered, at a day and by the knowledge of a day."""

from collections.abc import Callable, Iterator, Mapping

from barred.errors import UsageProblem
from barred.model.question import Context
from barred.publishing.account_rows import event_rows, figure_rows, product_rows, statement_rows
from barred.publishing.cited import cited
from barred.publishing.library import Library
from barred.publishing.restriction_rows import chosen_restrictions
from barred.publishing.row_filter import Row, kept

__all__ = ["KINDS", "MAIN_COLUMNS", "catalogue", "kind_of"]

KINDS = (
    "organisation",
    "restriction",
    "statement",
    "figure",
    "product",
    "event",
    "source",
    "link",
    "term",
    "table",
)
# What a table shows where a record has more columns than a page is wide.
MAIN_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "organisation": ("id", "title", "type", "country", "class", "makes", "name"),
    "restriction": ("id", "title", "actor", "place", "action", "stage", "in_force", "since", "target", "source"),
    "product": ("id", "title", "maker", "brands", "product_class", "capability", "models"),
    "link": ("subject", "type", "to", "extent", "since", "until", "lines"),
    "statement": ("id", "date", "speaker", "type", "topic", "title", "changes", "objections"),
    "figure": ("id", "measure", "bound", "value", "most", "unit", "about", "stated_by", "since", "conflicts", "title"),
    "event": ("id", "date", "type", "place", "about", "roles", "led_to", "title"),
}
_PLURALS = {f"{kind}s": kind for kind in KINDS} | {"vocabulary": "term", "vocabularies": "term"}


def kind_of(word: str) -> str:
    """Give the kind that a user names, in singular or plural.

    Raises:
        UsageProblem: There is no such kind.
    """
    kind = _PLURALS.get(word, word)
    if kind not in KINDS:
        raise UsageProblem(f"no kind of record is called {word!r}", remedy=f"use one of {', '.join(KINDS)}")
    return kind


def catalogue(kind: str, filters: Mapping[str, str], *, context: Context, book: Library) -> Iterator[Row]:
    """Give the records of a kind as rows.

    Args:
        kind: One of `KINDS`.
        filters: Column to value, as `row_filter.kept` and `chosen_restrictions` read them.
        context: Its day and knowledge decide at which stage a restriction is shown, and which
            statements and events had come; nothing else depends on them.
        book: The directory.

    Returns:
        One dictionary a record, by id, and statements and events by date; all rows of a kind have
        the same keys.

    Raises:
        UsageProblem: A filter names no column of this kind, or a place that nobody knows.
    """
    if kind == "restriction":
        return chosen_restrictions(filters, context=context, book=book)
    return kept(_ROWS[kind](context, book), filters, what=kind, book=book)


def _organisations(_: Context, book: Library) -> Iterator[Row]:
    for key in book.ids("organisation"):
        one = book.organisation(key)
        yield {
            "id": one.id,
            "title": one.title,
            "type": list(one.types),
            "country": one.country or "",
            "class": list(one.classes),
            "makes": list(one.makes),
            "name": [name.text for name in one.names],
            **cited(one.evidence),
        }


def _links(_: Context, book: Library) -> Iterator[Row]:
    for key in book.ids("organisation"):
        organisation = book.organisation(key)
        for link in organisation.links:
            yield {
                "subject": key,
                "type": link.type,
                "to": link.to,
                "extent": link.extent,
                "since": link.since or "",
                "until": link.until or "",
                "lines": link.lines,
                "share_least": _share(link.share_least),
                "share_most": _share(link.share_most),
                "source": sorted({one.source for one in organisation.evidence if one.key in link.evidence}),
                "note": link.note,
            }


def _share(share: float | None) -> str:
    return "" if share is None else f"{share:.2%}"


def _sources(_: Context, book: Library) -> Iterator[Row]:
    for key in book.ids("source"):
        one = book.source(key)
        yield {
            "id": one.id,
            "title": one.title,
            "type": one.type,
            "publisher": one.publisher,
            "published": one.published,
            "proof": one.proof,
            "captured": "yes" if one.capture else "no",
            "address": one.address,
        }


def _terms(_: Context, book: Library) -> Iterator[Row]:
    for name in book.ids("vocabulary"):
        for one in book.vocabulary(name).terms.values():
            yield {
                "vocabulary": name,
                "id": one.id,
                "title": one.title,
                "broader": list(one.broader),
                "definition": one.definition,
                "boundary": one.boundary,
                "kept_for": one.kept_for,
                "alias": list(one.aliases),
            }


def _tables(_: Context, book: Library) -> Iterator[Row]:
    for name, count in sorted(book.tables().items()):
        yield {"id": name, "rows": count}


_ROWS: Mapping[str, Callable[[Context, Library], Iterator[Row]]] = {
    "organisation": _organisations,
    "statement": statement_rows,
    "figure": figure_rows,
    "product": product_rows,
    "event": event_rows,
    "source": _sources,
    "link": _links,
    "term": _terms,
    "table": _tables,
}

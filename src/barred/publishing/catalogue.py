"""Records as rows: what `list` shows, filtered, at a day and by the knowledge of a day."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from barred.errors import UsageProblem
from barred.judge.stage import stand
from barred.model.book import Book
from barred.model.question import Context
from barred.model.restriction import Restriction

__all__ = ["KINDS", "Library", "catalogue", "kind_of"]

KINDS = ("organisation", "restriction", "source", "link", "term", "table")
_PLURALS = {f"{kind}s": kind for kind in KINDS} | {"vocabulary": "term", "vocabularies": "term"}


class Library(Book, Protocol):
    """A book that can also be leafed through."""

    def ids(self, kind: str) -> list[str]:
        """Give the ids of all records of a kind."""
        ...

    def tables(self) -> Mapping[str, int]:
        """Give the bulk tables and how many rows each has."""
        ...


def kind_of(word: str) -> str:
    """Give the kind that a user names, in singular or plural.

    Raises:
        UsageProblem: There is no such kind.
    """
    kind = _PLURALS.get(word, word)
    if kind not in KINDS:
        raise UsageProblem(f"no kind of record is called {word!r}", remedy=f"use one of {', '.join(KINDS)}")
    return kind


def catalogue(kind: str, filters: Mapping[str, str], *, context: Context, book: Library) -> Iterator[dict[str, Any]]:
    """Give the records of a kind as rows.

    Args:
        kind: One of `KINDS`.
        filters: Column to a value that the cell must have, or contain as one of several; `text`
            is sought in every cell.
        context: Its day and knowledge decide at which stage a restriction is shown.
        book: The directory.

    Returns:
        One dictionary a record, by id; all rows of a kind have the same keys.

    Raises:
        UsageProblem: A filter names no column of this kind.
    """
    rows = _ROWS[kind](context, book)
    for row in rows:
        unknown = sorted(set(filters) - set(row) - {"text"})
        if unknown:
            raise UsageProblem(f"a {kind} has no column {unknown[0]!r}", remedy=f"filter by {', '.join(row)} or text")
        if all(_matches(row, name, value) for name, value in filters.items()):
            yield row


def _matches(row: Mapping[str, Any], name: str, value: str) -> bool:
    wanted = value.casefold()
    if name == "text":
        return any(wanted in str(cell).casefold() for cell in row.values())
    cell = row[name]
    return wanted in {str(one).casefold() for one in (cell if isinstance(cell, list) else [cell])}


def _restrictions(context: Context, book: Library) -> Iterator[dict[str, Any]]:
    for key in book.ids("restriction"):
        one = book.restriction(key)
        standing = stand(one, context, book=book)
        if standing is None:
            continue
        yield {
            "id": one.id,
            "title": one.title,
            "actor": one.actor,
            "place": one.place,
            "action": one.action,
            "strength": one.strength,
            "stage": standing.stage,
            "in_force": standing.holds.word if _binds(one, book) else "no",
            "since": one.stages[0].date,
            "target": [target.organisation or f"class:{target.target_class}" for target in one.targets],
            "rationale": list(one.rationales),
        }


def _binds(restriction: Restriction, book: Library) -> bool:
    return bool(book.vocabulary("action").terms[restriction.action].traits.get("is_binding"))


def _organisations(_: Context, book: Library) -> Iterator[dict[str, Any]]:
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
        }


def _links(_: Context, book: Library) -> Iterator[dict[str, Any]]:
    for key in book.ids("organisation"):
        for link in book.organisation(key).links:
            yield {
                "subject": key,
                "type": link.type,
                "to": link.to,
                "extent": link.extent,
                "since": link.since or "",
                "until": link.until or "",
                "lines": link.lines,
            }


def _sources(_: Context, book: Library) -> Iterator[dict[str, Any]]:
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


def _terms(_: Context, book: Library) -> Iterator[dict[str, Any]]:
    for name in book.ids("vocabulary"):
        for one in book.vocabulary(name).terms.values():
            yield {
                "vocabulary": name,
                "id": one.id,
                "title": one.title,
                "broader": list(one.broader),
                "definition": one.definition,
                "boundary": one.boundary,
                "alias": list(one.aliases),
            }


def _tables(_: Context, book: Library) -> Iterator[dict[str, Any]]:
    for name, count in sorted(book.tables().items()):
        yield {"id": name, "rows": count}


_ROWS = {
    "organisation": _organisations,
    "restriction": _restrictions,
    "source": _sources,
    "link": _links,
    "term": _terms,
    "table": _tables,
}

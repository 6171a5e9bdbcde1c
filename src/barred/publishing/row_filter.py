"""Keep the rows that a user asked for, by the same rules on every page."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from barred.errors import UsageProblem
from barred.model.book import Book
from barred.publishing.cited import CITED

__all__ = ["Row", "kept"]

Row = dict[str, Any]
# These cells hold codes of places, and a broader place takes the narrower ones in.
_PLACES = ("place", "country")


def kept(rows: Iterable[Row], filters: Mapping[str, str], *, what: str, book: Book) -> Iterator[Row]:
    """Give the rows that pass every filter.

    Args:
        rows: Rows that all have the same keys.
        filters: Column to a value that the cell must have, or contain as one of several; values
            with commas between are alternatives. A place takes in every narrower one. `text` is
            sought in every cell but those that name sources.
        what: What a row is, for the error.
        book: The directory, for its places.

    Raises:
        UsageProblem: A filter names no column, or a place that nobody knows.
    """
    wanted = {name: _alternatives(name, value, book) for name, value in filters.items()}
    for row in rows:
        unknown = sorted(set(filters) - set(row) - {"text"})
        if unknown:
            raise UsageProblem(f"a {what} has no column {unknown[0]!r}", remedy=f"filter by {', '.join(row)} or text")
        if all(_matches(row, name, some, book) for name, some in wanted.items()):
            yield row


def _alternatives(name: str, value: str, book: Book) -> set[str]:
    some = {one.strip() for one in value.split(",")}
    if name in _PLACES:
        return {book.vocabulary("place").resolve(one) for one in some}
    # A title may hold a comma itself.
    return {one.casefold() for one in (value, *some)} if name != "text" else {value.casefold()}


def _matches(row: Row, name: str, wanted: set[str], book: Book) -> bool:
    if name == "text":
        return any(one in str(cell).casefold() for column, cell in row.items() if column not in CITED for one in wanted)
    cell = row[name]
    if name in _PLACES:
        return bool(cell) and not wanted.isdisjoint(book.vocabulary("place").above(cell))
    return not wanted.isdisjoint(str(one).casefold() for one in (cell if isinstance(cell, list) else [cell]))

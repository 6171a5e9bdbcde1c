"""What differs between two directories, or in one of them between what two days knew."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple, Protocol

from barred.judge.stage import Standing, stand
from barred.model.book import Book
from barred.model.day import first_day, reached
from barred.model.question import Context
from barred.model.restriction import Restriction
from barred.model.truth import Truth
from barred.publishing.account_rows import events_by, statements_by
from barred.publishing.field_difference import field_differences
from barred.publishing.library import Library

__all__ = ["FORCES", "Bodies", "Change", "difference", "eve", "news"]

# How the force of a restriction is told.
FORCES = {"yes": "in force", "open": "perhaps in force", "no": "not in force"}
_KINDS = ("restriction", "statement", "event", "figure", "product", "organisation", "source", "vocabulary")


class Bodies(Library, Protocol):
    """A library that gives records as plain fields too; a snapshot is one."""

    def body(self, kind: str, key: str) -> Mapping[str, Any]:
        """Give a record as it was compiled."""
        ...


class Change(NamedTuple):
    """One difference: *added*, *removed*, *changed* in a field, or *standing* on the day asked about.

    `before` and `after` are the values of the field; None where it is not there.
    """

    change: str
    kind: str
    id: str
    title: str
    field: str = ""
    before: object = None
    after: object = None


def difference(before: Bodies, after: Bodies, *, context: Context) -> Iterator[Change]:
    """Give what differs between two directories.

    Args:
        before: The earlier one.
        after: The later one.
        context: The day, and the day by whose knowledge, on which standings are compared.

    Returns:
        Records added, removed and changed, by kind and id; then one row for every table that
        has gained or lost rows; then the restrictions in both whose standing differs.
    """
    for kind in _KINDS:
        old, new = set(before.ids(kind)), set(after.ids(kind))
        for key in sorted(old | new):
            if key not in new:
                yield Change("removed", kind, key, _title(before.body(kind, key)))
            elif key not in old:
                yield Change("added", kind, key, _title(after.body(kind, key)))
            else:
                yield from _changed(kind, before.body(kind, key), after.body(kind, key))
    yield from _tables(before, after)
    for key in sorted({*before.ids("restriction")} & {*after.ids("restriction")}):
        one = after.restriction(key)
        was, stands = _standing(before.restriction(key), context, before), _standing(one, context, after)
        if was != stands:
            yield Change("standing", "restriction", key, one.title, "stage", was, stands)


def news(since: str, context: Context, *, book: Library) -> Iterator[Change]:
    """Give what a directory tells of the time since a day.

    Args:
        since: The day; what happened on it counts. Of a month or year the first day is meant.
        context: The day that is compared with the eve of `since`, and its knowledge.
        book: The directory.

    Returns:
        Restrictions that became known, and those whose stage or force differs, by id; then
        statements and events, oldest first. A date that is vaguer than the question counts as
        news when some day that it can mean is.
    """
    earlier = Context(on=eve(since), known=eve(since))
    for key in book.ids("restriction"):
        one = book.restriction(key)
        was, stands = _standing(one, earlier, book), _standing(one, context, book)
        if was != stands:
            yield Change("standing" if was else "added", "restriction", key, one.title, "stage", was, stands)
    for statement in statements_by(context, book):
        if reached(statement.date, earlier.on) is not Truth.YES:
            yield Change("added", "statement", statement.id, statement.title, "date", None, statement.date)
    for event in events_by(context, book):
        if reached(event.known_since or event.date, earlier.on) is not Truth.YES:
            yield Change("added", "event", event.id, event.title, "date", None, event.date)


def eve(day: str) -> str:
    """Give the day before the first that a date can mean; before the first of all there is none.

    Example:
        >>> eve("2023-03"), eve("2024"), eve("0001")
        ('2023-02-28', '2023-12-31', '0001-01-01')
    """
    return date.fromordinal(max(1, date.fromisoformat(first_day(day)).toordinal() - 1)).isoformat()


def _changed(kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for one in field_differences(before, after):
        yield Change("changed", kind, str(after["id"]), _title(after), *one)


def _tables(before: Library, after: Library) -> Iterator[Change]:
    old, new = before.tables(), after.tables()
    for name in sorted({*old, *new}):
        was, has = ({tuple(sorted(row.items())) for row in book.rows(name)} for book in (before, after))
        if was != has:
            told = f"{len(has - was)} rows added, {len(was - has)} removed"
            yield Change("changed", "table", name, told, "rows", old.get(name), new.get(name))


def _standing(restriction: Restriction, context: Context, book: Book) -> str | None:
    """Tell stage and force in words; None when nothing of it was known."""
    standing = stand(restriction, context, book=book)
    return None if standing is None else _told(standing, restriction, book)


def _told(standing: Standing, restriction: Restriction, book: Book) -> str:
    if not book.vocabulary("action").terms[restriction.action].traits.get("is_binding"):
        return standing.stage
    return f"{standing.stage} ({FORCES[standing.holds.word]})"


def _title(body: Mapping[str, Any]) -> str:
    return str(body.get("title", ""))

"""What stands beside a record: figures of one thing side by side, statements of one matter in a chain."""

from collections.abc import Callable, Iterable
from typing import Any

from barred.publishing.cited import cited
from barred.publishing.library import Library

__all__ = ["beside"]


def beside(kind: str, key: str, *, book: Library) -> list[dict[str, Any]]:
    """Give the records that are read together with one, itself among them.

    Args:
        kind: Its kind.
        key: Its id.
        book: The directory.

    Returns:
        For a figure that others disagree with, all of them, each with its bound, by id. For a
        statement that changes another or is changed, all of the chain by date, each with the
        change and with what speaks against it. Nothing for any other record.
    """
    if kind == "figure":
        found = _reached(key, lambda one: book.figure(one).conflicts)
        return [_figure(one, book) for one in sorted(found)] if len(found) > 1 else []
    if kind == "statement":
        found = _reached(key, _chain(book))
        rows = sorted((_statement(one, book) for one in found), key=lambda row: (row["date"], row["id"]))
        return rows if len(rows) > 1 else []
    return []


def _chain(book: Library) -> Callable[[str], Iterable[str]]:
    """Give the way from a statement to those that it changes and those that change it."""
    changed_by: dict[str, list[str]] = {}
    for one in map(book.statement, book.ids("statement")):
        for earlier in one.changes:
            changed_by.setdefault(earlier, []).append(one.id)
    return lambda key: (*book.statement(key).changes, *changed_by.get(key, ()))


def _reached(start: str, near: Callable[[str], Iterable[str]]) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        new = set(near(waiting.pop())) - found
        found |= new
        waiting += new
    return found


def _figure(key: str, book: Library) -> dict[str, Any]:
    one = book.figure(key)
    value = f"{one.value} to {one.most}" if one.most else one.value
    told = {"id": one.id, "bound": one.bound, "value": value, "unit": one.unit, "stated_by": one.stated_by}
    return {**told, "since": one.since or "", "title": one.title, "source": cited(one.evidence)["source"]}


def _statement(key: str, book: Library) -> dict[str, Any]:
    one = book.statement(key)
    told = {"id": one.id, "date": one.date, "speaker": one.speaker, "type": one.type, "title": one.title}
    against = [f"{part.relation}: {part.what}" for part in one.objections]
    return {**told, "change": one.change, "against": against, "source": cited(one.evidence)["source"]}

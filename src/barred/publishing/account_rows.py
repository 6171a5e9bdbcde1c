"""Statements, figures, products and events as rows."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from barred.model.account import Event, Statement
from barred.model.day import first_day, reached
from barred.model.question import Context
from barred.model.truth import Truth
from barred.publishing.cited import cited
from barred.publishing.library import Library
from barred.publishing.row_filter import Row

__all__ = ["event_rows", "events_by", "figure_rows", "product_rows", "statement_rows", "statements_by", "when"]


def when(date: str) -> tuple[str, int]:
    """Give the place of a date in an order: by its first day, a vaguer date before a sharper one."""
    return first_day(date), len(date)


def statements_by(context: Context, book: Library) -> list[Statement]:
    """Give what had been said by a day, oldest first; what the day may or may not include is in."""
    found = [book.statement(key) for key in book.ids("statement")]
    return sorted((one for one in found if _has_come(one.date, one.date, context)), key=lambda one: when(one.date))


def events_by(context: Context, book: Library) -> list[Event]:
    """Give what had happened by a day and was known by a day, oldest first."""
    found = [book.event(key) for key in book.ids("event")]
    come = [one for one in found if _has_come(one.date, one.known_since or one.date, context)]
    return sorted(come, key=lambda one: when(one.date))


def statement_rows(context: Context, book: Library) -> Iterator[Row]:
    """Give the statements, oldest first, with how many objections each met."""
    for one in statements_by(context, book):
        yield {
            "id": one.id,
            "date": one.date,
            "speaker": one.speaker,
            "type": one.type,
            "topic": one.topic,
            "audience": one.audience,
            "about": list(one.about),
            "title": one.title,
            "changes": list(one.changes),
            "change": one.change,
            "objections": len(one.objections),
            "objected_by": _each(one.by for one in one.objections),
            "summary": one.summary,
            **cited(one.evidence),
        }


def figure_rows(_: Context, book: Library) -> Iterator[Row]:
    """Give the figures by id; a value is the text of a decimal, to be read with its bound."""
    for key in book.ids("figure"):
        one = book.figure(key)
        yield {
            "id": one.id,
            "measure": one.measure,
            "bound": one.bound,
            "value": one.value,
            "most": one.most,
            "unit": one.unit,
            "about": list(one.about),
            "stated_by": one.stated_by,
            "since": one.since or "",
            "until": one.until or "",
            "place": one.place,
            "conflicts": list(one.conflicts),
            "resolution": one.resolution,
            "title": one.title,
            **cited(one.evidence),
        }


def product_rows(_: Context, book: Library) -> Iterator[Row]:
    """Give the products by id, with the capabilities that pages claim for them."""
    for key in book.ids("product"):
        one = book.product(key)
        yield {
            "id": one.id,
            "title": one.title,
            "maker": one.maker,
            "brands": list(one.brands),
            "product_class": one.product_class,
            "capability": _each(claim.capability for claim in one.claims),
            "models": list(one.models),
            **cited(one.evidence),
        }


def event_rows(context: Context, book: Library) -> Iterator[Row]:
    """Give the events, oldest first; `roles` reads `plaintiff:some-firm`, `party` has the firms alone."""
    for one in events_by(context, book):
        yield {
            "id": one.id,
            "date": one.date,
            "type": one.type,
            "place": one.place,
            "about": list(one.about),
            "roles": [f"{part.role}:{part.organisation}" for part in one.roles],
            "party": _each(part.organisation for part in one.roles),
            "led_to": list(one.led_to),
            "title": one.title,
            "summary": one.summary,
            **cited(one.evidence),
        }


def _has_come(date: str, known_since: str, context: Context) -> bool:
    is_known = context.known is None or reached(known_since, context.known) is not Truth.NO
    return is_known and reached(date, context.on) is not Truth.NO


def _each(values: Iterable[str]) -> list[str]:
    return [value for value, _ in groupby(sorted(filter(None, values)))]

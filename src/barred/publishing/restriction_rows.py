"""Restrictions as rows: how each stands on a day, and whether it ever bound anybody."""

from collections.abc import Iterable, Iterator, Mapping

from barred.judge.stage import known_stages, stand
from barred.judge.target import aim
from barred.judge.trace import trace
from barred.model.book import Book
from barred.model.day import reached
from barred.model.question import Context
from barred.model.restriction import Restriction, Stage
from barred.model.truth import Truth, some
from barred.publishing.cited import cited
from barred.publishing.library import Library
from barred.publishing.row_filter import Row, kept

__all__ = ["CONCERNS", "chosen_restrictions", "concerning", "country_of", "restriction_rows", "targets_of"]

# A filter that is no column: the organisation that a restriction reaches by name, by a class that
# it belongs to, or through those behind it.
CONCERNS = "concerns"

_CODE = 2


def restriction_rows(context: Context, book: Library) -> Iterator[Row]:
    """Give every restriction of which something was known, by id.

    Returns:
        Rows. `in_force` is yes, open or no. `ever_in_force` is *yes* when it was in force by the
        day, *open* when the dates do not tell, *not-yet* when it has a later start, *no* when it
        has none, and *never-binds* for what is no measure: a proposal, a refusal, a listing by
        itself. `reversed` is *yes* for a measure that was undone, *act* for a record that is
        itself a reversal, waiver or ruling.
    """
    for key in book.ids("restriction"):
        one = book.restriction(key)
        standing = stand(one, context, book=book)
        if standing is None:
            continue
        traits = book.vocabulary("action").terms[one.action].traits
        binds = bool(traits.get("is_binding"))
        stages = known_stages(one, context, book=book)
        yield {
            "id": one.id,
            "title": one.title,
            "actor": one.actor,
            "place": one.place,
            "action": one.action,
            "strength": one.strength,
            "stage": standing.stage,
            "in_force": standing.holds.word if binds else "no",
            "since": one.stages[0].date,
            "target": targets_of(one),
            "rationale": list(one.rationales),
            "actor_type": list(book.organisation(one.actor).types),
            "country": country_of(one.place, book=book),
            "coarse": str(traits.get("coarse", "")),
            "ever_in_force": _ever(stages, context, book) if binds else "never-binds",
            "reversed": _reversed(stages, context) if traits.get("coarse") != "reverse" else "act",
            **cited(one.evidence),
        }


def chosen_restrictions(filters: Mapping[str, str], *, context: Context, book: Library) -> Iterator[Row]:
    """Give the rows that pass every filter.

    Args:
        filters: Column to value, as `row_filter.kept` reads them; `CONCERNS` to the id of an
            organisation keeps what is aimed at it, surely or perhaps, by the rules of the judge.
        context: The day, and the day by whose knowledge it is told.
        book: The directory.

    Raises:
        UsageProblem: A filter names no column, or a place or organisation that nobody knows.
    """
    columns = {name: value for name, value in filters.items() if name != CONCERNS}
    rows = kept(restriction_rows(context, book), columns, what="restriction", book=book)
    if CONCERNS not in filters:
        return rows
    found = concerning(filters[CONCERNS], (context.on,), known=context.known, book=book)
    return (row for row in rows if row["id"] in found)


def concerning(organisation: str, days: Iterable[str], *, known: str | None, book: Library) -> set[str]:
    """Give the restrictions that reach an organisation, surely or perhaps, on one of some days.

    Args:
        organisation: Its id.
        days: ISO prefixes; a class that it left, or an owner that it lost, counts on earlier days.
        known: The day by whose knowledge it is told; None takes everything.
        book: The directory.

    Raises:
        UsageProblem: Nobody knows the organisation.

    Cost:
        One walk over its links a day, and one look at each restriction near it.
    """
    book.organisation(organisation)
    ids: set[str] = set()
    for on in set(days):
        context = Context(on=on, known=known)
        found = trace(organisation, context, book=book)
        near = [one for one in book.restrictions_aimed_at(found.paths) if one.id not in ids]
        ids |= {one.id for one in near if aim(one, found, context=context, book=book).holds is not Truth.NO}
    return ids


def targets_of(restriction: Restriction) -> list[str]:
    """Give whom a restriction is aimed at: ids of organisations, and classes as `class:ID`."""
    return [one.organisation or f"class:{one.target_class}" for one in restriction.targets]


def country_of(place: str, *, book: Book) -> str:
    """Give the country that a place lies in, or the place itself when it is a region of several."""
    places = book.vocabulary("place")
    codes = [one for one in places.above(place) if len(one) == _CODE]
    # Of `de` and `eu`, both above a German town, the narrower is the country.
    return max(codes, key=lambda one: len(places.above(one)), default=place)


def _ever(stages: list[Stage], context: Context, book: Book) -> str:
    effects = book.vocabulary("stage").terms
    # What is completed was carried out, even when no source tells from when on.
    began = [one for one in stages if one.stage == "completed" or effects[one.stage].traits.get("effect") == "binds"]
    come = some(reached(one.date, context.on) for one in began)
    return "not-yet" if began and come is Truth.NO else come.word


def _reversed(stages: list[Stage], context: Context) -> str:
    return some(reached(one.date, context.on) for one in stages if one.stage == "reversed").word

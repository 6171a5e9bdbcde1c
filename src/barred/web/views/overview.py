"""The directory at a glance: a map, the years and a table, all under the same filters and the same two clocks."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from barred.model.question import Context
from barred.publishing.restriction_rows import CONCERNS, chosen_restrictions, country_of
from barred.text.fold import fold
from barred.web.answering.answers import carried
from barred.web.answering.edition import Edition
from barred.web.views.leaf import Choice, Labels, Leaf

__all__ = ["NAMED", "OverviewView", "overview"]

# Views with a name of their own, and the filters that make them.
NAMED: Mapping[str, Mapping[str, str]] = {
    "in-force": {"in_force": "yes,open"},
    "announced": {"ever_in_force": "no,not-yet,open", "stage": "announced,adopted,proposed,withdrawn,expired"},
    "declined": {"coarse": "decline"},
    "reversed": {"reversed": "yes,open,act"},
}
# The filters that a form offers, and the closed lists of their words; empty where the rows name them.
_OFFERED = {"place": "place", "coarse": "", "rationale": "rationale", "actor_type": "organisation-type", "in_force": ""}
_COLUMNS = {
    "actor": "",
    "target": "",
    "place": "place",
    "country": "place",
    "action": "action",
    "strength": "strength",
    "stage": "stage",
    "rationale": "rationale",
    "actor_type": "organisation-type",
}


@dataclass(frozen=True, kw_only=True)
class OverviewView(Leaf):
    """Restrictions under some filters.

    Args:
        name: The named view, empty for the whole directory.
        filters: The filters besides, by column; empty where nothing was set.
        rows: The restrictions.
        countries: Code to how many are in force, perhaps in force, and recorded in all.
        years: Year to how many restrictions have their first step in it, and of these how many stand in force.
        choices: The values that each filter may have, by column.
    """

    TABLE: ClassVar[str] = "rows"

    name: str
    filters: dict[str, str]
    rows: list[dict[str, Any]]
    countries: dict[str, dict[str, int]]
    years: dict[str, dict[str, int]]
    choices: dict[str, list[Choice]]


def overview(name: str, filters: Mapping[str, str], *, context: Context, edition: Edition) -> OverviewView:
    """Fill the page.

    Args:
        name: A key of `NAMED`, or empty.
        filters: Column to value, `concerns` to an organisation, `year` to a year; empty ones do not narrow.
        context: Both clocks.
        edition: The directory.

    Raises:
        UsageProblem: A filter names a place or an organisation that nobody knows.
    """
    book = edition.snapshot
    set_ones = {column: value for column, value in filters.items() if value}
    columns = {column: value for column, value in set_ones.items() if column != "year"}
    if CONCERNS in columns and not book.has_organisation(columns[CONCERNS]):
        columns[CONCERNS] = _named(columns[CONCERNS], edition)
    rows = list(chosen_restrictions({**NAMED.get(name, {}), **columns}, context=context, book=book))
    year = set_ones.get("year", "")
    kept = [row for row in rows if not year or row["since"].startswith(year)]
    kept.sort(key=lambda row: (row["since"], row["id"]), reverse=True)
    labels = Labels(book)
    labels.rows(kept, _COLUMNS)
    labels.term("target-class", *(one.removeprefix("class:") for row in kept for one in row["target"]))
    return OverviewView(
        **carried(context, edition),
        **labels.told(),
        name=name,
        filters=dict(filters),
        rows=kept,
        countries=_countries(kept, edition),
        years=_years(rows),
        choices=edition.kept("filters", lambda: _choices(context, edition)),
    )


def _named(word: str, edition: Edition) -> str:
    """Give the id of an organisation by a name of it; a word that names none or several is given back as it is."""
    found = set(edition.snapshot.organisations_named(fold(word)))
    return found.pop() if len(found) == 1 else word


def _countries(rows: list[dict[str, Any]], edition: Edition) -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        counts.setdefault(country_of(row["place"], book=edition.snapshot), Counter())[row["in_force"]] += 1
    told = {
        code: {"in_force": held["yes"], "open": held["open"], "recorded": held.total()} for code, held in counts.items()
    }
    return dict(sorted(told.items(), key=lambda one: (-one[1]["in_force"], -one[1]["recorded"], one[0])))


def _years(rows: list[dict[str, Any]]) -> dict[str, dict[str, int]]:
    found = {row["since"][:4] for row in rows}
    every = range(int(min(found)), int(max(found)) + 1) if found else ()
    held = {str(year): [row for row in rows if row["since"].startswith(str(year))] for year in every}
    return {
        year: {"recorded": len(some), "in_force": sum(row["in_force"] == "yes" for row in some)}
        for year, some in held.items()
    }


def _choices(context: Context, edition: Edition) -> dict[str, list[Choice]]:
    rows = list(chosen_restrictions({}, context=context, book=edition.snapshot))
    found = {}
    for column, vocabulary in _OFFERED.items():
        cells = [row["country"] if column == "place" else row[column] for row in rows]
        values = {value for cell in cells for value in (cell if isinstance(cell, list) else [cell]) if value}
        terms = edition.snapshot.vocabulary(vocabulary).terms if vocabulary else {}
        titled = [Choice(one, terms[one].title if one in terms else one) for one in values]
        found[column] = sorted(titled, key=lambda one: one.title.casefold())
    return found

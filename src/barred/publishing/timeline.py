"""Every dated thing in order: steps of restrictions, what was said, what happened."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from barred.judge.stage import known_stages
from barred.model.day import first_day, last_day
from barred.model.question import Context
from barred.publishing.account_rows import events_by, statements_by, when
from barred.publishing.library import Library
from barred.publishing.restriction_rows import CONCERNS, concerning, targets_of
from barred.publishing.row_filter import Row, kept

__all__ = ["TIMELINE_COLUMNS", "Period", "timeline"]

# What a table shows; `action` and `coarse` are for filters and for the other forms.
TIMELINE_COLUMNS = ("date", "kind", "what", "id", "actor", "place", "about", "title")
# The last day that can be written: a timeline ends where the records do.
_END = "9999"


class Period(NamedTuple):
    """From a day to a day, both included; ISO prefixes, None is open."""

    since: str | None = None
    until: str | None = None

    def may_hold(self, date: str) -> bool:
        """Tell whether some day that a date can mean lies in the period."""
        is_before = self.since is not None and last_day(date) < first_day(self.since)
        is_after = self.until is not None and first_day(date) > last_day(self.until)
        return not is_before and not is_after


def timeline(filters: Mapping[str, str], period: Period, *, known: str | None = None, book: Library) -> Iterator[Row]:
    """Give every step, statement and event of a period.

    Args:
        filters: Column to value, as `row_filter.kept` reads them. A step of a restriction is
            `about` its targets; `concerns` takes in what is aimed at a class of the organisation.
        period: What may lie outside is left out only when it surely does.
        known: The day by whose knowledge it is told; None takes everything.
        book: The directory.

    Returns:
        Rows, by the first day that a date can mean, the vaguer date first; dates as precise as
        their sources. `what` is the stage of a restriction, or the type of the rest.

    Raises:
        UsageProblem: A filter names no column, or a place that nobody knows.
    """
    context = Context(on=_END, known=known)
    rows = [*_steps(context, book), *_statements(context, book), *_events(context, book)]
    if CONCERNS in filters:
        rows = _concerning(filters[CONCERNS], rows, known, book)
    within = (row for row in rows if period.may_hold(row["date"]))
    ordered = sorted(within, key=lambda row: (when(row["date"]), row["kind"], row["id"]))
    columns = {name: value for name, value in filters.items() if name != CONCERNS}
    return kept(ordered, columns, what="row of the timeline", book=book)


def _concerning(organisation: str, rows: list[Row], known: str | None, book: Library) -> list[Row]:
    """Keep all steps of a restriction that reached the organisation on the day of one, and what else is about it."""
    days = [row["date"] for row in rows if row["kind"] == "restriction"]
    ids = concerning(organisation, days, known=known, book=book)
    return [row for row in rows if (row["id"] in ids if row["kind"] == "restriction" else organisation in row["about"])]


def _steps(context: Context, book: Library) -> Iterator[Row]:
    for key in book.ids("restriction"):
        one = book.restriction(key)
        traits = book.vocabulary("action").terms[one.action].traits
        for stage in known_stages(one, context, book=book):
            yield {
                "date": stage.date,
                "kind": "restriction",
                "what": stage.stage,
                "id": one.id,
                "actor": [one.actor],
                "place": one.place,
                "about": targets_of(one),
                "title": one.title,
                "action": one.action,
                "coarse": str(traits.get("coarse", "")),
            }


def _statements(context: Context, book: Library) -> Iterator[Row]:
    for one in statements_by(context, book):
        yield {
            "date": one.date,
            "kind": "statement",
            "what": one.type,
            "id": one.id,
            "actor": [one.speaker],
            "place": "",
            "about": list(one.about),
            "title": one.title,
            "action": "",
            "coarse": "",
        }


def _events(context: Context, book: Library) -> Iterator[Row]:
    for one in events_by(context, book):
        yield {
            "date": one.date,
            "kind": "event",
            "what": one.type,
            "id": one.id,
            "actor": [part.organisation for part in one.roles],
            "place": one.place,
            "about": list(one.about),
            "title": one.title,
            "action": "",
            "coarse": "",
        }

"""The third step of a file: its rows with their outcomes, the worst first, narrowed by what their user looks for."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from barred.model.question import Context
from barred.model.verdict import OUTCOMES, Verdict
from barred.publishing.verdicts.verdict_data import as_data
from barred.screening.check import Tally, check_table
from barred.text.fold import fold
from barred.web.answering.edition import Edition
from barred.web.asked.leaves import CheckedFile
from barred.web.views.file_check import Brought, left_out_data
from barred.web.views.front import CASE_LISTS
from barred.web.views.grounds import grounds
from barred.web.views.leaf import Choice, Labels, Leaf
from barred.web.views.result import PARTS

__all__ = ["ResultsView", "results", "verdicts"]

# Rows on a page; as CSV and JSON all of them come.
_ROWS = 100
_REJECTED = 10
_RANK = {outcome: at for at, outcome in enumerate(OUTCOMES)}


@dataclass(frozen=True, kw_only=True)
class ResultsView(Leaf):
    """The rows of a file with their outcomes.

    Args:
        key: Names the file.
        file: What its user calls it.
        outcomes: How many rows have each outcome, the worst first.
        total: How many rows were checked.
        wanted: The outcome that rows are shown of; empty for all.
        maker: The organisation that rows are shown of; empty for all.
        text: Words that the rows shown hold; empty for all.
        order: `file` for the order of the file; empty for the worst first.
        makers: Whom rows point to, with how many rows, the most first.
        rows: Row by row: table, number, text, outcome, and why.
        first: The number of the first row on this page, counted from 0.
        page: The number of this page, counted from 1.
        pages: How many pages there are.
        grounds: On what the restrictions of the rows on this page stand, by id.
        asked: What would settle rows that depend, each with its parameter and the number of rows, the most first.
        unread: Rows that could not be read.
        left_out: What of the file holds no table.
        aside: How many rows name nothing: headings, totals, figures alone.
        tables: How many tables there are.
        case: The case as it was said, by parameter.
        said: The columns that the user named, by meaning.
        choices: The words for every part of a case.
    """

    TABLE: ClassVar[str] = "rows"

    key: str
    file: str
    outcomes: dict[str, int]
    total: int
    wanted: str
    maker: str
    text: str
    order: str
    makers: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    first: int
    page: int
    pages: int
    grounds: dict[str, dict[str, Any]]
    asked: list[dict[str, Any]]
    unread: list[dict[str, Any]]
    left_out: list[dict[str, str]]
    aside: int
    tables: int
    case: dict[str, Any]
    said: dict[str, str]
    choices: dict[str, list[Choice]]

    @property
    def shown(self) -> list[dict[str, Any]]:
        """The rows on this page."""
        return self.rows[self.first : self.first + _ROWS]


def results(brought: Brought, asked: CheckedFile, *, edition: Edition) -> ResultsView:
    """Fill the third step.

    Args:
        brought: The file.
        asked: Which rows are shown, and in which order.
        edition: The directory.

    Raises:
        BarredError: The file cannot be read, or a word of its user is unknown.
    """
    context = edition.context(brought.case)
    found = _found(brought, context, edition=edition)
    rows, tally = found.rows, found.tally
    kept = _kept(rows, asked)
    pages = max(1, -(-len(kept) // _ROWS))
    page = min(asked.page, pages)
    first = (page - 1) * _ROWS
    labels = Labels(edition.snapshot)
    makers = _makers(rows)
    labels.name(*[one["id"] for one in makers], brought.case.asker.removeprefix("org:"))
    rules = {rule["id"] for row in kept[first : first + _ROWS] for rule in row["restrictions"]}
    told = brought.told(edition)
    labels.rows([told["case"]], CASE_LISTS)
    return ResultsView(
        **told,
        grounds=grounds(rules, context, labels=labels, edition=edition),
        **labels.told(),
        outcomes={one: tally.outcomes[one] for one in OUTCOMES if tally.outcomes.get(one)},
        total=tally.items,
        wanted=asked.outcome,
        maker=asked.maker,
        text=asked.text,
        order=asked.order,
        makers=makers,
        rows=kept,
        first=first,
        page=page,
        pages=pages,
        asked=_asked(rows),
        unread=[{"table": name, "row": bad.row, "why": bad.why} for name, bad in tally.unreadable],
        left_out=found.left_out,
        aside=tally.aside,
        tables=found.tables,
    )


class _Found(NamedTuple):
    """What a check of a file found, however much of it is shown."""

    rows: list[dict[str, Any]]
    tally: Tally
    left_out: list[dict[str, str]]
    tables: int


def _found(brought: Brought, context: Context, *, edition: Edition) -> _Found:
    """Check a file, or remember what was found: whoever turns a page or narrows the rows asks nothing new."""
    columns = tuple(sorted(brought.columns.items()))
    key = ("found", brought.key, columns, brought.encoding, context, edition.leave)
    return edition.kept(key, lambda: _checked(brought, context, edition=edition))


def _checked(brought: Brought, context: Context, *, edition: Edition) -> _Found:
    opened, tally, rows = brought.tables(), Tally.empty(), []
    desk = edition.desk(context)
    for table in opened.tables:
        for checked in check_table(table, desk, index=edition.index):
            tally.add(table.name, checked)
            rows += [_row(table.name, one) for one in checked.verdicts]
    return _Found(rows, tally, left_out_data(opened.left_out), len(opened.tables))


def verdicts(brought: Brought, *, edition: Edition) -> Iterator[dict[str, Any]]:
    """Give the verdicts of a file one after the other, whole but for most restrictions that do not apply."""
    desk = edition.desk(edition.context(brought.case))
    for table in brought.tables().tables:
        for checked in check_table(table, desk, index=edition.index):
            yield from (as_data(one, most_rejected=_REJECTED) for one in checked.verdicts)


def _kept(rows: Sequence[dict[str, Any]], asked: CheckedFile) -> list[dict[str, Any]]:
    """Give the rows that are looked for; of two with one outcome that of which more restrictions tell comes first."""
    words = fold(asked.text)
    found = [
        row
        for row in rows
        if asked.outcome in {"", row["outcome"]}
        and (not asked.maker or asked.maker in _whom(row))
        and words in fold(row["text"])
    ]
    return found if asked.order else sorted(found, key=_weight)


def _weight(row: Mapping[str, Any]) -> tuple[int, int]:
    sure = sum(one["applies"] == "yes" for one in row["restrictions"])
    return _RANK[row["outcome"]], -sure


def _makers(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    counted = Counter(key for row in rows for key in _whom(row))
    return [{"id": key, "rows": number} for key, number in sorted(counted.items(), key=lambda one: (-one[1], one[0]))]


def _whom(row: Mapping[str, Any]) -> set[str]:
    """Give every organisation that a row points to."""
    return {key for key in (row["organisation"], row["maker"], *row["others"]) if key}


def _asked(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    counted = Counter(part for row in rows if row["outcome"] == "depends" for part in {*row["questions"]})
    return [
        {"part": part, "parameter": PARTS.get(part, ""), "rows": number}
        for part, number in sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    ]


def _row(table: str, verdict: Verdict) -> dict[str, Any]:
    best = verdict.candidates[0] if verdict.candidates else None
    return {
        "table": table,
        "row": verdict.subject.row,
        "text": verdict.subject.text,
        "outcome": verdict.outcome,
        "organisation": best.organisation if best else None,
        "brand": best.brand if best else None,
        "maker": best.maker if best else None,
        "band": best.band if best else None,
        "others": [one.organisation for one in verdict.candidates[1:]],
        "signals": [f"{one.text} ({one.kind}, {one.weight:+.2f})" for one in best.signals] if best else [],
        "restrictions": _telling(verdict),
        "on_record": len(verdict.restrictions),
        "questions": [one.part for one in verdict.questions],
    }


def _telling(verdict: Verdict) -> list[dict[str, Any]]:
    """Give the restrictions that bind or may bind, those that do first."""
    telling = [one for one in verdict.restrictions if one.applies != "no"]
    return [
        {"id": one.id, "title": one.title, "applies": one.applies, "waivers": list(one.waivers)}
        for one in sorted(telling, key=lambda one: (one.applies != "yes", one.id))
    ]

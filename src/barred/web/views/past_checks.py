"""Checks that were run: all of them, one with its rows, and two of one file beside each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from barred.ledger.checks import Check, KeptVerdict
from barred.ledger.compare_checks import ChangedRow, Move
from barred.ledger.expire_files import GONE
from barred.ledger.jobs import Job
from barred.model.question import Context
from barred.model.verdict import OUTCOMES
from barred.model.waiver import Waiver
from barred.screening.again.gist import Difference, differences, waivers_in
from barred.screening.context import Said
from barred.web.answering.answers import carried, today
from barred.web.answering.edition import Edition
from barred.web.asked.kept import CheckPart
from barred.web.jobs.check_reports import FORMS
from barred.web.views.front import CASE_LISTS, choices
from barred.web.views.grounds import grounds
from barred.web.views.leaf import Choice, Labels, Leaf
from barred.web.views.result import case_of

__all__ = [
    "ROWS",
    "ComparedView",
    "KeptRows",
    "PastCheck",
    "PastCheckView",
    "PastChecksView",
    "case_of_check",
    "changed_row",
    "compared",
    "kept_row",
    "past_check",
    "past_checks",
]

# Rows on a page, and waived ones beside them.
ROWS = 100


@dataclass(frozen=True)
class PastCheck:
    """A check: who ran it, when, on which file, in which case, and how many rows have each outcome, the worst first."""

    id: str
    name: str
    actor: str
    at: str
    file: str
    case: dict[str, Any]
    counts: dict[str, int]
    snapshot: str
    version: str


@dataclass(frozen=True, kw_only=True)
class PastChecksView(Leaf):
    """Checks, the newest first; `next` leads to those before, empty at the end; `by` names whose they are."""

    TABLE: ClassVar[str] = "checks"

    checks: list[PastCheck]
    by: str
    next: str


@dataclass(frozen=True, kw_only=True)
class PastCheckView(Leaf):
    """A check with its rows.

    Args:
        check: What it was of.
        wanted: The outcome that rows are shown of; empty for all.
        maker: The organisation that rows are shown of; empty for all.
        text: Words that the rows shown hold; empty for all.
        order: `file` for the order of the file; empty for the worst first.
        makers: Whom rows point to, with how many rows, the most first.
        rows: A part of them: place, text, outcome, who was recognised, what applies or may.
        next: After which row the list goes on; 0 at the end.
        waived: Rows that a waiver covers, whichever outcome is wanted.
        waivers: The waivers that cover something in these rows, by id, with reason, office and end.
        grounds: On what the restrictions of these rows stand by the directory of now, by id.
        unread: The first rows that could not be read, and why.
        unreadable: How many could not be read.
        left_out: What of the file holds no table, each with name and why.
        aside: How many rows name nothing.
        job: The job that ran it; None for a check of the command line.
        reports: The forms in which a report lies ready.
        gone: When the files of the job were deleted; None while they are kept.
        keep_days: How many days after the end of the job they are; None for ever.
        again_of: The check whose file was asked about again; None for a first one.
        choices: The words for every part of a case.
    """

    TABLE: ClassVar[str] = "rows"

    check: PastCheck
    wanted: str
    maker: str
    text: str
    order: str
    makers: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    next: int
    waived: list[dict[str, Any]]
    waivers: dict[str, dict[str, Any]]
    grounds: dict[str, dict[str, Any]]
    unread: list[dict[str, Any]]
    unreadable: int
    left_out: list[dict[str, str]]
    aside: int
    job: str | None
    reports: list[str]
    gone: str | None
    keep_days: int | None
    again_of: str | None
    choices: dict[str, list[Choice]]

    @property
    def outcomes(self) -> dict[str, int]:
        """How many rows have each outcome."""
        return self.check.counts


@dataclass(frozen=True, kw_only=True)
class ComparedView(Leaf):
    """Two checks of one file.

    Args:
        before: The earlier one.
        after: The later one.
        moves: How many rows went from which outcome to which.
        rows: A part of the rows that are answered otherwise, with what differs.
        next: After which row the list goes on; 0 at the end.
    """

    TABLE: ClassVar[str] = "rows"

    before: PastCheck
    after: PastCheck
    moves: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    next: int


class KeptRows(NamedTuple):
    """What is kept of a check.

    Args:
        rows: The rows wanted and one more.
        waived: Those that a waiver covers.
        waivers: All that are on record.
        makers: Whom its rows point to, with how many rows.
        keep_days: How many days its files are kept; None for ever.
    """

    rows: Sequence[KeptVerdict]
    waived: Sequence[KeptVerdict]
    waivers: Sequence[Waiver]
    makers: Mapping[str, int]
    keep_days: int | None


def past_checks(checks: Sequence[Check], *, by: str, most: int, edition: Edition) -> PastChecksView:
    """Fill the list; one check more than `most` tells that there are more."""
    labels = Labels(edition.snapshot)
    shown = [_past(one, labels) for one in checks[:most]]
    return PastChecksView(
        **carried(Context(on=today()), edition),
        **labels.told(),
        checks=shown,
        by=by,
        next=shown[-1].id if len(checks) > most else "",
    )


def past_check(check: Check, kept: KeptRows, *, asked: CheckPart, job: Job | None, edition: Edition) -> PastCheckView:
    """Fill the page of a check."""
    labels = Labels(edition.snapshot)
    told = _past(check, labels)
    labels.name(*kept.makers)
    rows, waived = ([_row(one, labels) for one in some] for some in (kept.rows[:ROWS], kept.waived))
    rules = [rule for row in (*rows, *waived) for rule in row["restrictions"]]
    used = {key for rule in rules for key in rule["waivers"]}
    result = job.result if job else {}
    context = Context(on=check.context.get("on") or today(), known=check.context.get("known") or None)
    on_what = grounds([rule["id"] for rule in rules], context, labels=labels, edition=edition)
    return PastCheckView(
        **carried(Context(on=context.on), edition),
        **labels.told(),
        check=told,
        wanted=asked.outcome,
        maker=asked.maker,
        text=asked.text,
        order=asked.order,
        makers=[{"id": key, "rows": number} for key, number in kept.makers.items()],
        grounds=on_what,
        rows=rows,
        next=kept.rows[ROWS - 1].number if len(kept.rows) > ROWS else 0,
        waived=waived,
        waivers={one.id: _waiver(one) for one in kept.waivers if one.id in used},
        unread=list(result.get("unread", ())),
        unreadable=result.get("unreadable", 0),
        left_out=list(result.get("left_out", ())),
        aside=result.get("aside", 0),
        job=job.id if job else None,
        reports=[form for form in FORMS if form in result.get("files", {})],
        gone=result.get(GONE),
        keep_days=kept.keep_days,
        again_of=job.payload.get("again_of") if job else None,
        choices=choices(edition),
    )


def compared(
    before: Check, after: Check, *, moved: Sequence[Move], rows: Sequence[ChangedRow], edition: Edition
) -> ComparedView:
    """Fill the page of two checks; one row more than `ROWS` tells that there are more."""
    labels = Labels(edition.snapshot)
    order = {outcome: at for at, outcome in enumerate(OUTCOMES)}
    both = _past(before, labels), _past(after, labels)
    shown = [_changed(one, labels) for one in rows[:ROWS]]
    return ComparedView(
        **carried(Context(on=after.context.get("on") or today()), edition),
        **labels.told(),
        before=both[0],
        after=both[1],
        moves=[one._asdict() for one in sorted(moved, key=lambda one: (order[one.before], order[one.after]))],
        rows=shown,
        next=rows[ROWS - 1].number if len(rows) > ROWS else 0,
    )


def case_of_check(check: Check) -> dict[str, Any]:
    """Give the case of a check by parameter."""
    context = dict(check.context)
    given = tuple(context.pop("circumstances", ()))
    return case_of(Said(**{"on": "", **context}, circumstances=given))


def _past(check: Check, labels: Labels) -> PastCheck:
    case = case_of_check(check)
    for parameter, vocabulary in CASE_LISTS.items():
        said = case[parameter]
        labels.term(vocabulary, *(said if isinstance(said, list) else [said]))
    labels.name(case["as"].removeprefix("org:"))
    files = ", ".join(one["name"] for one in check.inputs)
    counts = {one: check.counts[one] for one in OUTCOMES if check.counts.get(one)}
    whose = (check.id, check.name, check.actor, check.at)
    return PastCheck(*whose, files, case, counts, check.snapshot, check.version)


def _row(one: KeptVerdict, labels: Labels) -> dict[str, Any]:
    row = kept_row(one)
    found = row["identities"]
    labels.name(*[rule["id"] for rule in row["restrictions"]])
    labels.name(*[who[name] for who in found for name in ("organisation", "maker")])
    return row


def kept_row(one: KeptVerdict) -> dict[str, Any]:
    """Give a row of a check as its page and its sheet tell it."""
    gist, subject = one.gist, one.subject
    told = [
        {"id": key, "applies": stands[0], "stage": stands[1], "waivers": list(waivers_in(stands))}
        for key, stands in gist["restrictions"].items()
        if stands[0] != "no"
    ]
    found = [
        {"organisation": key, **dict(zip(("band", "brand", "maker", "product"), parts, strict=True))}
        for key, parts in gist["identities"].items()
    ]
    return {
        "number": one.number,
        "table": subject.get("file", ""),
        "row": subject.get("row"),
        "text": subject.get("text", ""),
        "outcome": one.outcome,
        "identities": found,
        "restrictions": sorted(told, key=lambda rule: (rule["applies"] != "yes", rule["id"])),
        "on_record": len(gist["restrictions"]),
        "questions": list(gist["questions"]),
    }


def _changed(one: ChangedRow, labels: Labels) -> dict[str, Any]:
    row = changed_row(one)
    labels.name(*[other["id"] for other in row["differences"]])
    sides = [side for other in row["differences"] for side in (other["was"], other["has"]) if side]
    labels.rows(sides, {"stage": "stage", "maker": ""})
    return row


def changed_row(one: ChangedRow) -> dict[str, Any]:
    """Give a row that two checks answer otherwise, as their page and their sheet tell it."""
    told = [other for other in differences(one.gist_before, one.gist_after) if not other.is_idle]
    subject = one.subject
    return {
        "number": one.number,
        "table": subject.get("file", ""),
        "row": subject.get("row"),
        "text": subject.get("text", ""),
        "before": one.before,
        "after": one.after,
        "differences": [
            {
                "of": other.of,
                "id": other.id,
                "before": other.before,
                "after": other.after,
                "was": _side(other, one.gist_before),
                "has": _side(other, one.gist_after),
            }
            for other in told
        ],
    }


def _side(one: Difference, gist: Mapping[str, Any]) -> dict[str, Any] | None:
    """Give how something stood on one side; None where it was not there."""
    if one.of == "restriction" and (stands := gist["restrictions"].get(one.id)):
        return {"applies": stands[0], "stage": stands[1], "waivers": list(waivers_in(stands))}
    if one.of == "identity" and (parts := gist["identities"].get(one.id)):
        return {"band": parts[0], "brand": parts[1], "maker": parts[2]}
    return None


def _waiver(one: Waiver) -> dict[str, Any]:
    return {"reason": one.reason, "approved_by": one.approved_by, "end": one.end, "scope": one.scope,
            "value": one.value}  # fmt: skip

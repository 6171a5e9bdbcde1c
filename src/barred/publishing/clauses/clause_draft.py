"""The draft of a report that a clause asks for: its clocks, its fields, its items. A person signs it; nothing is sent.

What nobody said is shown as not known. No field is filled by guessing.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from barred.model.source import Source
from barred.model.verdict import NOTICE
from barred.publishing.clauses.business_days import add_business_days, add_hours
from barred.publishing.clauses.clause import ClauseField, ClauseProfile, Clock
from barred.publishing.clauses.reported_items import ReportedItem
from barred.publishing.paper.paper import Block, Cell, Grid, Heading, Pairs, Paper, Signatures, Words, cell

__all__ = ["NOT_KNOWN", "ClauseDraft", "DueStage", "draft_data", "draft_paper", "due_stages"]

NOT_KNOWN = "not known"
_SIGNERS = ("Prepared by", "Reviewed by", "Signed for the contractor")


class DueStage(NamedTuple):
    """A stage with the day or moment by which it is due, from when that is counted, and how."""

    clock: Clock
    due: str
    counted_from: str
    told: str


class ClauseDraft(NamedTuple):
    """A draft.

    Args:
        profile: The edition of the clause.
        identified: When the thing was identified or notified.
        stages: When each stage is due.
        said: What the user said, by field.
        items: What is reported, settled and open.
        checks: The digests of the checks, by name.
        snapshots: The snapshots that gave their verdicts.
    """

    profile: ClauseProfile
    identified: str
    stages: tuple[DueStage, ...]
    said: Mapping[str, str]
    items: tuple[ReportedItem, ...]
    checks: tuple[tuple[str, str], ...]
    snapshots: tuple[str, ...]


def due_stages(profile: ClauseProfile, identified: dt.datetime, *, submitted: dt.date | None) -> tuple[DueStage, ...]:
    """Count when each stage is due.

    Args:
        profile: The clause.
        identified: When the thing was identified or notified.
        submitted: The day on which the first stage was sent; None counts from the last day on which it may be.
    """
    found: list[DueStage] = []
    ends: dict[str, dt.date] = {}
    for clock in profile.clocks:
        begin = identified.date() if clock.start == "identified" else submitted or ends[clock.start]
        if clock.unit == "hour":
            moment = add_hours(identified, clock.amount)
            told = f"{clock.amount} hours from {_moment(identified)}, on the same clock"
            found.append(DueStage(clock, _moment(moment), _moment(identified), told))
            ends[clock.stage] = moment.date()
            continue
        due = add_business_days(begin, clock.amount)
        over = "".join(f"; {name} on {day} is not counted" for day, name in due.holidays)
        is_latest = clock.start != "identified" and submitted is None
        latest = ", if the stage before is sent on its last day" if is_latest else ""
        days = "business day" if clock.amount == 1 else "business days"
        told = f"{clock.amount} {days} after {begin} ({begin:%A}){latest}{over}"
        found.append(DueStage(clock, f"the end of {due.day} ({due.day:%A})", begin.isoformat(), told))
        ends[clock.stage] = due.day
    return tuple(found)


def _moment(moment: dt.datetime) -> str:
    return moment.isoformat(sep=" ", timespec="minutes")


def draft_data(draft: ClauseDraft) -> dict[str, Any]:
    """Give a draft as plain data; a field that nobody filled is null."""
    profile = draft.profile
    return {
        "clause": profile.clause,
        "title": profile.title,
        "edition": profile.edition or None,
        "is_draft": True,
        "recipient": profile.recipient,
        "note": profile.note,
        "fields_borrowed_from": profile.borrowed_from or None,
        "source": _source(profile.source),
        "identified": draft.identified,
        "stages": [_stage_data(draft, one) for one in draft.stages],
        "items": [_item_data(one) for one in draft.items if not one.questions],
        "unsettled": [_item_data(one) for one in draft.items if one.questions],
        "checks": [{"file": name, "digest": digest} for name, digest in draft.checks],
        "snapshots": list(draft.snapshots),
        "notice": NOTICE,
    }


def _stage_data(draft: ClauseDraft, one: DueStage) -> dict[str, Any]:
    return {
        "stage": one.clock.stage,
        "paragraph": one.clock.paragraph or None,
        "due": one.due,
        "counted": one.told,
        "source": _source(one.clock.source),
        "fields": [
            {
                "field": each.field,
                "label": each.label,
                "needed": each.needed,
                "value": draft.said.get(each.field) or None,
            }
            for each in _fields(draft, one)
            if not each.is_per_item
        ],
    }


def _item_data(item: ReportedItem) -> dict[str, Any]:
    told = item._asdict()
    return {name: list(value) if isinstance(value, tuple) else value or None for name, value in told.items()}


def _source(source: Source) -> dict[str, Any]:
    return {"id": source.id, "title": source.title, "address": source.address or None, "proof": source.proof}


def _fields(draft: ClauseDraft, one: DueStage) -> Sequence[ClauseField]:
    return [each for each in draft.profile.fields if each.stage == one.clock.stage]


def draft_paper(draft: ClauseDraft) -> Paper:
    """Lay out a draft; the same draft gives the same paper."""
    snapshots = ", ".join(draft.snapshots) or "none"
    return Paper(f"DRAFT: {draft.profile.title}", f"draft, not sent - snapshot {snapshots}", list(_blocks(draft)))


def _blocks(draft: ClauseDraft) -> Iterator[Block]:
    profile = draft.profile
    yield Words(
        "A draft that a person completes, checks against the clause in the contract, and signs. Nothing was sent. "
        "What is not known is left open.",
        is_notice=True,
    )
    yield Pairs([
        ("clause", profile.title),
        ("edition", profile.edition or NOT_KNOWN),
        ("to", profile.recipient),
        ("identified or notified", draft.identified),
    ])  # fmt: skip
    yield Words(profile.note)
    yield Heading("When it is due")
    rows = [[cell(_named(one)), cell(one.due), cell(one.told), cell(_says(one.clock.source))] for one in draft.stages]
    yield Grid(["report", "due by", "counted", "says who"], rows, [3, 4, 6, 6])
    yield Words(
        "Business days are Monday to Friday without the federal holidays of the United States; the day of the event is "
        "not counted. A day on which the government is closed for another reason is counted."
    )
    if profile.borrowed_from:
        yield Words(
            "No source at hand gives the fields of this clause. "
            f"Those below are of {profile.borrowed_from}, as a help: read the clause itself.",
            is_notice=True,
        )
    for one in draft.stages:
        yield from _stage(draft, one)
    yield from _open(draft)
    yield from _basis(draft)
    yield Heading("Signatures")
    yield Signatures(_SIGNERS)


def _says(source: Source) -> str:
    return f"{source.title} ({source.proof})"


def _item_named(item: ReportedItem) -> str:
    return " ".join(filter(None, (item.brand, item.model))) or item.description


def _named(one: DueStage) -> str:
    return f"{one.clock.stage} {one.clock.paragraph}".strip()


def _stage(draft: ClauseDraft, one: DueStage) -> Iterator[Block]:
    yield Heading(f"Report {_named(one)}")
    fields = _fields(draft, one)
    yield Pairs([(f"{each.label} ({each.needed.replace('-', ' ')})" if each.needed != "always" else each.label,
                  draft.said.get(each.field) or NOT_KNOWN) for each in fields if not each.is_per_item])  # fmt: skip
    columns = [each for each in fields if each.is_per_item]
    if not columns:
        return
    items = [item for item in draft.items if not item.questions]
    yield Heading("Items", 2)
    if not items:
        yield Words("No row of the checks is certainly bound by the restrictions that this clause is about.")
        return
    rows = [[*(_value(item, each.field) for each in columns), cell("; ".join(item.places))] for item in items]
    yield Grid([*(each.label for each in columns), "found in"], rows, [*(4 for _ in columns), 4])


def _value(item: ReportedItem, field: str) -> Cell:
    return cell(str(getattr(item, field, "")) or NOT_KNOWN)


def _open(draft: ClauseDraft) -> Iterator[Block]:
    unsettled = [item for item in draft.items if item.questions]
    if unsettled:
        yield Heading("Not settled")
        yield Words("These may have to be reported. Whether they do turns on the questions beside them.")
        rows = [[cell(_item_named(item)), cell("; ".join(item.places)), cell(" ".join(item.questions))]
                for item in unsettled]  # fmt: skip
        yield Grid(["item", "found in", "open"], rows, [5, 4, 8])


def _basis(draft: ClauseDraft) -> Iterator[Block]:
    yield Heading("What it rests on")
    source = draft.profile.source
    told = [("clause", _says(source)), ("address", source.address or "not on record")]
    told += [("check", f"{name}, {digest}") for name, digest in draft.checks]
    told += [("snapshot", one) for one in draft.snapshots]
    yield Pairs(told)
    yield Words(NOTICE, is_notice=True)

"""Verdicts as the plain data that JSON, tables and pages show; `verdict.schema.json` describes it."""

import json
from collections.abc import Sequence
from typing import Any

from barred.model.candidate import Candidate, Step
from barred.model.listing import Listing
from barred.model.question import Context, Subject
from barred.model.verdict import Citation, Judgement, Question, Verdict

__all__ = [
    "as_data",
    "as_json",
    "candidate_data",
    "citations_data",
    "context_data",
    "listing_data",
    "questions_data",
    "restrictions_data",
    "step_data",
    "subject_data",
    "verdict_schema",
]

_DECIMALS = 4


def as_data(verdict: Verdict, *, most_rejected: int | None = None) -> dict[str, Any]:
    """Give a verdict as nested dictionaries and lists, keys in the order of the schema.

    Args:
        verdict: The answer.
        most_rejected: How many restrictions that do not apply are listed, those that came
            closest first; None lists all. `omitted` tells how many are left out.
    """
    return {
        "subject": subject_data(verdict.subject),
        "context": context_data(verdict.context),
        "outcome": verdict.outcome,
        "candidates": [candidate_data(one) for one in verdict.candidates],
        "links": [step_data(one) for one in verdict.links],
        **restrictions_data(verdict.restrictions, most_rejected=most_rejected),
        "questions": questions_data(verdict.questions),
        "citations": citations_data(verdict.citations),
        "listings": [listing_data(one) for one in verdict.listings],
        "snapshot": verdict.snapshot,
        "notice": verdict.notice,
    }


def as_json(verdict: Verdict) -> str:
    """Give a verdict as one line of JSON: same verdict, same bytes."""
    return json.dumps(as_data(verdict), ensure_ascii=False, separators=(", ", ": "))


def verdict_schema() -> str:
    """Give the JSON Schema of a verdict."""
    from importlib import resources  # noqa: PLC0415 - a look-up never needs it

    return resources.files("barred.publishing.verdicts").joinpath("verdict.schema.json").read_text("utf-8")


def restrictions_data(restrictions: Sequence[Judgement], *, most_rejected: int | None = None) -> dict[str, Any]:
    """Give `restrictions` as they stand in a verdict, and how many of them are `omitted`."""
    telling = [one for one in restrictions if one.applies != "no"]
    rejected = sorted((one for one in restrictions if one.applies == "no"), key=_distance)
    listed = [*telling, *rejected[:most_rejected]]
    return {"restrictions": [_judgement(one) for one in listed], "omitted": len(restrictions) - len(listed)}


def questions_data(questions: Sequence[Question]) -> list[dict[str, Any]]:
    """Give questions as they stand in a verdict."""
    return [
        {"part": one.part, "text": one.text, "options": list(one.options), "restrictions": list(one.restrictions)}
        for one in questions
    ]


def citations_data(citations: Sequence[Citation]) -> list[dict[str, Any]]:
    """Give citations as they stand in a verdict."""
    return [_citation(one) for one in citations]


def _distance(judgement: Judgement) -> tuple[int, str]:
    """Rank a restriction that does not apply by how many of its parts do not hold."""
    return sum(one.value == "no" for one in judgement.why if one.part != "exemption"), judgement.id


def subject_data(subject: Subject) -> dict[str, Any]:
    """Give a subject as it stands in a verdict."""
    told: dict[str, Any] = {
        "text": subject.text,
        "kind": subject.kind,
        "file": subject.file or None,
        "row": subject.row,
    }
    return {**told, "fields": dict(subject.fields)} if subject.fields else told


def context_data(context: Context) -> dict[str, Any]:
    """Give a case as it stands in a verdict."""
    asker = context.asker
    return {
        "asker": {"title": asker.said, "classes": list(asker.classes), "organisation": asker.organisation}
        if asker
        else None,
        "conduct": context.conduct,
        "place": context.place,
        "site": context.site,
        "purpose": context.purpose,
        "circumstances": list(context.circumstances),
        "on": context.on,
        "known": context.known,
    }


def candidate_data(candidate: Candidate) -> dict[str, Any]:
    """Give a candidate as it stands in a verdict."""
    return {
        "organisation": candidate.organisation,
        "brand": candidate.brand,
        "maker": candidate.maker,
        "product": candidate.product,
        "probability": round(candidate.probability, _DECIMALS),
        "band": candidate.band,
        "signals": [
            {"kind": one.kind, "text": one.text, "weight": round(one.weight, _DECIMALS), "source": one.source}
            for one in candidate.signals
        ],
    }


def step_data(step: Step) -> dict[str, Any]:
    """Give a link that was walked, and whether it holds on the day."""
    return {
        "subject": step.subject,
        "type": step.type,
        "to": step.to,
        "holds": step.holds,
        "why": step.why,
        "sources": list(step.citations),
    }


def _judgement(judgement: Judgement) -> dict[str, Any]:
    return {
        "id": judgement.id,
        "title": judgement.title,
        "applies": judgement.applies,
        "stage": judgement.stage,
        "waived": judgement.waived,
        "waivers": list(judgement.waivers),
        "why": [{"part": one.part, "value": one.value, "text": one.text} for one in judgement.why],
        "citations": citations_data(judgement.citations),
    }


def listing_data(listing: Listing) -> dict[str, Any]:
    """Give an entry of a list as it stands in a verdict."""
    told = {name: value or None for name, value in listing._asdict().items()}
    told |= {"class": told.pop("answer"), "score": round(listing.score, _DECIMALS)}
    return {"class": told.pop("class"), **told, "restrictions": list(listing.restrictions)}


def _citation(citation: Citation) -> dict[str, Any]:
    selector = None if citation.start is None else {"start": citation.start, "end": citation.end}
    return {
        "source": citation.source,
        "title": citation.title,
        "address": citation.address or None,
        "pinpoint": citation.pinpoint or None,
        "proof": citation.proof,
        "selector": selector,
        "digest": citation.digest or None,
    }

"""A verdict as the cells that a table adds to a row."""

import csv
from collections.abc import Iterable
from typing import TextIO

from barred.model.verdict import Judgement, Verdict
from barred.publishing.files.safe_cell import safe_cell

__all__ = ["COLUMNS", "cells_of_candidates", "print_rows", "row_of"]

COLUMNS = (
    "outcome",
    "organisation",
    "brand",
    "maker",
    "band",
    "probability",
    "restrictions",
    "why",
    "questions",
    "sources",
    "listed",
)


def row_of(verdict: Verdict) -> dict[str, str]:
    """Give the cells for a verdict, by column name; several values are joined by `; `."""
    told = [one for one in verdict.restrictions if one.applies != "no"] or list(verdict.restrictions[:3])
    cited = {citation.source for one in told for citation in one.citations}
    cells = {
        "outcome": verdict.outcome,
        **cells_of_candidates(verdict),
        "restrictions": "; ".join(f"{one.id} ({one.applies})" for one in told),
        "why": "; ".join(_why(one) for one in told[:3]),
        "questions": "; ".join(one.text for one in verdict.questions),
        "sources": "; ".join(sorted(cited)),
    }
    return {name: cells[name] for name in COLUMNS}


def cells_of_candidates(verdict: Verdict) -> dict[str, str]:
    """Give the cells that tell who was recognised, and which entries of lists; the others do not depend on either."""
    best = verdict.candidates[0] if verdict.candidates else None
    return {
        "organisation": "; ".join(one.organisation for one in verdict.candidates),
        "brand": (best.brand or "") if best else "",
        "maker": (best.maker or "") if best else "",
        "band": best.band if best else "",
        "probability": f"{best.probability:.4f}" if best else "",
        "listed": "; ".join(f"{one.list}/{one.entry} {one.name} ({one.answer})" for one in verdict.listings),
    }


def _why(judgement: Judgement) -> str:
    deciding = next((one for one in judgement.why if one.value == judgement.applies), judgement.why[0])
    told = f"{judgement.title}: {deciding.text}"
    waived = [one.text for one in judgement.why if one.part == "waiver" and one.value == "yes"]
    return f"{told} (waived: {', '.join(waived)})" if waived else told


def print_rows(verdicts: Iterable[Verdict], out: TextIO) -> None:
    """Write verdicts as CSV with a header."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("text", *COLUMNS))
    for one in verdicts:
        writer.writerow(safe_cell(cell) for cell in (one.subject.text, *row_of(one).values()))

"""Verdicts as cells and as data, where many rows share most of what is told: each part is made once.

In a long file thousands of rows have one verdict but for what the row itself says. A desk gives them the same
objects for what they share, and what is told of them is the same objects too, so that neither time nor memory goes
into copies.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from barred.model.verdict import Verdict
from barred.publishing.verdicts.verdict_data import (
    candidate_data,
    citations_data,
    context_data,
    listing_data,
    questions_data,
    restrictions_data,
    step_data,
    subject_data,
)
from barred.publishing.verdicts.verdict_row import cells_of_candidates, row_of

__all__ = ["ToldVerdicts"]

# So many parts are held; one of a maker that many measures name takes some fifty kilobytes, most take hardly any.
_REMEMBERED = 1024

Made = TypeVar("Made")


class ToldVerdicts:
    """Tells verdicts one after the other; the answers are those of `row_of` and `as_data`.

    Args:
        most_rejected: How many restrictions that do not apply are listed in the data; None lists all.
    """

    def __init__(self, *, most_rejected: int | None = None) -> None:
        self._most = most_rejected
        self._held: dict[tuple[str, tuple[int, ...]], tuple[object, Any]] = {}

    def cells(self, verdict: Verdict) -> dict[str, str]:
        """Give the cells of a verdict, as `row_of` does."""
        shared = self._once(
            "cells",
            (verdict.restrictions, verdict.questions),
            lambda: row_of(verdict._replace(candidates=(), listings=())),
        )
        told = {**shared, "outcome": verdict.outcome}
        return {**told, **cells_of_candidates(verdict)} if verdict.candidates or verdict.listings else told

    def data(self, verdict: Verdict) -> dict[str, Any]:
        """Give a verdict as `as_data` does; what it shares with others is told by the same objects."""
        once, restrictions = self._once, verdict.restrictions
        judged = once(
            "restrictions", (restrictions,), lambda: restrictions_data(restrictions, most_rejected=self._most)
        )
        return {
            "subject": subject_data(verdict.subject),
            "context": once("context", (verdict.context,), lambda: context_data(verdict.context)),
            "outcome": verdict.outcome,
            "candidates": [candidate_data(one) for one in verdict.candidates],
            "links": once("links", (verdict.links,), lambda: [step_data(one) for one in verdict.links]),
            **judged,
            "questions": once("questions", (verdict.questions,), lambda: questions_data(verdict.questions)),
            "citations": once("citations", (verdict.citations,), lambda: citations_data(verdict.citations)),
            "listings": [listing_data(one) for one in verdict.listings],
            "snapshot": verdict.snapshot,
            "notice": verdict.notice,
        }

    def _once(self, form: str, parts: tuple[object, ...], make: Callable[[], Made]) -> Made:
        """Make what depends on some parts alone; which rows share them is told by the objects, not looked at."""
        key = form, tuple(map(id, parts))
        if key not in self._held:
            if len(self._held) >= _REMEMBERED:
                self._held.clear()
            # The parts are kept too: nothing else can be known by their numbers then.
            self._held[key] = (parts, make())
        made: Made = self._held[key][1]
        return made

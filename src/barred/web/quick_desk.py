"""Verdicts of one context, quickly: what follows from the party alone is concluded, and written, once.

A verdict on one candidate differs from the next one on the same party, recognised as surely, in the
subject and in the signals alone; a test holds this against the desk itself.
"""

from collections.abc import Sequence
from typing import Any

from barred.identify.identify import identify
from barred.model.candidate import Candidate
from barred.model.question import Subject
from barred.model.verdict import Verdict
from barred.publishing.verdict_data import as_data
from barred.screening.answer import Desk
from barred.web.json import raw
from barred.web.remembered import Remembered

__all__ = ["QuickDesk"]

_Party = tuple[str, str | None, str | None, str]
_SUBJECTS = 4096
# The parts of a verdict that name neither the subject nor a signal, and are most of its bytes.
_SHARED = ("links", "restrictions", "questions", "citations")


class QuickDesk:
    """A desk that remembers.

    Args:
        desk: Concludes what is new.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._answers = Remembered(_SUBJECTS)
        self._concluded: dict[_Party, Verdict] = {}
        self._written: dict[tuple[_Party, int], dict[str, Any]] = {}

    def answer(self, subject: Subject) -> Verdict:
        """Give the verdict on one subject; the same devices come to a gate again and again."""
        key = (subject.text, subject.kind, tuple(subject.fields.items()))
        known = self._answers.get(key, lambda: self._conclude(subject, identify(subject, self._desk.index)))
        return known._replace(subject=subject)

    def data(self, subject: Subject, *, most_rejected: int) -> dict[str, Any]:
        """Give the verdict on one subject as `as_data` does, ready to be written as JSON."""
        candidates = identify(subject, self._desk.index)
        verdict = self._conclude(subject, candidates)
        if len(candidates) != 1:
            return as_data(verdict, most_rejected=most_rejected)
        key = (_party(candidates[0]), most_rejected)
        if key not in self._written:
            whole = as_data(verdict, most_rejected=most_rejected)
            self._written[key] = {**whole, **{name: raw(whole[name]) for name in _SHARED}}
        bare = as_data(verdict._replace(links=(), restrictions=(), questions=(), citations=()))
        return {**self._written[key], "subject": bare["subject"], "candidates": bare["candidates"]}

    def _conclude(self, subject: Subject, candidates: Sequence[Candidate]) -> Verdict:
        if len(candidates) != 1:
            return self._desk.conclude(subject, candidates)
        [candidate] = candidates
        key = _party(candidate)
        if key not in self._concluded:
            self._concluded[key] = self._desk.conclude(subject, candidates)
        known = self._concluded[key]
        return known._replace(subject=subject, candidates=(candidate._replace(maker=known.candidates[0].maker),))


def _party(candidate: Candidate) -> _Party:
    return candidate.organisation, candidate.maker, candidate.product, candidate.band

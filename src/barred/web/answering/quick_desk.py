"""Verdicts of one context, quickly: what was answered is remembered, and what many answers share is written once.

The restrictions, links, questions and citations of a verdict are most of its bytes, and those who are the same
party have the same ones: the very same objects, because a desk decides each party once. So they are known by
what they are, not by what they hold, and a test holds all of it against the desk itself.
"""

from typing import Any, NamedTuple

from barred.model.question import Subject
from barred.model.verdict import Verdict
from barred.publishing.verdicts.verdict_data import as_data
from barred.screening.answer import Desk
from barred.web.answering.json import raw
from barred.web.answering.remembered import Remembered

__all__ = ["QuickDesk"]

_SUBJECTS, _PARTIES = 4096, 512
_SHARED = ("links", "restrictions", "omitted", "questions", "citations")


class _Written(NamedTuple):
    """What verdicts share, as it is written; `verdict` keeps their objects, so that no other takes the place of one."""

    verdict: Verdict
    parts: dict[str, Any]


class QuickDesk:
    """A desk that remembers.

    Args:
        desk: Answers what is new.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._answers = Remembered(_SUBJECTS)
        self._parties = Remembered(_PARTIES)

    def answer(self, subject: Subject) -> Verdict:
        """Give the verdict on one subject; the same devices come to a gate again and again."""
        key = (*subject[:-1], tuple(subject.fields.items()))
        return self._answers.get(key, lambda: self._desk.answer(subject))

    def data(self, subject: Subject, *, most_rejected: int) -> dict[str, Any]:
        """Give the verdict on one subject as `as_data` does, ready to be written as JSON."""
        verdict = self._desk.answer(subject)
        key = (verdict.outcome, most_rejected, *map(id, verdict.restrictions), 0, *map(id, verdict.links))
        written = self._parties.get(key, lambda: _written(verdict, most_rejected))
        bare = as_data(verdict._replace(links=(), restrictions=(), questions=(), citations=()))
        return {**bare, **written.parts}


def _written(verdict: Verdict, most_rejected: int) -> _Written:
    whole = as_data(verdict, most_rejected=most_rejected)
    return _Written(verdict, {name: raw(whole[name]) for name in _SHARED})

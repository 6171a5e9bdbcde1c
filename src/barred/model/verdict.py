"""The answer: an outcome and every step on the way to it. Evidence for a person, not advice."""

from typing import NamedTuple

from barred.model.candidate import Candidate, Step
from barred.model.listing import Listing
from barred.model.question import Context, Subject

__all__ = [
    "BANDS",
    "NOTICE",
    "OUTCOMES",
    "Citation",
    "Judgement",
    "Question",
    "Reason",
    "Verdict",
]

# From worst to best; `unidentified` is never counted as clear.
OUTCOMES = ("barred", "depends", "waived", "noted", "clear", "unidentified")
BANDS = ("confirmed", "probable", "possible")

NOTICE = (
    "Evidence for a person to weigh, not legal advice. The directory is incomplete: unpublished "
    "bans exist, and finding nothing is not proof that nothing applies."
)


class Citation(NamedTuple):
    """A passage that a step rests on; without `start` and `end` nobody captured the source."""

    source: str
    title: str
    address: str
    pinpoint: str
    proof: str
    start: int | None
    end: int | None
    digest: str


class Reason(NamedTuple):
    """Why one part of a restriction holds, does not, or stays open."""

    part: str
    value: str
    text: str


class Question(NamedTuple):
    """What the user would have to say to settle an open part, and the terms to choose from."""

    part: str
    text: str
    options: tuple[str, ...]
    restrictions: tuple[str, ...]


class Judgement(NamedTuple):
    """One restriction held against the case; `waivers` are the recorded ones that cover it."""

    id: str
    title: str
    applies: str
    stage: str
    waived: bool
    why: tuple[Reason, ...]
    citations: tuple[Citation, ...]
    waivers: tuple[str, ...] = ()


class Verdict(NamedTuple):
    """The outcome for one subject in one context, from one snapshot.

    `listings` are entries of the official lists laid over the directory, where there are any: what rests on a
    list is among the restrictions, and a list on which nothing rests changes no outcome.
    """

    subject: Subject
    context: Context
    outcome: str
    candidates: tuple[Candidate, ...]
    links: tuple[Step, ...]
    restrictions: tuple[Judgement, ...]
    questions: tuple[Question, ...]
    citations: tuple[Citation, ...]
    snapshot: str
    notice: str
    listings: tuple[Listing, ...] = ()

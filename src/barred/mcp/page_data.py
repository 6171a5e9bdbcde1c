"""What is told of a text: the verdict on it, and of each party that it names where and what holds for it alone."""

from typing import Any

from barred.publishing.verdicts.verdict_data import as_data
from barred.screening.page_answer import PageAnswer, Party

__all__ = ["page_data"]

# The client has the text: what an answer repeats of it only says which it is about.
_BEGINNING = 200
_MOST_PARTIES = 40
_MOST_MENTIONS = 25


def page_data(found: PageAnswer, *, most_rejected: int) -> dict[str, Any]:
    """Give the answer for a text as plain data.

    Args:
        found: The answer.
        most_rejected: How many restrictions that do not apply are listed.

    Returns:
        `verdict`, whose subject is the beginning of the text, `signs` (how long the text is), `parties`, the
        surest first, and how many of them are left out.
    """
    text = found.verdict.subject.text
    shown = found.verdict.subject._replace(text=text if len(text) <= _BEGINNING else f"{text[:_BEGINNING]}…")
    return {
        "verdict": as_data(found.verdict._replace(subject=shown), most_rejected=most_rejected),
        "signs": len(text),
        "parties": [_told(one) for one in found.parties[:_MOST_PARTIES]],
        "parties_left_out": max(0, len(found.parties) - _MOST_PARTIES),
    }


def _told(party: Party) -> dict[str, Any]:
    restrictions = party.verdict.restrictions
    return {
        "organisation": party.candidate.organisation,
        "maker": party.verdict.candidates[0].maker,
        "band": party.candidate.band,
        "outcome": party.verdict.outcome,
        "applies": [one.id for one in restrictions if one.applies == "yes"],
        "open": [one.id for one in restrictions if one.applies == "open"],
        "mentions": [{"text": one.text, "start": one.start, "end": one.end} for one in party.mentions[:_MOST_MENTIONS]],
        "mentions_left_out": max(0, len(party.mentions) - _MOST_MENTIONS),
    }

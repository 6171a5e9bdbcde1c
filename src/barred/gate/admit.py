"""Decide on one device now."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from barred.errors import SnapshotProblem
from barred.gate.device import Device, device_subject
from barred.gate.instant import day_at, next_day
from barred.gate.policy import FAILURE, Policy
from barred.model.question import Subject
from barred.model.verdict import OUTCOMES, Verdict

__all__ = ["Admission", "admission_data", "admit", "fail", "pass_by"]

_UNIDENTIFIED = "unidentified"
_WORDS = {
    "depends": "what was not said would decide",
    "noted": "tied to a restricted maker, and nothing in force binds this case",
    "clear": "recognised, and nothing is recorded against it",
    _UNIDENTIFIED: "not recognised, which is never counted as clear",
}


class Admission(NamedTuple):
    """A decision and why.

    Args:
        decision: allow, deny or ask.
        outcome: The outcome of the verdict, or `failure` when there is none.
        reason: One sentence for a log or a display.
        at: The moment that was decided for.
        on: The day that it lies in, by the zone of the policy.
        valid_until: The first moment at which something dated may change the decision.
        verdict: What it rests on; None after a failure, and where nothing was known of the device.
    """

    decision: str
    outcome: str
    reason: str
    at: datetime
    on: str
    valid_until: datetime
    verdict: Verdict | None = None

    @property
    def is_failure(self) -> bool:
        """Tell whether there is no verdict because none could be given."""
        return self.outcome == FAILURE


def admit(device: Device, at: datetime, *, policy: Policy, answer: Callable[[Subject, str], Verdict]) -> Admission:
    """Decide on a device.

    Args:
        device: What is known of it.
        at: The moment; with its zone.
        policy: What the operator has set.
        answer: Gives the verdict on a subject on a day, in the case of the operator.

    Returns:
        The decision. A restriction, waiver or end dated to a day holds from the first second of that day.
    """
    on = day_at(at, zone=policy.zone)
    try:
        verdict = answer(device_subject(device), on)
    except SnapshotProblem as trouble:
        return fail(at, str(trouble), policy=policy)
    return Admission(
        decision=policy.decisions[verdict.outcome],
        outcome=verdict.outcome,
        reason=_reason(verdict),
        at=at,
        on=on,
        valid_until=next_day(at, zone=policy.zone),
        verdict=verdict,
    )


def fail(at: datetime, why: str, *, policy: Policy) -> Admission:
    """Decide when no verdict can be given: as the operator has set for a failure, from moment to moment."""
    on = day_at(at, zone=policy.zone)
    return Admission(policy.decisions[FAILURE], FAILURE, f"no verdict: {why}", at, on, at)


def pass_by(at: datetime, why: str, *, policy: Policy) -> Admission:
    """Decide on a device of which nothing is known: as the operator has set for one that is not recognised."""
    on = day_at(at, zone=policy.zone)
    told = f"{_UNIDENTIFIED}: {why}"
    return Admission(policy.decisions[_UNIDENTIFIED], _UNIDENTIFIED, told, at, on, next_day(at, zone=policy.zone))


def admission_data(admission: Admission) -> dict[str, object]:
    """Give a decision as plain data; `barred lookup` tells the rest of the verdict."""
    verdict = admission.verdict
    told: dict[str, object] = {
        "decision": admission.decision,
        "outcome": admission.outcome,
        "reason": admission.reason,
        "at": admission.at.isoformat(),
        "on": admission.on,
        "valid_until": admission.valid_until.isoformat(),
    }
    if verdict is None:
        return told
    return {
        **told,
        "candidates": [
            {"organisation": one.organisation, "maker": one.maker, "band": one.band} for one in verdict.candidates
        ],
        "restrictions": [one.id for one in verdict.restrictions if one.applies != "no"],
        "questions": [one.part for one in verdict.questions],
        "snapshot": verdict.snapshot,
        "notice": verdict.notice,
    }


def _reason(verdict: Verdict) -> str:
    applying = [one for one in verdict.restrictions if one.applies == "yes"]
    if verdict.outcome in OUTCOMES[:1] and applying:
        return f"barred: {applying[0].title} [{applying[0].id}]"
    waived = [one for one in verdict.restrictions if one.applies != "no" and one.waived]
    if verdict.outcome == "waived" and waived:
        return f"waived: {waived[0].title} [{waived[0].id}]"
    parts = ", ".join(one.part for one in verdict.questions)
    told = f"{verdict.outcome}: {_WORDS.get(verdict.outcome, 'see the verdict')}"
    return f"{told} ({parts})" if parts else told

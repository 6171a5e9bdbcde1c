"""What the ledger holds, as it is shown: jobs, checks, waivers, keys and entries of the log."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from barred.ledger.checks import Check, KeptVerdict
from barred.ledger.jobs import Job
from barred.ledger.keys import Key
from barred.ledger.log import Entry, Proof
from barred.ledger.sessions import Session
from barred.ledger.waivers import KeptWaiver

__all__ = [
    "CheckRowsView",
    "ChecksView",
    "JobView",
    "JobsView",
    "KeptCheckView",
    "KeyView",
    "KeysView",
    "LogView",
    "ProofView",
    "SessionView",
    "SessionsView",
    "WaiverView",
    "WaiversView",
    "check_rows_view",
    "check_view",
    "job_view",
    "key_view",
    "log_view",
    "proof_view",
    "session_view",
    "waiver_view",
]


@dataclass(frozen=True)
class JobView:
    """A job: what it is of, how far it is, and where its result lies."""

    id: str
    kind: str
    state: str
    name: str
    file: str
    case: Mapping[str, Any]
    progress: Mapping[str, Any]
    attempts: int
    trouble: str
    added_by: str
    added_at: str
    ended_at: str | None
    check: str | None
    counts: Mapping[str, int]
    results: Mapping[str, str]


@dataclass(frozen=True)
class JobsView:
    """Jobs, those added last first."""

    jobs: Sequence[JobView]


@dataclass(frozen=True)
class KeptCheckView:
    """A check that was kept."""

    id: str
    name: str
    actor: str
    at: str
    case: Mapping[str, Any]
    snapshot: str
    version: str
    inputs: Sequence[Mapping[str, str]]
    counts: Mapping[str, int]


@dataclass(frozen=True)
class ChecksView:
    """Checks, the newest first; `before` of the next request is `next`, which is empty at the end."""

    checks: Sequence[KeptCheckView]
    next: str


@dataclass(frozen=True)
class CheckRowsView:
    """Verdicts of a check in short, in the order of its rows; `after` of the next request is `next`, 0 at the end."""

    check: str
    rows: Sequence[Mapping[str, Any]]
    next: int


@dataclass(frozen=True)
class WaiverView:
    """A waiver and its state on a day."""

    id: str
    state: str
    scope: str
    value: str
    restrictions: Sequence[str]
    clause: str
    place: str | None
    granted: str
    expires: str
    approved_by: str
    reason: str
    evidence: str
    uses: int
    used_last: str | None
    revoked_on: str | None
    revoked_by: str


@dataclass(frozen=True)
class WaiversView:
    """Waivers, ended and revoked ones too, with their states on a day."""

    on: str
    waivers: Sequence[WaiverView]


@dataclass(frozen=True)
class KeyView:
    """A key by its beginning; `key` is the whole of it, in the answer that made it and in no other."""

    prefix: str
    state: str
    name: str
    role: str
    added_by: str
    added_at: str
    expires: str | None
    used_last: str | None
    revoked_at: str | None
    key: str | None = None


@dataclass(frozen=True)
class KeysView:
    """Every key, revoked ones too."""

    keys: Sequence[KeyView]


@dataclass(frozen=True)
class SessionView:
    """A session of a browser: who signed in, in which way, and how it stands.

    Args:
        browser: The browser and its system in two words; empty where it did not say.
        is_own: Whether it is of whoever asks.
        is_this: Whether it is the one in which they ask.
    """

    id: str
    state: str
    way: str
    name: str
    role: str
    key: str | None
    subject: str
    begun_at: str
    seen_at: str
    ends_at: str
    ended_at: str | None
    ended_by: str
    browser: str
    is_own: bool
    is_this: bool


@dataclass(frozen=True)
class SessionsView:
    """Sessions of whoever asks, an admin those of all, the last begun first; old ones are forgotten at a sign-in."""

    sessions: Sequence[SessionView]


@dataclass(frozen=True)
class LogView:
    """Entries of the log in order; `after` of the next request is `next`, 0 at the end."""

    entries: Sequence[Mapping[str, Any]]
    next: int


@dataclass(frozen=True)
class ProofView:
    """Whether the log hangs together: how many entries are proved, and the first that does not fit."""

    is_whole: bool
    proved: int
    head: str
    broken: int | None
    why: str


def job_view(job: Job) -> JobView:
    """Give a job as it is shown."""
    payload, result = job.payload, job.result
    forms = result.get("files", {})
    return JobView(
        id=job.id,
        kind=job.kind,
        state=job.state,
        name=payload.get("name", ""),
        file=payload.get("file", {}).get("name", ""),
        case=payload.get("said", {}),
        progress=job.progress,
        attempts=job.attempts,
        trouble=job.trouble,
        added_by=job.added_by,
        added_at=job.added_at,
        ended_at=job.ended_at,
        check=result.get("check"),
        counts=result.get("counts", {}),
        results={form: f"/v1/jobs/{job.id}/result/{form}" for form in forms},
    )


def check_view(check: Check) -> KeptCheckView:
    """Give a check as it is shown."""
    told = check._asdict()
    return KeptCheckView(case=told.pop("context"), **told)


def check_rows_view(check: str, rows: Sequence[KeptVerdict], *, most: int) -> CheckRowsView:
    """Give verdicts of a check as they are shown; one more than `most` tells that there are more."""
    shown = rows[:most]
    return CheckRowsView(check, [one._asdict() for one in shown], shown[-1].number if len(rows) > most else 0)


def waiver_view(one: KeptWaiver, *, on: str, ending_from: str) -> WaiverView:
    """Give a waiver with its state on a day."""
    return WaiverView(
        state=one.state(on, ending_from=ending_from),
        uses=one.uses,
        used_last=one.used_last,
        revoked_by=one.revoked_by,
        **one.waiver._asdict(),
    )


def key_view(key: Key, *, at: str, text: str | None = None) -> KeyView:
    """Give a key as it is shown."""
    return KeyView(state=key.state(at), key=text, **key._asdict())


def session_view(session: Session, *, state: str, is_own: bool, is_this: bool) -> SessionView:
    """Give a session as it is shown; what the provider calls it stays between servers."""
    told = session._asdict()
    told.pop("provider_session")
    return SessionView(state=state, is_own=is_own, is_this=is_this, **told)


def log_view(entries: Sequence[Entry], *, most: int) -> LogView:
    """Give entries as they are shown; one more than `most` tells that there are more."""
    shown = entries[:most]
    told = [{**one._asdict(), "payload": json.loads(one.payload)} for one in shown]
    return LogView(told, shown[-1].sequence if len(entries) > most else 0)


def proof_view(proof: Proof) -> ProofView:
    """Give what a walk along the log found."""
    return ProofView(proof.broken is None, *proof)

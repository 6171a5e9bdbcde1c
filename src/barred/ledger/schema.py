"""The tables of the ledger as they are now; `migrations` tells how a ledger got there.

Times are texts in one form, UTC with microseconds (`2026-11-25T16:05:14.123456Z`), so that both
databases compare them as the clock does. What has an inside is canonical JSON in a text.
"""

from sqlalchemy import Column, ForeignKey, Index, MetaData, Named, Table, TypedColumns, UniqueConstraint

__all__ = [
    "BODIES",
    "CHECKS",
    "CLEARINGS",
    "JOBS",
    "KEYS",
    "LOG",
    "METADATA",
    "NEWEST",
    "SAVED",
    "SECRETS",
    "SESSIONS",
    "SPENT",
    "VERDICTS",
    "VERSIONS",
    "WAIVERS",
    "WAIVER_REQUESTS",
]

# Every version that this program can read the name of; the last is the one that it works on.
VERSIONS = ("0001", "0002", "0003")
NEWEST = VERSIONS[-1]
METADATA = MetaData()


class _Log(TypedColumns):
    sequence: Named[int] = Column(primary_key=True, autoincrement=False)
    at: Named[str]
    actor: Named[str]
    action: Named[str]
    payload: Named[str]
    previous: Named[str]
    hash: Named[str]


class _Checks(TypedColumns):
    id: Named[str] = Column(primary_key=True)
    name: Named[str]
    actor: Named[str]
    at: Named[str]
    context: Named[str]
    snapshot: Named[str]
    version: Named[str]
    inputs: Named[str]
    counts: Named[str]


class _Verdicts(TypedColumns):
    check: Named[str] = Column(ForeignKey("checks.id"), primary_key=True)
    number: Named[int] = Column(primary_key=True, autoincrement=False)
    subject: Named[str]
    outcome: Named[str] = Column(index=True)
    gist: Named[str] = Column(ForeignKey("bodies.digest"))


# What many rows share, such as the gist of one verdict on a thousand lines, is kept once under its digest.
class _Bodies(TypedColumns):
    digest: Named[str] = Column(primary_key=True)
    body: Named[str]


class _Saved(TypedColumns):
    id: Named[int] = Column(primary_key=True)
    collection: Named[str]
    spot: Named[str]
    subject: Named[str]
    subject_digest: Named[str]
    said: Named[str]
    on: Named[str]
    snapshot: Named[str] = Column(index=True)
    version: Named[str]
    seen: Named[int]
    outcome: Named[str]
    gist: Named[str] = Column(ForeignKey("bodies.digest"))
    lookups: Named[str]
    trail: Named[str] = Column(ForeignKey("bodies.digest"))


class _Clearings(TypedColumns):
    id: Named[str] = Column(primary_key=True)
    collection: Named[str]
    spot: Named[str] = Column(index=True)
    subject: Named[str]
    subject_digest: Named[str]
    organisation: Named[str]
    organisation_digest: Named[str]
    reason: Named[str]
    cleared_by: Named[str]
    cleared_at: Named[str]
    added: Named[int]
    revoked: Named[int | None]
    revoked_by: Named[str]


class _Waivers(TypedColumns):
    id: Named[str] = Column(primary_key=True)
    scope: Named[str]
    value: Named[str]
    place: Named[str | None]
    restrictions: Named[str]
    clause: Named[str]
    reason: Named[str]
    approved_by: Named[str]
    granted: Named[str]
    expires: Named[str]
    evidence: Named[str]
    added: Named[int]
    revoked: Named[int | None]
    revoked_on: Named[str | None]
    revoked_by: Named[str]
    uses: Named[int]
    used_last: Named[str | None]


class _WaiverRequests(TypedColumns):
    id: Named[str] = Column(primary_key=True)
    scope: Named[str]
    value: Named[str]
    place: Named[str | None]
    restrictions: Named[str]
    clause: Named[str]
    reason: Named[str]
    granted: Named[str]
    expires: Named[str]
    evidence: Named[str]
    asked_by: Named[str]
    asked_mark: Named[str]
    asked_at: Named[str]
    added: Named[int]
    reply: Named[str]
    reply_reason: Named[str]
    replied: Named[int | None]
    replied_by: Named[str]
    replied_at: Named[str | None]
    waiver: Named[str | None] = Column(ForeignKey("waivers.id"))


class _Jobs(TypedColumns):
    id: Named[str] = Column(primary_key=True)
    kind: Named[str]
    payload: Named[str]
    once: Named[str | None] = Column(unique=True)
    state: Named[str]
    attempts: Named[int]
    most_attempts: Named[int]
    due: Named[str]
    leased_until: Named[str | None]
    worker: Named[str | None]
    progress: Named[str]
    result: Named[str]
    trouble: Named[str]
    added_by: Named[str]
    added_at: Named[str]
    ended_at: Named[str | None]


class _Keys(TypedColumns):
    prefix: Named[str] = Column(primary_key=True)
    digest: Named[str]
    name: Named[str]
    role: Named[str]
    added_by: Named[str]
    added_at: Named[str]
    expires: Named[str | None]
    used_last: Named[str | None]
    revoked_at: Named[str | None]


class _Sessions(TypedColumns):
    id: Named[str] = Column(primary_key=True)
    digest: Named[str]
    way: Named[str]
    key: Named[str | None] = Column(ForeignKey("keys.prefix"))
    subject: Named[str]
    name: Named[str]
    role: Named[str]
    begun_at: Named[str]
    seen_at: Named[str]
    ends_at: Named[str] = Column(index=True)
    ended_at: Named[str | None]
    ended_by: Named[str]
    browser: Named[str] = Column(server_default="")
    provider_session: Named[str] = Column(server_default="")


class _Secrets(TypedColumns):
    name: Named[str] = Column(primary_key=True)
    value: Named[str]
    made_at: Named[str]


class _Spent(TypedColumns):
    digest: Named[str] = Column(primary_key=True)
    until: Named[str]


LOG = Table("log", METADATA, _Log)
BODIES = Table("bodies", METADATA, _Bodies)
CHECKS = Table("checks", METADATA, _Checks)
VERDICTS = Table("verdicts", METADATA, _Verdicts)
SAVED = Table("saved", METADATA, _Saved, UniqueConstraint("collection", "spot", name="uq_saved_spot"),
              sqlite_autoincrement=True)  # fmt: skip
CLEARINGS = Table("clearings", METADATA, _Clearings)
WAIVERS = Table("waivers", METADATA, _Waivers)
WAIVER_REQUESTS = Table("waiver_requests", METADATA, _WaiverRequests)
JOBS = Table("jobs", METADATA, _Jobs, Index("ix_jobs_queue", "state", "due"))
KEYS = Table("keys", METADATA, _Keys)
SESSIONS = Table("sessions", METADATA, _Sessions)
SECRETS = Table("secrets", METADATA, _Secrets)
SPENT = Table("spent", METADATA, _Spent)

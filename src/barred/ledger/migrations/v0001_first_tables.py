"""The first version: the log that only grows, and what is kept beside it."""

from typing import Literal

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, String, UniqueConstraint

__all__ = ["down_revision", "revision", "upgrade"]

revision = "0001"
down_revision = None

_TEXTS = {
    "log": "at actor action payload previous hash",
    "checks": "name actor at context snapshot version inputs counts",
    "verdicts": "subject outcome",
    "bodies": "body",
    "saved": "collection spot subject subject_digest said on snapshot version outcome lookups",
    "clearings": (
        "collection spot subject subject_digest organisation organisation_digest reason cleared_by cleared_at "
        "revoked_by"
    ),
    "waivers": "scope value restrictions clause reason approved_by granted expires evidence revoked_by",
    "jobs": "kind payload state due progress result trouble added_by added_at",
    "keys": "digest name role added_by added_at",
}
_REFUSED = "the log only grows"
# PostgreSQL empties a table without looking at its rows, so that needs a guard of its own.
_POSTGRES_GUARDS = (
    f"""CREATE FUNCTION log_only_grows() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$""",
    """CREATE TRIGGER log_no_change BEFORE UPDATE OR DELETE ON log
    FOR EACH ROW EXECUTE FUNCTION log_only_grows()""",
    """CREATE TRIGGER log_no_emptying BEFORE TRUNCATE ON log
    FOR EACH STATEMENT EXECUTE FUNCTION log_only_grows()""",
)
_SQLITE_GUARDS = tuple(
    f"CREATE TRIGGER log_no_{verb.lower()} BEFORE {verb} ON log BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
    for verb in ("UPDATE", "DELETE")
)


def upgrade() -> None:
    """Make every table, its indexes, and the guards of the log."""
    _make("log", _number("sequence", primary_key=True, autoincrement=False))
    _make("bodies", _text("digest", primary_key=True))
    _make("checks", _text("id", primary_key=True))
    _make(
        "verdicts",
        Column("check", String, ForeignKey("checks.id"), primary_key=True),
        _number("number", primary_key=True, autoincrement=False),
        _body("gist"),
    )
    _make(
        "saved",
        _number("id", primary_key=True),
        _number("seen"),
        _body("gist"),
        _body("trail"),
        UniqueConstraint("collection", "spot", name="uq_saved_spot"),
    )
    _make("clearings", _text("id", primary_key=True), _number("added"), _number("revoked", nullable=True))
    _make(
        "waivers", _text("id", primary_key=True), _text("place", nullable=True), _number("added"),
        _number("revoked", nullable=True), _text("revoked_on", nullable=True), _number("uses"),
        _text("used_last", nullable=True),
    )  # fmt: skip
    _make(
        "jobs", _text("id", primary_key=True), _text("once", nullable=True, unique=True), _number("attempts"),
        _number("most_attempts"), _text("leased_until", nullable=True), _text("worker", nullable=True),
        _text("ended_at", nullable=True),
    )  # fmt: skip
    _make(
        "keys", _text("prefix", primary_key=True), _text("expires", nullable=True), _text("used_last", nullable=True),
        _text("revoked_at", nullable=True),
    )  # fmt: skip
    op.create_index("ix_verdicts_outcome", "verdicts", ["outcome"])
    op.create_index("ix_saved_snapshot", "saved", ["snapshot"])
    op.create_index("ix_clearings_spot", "clearings", ["spot"])
    op.create_index("ix_jobs_queue", "jobs", ["state", "due"])
    is_sqlite = op.get_context().dialect.name == "sqlite"
    for guard in _SQLITE_GUARDS if is_sqlite else _POSTGRES_GUARDS:
        op.execute(guard)


def _make(table: str, *parts: Column[str] | Column[int] | UniqueConstraint) -> None:
    # A number that a saved subject once had is never given to another.
    op.create_table(table, *parts, *map(_text, _TEXTS[table].split()), sqlite_autoincrement=table == "saved")


def _body(name: str) -> Column[str]:
    return Column(name, String, ForeignKey("bodies.digest"), nullable=False)


def _text(name: str, *, nullable: bool = False, primary_key: bool = False, unique: bool = False) -> Column[str]:
    return Column(name, String, nullable=nullable, primary_key=primary_key, unique=unique or None)


def _number(
    name: str, *, nullable: bool = False, primary_key: bool = False, autoincrement: bool | Literal["auto"] = "auto"
) -> Column[int]:
    return Column(name, Integer, nullable=nullable, primary_key=primary_key, autoincrement=autoincrement)

"""Sessions of browsers, the secret that signs their cookies, and what may be used once."""

from alembic import op
from sqlalchemy import Column, ForeignKey, String

__all__ = ["down_revision", "revision", "upgrade"]

revision = "0002"
down_revision = "0001"

_TEXTS = "digest way subject name role begun_at seen_at ends_at ended_by"


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "sessions",
        _text("id", primary_key=True),
        Column("key", String, ForeignKey("keys.prefix"), nullable=True),
        Column("ended_at", String, nullable=True),
        *map(_text, _TEXTS.split()),
    )
    op.create_index("ix_sessions_ends_at", "sessions", ["ends_at"])
    op.create_table("secrets", _text("name", primary_key=True), _text("value"), _text("made_at"))
    op.create_table("spent", _text("digest", primary_key=True), _text("until"))


def _text(name: str, *, primary_key: bool = False) -> Column[str]:
    return Column(name, String, nullable=False, primary_key=primary_key)

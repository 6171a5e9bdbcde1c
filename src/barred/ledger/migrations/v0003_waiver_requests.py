"""Requests for waivers; and of sessions, in which browser they are and what the provider calls them."""

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, String

__all__ = ["down_revision", "revision", "upgrade"]

revision = "0003"
down_revision = "0002"

_TEXTS = (
    "scope value restrictions clause reason granted expires evidence asked_by asked_mark asked_at reply reply_reason "
    "replied_by"
)


def upgrade() -> None:
    """Make the table, and add two columns; sessions that go on say nothing in them."""
    op.create_table(
        "waiver_requests",
        Column("id", String, primary_key=True, nullable=False),
        Column("place", String, nullable=True),
        Column("added", Integer, nullable=False),
        Column("replied", Integer, nullable=True),
        Column("replied_at", String, nullable=True),
        Column("waiver", String, ForeignKey("waivers.id"), nullable=True),
        *[Column(name, String, nullable=False) for name in _TEXTS.split()],
    )
    for name in ("browser", "provider_session"):
        op.add_column("sessions", Column(name, String, nullable=False, server_default=""))

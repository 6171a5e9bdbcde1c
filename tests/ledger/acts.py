"""Times and acts for the tests of the ledger: all on one invented morning."""

from barred.ledger.ledger import Deed

__all__ = ["at", "by"]


def at(minute: int, second: int = 0) -> str:
    """Give a time on the morning of 2 March 2026."""
    return f"2026-03-02T08:{minute:02d}:{second:02d}.000000Z"


def by(actor: str = "the registry", minute: int = 0) -> Deed:
    """Let an office act at a minute of that morning."""
    return Deed(actor, at(minute))

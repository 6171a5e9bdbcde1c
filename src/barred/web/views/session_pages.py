"""The sessions of browsers, for whoever has them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from barred.model.question import Context
from barred.web.answering.answers import carried, today
from barred.web.answering.edition import Edition
from barred.web.views.kept import SessionView
from barred.web.views.leaf import Labels, Leaf

__all__ = ["SessionsPageView", "sessions_page"]

_OPEN = "active"


@dataclass(frozen=True, kw_only=True)
class SessionsPageView(Leaf):
    """Sessions: those of whoever asks, and to an admin those of others.

    Args:
        sessions: All of them, those that go on before those that are over.
        others_open: How many of their own go on beside the one in which they ask.
    """

    TABLE: ClassVar[str] = "sessions"

    sessions: list[SessionView]
    others_open: int


def sessions_page(sessions: Sequence[SessionView], *, edition: Edition) -> SessionsPageView:
    """Fill the page."""
    return SessionsPageView(
        **carried(Context(on=today()), edition),
        **Labels(edition.snapshot).told(),
        sessions=sorted(sessions, key=lambda one: one.state != _OPEN),
        others_open=sum(one.is_own and one.state == _OPEN and not one.is_this for one in sessions),
    )

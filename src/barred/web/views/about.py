"""How answers are made, what they do not say, and how programs ask."""

from dataclasses import dataclass
from typing import Any, ClassVar

from barred import __version__
from barred.model.question import Context
from barred.model.verdict import OUTCOMES
from barred.web.answering.answers import carried
from barred.web.answering.edition import Edition
from barred.web.views.leaf import Choice, Labels, Leaf

__all__ = ["AboutView", "InterfaceView", "about", "interface"]

_KINDS = ("organisation", "restriction", "statement", "figure", "product", "event", "source")


@dataclass(frozen=True, kw_only=True)
class AboutView(Leaf):
    """What the program does and does not do, and how much the directory holds."""

    TABLE: ClassVar[str] = "held"

    version: str
    outcomes: list[str]
    held: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class InterfaceView(Leaf):
    """Addresses for programs, whole, ready to be copied.

    Args:
        root: The address of the server.
        addresses: What each is for, as a key of the catalogues, and the address.
        places: Those that have feeds.
    """

    TABLE: ClassVar[str] = "addresses"

    root: str
    addresses: list[dict[str, str]]
    places: list[Choice]


def about(on: str, edition: Edition) -> AboutView:
    """Fill the page about the program."""
    book = edition.snapshot
    held = [{"kind": kind, "number": len(book.ids(kind))} for kind in _KINDS]
    return AboutView(
        **carried(Context(on=on), edition),
        **Labels(book).told(),
        version=__version__,
        outcomes=list(OUTCOMES),
        held=held,
    )


# What an address is for, and its path.
_PATHS = {
    "lookup": "/v1/lookup?text=Lorex+LNB8005&as=us/federal/executive-agency&to=procure",
    "trace": "/v1/trace?text=Lorex",
    "restrictions": "/v1/restrictions?place=us&in_force=yes",
    "diff": "/v1/diff?since=2026-01",
    "search": "/search/default?q=hikvision",
    "reconcile": "/reconcile",
    "access": "/access/v1/evaluation",
    "openapi": "/openapi.json",
    "feed": "/feeds/changes.atom",
    "feed-json": "/feeds/changes.json",
    "feed-place": "/feeds/place/us.atom",
    "feed-maker": "/feeds/maker/hikvision.atom",
    "feed-kind": "/feeds/kind/restriction.atom",
}


def interface(root: str, on: str, *, edition: Edition) -> InterfaceView:
    """Fill the page about the interface.

    Args:
        root: The address under which the server was asked.
        on: The day.
        edition: The directory.
    """
    book = edition.snapshot
    places = book.vocabulary("place").terms
    used = sorted({book.restriction(key).place for key in book.ids("restriction")})
    return InterfaceView(
        **carried(Context(on=on), edition),
        **Labels(book).told(),
        root=root,
        addresses=[{"what": what, "address": f"{root}{path}"} for what, path in _PATHS.items()],
        places=[Choice(one, places[one].title) for one in used],
    )

"""Makers, brands, owners, authorities, buyers, associations: whoever acts or is acted upon."""

from typing import NamedTuple

from barred.model.source import Evidence

__all__ = ["Identifier", "Link", "Membership", "Name", "Organisation"]


class Name(NamedTuple):
    """One way in which an organisation is written.

    `usage` says how far a mention can be trusted: *distinctive* names point to the organisation
    wherever they stand, *ordinary* ones (a common word, two or three letters) only as a whole
    cell, in a brand column or beside another signal. A *joint* name means every organisation
    that records it.
    """

    text: str
    type: str
    language: str = ""
    usage: str = "distinctive"
    joint: bool = False
    since: str | None = None
    until: str | None = None
    evidence: tuple[str, ...] = ()


class Identifier(NamedTuple):
    """A value in a public identifier scheme: `lei`, `uscc`, `isin`, `ticker`, `fcc-grantee`."""

    scheme: str
    value: str
    evidence: tuple[str, ...] = ()


class Membership(NamedTuple):
    """That an organisation belongs to a class which restrictions aim at, and on what ground."""

    target_class: str
    basis: str
    since: str | None = None
    until: str | None = None
    evidence: tuple[str, ...] = ()


class Link(NamedTuple):
    """A dated edge from the organisation whose file holds it to another.

    `extent` is *all* when the link holds for everything the organisation sells, *some* when only
    for the lines or models that `lines` tells; `goods` limits it to product classes. The share of
    an owner runs from 0 to 1.
    """

    type: str
    to: str
    extent: str = "all"
    lines: str = ""
    goods: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    share_least: float | None = None
    share_most: float | None = None
    places: tuple[str, ...] = ()
    known_since: str | None = None
    note: str = ""
    evidence: tuple[str, ...] = ()


class Organisation(NamedTuple):
    """Someone, with the names, identifiers, classes and links that sources give."""

    id: str
    title: str
    types: tuple[str, ...]
    country: str | None = None
    jurisdiction: str | None = None
    seat: str = ""
    classes: tuple[str, ...] = ()
    makes: tuple[str, ...] = ()
    note: str = ""
    recorded: str = ""
    names: tuple[Name, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    memberships: tuple[Membership, ...] = ()
    links: tuple[Link, ...] = ()
    evidence: tuple[Evidence, ...] = ()

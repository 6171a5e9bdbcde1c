"""Measures and their absence: laws, lists, orders, clauses, policies, pledges and refusals."""

from collections.abc import Mapping
from typing import NamedTuple

from barred.model.source import Evidence

__all__ = ["Exemption", "Restriction", "Scope", "Stage", "Target"]


class Stage(NamedTuple):
    """A step in the life of a restriction; `date` is as precise as the source and no more."""

    stage: str
    date: str
    known_since: str | None = None
    note: str = ""
    evidence: tuple[str, ...] = ()


class Scope(NamedTuple):
    """Whom, what and where a restriction reaches; a part left out is not limited.

    A restriction binds where any of its scopes does. `unclear` names, part by part, the terms
    that the sources leave open: there the answer is open, not no.
    """

    binds: tuple[str, ...] = ()
    conduct: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    circumstances: tuple[str, ...] = ()
    unclear: Mapping[str, list[str]] = {}
    note: str = ""
    evidence: tuple[str, ...] = ()


class Target(NamedTuple):
    """Whom a restriction is aimed at: one organisation, or a class that a predicate describes.

    `reach` widens the named organisation along its links: *subsidiaries*, *affiliates*,
    *relabelled* goods, *components*. Without it only the organisation as named is meant.
    """

    organisation: str | None = None
    target_class: str | None = None
    reach: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    known_since: str | None = None
    note: str = ""
    evidence: tuple[str, ...] = ()


class Exemption(NamedTuple):
    """What a restriction spares; each part narrows it as in a scope, none means everything.

    An exemption that depends on `circumstances` counts only when they are stated: it is for the
    user to claim it. `effect` is *lifts* (the restriction does not apply) or *waives* (it does,
    and a waiver covers it).
    """

    type: str
    title: str
    effect: str = "lifts"
    binds: tuple[str, ...] = ()
    conduct: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    circumstances: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    evidence: tuple[str, ...] = ()


class Restriction(NamedTuple):
    """Who bars, or declines to bar, whose things from what, where, since when, on what ground."""

    id: str
    title: str
    summary: str
    actor: str
    place: str
    action: str
    strength: str
    rationales: tuple[str, ...] = ()
    instrument: str = ""
    citation: str = ""
    follows: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    note: str = ""
    recorded: str = ""
    stages: tuple[Stage, ...] = ()
    scopes: tuple[Scope, ...] = ()
    targets: tuple[Target, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    evidence: tuple[Evidence, ...] = ()

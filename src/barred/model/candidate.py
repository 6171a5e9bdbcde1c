"""Whom a subject may point to, and the signals that say so."""

from typing import NamedTuple

__all__ = ["Candidate", "Signal", "Step"]


class Signal(NamedTuple):
    """One hint: `weight` is the base-10 logarithm of its likelihood ratio.

    `kind` groups hints that share a cause, so that the strongest of a kind counts once;
    `source` names the record or table row that the hint comes from.
    """

    kind: str
    text: str
    weight: float
    source: str


class Candidate(NamedTuple):
    """An organisation that a subject may point to.

    `organisation` is what was recognised, `brand` the brand it is sold as, `maker` the one who
    makes it when the links say so. `band` is confirmed, probable or possible; `is_joint` tells
    that other candidates stand beside it and do not compete with it.
    """

    organisation: str
    brand: str | None
    maker: str | None
    probability: float
    band: str
    signals: tuple[Signal, ...]
    product: str | None = None
    is_joint: bool = False


class Step(NamedTuple):
    """A link walked from the organisation recognised towards those behind it.

    `relation` is the reach that a restriction needs to follow it; `holds` tells whether the link
    certainly stood on the day asked about.
    """

    subject: str
    type: str
    to: str
    relation: str
    holds: str
    why: str
    citations: tuple[str, ...]

"""What was said, counted, sold and done, beside the restrictions: statements, figures, products, events.

None of them bars anything. They are what a restriction grew from, what it is measured by, and what
those concerned answered.
"""

from typing import NamedTuple

from barred.model.source import Evidence

__all__ = ["Claim", "Event", "Figure", "Objection", "Product", "Role", "Statement", "Wording"]


class Objection(NamedTuple):
    """That something speaks against a statement or figure, and who says that it does.

    `by` is the organisation that makes the point; `relation` is *contradicts*, *narrows* or
    *ignores*; `record` names another record when that is what speaks against it.
    """

    relation: str
    what: str
    by: str = ""
    record: str = ""
    evidence: tuple[str, ...] = ()


class Statement(NamedTuple):
    """Who said what, when, to whom and on which topic, or did not answer when asked.

    `changes` names the earlier statements that it narrows, widens or takes back. Silence is
    recorded as what it is, a request without an answer by a day; it proves nothing.
    """

    id: str
    title: str
    summary: str
    speaker: str
    type: str
    topic: str
    date: str
    audience: str = ""
    about: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    change: str = ""
    related: tuple[str, ...] = ()
    note: str = ""
    recorded: str = ""
    objections: tuple[Objection, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Figure(NamedTuple):
    """A quantity as a source gives it, with its bound: "up to 24" never becomes 24.

    `value` and `most` are decimal texts; `bound` is *exactly*, *at-least*, *at-most*, *about*,
    *more-than*, *less-than* or *between* (then `most` is the upper end). Figures of one thing that
    disagree name each other in `conflicts`; `resolution` says which to use and why, or that none is.
    """

    id: str
    title: str
    measure: str
    value: str
    unit: str
    bound: str
    stated_by: str = ""
    about: tuple[str, ...] = ()
    most: str = ""
    since: str | None = None
    until: str | None = None
    place: str = ""
    method: str = ""
    conflicts: tuple[str, ...] = ()
    resolution: str = ""
    related: tuple[str, ...] = ()
    note: str = ""
    recorded: str = ""
    objections: tuple[Objection, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Wording(NamedTuple):
    """A term as a page has it, in its language (BCP 47); a word or two, never the passage."""

    language: str
    text: str
    note: str = ""


class Claim(NamedTuple):
    """A capability that a page claims for a product, with the original words for it."""

    capability: str
    note: str = ""
    words: tuple[Wording, ...] = ()
    evidence: tuple[str, ...] = ()


class Product(NamedTuple):
    """A model, software or document that specifies one, who makes it and what is claimed for it.

    The directory records that a page claims a capability; it neither has nor tests it.
    """

    id: str
    title: str
    product_class: str
    maker: str = ""
    brands: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    related: tuple[str, ...] = ()
    note: str = ""
    recorded: str = ""
    claims: tuple[Claim, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Role(NamedTuple):
    """Who took part in an event, and as what."""

    organisation: str
    role: str
    note: str = ""


class Event(NamedTuple):
    """Something that happened and is no restriction: an award, a letter, a hearing, a vote, a suit.

    `led_to` names the restrictions that it led to, as a source says.
    """

    id: str
    title: str
    summary: str
    type: str
    date: str
    until: str | None = None
    place: str = ""
    about: tuple[str, ...] = ()
    led_to: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    known_since: str | None = None
    note: str = ""
    recorded: str = ""
    roles: tuple[Role, ...] = ()
    evidence: tuple[Evidence, ...] = ()

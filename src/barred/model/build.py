"""Make records from the plain dictionaries that files and snapshots hold."""

from collections.abc import Mapping
from typing import Any, TypeVar

from barred.model.account import Claim, Event, Figure, Objection, Product, Role, Statement, Wording
from barred.model.organisation import Identifier, Link, Membership, Name, Organisation
from barred.model.restriction import Exemption, Restriction, Scope, Stage, Target
from barred.model.source import Capture, Evidence, Part, Source

__all__ = ["build"]

Record = TypeVar("Record")

# The records inside a record, by the field that holds them.
_PARTS: dict[type, dict[str, type[Any]]] = {
    Organisation: {
        "names": Name,
        "identifiers": Identifier,
        "memberships": Membership,
        "links": Link,
        "evidence": Evidence,
    },
    Restriction: {
        "stages": Stage,
        "scopes": Scope,
        "targets": Target,
        "exemptions": Exemption,
        "evidence": Evidence,
    },
    Statement: {"objections": Objection, "evidence": Evidence},
    Figure: {"objections": Objection, "evidence": Evidence},
    Claim: {"words": Wording},
    Product: {"claims": Claim, "evidence": Evidence},
    Event: {"roles": Role, "evidence": Evidence},
    Source: {"capture": Capture, "parts": Part},
}


def build(kind: type[Record], data: Mapping[str, Any]) -> Record:
    """Build a record and the records inside it.

    Args:
        kind: A record class.
        data: Field name to value; lists become tuples.

    Returns:
        The record. Fields that `data` leaves out take their defaults.

    Raises:
        TypeError: A field is unknown, or a required one is missing.
    """
    parts = _PARTS.get(kind)
    values = {name: tuple(value) if type(value) is list else value for name, value in data.items()}
    for name, part in (parts or {}).items():
        inside: Any = values.get(name)
        if isinstance(inside, tuple):
            values[name] = tuple(build(part, one) for one in inside)
        elif isinstance(inside, dict):
            values[name] = build(part, inside)
    return kind(**values)

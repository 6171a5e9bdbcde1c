"""Make records from the plain dictionaries that files and snapshots hold."""

from collections.abc import Mapping
from typing import Any, TypeVar

__all__ = ["build"]

Record = TypeVar("Record")


def build(kind: type[Record], data: Mapping[str, Any]) -> Record:
    """Build a record and the records inside it.

    Args:
        kind: A dataclass; its `PARTS`, where it has them, name the fields that hold records.
        data: Field name to value; lists become tuples.

    Returns:
        The record. Fields that `data` leaves out take their defaults.
    """
    parts: Mapping[str, type[Any]] = getattr(kind, "PARTS", {})
    values: dict[str, Any] = {}
    for name, value in data.items():
        part = parts.get(name)
        if isinstance(value, list):
            values[name] = tuple(build(part, one) for one in value) if part else tuple(value)
        elif part and isinstance(value, Mapping):
            values[name] = build(part, value)
        else:
            values[name] = value
    return kind(**values)

"""Walk the fields of a record as it lies in a file, whatever else may stand there."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from barred.directory.locate import FieldPath
from barred.directory.schema import KINDS, Field

__all__ = ["Place", "Table", "records_at", "tables", "walk"]


class Place(NamedTuple):
    """A field that a record holds: where, what the schema says of it and its value."""

    path: FieldPath
    field: Field
    value: Any


class Table(NamedTuple):
    """A record or a record inside one: where, the fields that it may have and what it holds."""

    path: FieldPath
    fields: tuple[Field, ...]
    data: Mapping[str, Any]


def tables(kind: str, data: Mapping[str, Any]) -> Iterator[Table]:
    """Give a record and the records inside it, outer ones first."""
    yield from _tables(Table((), KINDS[kind], data))


def walk(kind: str, data: Mapping[str, Any]) -> Iterator[Place]:
    """Give every field that the schema knows and that a record or the records in it hold."""
    for table in tables(kind, data):
        for field in table.fields:
            if field.name in table.data:
                yield Place((*table.path, field.name), field, table.data[field.name])


def records_at(data: Mapping[str, Any], name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Give the records inside a field with their positions.

    Example:
        >>> list(records_at({"names": [{"text": "X"}, 7, {}]}, "names"))
        [(0, {'text': 'X'}), (2, {})]
    """
    inside = data.get(name)
    for n, one in enumerate(inside if isinstance(inside, list) else ()):
        if isinstance(one, dict):
            yield n, one


def _tables(table: Table) -> Iterator[Table]:
    yield table
    for field in table.fields:
        inside = table.data.get(field.name)
        if field.type == "record" and isinstance(inside, dict):
            yield from _tables(Table((*table.path, field.name), field.fields, inside))
        if field.type == "records":
            for n, one in records_at(table.data, field.name):
                yield from _tables(Table((*table.path, field.name, n), field.fields, one))

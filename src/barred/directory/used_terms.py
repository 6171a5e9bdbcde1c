"""Which terms of closed lists the records and tables of a stack name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from barred.directory.read import RecordFile, Stack
from barred.directory.records import Place, records_at, walk
from barred.directory.schema import KINDS, VOCABULARY_FIELDS, Field
from barred.directory.traits import TRAITS

__all__ = ["TABLE_TERMS", "named_lists", "used_terms", "with_broader"]

# The columns of bulk tables whose cells are terms, and of which list.
TABLE_TERMS = {"product": "product", "place": "place"}
_TERM = "term:"


def named_lists() -> frozenset[str]:
    """Give the lists whose terms some field of a record takes; what another list is for, nobody can tell."""
    return frozenset(filter(None, (_list_of(field) for fields in KINDS.values() for field in _all(fields))))


def used_terms(stack: Stack) -> Mapping[str, set[str]]:
    """Give the terms that records, traits of terms and rows of tables name, by list.

    Returns:
        The words as they stand there, whether the list has them or not.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for file in stack.records.values():
        for name, terms in (*_in_fields(file), *_in_traits(file)):
            found[name].update(terms)
    for table in stack.tables:
        for column, name in TABLE_TERMS.items():
            found[name].update(row[column] for _, row in table.rows if row.get(column))
    return found


def with_broader(terms: Mapping[str, Mapping[str, Any]], named: Iterable[str]) -> set[str]:
    """Add to some terms all broader ones, which a narrow one holds up.

    Args:
        terms: The terms of the list by id.
        named: Some of them, or words that it does not have.
    """
    found = set(named)
    waiting = [*found]
    while waiting:
        above = terms.get(waiting.pop(), {}).get("broader", [])
        new = [one for one in _words(above) if one not in found]
        found.update(new)
        waiting += new
    return found


def _in_fields(file: RecordFile) -> Iterator[tuple[str, list[str]]]:
    for place in walk(file.kind, file.data):
        name = _list_of(place.field)
        if name:
            yield name, _words(place.value)
        if place.field.type == "unclear":
            yield from _in_unclear(place)


def _in_unclear(place: Place) -> Iterator[tuple[str, list[str]]]:
    parts = place.value if isinstance(place.value, dict) else {}
    for part, value in parts.items():
        yield VOCABULARY_FIELDS.get(part, "").removeprefix(_TERM), _words(value)


def _in_traits(file: RecordFile) -> Iterator[tuple[str, list[str]]]:
    wanted = TRAITS.get(file.id, {}) if file.kind == "vocabulary" else {}
    for _, one in records_at(file.data, "terms"):
        traits = one.get("traits")
        for name, trait in wanted.items():
            if trait.vocabulary and isinstance(traits, dict):
                yield trait.vocabulary, _words(traits.get(name))


def _all(fields: Iterable[Field]) -> Iterator[Field]:
    for field in fields:
        yield field
        yield from _all(field.fields)


def _list_of(field: Field) -> str:
    """Give the list whose terms a field takes; the class of a party is one, by a name of its own."""
    return "party" if field.refers == "party" else field.refers.removeprefix(_TERM) * field.refers.startswith(_TERM)


def _words(value: object) -> list[str]:
    """Give the texts of a field, whatever else may stand there."""
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]

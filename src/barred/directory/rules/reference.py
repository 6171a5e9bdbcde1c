"""Checks of what records point to: terms, other records, evidence of the same file."""

from collections.abc import Iterator

from barred.directory.known import Known
from barred.directory.locate import FieldPath
from barred.directory.read import RecordFile
from barred.directory.records import Place, records_at, walk
from barred.directory.rules.register import Fault, rule
from barred.directory.schema import CITING, KINDS, VOCABULARY_FIELDS

__all__: list[str] = []

_ORGANISATION = "org:"


@rule("REF-001", "a term is in its vocabulary", *CITING, "source")
def uses_known_terms(file: RecordFile, known: Known) -> Iterator[Fault]:
    """Hold every value of a closed field against its vocabulary."""
    for path, refers, values in _pointers(file):
        name = refers.removeprefix("term:")
        terms = known.terms(name) if name != refers else None
        for value in values:
            if terms is not None and value not in terms:
                what = f"{value!r} is not a term of {name!r}"
                yield Fault(path, what, f"use a term of vocabulary/{name}.toml or add one")


@rule("REF-002", "a record that is pointed to exists", *CITING, "source")
def points_to_records(file: RecordFile, known: Known) -> Iterator[Fault]:
    """Look up organisations, restrictions, sources and parties."""
    parties = known.terms("party")
    for path, refers, values in _pointers(file):
        for value in values:
            if refers in KINDS and not known.has(refers, value):
                yield Fault(path, f"no {refers} {value!r}", "write its record or correct the id")
            if refers == "record" and not any(known.has(kind, value) for kind in KINDS):
                yield Fault(path, f"no record {value!r}", "write it or correct the id")
            if refers == "party":
                named = value.removeprefix(_ORGANISATION)
                is_known = known.has("organisation", named) if named != value else parties is None or value in parties
                if not is_known:
                    yield Fault(path, f"no party {value!r}", "use a term of vocabulary/party.toml or org: and an id")


@rule("REF-003", "an evidence key is defined in the same file", *CITING)
def cites_defined_keys(file: RecordFile, _: Known) -> Iterator[Fault]:
    """Look up each key that a claim cites."""
    keys = {one.get("key") for _, one in records_at(file.data, "evidence")}
    for path, refers, values in _pointers(file):
        for key in values if refers == "evidence" else ():
            if key not in keys:
                yield Fault(path, f"no evidence with key {key!r}", "add an [[evidence]] block or correct the key")


@rule("REF-004", "what a scope leaves unclear is a part of a case", "restriction")
def leaves_parts_unclear(file: RecordFile, _: Known) -> Iterator[Fault]:
    """Name the keys of `unclear` that are no part of a scope."""
    for path, field, value in walk(file.kind, file.data):
        for part in value if field.type == "unclear" else ():
            if part not in VOCABULARY_FIELDS:
                yield Fault(
                    (*path, part), f"{part!r} is no part of a case", f"use one of {', '.join(VOCABULARY_FIELDS)}"
                )


def _pointers(file: RecordFile) -> Iterator[tuple[FieldPath, str, list[str]]]:
    """Give the values that must name something: where they stand, what they must name, and they."""
    for place in walk(file.kind, file.data):
        if place.field.refers:
            # A field that is there but empty is a fault of shape; an empty text in a list is one of reference.
            values = place.value if isinstance(place.value, list) else [place.value] if place.value else []
            yield place.path, place.field.refers, values
        yield from _unclear(place)


def _unclear(place: Place) -> Iterator[tuple[FieldPath, str, list[str]]]:
    if place.field.type == "unclear":
        for part, terms in place.value.items():
            yield (*place.path, part), VOCABULARY_FIELDS.get(part, ""), terms

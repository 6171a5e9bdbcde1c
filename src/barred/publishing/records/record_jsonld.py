"""Records as JSON-LD: linked data that a graph store reads without fetching anything.

One document: its `@context` stands in it, then come a node for the directory and one for each
record, a line each. Organisations, documents and events are those of schema.org, vocabularies those
of SKOS, citations annotations as the W3C describes them, each pointing to a passage by position and
carrying its digest. Everything else is named `urn:barred:`, because no other vocabulary knows the
difference between a ban that binds and one that somebody proposes.

Source: W3C Web Annotation Data Model, section 4.2.3 (text position); SKOS Reference, sections 3, 4 and 8.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from typing import Any

from barred.directory.schema import KINDS, Field
from barred.publishing.records.record_data import Archive, records

__all__ = ["jsonld_context", "jsonld_lines"]


def jsonld_context() -> dict[str, Any]:
    """Give the terms of the document: what each key means, and which values are identifiers."""
    text = resources.files("barred.publishing.records").joinpath("record_context.json").read_text("utf-8")
    context: dict[str, Any] = json.loads(text)
    return context


def jsonld_lines(kinds: Iterable[str], *, book: Archive) -> Iterator[str]:
    """Give the lines of one JSON-LD document, line breaks included."""
    yield f'{{"@context": {_text(jsonld_context())},\n"@graph": [\n'
    dataset = {"@id": f"urn:{book.digest}", "@type": "Dataset", "snapshot": book.digest, "checked": book.checked}
    yield _text(dataset)
    for record in records(kinds, book=book):
        yield ",\n" + _text(_node(record, book))
    yield "\n]}\n"


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def _node(record: Mapping[str, Any], book: Archive) -> dict[str, Any]:
    kind = record["kind"]
    iri = f"barred:{kind}/{record['id']}"
    told: dict[str, Any] = {"@id": iri, "@type": kind.title()}
    told |= _fields(KINDS[kind], record, iri=iri, book=book)
    if kind == "vocabulary":
        for term, one in zip(record["terms"], told["terms"], strict=True):
            one |= {"@id": f"barred:{record['id']}/{term['id']}", "@type": "Term"}
            if term["broader"]:
                one["broader"] = [f"barred:{record['id']}/{above}" for above in term["broader"]]
    citations = [_citation(one, iri) for one in record.get("citations", ())]
    return {**told, "citations": citations} if citations else told


def _fields(fields: Iterable[Field], data: Mapping[str, Any], *, iri: str, book: Archive) -> dict[str, Any]:
    """Give what is recorded in some fields; what is not is left out, as linked data has no null."""
    told: dict[str, Any] = {}
    for field in fields:
        value = data.get(field.name)
        if field.name == "id" or value is None or value in ([], {}):
            continue
        if field.type == "record":
            told[field.name] = _fields(field.fields, value, iri=iri, book=book)
        elif field.type == "records":
            told[field.name] = [_fields(field.fields, one, iri=iri, book=book) for one in value]
        elif isinstance(value, list) and field.refers:
            told[field.name] = [_iri(field.refers, one, iri=iri, book=book) for one in value]
        elif field.refers:
            told[field.name] = _iri(field.refers, value, iri=iri, book=book)
        else:
            told[field.name] = value
    return told


def _iri(refers: str, value: str, *, iri: str, book: Archive) -> str:
    if refers == "evidence":
        return f"{iri}#{value}"
    if refers == "party" and value.startswith("org:"):
        return f"barred:organisation/{value.removeprefix('org:')}"
    if refers == "record":
        return f"barred:{next(iter(book.kinds_of(value)), 'record')}/{value}"
    return f"barred:{refers.removeprefix('term:')}/{value}"


def _citation(citation: Mapping[str, Any], iri: str) -> dict[str, Any]:
    """Give an annotation: the record says what the target, a passage or a place in a source, says."""
    target: dict[str, Any] = {"@type": "SpecificResource", "source": f"barred:source/{citation['source']}"}
    if citation["pinpoint"]:
        target["pinpoint"] = citation["pinpoint"]
    if citation["selector"]:
        selector = {"@type": "TextPositionSelector", **citation["selector"]}
        target["selector"] = {**selector, "checksum": citation["digest"]} if citation["digest"] else selector
    told = {"@id": f"{iri}#{citation['key']}", "@type": "Annotation", "body": iri, "target": target}
    return {**told, "note": citation["note"]} if citation["note"] else told

"""Read back what `record_jsonld` wrote: the nodes of the document as records."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from barred.directory.schema import KINDS, Field
from barred.errors import FileProblem
from barred.publishing.records.given_record import Given
from barred.publishing.records.record_jsonld import jsonld_context

__all__ = ["read_record_jsonld"]

_LEFT = {"@id", "@type"}


def read_record_jsonld(path: Path) -> list[Given]:
    """Give the records of a document that `barred export --format jsonld` wrote.

    Raises:
        FileProblem: It cannot be read, has another context, or a node is no record.
    """
    try:
        document = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as trouble:
        raise FileProblem(f"cannot be read as JSON: {trouble}", where=str(path)) from trouble
    if not isinstance(document, dict) or not isinstance(document.get("@graph"), list):
        raise FileProblem("no JSON-LD document with a @graph", where=str(path), remedy="give one that barred exported")
    if document.get("@context") != jsonld_context():
        # Under another context the same keys may mean something else.
        raise FileProblem("another @context than that of barred", where=str(path), remedy="export it anew")
    nodes = enumerate(document["@graph"])
    return [_given(node, f"{path}, node {n}") for n, node in nodes if not _is_dataset(node)]


def _is_dataset(node: object) -> bool:
    return isinstance(node, dict) and node.get("@type") == "Dataset"


def _given(node: Any, where: str) -> Given:  # noqa: ANN401 - whatever the file holds
    if not isinstance(node, dict):
        raise FileProblem(f"expected a record, not {node!r:.40}", where=where)
    kind = str(node.get("@type", "")).lower()
    if kind not in KINDS:
        raise FileProblem(f"@type is {node.get('@type')!r}", where=where, remedy=f"expected one of {', '.join(KINDS)}")
    iri = str(node.get("@id"))
    key = _stripped(iri, f"barred:{kind}/", where)
    data = _fields(KINDS[kind], node, iri=iri, where=where, more={"citations"})
    if kind == "vocabulary":
        terms = node.get("terms", ())
        for one, term in zip(data.get("terms", ()), terms, strict=True):
            one["id"] = _stripped(str(term.get("@id")), f"barred:{key}/", where)
            one["broader"] = [_stripped(above, f"barred:{key}/", where) for above in one.get("broader", ())]
    citations = _each(node.get("citations", []), "citations", where)
    evidence = [_evidence(one, iri, where) for one in citations]
    return Given(kind, {"id": key, **data, **({"evidence": evidence} if evidence else {})}, where)


def _fields(
    fields: Iterable[Field], node: Mapping[str, Any], *, iri: str, where: str, more: Iterable[str] = ()
) -> dict[str, Any]:
    known = {field.name: field for field in fields}
    told: dict[str, Any] = {}
    for name, value in node.items():
        if name in _LEFT or name in more:
            continue
        if name not in known:
            raise FileProblem(f"unknown field {name!r}", where=where, remedy=f"expected one of {', '.join(known)}")
        field = known[name]
        if field.type == "record":
            told[name] = _fields(field.fields, _node(value, name, where), iri=iri, where=where)
        elif field.type == "records":
            parts = _each(value, name, where)
            told[name] = [_fields(field.fields, _node(one, name, where), iri=iri, where=where) for one in parts]
        elif isinstance(value, list) and field.refers:
            told[name] = [_id(field.refers, str(one), iri=iri, where=f"{where}, {name}") for one in value]
        elif field.refers:
            told[name] = _id(field.refers, str(value), iri=iri, where=f"{where}, {name}")
        else:
            told[name] = value
    return told


def _node(value: object, name: str, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise FileProblem(f"{name} is {value!r:.40}, expected a node", where=where)
    return value


def _each(value: object, name: str, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise FileProblem(f"{name} is {value!r:.40}, expected a list", where=where)
    return value


def _id(refers: str, iri_named: str, *, iri: str, where: str) -> str:
    """Give the id that an IRI names; the other way round of what the export writes."""
    if refers == "evidence":
        return _stripped(iri_named, f"{iri}#", where)
    if refers == "party" and iri_named.startswith("barred:organisation/"):
        return f"org:{iri_named.removeprefix('barred:organisation/')}"
    if refers == "record":
        kind, slash, key = iri_named.removeprefix("barred:").partition("/")
        if not slash or kind not in KINDS:
            raise FileProblem(f"{iri_named!r} names no record", where=where, remedy="expected barred:KIND/ID")
        return key
    return _stripped(iri_named, f"barred:{refers.removeprefix('term:')}/", where)


def _stripped(iri: str, prefix: str, where: str) -> str:
    if not iri.startswith(prefix):
        raise FileProblem(f"{iri!r} where {prefix}… is expected", where=where)
    return iri.removeprefix(prefix)


def _evidence(citation: object, iri: str, where: str) -> dict[str, Any]:
    node = _node(citation, "citations", where)
    target = _node(node.get("target"), "target", where)
    selector = _node(target.get("selector", {}), "selector", where)
    told = {
        "key": _stripped(str(node.get("@id")), f"{iri}#", where),
        "source": _stripped(str(target.get("source")), "barred:source/", where),
        "pinpoint": target.get("pinpoint"),
        "start": selector.get("start"),
        "end": selector.get("end"),
        "digest": selector.get("checksum"),
        "note": node.get("note"),
    }
    return {name: value for name, value in told.items() if value is not None}

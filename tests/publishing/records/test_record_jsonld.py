"""Records as linked data: every reference an identifier, every citation a passage."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from barred.directory.schema import KINDS, Field
from barred.directory.snapshot import Snapshot
from barred.publishing.records.record_data import RECORD_KINDS
from barred.publishing.records.record_jsonld import jsonld_context, jsonld_lines
from tests.publishing.drawer import PROOF, Drawer, firm, rule


def document(kinds: Iterable[str], book: Any) -> dict[str, Any]:  # noqa: ANN401 - an archive of any sort
    """Give a document, read back."""
    made: dict[str, Any] = json.loads("".join(jsonld_lines(kinds, book=book)))
    return made


def references(fields: Iterable[Field]) -> Iterator[str]:
    """Give the names of the fields that refer to something."""
    for field in fields:
        if field.refers:
            yield field.name
        yield from references(field.fields)


def values(node: Any, name: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - JSON
    """Give every value in a node with the key that it stands under."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from values(value, key)
    elif isinstance(node, list):
        for value in node:
            yield from values(value, name)
    else:
        yield name, node


def test_every_reference_is_an_identifier() -> None:
    """A key whose value names a record or term says so in the context."""
    context = jsonld_context()

    plain = [
        name for kind in KINDS.values() for name in references(kind) if context.get(name, {}).get("@type") != "@id"
    ]

    assert plain == []


def test_a_citation_is_an_annotation() -> None:
    """The record is the body, the passage the target, found by position and checked by digest."""
    loose = {"key": "told", "source": "gazette", "pinpoint": "p. 4", "note": "A scan."}
    book = Drawer(organisation=[firm("acme", evidence=[PROOF, loose])])

    [_, acme] = document(["organisation"], book)["@graph"]

    assert acme["citations"] == [
        {
            "@id": "barred:organisation/acme#seen",
            "@type": "Annotation",
            "body": "barred:organisation/acme",
            "target": {
                "@type": "SpecificResource",
                "source": "barred:source/gazette",
                "selector": {"@type": "TextPositionSelector", "start": 3, "end": 9, "checksum": PROOF["digest"]},
            },
        },
        {
            "@id": "barred:organisation/acme#told",
            "@type": "Annotation",
            "body": "barred:organisation/acme",
            "target": {"@type": "SpecificResource", "source": "barred:source/gazette", "pinpoint": "p. 4"},
            "note": "A scan.",
        },
    ]


def test_references_name_kind_and_id() -> None:
    """Records, terms, parties, organisations as parties, and citations of the same record."""
    scopes = [{"binds": ["us/federal", "org:acme"], "unclear": {"places": ["ie"]}}]
    book = Drawer(restriction=[rule("law", "acme", scopes=scopes)])

    [dataset, law] = document(["restriction"], book)["@graph"]

    assert dataset["snapshot"] == book.digest
    assert (law["@id"], law["@type"]) == ("barred:restriction/law", "Restriction")
    assert law["action"] == "barred:action/ban-procurement"
    assert law["targets"] == [{"organisation": "barred:organisation/acme", "evidence": ["barred:restriction/law#seen"]}]
    assert law["scopes"][0]["binds"] == ["barred:party/us/federal", "barred:organisation/acme"]
    assert law["scopes"][0]["unclear"] == {"places": ["ie"]}
    assert "note" not in law


def test_everything_named_is_there(snapshot: Snapshot) -> None:
    """No reference of the directory leads nowhere, nothing is null and no node comes twice."""
    made = document(sorted(RECORD_KINDS), snapshot)

    named = [value for name, value in values(made["@graph"]) if name == "@id"]
    used = {value for _, value in values(made["@graph"]) if isinstance(value, str) and value.startswith("barred:")}
    assert len(named) == len(set(named)) > 2000
    assert used - set(named) == set()
    assert None not in {value for _, value in values(made["@graph"])}

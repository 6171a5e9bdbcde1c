"""Statements, figures, products, events and sources, each whole, with what points to it."""

from dataclasses import dataclass
from typing import Any, ClassVar

from barred.evidence.vault import Vault
from barred.model.question import Context
from barred.publishing.records.record_data import record_data
from barred.web.answering.answers import carried
from barred.web.answering.edition import Edition
from barred.web.views.leaf import Labels, Leaf
from barred.web.views.passages import counted_states, look_up, source_state
from barred.web.views.restriction import citations_of

__all__ = ["ENTRIES", "EntryView", "entry"]

# Kind to the closed lists that the words of its fields are of; empty for ids of records.
ENTRIES: dict[str, dict[str, str]] = {
    "statement": {
        "speaker": "",
        "about": "",
        "changes": "",
        "related": "",
        "type": "statement-type",
        "topic": "topic",
    },
    "figure": {
        "stated_by": "",
        "about": "",
        "conflicts": "",
        "related": "",
        "measure": "measure",
        "bound": "bound",
        "place": "place",
    },
    "product": {"maker": "", "brands": "", "related": "", "product_class": "product"},
    "event": {"about": "", "led_to": "", "related": "", "type": "event-type", "place": "place"},
    "source": {"type": "source-type", "proof": "proof", "via": ""},
}
_NESTED: dict[str, dict[str, str]] = {
    "objections": {"relation": "objection", "by": "", "record": ""},
    "roles": {"organisation": "", "role": "role"},
    "claims": {"capability": "capability"},
}


@dataclass(frozen=True, kw_only=True)
class EntryView(Leaf):
    """A record of one of these kinds.

    Args:
        kind: What it is.
        record: As recorded.
        conflicting: Of a figure, those that it conflicts with, whole.
        changed_by: Of a statement, the ids of those that change it.
        cited_by: Of a source, every place in it that a record points to.
        citations: Its evidence.
        passages: The words of passages by digest, where a vault holds them.
        archive: How many places in sources are in which state; see `barred evidence verify`.
        capture: Of a source, whether it was captured and a vault holds it; empty for other kinds.
    """

    TABLE: ClassVar[str] = "places"

    kind: str
    record: dict[str, Any]
    conflicting: list[dict[str, Any]]
    changed_by: list[str]
    cited_by: list[dict[str, Any]]
    citations: list[dict[str, Any]]
    passages: dict[str, str]
    archive: dict[str, int]
    capture: str

    @property
    def citing(self) -> list[list[dict[str, Any]]]:
        """What points to a source, record by record: the places that each points to."""
        found: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for one in self.cited_by:
            found.setdefault((one["kind"], one["id"]), []).append(one)
        return list(found.values())

    @property
    def places(self) -> list[dict[str, Any]]:
        """Places in sources: of a source those in it, of others those that they cite."""
        return self.cited_by if self.kind == "source" else self.citations


def entry(kind: str, key: str, *, context: Context, vault: Vault | None, edition: Edition) -> EntryView:
    """Fill the page of a record."""
    book = edition.snapshot
    record = record_data(kind, book.body(kind, key))
    is_source = kind == "source"
    places = _cited_by(key, edition) if is_source else citations_of(kind, key, edition=edition)
    looked, words = look_up(places, vault, edition=edition)
    figures = [record_data("figure", book.body("figure", one)) for one in record.get("conflicts") or ()]
    later = [book.statement(one) for one in book.ids("statement")] if kind == "statement" else []
    view: dict[str, Any] = {
        "kind": kind,
        "record": record,
        "conflicting": figures,
        "changed_by": [one.id for one in later if key in one.changes],
        "cited_by": looked if is_source else [],
        "citations": [] if is_source else looked,
        "passages": words,
        "archive": counted_states(looked),
        "capture": source_state(key, vault, edition=edition) if is_source else "",
    }
    return EntryView(**carried(context, edition), **_labels(view, edition).told(), **view)


def _cited_by(key: str, edition: Edition) -> list[dict[str, Any]]:
    found = []
    for one in edition.citations:
        if one.source == key:
            selector = None if one.start is None or one.end is None else {"start": one.start, "end": one.end}
            place = {"kind": one.kind, "id": one.id, "key": one.key, "source": one.source}
            found.append(
                {**place, "pinpoint": one.pinpoint or None, "selector": selector, "digest": one.digest or None}
            )
    return found


def _labels(view: dict[str, Any], edition: Edition) -> Labels:
    labels = Labels(edition.snapshot)
    fields = ENTRIES[view["kind"]]
    labels.rows([view["record"]], fields)
    for name, columns in _NESTED.items():
        labels.rows(view["record"].get(name) or (), columns)
    labels.rows(view["conflicting"], ENTRIES["figure"])
    labels.name(*view["changed_by"])
    labels.rows(view["cited_by"], {"id": ""})
    labels.rows(view["citations"], {"proof": "proof"})
    return labels

"""An archive in memory for tests: invented records over the real vocabularies."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from barred.directory.schema import KINDS, Field
from barred.model.account import Event, Figure, Product, Statement
from barred.model.build import build
from barred.model.organisation import Organisation
from barred.model.restriction import Restriction
from barred.model.source import Source
from barred.model.vocabulary import Term, Vocabulary

__all__ = ["GAZETTE", "PROOF", "Drawer", "filled", "firm", "rule"]

_VOCABULARIES = Path(__file__).parents[2] / "directory" / "vocabulary"

GAZETTE = {
    "id": "gazette",
    "title": "The Gazette",
    "type": "regulation",
    "publisher": "Printer",
    "proof": "primary",
    "address": "https://gazette.example/1",
    "capture": {"digest": f"sha256:{1:064x}", "bytes": 99, "media_type": "text/plain"},
}
PROOF = {"key": "seen", "source": "gazette", "start": 3, "end": 9, "digest": f"sha256:{2:064x}"}


@cache
def _vocabulary(name: str) -> dict[str, Any]:
    return tomllib.loads((_VOCABULARIES / f"{name}.toml").read_text("utf-8"))


class Drawer:
    """A handful of records by kind, in any order."""

    digest = f"sha256:{7:064x}"
    checked = "2020-06-30"

    def __init__(self, **records: list[dict[str, Any]]) -> None:
        self._records = {kind: {one["id"]: one for one in held} for kind, held in records.items()}
        self._records.setdefault("source", {"gazette": GAZETTE})

    def ids(self, kind: str) -> list[str]:
        """Give the ids of a kind, in order."""
        return sorted(self._records.get(kind, ()))

    def body(self, kind: str, key: str) -> Mapping[str, Any]:
        """Give a record."""
        return self._records[kind][key]

    def kinds_of(self, key: str) -> list[str]:
        """Give the kinds that have an id."""
        return [kind for kind, held in sorted(self._records.items()) if key in held]

    def organisation(self, key: str) -> Organisation:
        """Give an organisation."""
        return build(Organisation, self.body("organisation", key))

    def restriction(self, key: str) -> Restriction:
        """Give a restriction."""
        return build(Restriction, self.body("restriction", key))

    def source(self, key: str) -> Source:
        """Give a source."""
        return build(Source, self.body("source", key))

    def statement(self, key: str) -> Statement:
        """Give a statement."""
        return build(Statement, self.body("statement", key))

    def figure(self, key: str) -> Figure:
        """Give a figure."""
        return build(Figure, self.body("figure", key))

    def product(self, key: str) -> Product:
        """Give a product."""
        return build(Product, self.body("product", key))

    def event(self, key: str) -> Event:
        """Give an event."""
        return build(Event, self.body("event", key))

    def vocabulary(self, name: str) -> Vocabulary:
        """Give one of the real vocabularies."""
        return Vocabulary(name, {one["id"]: build(Term, one) for one in _vocabulary(name)["terms"]})

    def restrictions_aimed_at(self, organisations: object) -> Sequence[Restriction]:
        """Give every restriction: nobody here asks."""
        del organisations
        return [self.restriction(key) for key in self.ids("restriction")]

    def rows(self, table: str) -> Sequence[dict[str, str]]:
        """Give no rows."""
        del table
        return []

    def tables(self) -> Mapping[str, int]:
        """Give no tables."""
        return {}


def firm(key: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - fields of any type
    """Make an organisation, a maker unless told otherwise."""
    names = [{"text": key.title(), "type": "brand"}]
    return {"id": key, "title": key.title(), "types": ["maker"], "names": names, "evidence": [PROOF], **fields}


def rule(key: str, *targets: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - fields of any type
    """Make a restriction in force since 2019 of the organisation `authority`, by statute."""
    return {
        "id": key,
        "title": f"Rule {key}",
        "summary": "Invented.",
        "actor": "authority",
        "place": "us-tx",
        "action": "ban-procurement",
        "strength": "statute",
        "rationales": ["national-security"],
        "stages": [{"stage": "in-force", "date": "2019-08", "evidence": ["seen"]}],
        "targets": [{"organisation": one, "evidence": ["seen"]} for one in targets],
        "evidence": [PROOF],
        **fields,
    }


def filled(kind: str) -> dict[str, Any]:
    """Make a record of a kind in which every field of the schema holds something."""
    return {field.name: _value(field) for field in KINDS[kind]}


def _value(field: Field) -> Any:  # noqa: ANN401 - of the type that the field has
    inside = {one.name: _value(one) for one in field.fields}
    return {
        "text": f"a {field.name}",
        "texts": [f"first {field.name}", f"second {field.name}"],
        "date": "2020-02",
        "flag": True,
        "number": 0.25,
        "integer": 12,
        "record": inside,
        "records": [inside, inside],
        "unclear": {"places": ["gb", "us"]},
        "traits": {"effect": "binds", "is_binding": True},
    }[field.type]

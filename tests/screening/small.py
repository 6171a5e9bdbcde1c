"""A small directory in memory that is asked as a snapshot is, and copies of it in which something differs."""

import csv
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from barred.errors import UsageProblem
from barred.identify.index_rows import index_rows
from barred.ledger.canonical import digest_of
from barred.model.build import build
from barred.model.organisation import Organisation
from barred.model.restriction import Restriction
from barred.model.source import Source
from barred.model.vocabulary import Term, Vocabulary
from barred.text.fold import fold

__all__ = ["Records", "SmallDirectory", "copied", "plain", "small_records"]

_FOLDER = Path(__file__).parents[2] / "directory"
Records = dict[str, dict[str, Any]]
_SOURCES = {
    "gazette": {"id": "gazette", "title": "The Gazette", "type": "regulation", "publisher": "P", "proof": "primary"},
    "rumour": {"id": "rumour", "title": "A rumour", "type": "press", "publisher": "P", "proof": "indicated"},
}
_WORDS = ("camera", "bracket", "software", "with", "for")


@cache
def _vocabularies() -> dict[str, Any]:
    read = (tomllib.loads(path.read_text("utf-8")) for path in sorted((_FOLDER / "vocabulary").glob("*.toml")))
    return {one["id"]: one for one in read}


@cache
def _base_vocabulary(name: str) -> Vocabulary:
    return _made(_vocabularies()[name])


def _made(body: Mapping[str, Any]) -> Vocabulary:
    return Vocabulary(body["id"], {one["id"]: build(Term, one) for one in body["terms"]})


@cache
def _table(name: str) -> list[dict[str, str]]:
    with (_FOLDER / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain(value: Any) -> Any:  # noqa: ANN401 - whatever a record holds
    """Give a record as the plain fields that a snapshot holds."""
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: plain(one) for name, one in value._asdict().items()}
    return [plain(one) for one in value] if isinstance(value, tuple) else value


def small_records(organisations: Iterable[Organisation], restrictions: Iterable[Restriction]) -> Records:
    """Give records and tables over the real vocabularies and weights, and a handful of words."""
    words = [row for row in _table("product_words") if row["word"] in _WORDS]
    return {
        "organisation": {one.id: plain(one) for one in organisations},
        "restriction": {one.id: plain(one) for one in restrictions},
        "source": deepcopy(_SOURCES),
        "vocabulary": dict(_vocabularies()),
        "table": {
            "product_words": deepcopy(words),
            "signal_weights": deepcopy(_table("signal_weights")),
            "legal_forms": [{"form": "ltd", "family": "limited"}],
        },
    }


def copied(records: Records) -> Records:
    """Give a copy to edit; the vocabularies are large and shared, so an edit puts another in their place."""
    return {kind: dict(held) if kind == "vocabulary" else deepcopy(held) for kind, held in records.items()}


class SmallDirectory:
    """Answers from records as a snapshot does, without any file."""

    checked = "2020-01-01"

    def __init__(self, records: Records) -> None:
        self._records = records
        real = _vocabularies()
        words = {name: one for name, one in records["vocabulary"].items() if one is not real[name]}
        self.digest = digest_of({**records, "vocabulary": words})
        self._built: dict[tuple[type, str], Any] = {}

    def _record(self, of: type[Any], key: str) -> Any:  # noqa: ANN401 - of the type given
        if (of, key) not in self._built:
            self._built[of, key] = build(of, self.body(of.__name__.lower(), key))
        return self._built[of, key]

    def organisation(self, key: str) -> Organisation:
        """Give an organisation."""
        found: Organisation = self._record(Organisation, key)
        return found

    def restriction(self, key: str) -> Restriction:
        """Give a restriction."""
        found: Restriction = self._record(Restriction, key)
        return found

    def source(self, key: str) -> Source:
        """Give a source."""
        found: Source = self._record(Source, key)
        return found

    def vocabulary(self, name: str) -> Vocabulary:
        """Give a vocabulary."""
        body = self.body("vocabulary", name)
        if body is _vocabularies()[name]:
            return _base_vocabulary(name)
        if (Vocabulary, name) not in self._built:
            self._built[Vocabulary, name] = _made(body)
        found: Vocabulary = self._built[Vocabulary, name]
        return found

    def restrictions_aimed_at(self, organisations: Iterable[str]) -> Sequence[Restriction]:
        """Give the restrictions that name one of the organisations or aim at any class, by id."""
        asked = {*organisations}
        every = [self.restriction(key) for key in self.ids("restriction")]
        return [one for one in every if any(not t.organisation or t.organisation in asked for t in one.targets)]

    def has_organisation(self, key: str) -> bool:
        """Tell whether an id is that of an organisation."""
        return key in self._records["organisation"]

    def organisations_named(self, folded: str) -> Sequence[str]:
        """Give the organisations of a name."""
        return sorted({row[0] for key, row in self.lookup_all("organisation-name") if key == folded})

    def ids(self, kind: str) -> list[str]:
        """Give the ids of a kind."""
        return sorted(self._records[kind])

    def body(self, kind: str, key: str) -> Mapping[str, Any]:
        """Give a record as plain fields."""
        if key not in self._records[kind]:
            what = f"no {kind} {key!r} in the directory"
            raise UsageProblem(what)
        found: Mapping[str, Any] = self._records[kind][key]
        return found

    def tables(self) -> Mapping[str, int]:
        """Give the tables."""
        return {name: len(rows) for name, rows in self._records["table"].items()}

    def rows(self, table: str) -> Sequence[dict[str, str]]:
        """Give the rows of a table."""
        found: Sequence[dict[str, str]] = self._records["table"].get(table, [])
        return found

    def lookup(self, kind: str, keys: Sequence[str]) -> list[list[Any]]:
        """Give the index rows under some keys."""
        return [row for key in keys for row in self._by_key.get((kind, key), [])]

    def lookup_all(self, kind: str) -> list[tuple[str, list[Any]]]:
        """Give all index rows of a kind with their keys."""
        return self._index.get(kind, [])

    @cached_property
    def _by_key(self) -> dict[tuple[str, str], list[list[Any]]]:
        found: dict[tuple[str, str], list[list[Any]]] = {}
        for kind, rows in self._index.items():
            for key, row in rows:
                found.setdefault((kind, key), []).append(row)
        return found

    @cached_property
    def _index(self) -> dict[str, list[tuple[str, list[Any]]]]:
        every = [self.organisation(key) for key in self.ids("organisation")]
        made = {kind: [(str(row[0]), list(row)) for row in rows] for kind, rows in index_rows(every, self.rows).items()}
        named = sorted((fold(name.text), [one.id]) for one in every for name in one.names)
        return {**made, "organisation-name": named}

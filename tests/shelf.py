"""A directory in memory for tests: invented records over the real vocabularies."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from barred.model.account import Event, Figure, Product, Statement
from barred.model.build import build
from barred.model.organisation import Link, Name, Organisation
from barred.model.question import Asker, Context
from barred.model.restriction import Restriction, Scope, Stage, Target
from barred.model.source import Evidence, Source
from barred.model.vocabulary import Term, Vocabulary

__all__ = ["Record", "Shelf", "asked", "law", "maker", "relabel"]

_VOCABULARIES = Path(__file__).parents[1] / "directory" / "vocabulary"
_PROOF = Evidence("seen", "gazette", "p. 1")

Record = Organisation | Restriction | Source | Statement | Figure | Product | Event
_Kind = TypeVar("_Kind", bound=Record)


@cache
def _vocabulary(name: str) -> Vocabulary:
    data = tomllib.loads((_VOCABULARIES / f"{name}.toml").read_text("utf-8"))
    return Vocabulary(name, {one["id"]: build(Term, one) for one in data["terms"]})


class Shelf:
    """A handful of records that can be asked like a snapshot."""

    def __init__(self, *records: Record) -> None:
        gazette = Source("gazette", "The Gazette", "regulation", "Printer", "primary")
        rumour = Source("rumour", "A rumour", "trade-blog", "Somebody", "indicated")
        self._records: dict[tuple[type, str], Record] = {
            (type(one), one.id): one for one in (gazette, rumour, *records)
        }
        self.digest = f"sha256:{0:064x}"
        self.checked = "2020-01-01"

    def organisation(self, key: str) -> Organisation:
        """Give an organisation; an unknown id stands for one without links."""
        found = self._records.get((Organisation, key))
        return found if isinstance(found, Organisation) else Organisation(key, key.title(), ("company",))

    def source(self, key: str) -> Source:
        """Give a source."""
        found = self._records[Source, key]
        assert isinstance(found, Source)
        return found

    def restriction(self, key: str) -> Restriction:
        """Give a restriction."""
        found = self._records[Restriction, key]
        assert isinstance(found, Restriction)
        return found

    def statement(self, key: str) -> Statement:
        """Give a statement."""
        return self._found(Statement, key)

    def figure(self, key: str) -> Figure:
        """Give a figure."""
        return self._found(Figure, key)

    def product(self, key: str) -> Product:
        """Give a product."""
        return self._found(Product, key)

    def event(self, key: str) -> Event:
        """Give an event."""
        return self._found(Event, key)

    def ids(self, kind: str) -> list[str]:
        """Give the ids of a kind."""
        return sorted(key for of, key in self._records if of.__name__.lower() == kind)

    def body(self, kind: str, key: str) -> Mapping[str, Any]:
        """Give a record as plain fields."""
        [found] = [one for (of, name), one in self._records.items() if of.__name__.lower() == kind and name == key]
        body: dict[str, Any] = _plain(found)
        return body

    def tables(self) -> Mapping[str, int]:
        """Give no tables."""
        return {}

    def _found(self, kind: type[_Kind], key: str) -> _Kind:
        found = self._records[kind, key]
        assert isinstance(found, kind)
        return found

    def vocabulary(self, name: str) -> Vocabulary:
        """Give one of the real vocabularies."""
        return _vocabulary(name)

    def restrictions_aimed_at(self, organisations: Iterable[str]) -> Sequence[Restriction]:
        """Give every restriction, aimed or not: the judge must sort them out."""
        del organisations
        return [
            one for _, one in sorted(self._records.items(), key=lambda item: item[0][1]) if isinstance(one, Restriction)
        ]

    def rows(self, table: str) -> Sequence[dict[str, str]]:
        """Give no rows."""
        del table
        return []


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a record holds
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: _plain(one) for name, one in value._asdict().items()}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def maker(
    key: str, *links: Link, country: str = "cn", makes: tuple[str, ...] = ("ict/video-surveillance",)
) -> Organisation:
    """Make a maker of cameras with some links."""
    name = Name(key.title(), "brand")
    return Organisation(
        key, key.title(), ("maker",), country=country, makes=makes, names=(name,), links=links, evidence=(_PROOF,)
    )


def relabel(to: str, *, since: str | None = None, until: str | None = None, extent: str = "all") -> Link:
    """Make a link: goods are made by another."""
    return Link("made-by", to, extent=extent, since=since, until=until, evidence=("seen",))


def law(
    key: str,
    *,
    target: Target,
    scope: Scope | None = None,
    stages: tuple[tuple[str, str], ...] = (("in-force", "2019-08-13"),),
    action: str = "ban-procurement",
    exemptions: tuple[object, ...] = (),
) -> Restriction:
    """Make a restriction of an invented authority; without a scope it binds US executive agencies that procure."""
    return Restriction(
        id=key,
        title=f"Law {key}",
        summary="Invented.",
        actor="authority",
        place="us",
        action=action,
        strength="statute",
        stages=tuple(Stage(stage, date, evidence=("seen",)) for stage, date in stages),
        scopes=(scope or Scope(binds=("us/federal/executive-agency",), conduct=("procure",)),),
        targets=(target,),
        exemptions=exemptions,  # type: ignore[arg-type]
        evidence=(_PROOF,),
    )


def asked(
    on: str = "2020-01-01",
    *,
    party: str | None = "us/federal/executive-agency",
    conduct: str | None = "procure",
    place: str | None = None,
    site: str | None = None,
    purpose: str | None = None,
    circumstances: tuple[str, ...] = (),
    known: str | None = None,
) -> Context:
    """Make a context; by default a US executive agency that procures on New Year's Day 2020."""
    asker = Asker(party, (party,)) if party else None
    return Context(on, known, asker, conduct, place, site, purpose, circumstances)

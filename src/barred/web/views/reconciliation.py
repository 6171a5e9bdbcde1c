"""Organisations in the shapes of the Reconciliation Service API: candidates, suggestions, values.

Source: Reconciliation Service API 0.2 (W3C Entity Reconciliation Community Group), sections 4 to 8.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from barred.identify.identify import identify
from barred.model.candidate import Candidate
from barred.model.organisation import Organisation
from barred.model.question import Context, Subject
from barred.publishing.restriction_rows import CONCERNS, chosen_restrictions
from barred.text.fold import fold
from barred.web.answering.edition import Edition

__all__ = [
    "PROPERTIES",
    "TYPE",
    "CandidateView",
    "ExtendView",
    "FeatureView",
    "ResultView",
    "SuggestionsView",
    "candidates",
    "suggested",
    "types_of",
    "values",
]

TYPE = {"id": "organisation", "name": "Organisation"}
# Id to name and what it is; those in `_READ` also help to tell candidates apart.
PROPERTIES: Mapping[str, tuple[str, str]] = {
    "brand": ("Brand", "the name that goods are sold under; read in queries"),
    "model": ("Model number", "a model number; read in queries"),
    "description": ("Description", "what the goods are; read in queries"),
    "country": ("Country", "ISO 3166 code"),
    "title": ("Title", "the name that the directory uses"),
    "name": ("Name", "every recorded name, in any script"),
    "type": ("Type", "maker, brand, owner, authority …"),
    "makes": ("Makes", "classes of goods"),
    "identifier": ("Identifier", "scheme and value"),
    "linked": ("Linked to", "those behind it: owners, makers of its goods"),
    "in_force": ("Measures in force", "restrictions in force today that reach it, surely or perhaps"),
    "on_record": ("Measures on record", "restrictions of any stage that reach it"),
}
_READ = ("brand", "model", "description")
_ALL = 100
_LIMIT = 10


@dataclass(frozen=True)
class FeatureView:
    """What speaks for a candidate, or that something speaks against it."""

    id: str
    value: float | bool


@dataclass(frozen=True)
class CandidateView:
    """An organisation that a query may mean; the score is a probability in percent."""

    id: str
    name: str
    description: str
    type: list[dict[str, str]]
    score: float
    features: list[FeatureView]
    match: bool


@dataclass(frozen=True)
class ResultView:
    """The candidates for a query, by falling score."""

    result: list[CandidateView]


@dataclass(frozen=True)
class SuggestionsView:
    """What letters may be the beginning of; each has `id`, `name` and `description`. `cursor` leads to what follows."""

    result: list[dict[str, Any]]
    cursor: int | None = None


@dataclass(frozen=True)
class ExtendView:
    """Values of properties: what they are called, and for each id the values of each."""

    meta: list[dict[str, Any]]
    rows: dict[str, dict[str, list[dict[str, Any]]]]


def types_of(organisation: Organisation, edition: Edition) -> list[dict[str, str]]:
    """Give the types of an organisation, the widest first."""
    terms = edition.snapshot.vocabulary("organisation-type").terms
    return [TYPE, *({"id": one, "name": terms[one].title} for one in organisation.types if one in terms)]


def candidates(query: Mapping[str, Any], edition: Edition) -> list[CandidateView]:
    """Answer one query.

    Args:
        query: `query`, and maybe `type`, `type_strict`, `limit` and `properties`; checked already.
        edition: The directory.

    Returns:
        Candidates by falling score, which is the probability of the identification in percent. An
        id finds its organisation. Several may match: a brand and its namesake.
    """
    text = str(query.get("query") or "").strip()
    said = _said(query.get("properties") or ())
    found = [_told(one, said, edition) for one in _identified(text, said, edition)]
    if edition.snapshot.has_organisation(text):
        found = [_exact(text, edition), *(one for one in found if one.id != text)]
    wanted = query.get("type") or []
    types = [wanted] if isinstance(wanted, str) else list(wanted)
    kept = [one for one in found if _is_of(one, types, query.get("type_strict", "any"))]
    limit = query.get("limit")
    return kept[: _LIMIT if limit is None else max(0, int(limit))]


def suggested(prefix: str, edition: Edition) -> list[dict[str, Any]]:
    """Give the organisations with a name that begins with, or holds, some letters: by name, beginnings first."""
    asked = fold(prefix)
    names: list[tuple[str, str]] = edition.kept("suggestions", lambda: _names(edition))
    ranks: dict[str, int] = {}
    for name, key in names:
        if asked and asked in name:
            rank = 0 if name.startswith(asked) else 1
            ranks[key] = min(rank, ranks.get(key, rank))
    book = edition.snapshot
    ordered = sorted(ranks, key=lambda key: (ranks[key], book.organisation(key).title.casefold(), key))
    return [
        {
            "id": key,
            "name": book.organisation(key).title,
            "description": _description(book.organisation(key)),
            "notable": types_of(book.organisation(key), edition),
        }
        for key in ordered
    ]


def values(key: str, properties: Sequence[Mapping[str, Any]], *, on: str, edition: Edition) -> dict[str, Any]:
    """Give the values of some properties of an organisation; none for one that nobody knows."""
    if not edition.snapshot.has_organisation(key):
        return {str(one["id"]): [] for one in properties}
    organisation = edition.snapshot.organisation(key)
    return {str(one["id"]): _limited(_values(str(one["id"]), organisation, on, edition), one) for one in properties}


def _identified(text: str, said: Mapping[str, list[str]], edition: Edition) -> Sequence[Candidate]:
    fields = {name: told for name in _READ if (told := " ".join(said.get(name, ())).strip())}
    if text and fields:
        fields["organisation" if "brand" in fields else "brand"] = text
    subject = Subject(" ".join(filter(None, (text, *fields.values()))), kind="row" if fields else "text", fields=fields)
    return identify(subject, edition.index) if subject.text else ()


def _told(one: Candidate, said: Mapping[str, list[str]], edition: Edition) -> CandidateView:
    organisation = edition.snapshot.organisation(one.organisation)
    features = [FeatureView(signal.kind, round(signal.weight, 4)) for signal in one.signals]
    countries = {text.strip().casefold() for text in said.get("country", ())} - {""}
    is_there = not countries or organisation.country in countries
    if countries:
        features.append(FeatureView("country", is_there))
    return CandidateView(
        id=organisation.id,
        name=organisation.title,
        description=_description(organisation),
        type=types_of(organisation, edition),
        score=round(one.probability * _ALL, 2),
        features=features,
        match=one.band == "confirmed" and is_there,
    )


def _exact(key: str, edition: Edition) -> CandidateView:
    organisation = edition.snapshot.organisation(key)
    return CandidateView(
        id=key,
        name=organisation.title,
        description=_description(organisation),
        type=types_of(organisation, edition),
        score=_ALL,
        features=[FeatureView("id", value=True)],
        match=True,
    )


def _is_of(candidate: CandidateView, types: Sequence[str], strictness: str) -> bool:
    if not types or strictness == "should":
        return True
    held = {one["id"] for one in candidate.type}
    return held >= set(types) if strictness == "all" else not held.isdisjoint(types)


def _said(properties: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Give the values of each property, an entity by its name; a property may come several times."""
    found: dict[str, list[str]] = {}
    for one in properties:
        for value in one["v"] if isinstance(one["v"], list) else [one["v"]]:
            text = (value.get("name") or value.get("id", "")) if isinstance(value, Mapping) else value
            found.setdefault(str(one["pid"]), []).append(str(text))
    return found


def _description(organisation: Organisation) -> str:
    return ", ".join(filter(None, (*organisation.types, organisation.country)))


def _names(edition: Edition) -> list[tuple[str, str]]:
    book = edition.snapshot
    some = (book.organisation(key) for key in book.ids("organisation"))
    return [(fold(text), one.id) for one in some for text in {one.title, one.id, *(name.text for name in one.names)}]


def _values(name: str, organisation: Organisation, on: str, edition: Edition) -> list[dict[str, Any]]:
    book = edition.snapshot
    match name:
        case "linked":
            ends = [link.to for link in organisation.links]
            return [{"id": end, "name": book.organisation(end).title} for end in dict.fromkeys(ends)]
        case "in_force" | "on_record":
            filters = {CONCERNS: organisation.id} | ({"in_force": "yes,open"} if name == "in_force" else {})
            rows = list(chosen_restrictions(filters, context=Context(on=on), book=book))
            return [{"int": len(rows)}]
        case "brand":
            texts = [one.text for one in organisation.names if one.type == "brand"]
        case "country":
            texts = [organisation.country or ""]
        case "title":
            texts = [organisation.title]
        case "name":
            texts = [one.text for one in organisation.names]
        case "type":
            texts = list(organisation.types)
        case "makes":
            texts = list(organisation.makes)
        case "identifier":
            texts = [f"{one.scheme}:{one.value}" for one in organisation.identifiers]
        case _:
            texts = []
    return [{"str": text} for text in dict.fromkeys(texts) if text]


def _limited(some: list[dict[str, Any]], wanted: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Keep as many values as the settings of a property ask for; 0 or none for all."""
    limit = (wanted.get("settings") or {}).get("limit")
    try:
        return some[: int(limit)] if limit and int(limit) > 0 else some
    except (TypeError, ValueError):
        return some

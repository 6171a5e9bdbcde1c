"""FollowTheMoney entities of a day, found by id, by name and along their links, in the shapes that yente gives them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from barred.model.candidate import Candidate
from barred.publishing.ftm.organisation import entity_id
from barred.text.fold import fold
from barred.web.views.matches import FacetView, ValueView

__all__ = [
    "FACETS",
    "MATCHED",
    "SORTED_BY",
    "Entities",
    "Entity",
    "Wanted",
    "is_field",
    "match_result",
    "ordered",
    "schemata_below",
]

Entity = Mapping[str, Any]

# The properties by which entities refer to others, and what that is called from the other end.
_REVERSE = {
    ("Sanction", "entity"): "sanctions",
    ("Ownership", "owner"): "ownershipOwner",
    ("Ownership", "asset"): "ownershipAsset",
    ("UnknownLink", "subject"): "unknownLinkTo",
    ("UnknownLink", "object"): "unknownLinkFrom",
    ("Membership", "member"): "membershipMember",
    ("Membership", "organization"): "membershipOrganization",
    ("Succession", "predecessor"): "successors",
    ("Succession", "successor"): "predecessors",
}
# Folded names hold no line break, so one parts them.
_GAP = "\n"
_NAMES = ("name", "alias", "previousName", "weakAlias")
# What results are counted by: the property, and its heading.
FACETS = {
    "countries": ("country", "Countries"),
    "topics": ("topics", "Topics"),
    "schema": ("", "Types"),
    "datasets": ("", "Data sources"),
}
SORTED_BY = ("caption", "id", "schema", "first_seen", "last_seen", "last_change")
_PROPERTY = "properties."
# A schema takes in those below it.
_BELOW = {
    "Thing": {"Company", "Organization", "PublicBody", "LegalEntity"},
    "LegalEntity": {"Company", "Organization", "PublicBody", "LegalEntity"},
    "Organization": {"Company", "Organization", "PublicBody"},
    "Asset": {"Company"},
    "Interval": {"Sanction", "Ownership", "UnknownLink", "Membership", "Succession"},
    "Interest": {"Ownership", "UnknownLink", "Membership"},
}
# Whoever asks for a firm may mean a record of which nobody could say as much: what a query of a schema may match.
# Source: the matchable schemata of FollowTheMoney 4.11.
MATCHED = {
    "LegalEntity": {"Company", "LegalEntity", "Organization", "PublicBody"},
    "Organization": {"Company", "LegalEntity", "Organization", "PublicBody"},
    "Company": {"Company", "LegalEntity", "Organization"},
    "PublicBody": {"LegalEntity", "Organization", "PublicBody"},
}


class Wanted(NamedTuple):
    """What entities must have; an empty part does not narrow.

    Args:
        schemata: One of these schemata.
        countries: One of these countries, or with `every` all of them.
        topics: The same for topics.
        held: Pairs of a field, as a facet or `properties.NAME`, and a value: all of them.
        without: None of these ids.
        without_schemata: None of these schemata.
        since: Taken up on that day or later.
        every: Whether all countries and topics are needed.
    """

    schemata: frozenset[str] = frozenset()
    countries: Sequence[str] = ()
    topics: Sequence[str] = ()
    held: Sequence[tuple[str, str]] = ()
    without: Sequence[str] = ()
    without_schemata: Sequence[str] = ()
    since: str = ""
    every: bool = False

    def fits(self, entity: Entity) -> bool:
        """Tell whether an entity has all of it."""
        return (
            (not self.schemata or entity["schema"] in self.schemata)
            and entity["schema"] not in self.without_schemata
            and entity["id"] not in self.without
            and self._has(self.countries, _values(entity, "countries"))
            and self._has(self.topics, _values(entity, "topics"))
            and all(value in _values(entity, field) for field, value in self.held)
            and (entity["last_change"] or "") >= self.since
        )

    def _has(self, wanted: Sequence[str], held: Sequence[str]) -> bool:
        return not wanted or (set(held) >= set(wanted) if self.every else not set(held).isdisjoint(wanted))


def schemata_below(schema: str) -> frozenset[str]:
    """Give a schema with those below it that are held here."""
    return frozenset(_BELOW.get(schema, ())) | {schema}


def ordered(entities: Sequence[dict[str, Any]], sorts: Sequence[tuple[str, bool]]) -> list[dict[str, Any]]:
    """Sort entities by some of `SORTED_BY`, each with whether it falls; those without a value come last."""
    found = list(entities)
    for field, falls in reversed(sorts):
        found.sort(key=lambda one: one[field] or "", reverse=falls)
        found.sort(key=lambda one: one[field] is None)
    return found


def is_field(name: str) -> bool:
    """Tell whether entities can be filtered by a field."""
    return name in FACETS or (name.startswith(_PROPERTY) and len(name) > len(_PROPERTY))


def _values(entity: Entity, field: str) -> Sequence[str]:
    if field in {"schema", "datasets"}:
        return [entity["schema"]] if field == "schema" else entity["datasets"]
    name = FACETS[field][0] if field in FACETS else field.removeprefix(_PROPERTY)
    found: Sequence[str] = entity["properties"].get(name, ())
    return found


class Entities:
    """All entities of one snapshot on one day.

    Args:
        entities: As `publishing.ftm_entities` gives them.
        changed: Day on which the record of an organisation was last taken up, by its id.
    """

    def __init__(self, entities: Iterable[Entity], changed: Mapping[str, str]) -> None:
        days = {entity_id("organisation", key): day for key, day in changed.items()}
        self._by_id: dict[str, dict[str, Any]] = {one["id"]: _shown(one, days) for one in entities}
        self._names = [
            (_GAP.join(["", *(fold(name) for kind in _NAMES for name in one["properties"].get(kind, ())), ""]), key)
            for key, one in sorted(self._by_id.items(), key=lambda item: (item[1]["caption"], item[0]))
            if one["target"]
        ]
        self._reverse: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for key, one in self._by_id.items():
            for property_name, other in self._references(one):
                self._reverse[other][_REVERSE[one["schema"], property_name]].append(key)

    def get(self, key: str) -> dict[str, Any] | None:
        """Give an entity by id, or None."""
        return self._by_id.get(key)

    def search(self, words: str, wanted: Wanted) -> list[tuple[float, dict[str, Any]]]:
        """Find the organisations with a name that holds all words, a whole name before a part of one.

        Args:
            words: In any script and case; none for all.
            wanted: What else they must have.

        Returns:
            Scores and entities, the highest score first, then by caption.
        """
        asked = fold(words)
        parts = asked.split()
        ranked = []
        for names, key in self._names:
            if all(part in names for part in parts):
                rank = _rank(asked, names)
                if rank and wanted.fits(self._by_id[key]):
                    ranked.append((rank, self._by_id[key]))
        ranked.sort(key=lambda one: -one[0])
        return ranked

    @staticmethod
    def facets(results: Sequence[Entity], names: Iterable[str]) -> dict[str, FacetView]:
        """Count results by some facets."""
        return {name: _facet(results, name) for name in names}

    def nested(self, key: str) -> dict[str, Any] | None:
        """Give an entity with those next to it in place of their ids, and those that point to it."""
        one = self._by_id.get(key)
        if one is None:
            return None
        properties: dict[str, Any] = dict(one["properties"])
        for name, values in one["properties"].items():
            if (one["schema"], name) in _REVERSE:
                properties[name] = [self._by_id.get(value, value) for value in values]
        for name, keys in self._reverse.get(key, {}).items():
            properties[name] = [self._with_other_end(other, key) for other in keys]
        return {**one, "properties": properties}

    def adjacent(self, key: str) -> dict[str, list[dict[str, Any]]]:
        """Give the entities next to one, by the property that leads there."""
        one = self._by_id[key]
        found: dict[str, list[dict[str, Any]]] = {}
        for name, other in self._references(one):
            found.setdefault(name, []).append(self._by_id[other])
        for name, keys in self._reverse.get(key, {}).items():
            found.setdefault(name, []).extend(self._with_other_end(other, key) for other in keys)
        return found

    @staticmethod
    def leads(entity: Entity, name: str) -> bool:
        """Tell whether an entity of that schema can lead to others by a property, from either end."""
        is_end = name in _REVERSE.values() and entity["schema"] in _BELOW["Thing"]
        return is_end or (entity["schema"], name) in _REVERSE

    def _with_other_end(self, key: str, known: str) -> dict[str, Any]:
        one = self._by_id[key]
        ends = {
            name: [value if value == known else self._by_id.get(value, value) for value in values]
            for name, values in one["properties"].items()
            if (one["schema"], name) in _REVERSE
        }
        return {**one, "properties": {**one["properties"], **ends}}

    def _references(self, one: Entity) -> list[tuple[str, str]]:
        return [
            (name, value)
            for name, values in one["properties"].items()
            if (one["schema"], name) in _REVERSE
            for value in values
            if value in self._by_id
        ]


def match_result(
    entity: Entity, candidate: Candidate, *, threshold: float, countries: Sequence[str] = ()
) -> dict[str, Any]:
    """Give an entity as the answer to a query: how probable, whether certain, and by which signals.

    `match` is for what is confirmed, and no wider: two may match one query. A country that the query tells has no part
    in the score, for firms are registered far from home; whether it agrees is told.
    """
    score = round(candidate.probability, 4)
    explanations: dict[str, dict[str, Any]] = {
        one.kind: {"score": round(one.weight, 4), "detail": f"{one.text!r}, by {one.source}", "weight": one.weight}
        for one in candidate.signals
    }
    held = entity["properties"].get("country", ())
    if countries and held:
        agrees = not set(held).isdisjoint(countries)
        detail = f"{', '.join(countries)} asked, {', '.join(held)} on record; has no part in the score"
        explanations["country"] = {"score": float(agrees), "detail": detail, "weight": 0.0}
    return {
        **entity,
        "score": score,
        "match": candidate.band == "confirmed" and score >= threshold,
        "band": candidate.band,
        "explanations": explanations,
        "features": {name: told["score"] for name, told in explanations.items()},
    }


def _shown(entity: Entity, days: Mapping[str, str]) -> dict[str, Any]:
    changed = days.get(entity["id"])
    return {
        **entity,
        "referents": [],
        "target": entity["schema"] in _BELOW["Thing"],
        "first_seen": None,
        "last_seen": None,
        # yente writes moments, of no zone; a record was taken up on a day.
        "last_change": f"{changed}T00:00:00" if changed else None,
    }


def _rank(asked: str, names: str) -> float:
    """Rank names, with a gap before and after each: whole, beginning, all words in one of them."""
    if not asked:
        return 0.1
    if f"{_GAP}{asked}{_GAP}" in names:
        return 1.0
    if f"{_GAP}{asked}" in names:
        return 0.75
    words = asked.split()
    return 0.5 if any(all(word in name for word in words) for name in names.split(_GAP)) else 0.0


def _facet(results: Sequence[Entity], name: str) -> FacetView:
    counts = Counter(value for one in results for value in _values(one, name))
    ordered_counts = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return FacetView(FACETS[name][1], [ValueView(value, value, count) for value, count in ordered_counts])

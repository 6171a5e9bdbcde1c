"""FollowTheMoney entities of a day, found by id, by name and along their links, in the shapes that yente gives them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from barred.model.candidate import Candidate
from barred.publishing.ftm_organisation import entity_id
from barred.text.fold import fold
from barred.web.views.matches import FacetView, ValueView

__all__ = ["FACETS", "Entities", "Entity", "Wanted", "match_result"]

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
FACETS = {"countries": ("country", "Countries"), "topics": ("topics", "Topics"), "schema": ("", "Types")}
# A schema takes in those below it.
_BELOW = {
    "Thing": {"Company", "Organization", "PublicBody", "LegalEntity"},
    "LegalEntity": {"Company", "Organization", "PublicBody", "LegalEntity"},
    "Organization": {"Company", "Organization", "PublicBody"},
    "Interval": {"Sanction", "Ownership", "UnknownLink", "Membership", "Succession"},
    "Interest": {"Ownership", "UnknownLink", "Membership"},
}


class Wanted(NamedTuple):
    """What entities must have; an empty part does not narrow."""

    schema: str = ""
    countries: Sequence[str] = ()
    topics: Sequence[str] = ()
    without: Sequence[str] = ()

    def fits(self, entity: Entity) -> bool:
        """Tell whether an entity has all of it."""
        held = entity["properties"]
        is_of_schema = not self.schema or entity["schema"] in (_BELOW.get(self.schema, set()) | {self.schema})
        is_there = not self.countries or not set(self.countries).isdisjoint(held.get("country", ()))
        has_topic = not self.topics or not set(self.topics).isdisjoint(held.get("topics", ()))
        return is_of_schema and is_there and has_topic and entity["id"] not in self.without


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
        return {name: _facet(results, *FACETS[name]) for name in names}

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


def match_result(entity: Entity, candidate: Candidate, *, threshold: float) -> dict[str, Any]:
    """Give an entity as the answer to a query: how probable, whether certain, and by which signals.

    `match` is for what is confirmed, and no wider: two may match one query.
    """
    score = round(candidate.probability, 4)
    explanations = {
        one.kind: {"score": round(one.weight, 4), "detail": f"{one.text!r}, by {one.source}", "weight": one.weight}
        for one in candidate.signals
    }
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
        "last_change": changed or None,
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


def _facet(results: Sequence[Entity], property_name: str, label: str) -> FacetView:
    cells = ([one["schema"]] if not property_name else one["properties"].get(property_name, ()) for one in results)
    counts = Counter(value for cell in cells for value in cell)
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return FacetView(label, [ValueView(value, value, count) for value, count in ordered])

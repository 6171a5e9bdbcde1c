"""FollowTheMoney entities as records of an overlay: what a list says, and that it is the list that says so.

An imported organisation never takes the place of one that is recorded: its id begins with `ftm-`,
and a name that somebody else bears counts as ordinary. A sanction becomes a listing, which binds
nobody by itself: what follows from a list is a rule, and for a person to record. Whatever has no
place in a record is counted by schema and property, so that nothing is dropped in silence.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, NamedTuple

from barred.lists.ftm.entity import Entity
from barred.lists.ftm.words import Words, dates, identifiers, names, share
from barred.text.fold import fold

__all__ = ["Imported", "import_entities"]

_ORGANISATIONS = {"Company", "LegalEntity", "Organization", "PublicBody"}
_TYPES = {"Organization": "association", "PublicBody": "authority"}
# The two ends of an edge: the property of the organisation that holds the link, and of the other.
_EDGES = {
    "Membership": ("member", "organization"),
    "Ownership": ("asset", "owner"),
    "Succession": ("successor", "predecessor"),
    "UnknownLink": ("subject", "object"),
}
_LINKS = {"Membership": "member-of", "Ownership": "owned-by", "Succession": "successor-of"}
_PERIOD = {"startDate", "endDate"}
_DATES = {*_PERIOD, "listingDate"}
_OF_ORGANISATIONS = frozenset(
    (
        *("name", "alias", "weakAlias", "previousName", "abbreviation", "country", "mainCountry", "jurisdiction"),
        *("leiCode", "uscCode", "isinCode", "ticker", "ricCode", "classification", "sector", "notes"),
    )
)
_READ: dict[str, Collection[str]] = {
    **dict.fromkeys(_ORGANISATIONS, _OF_ORGANISATIONS),
    "Ownership": {"asset", "owner", "percentage", "summary", *_PERIOD},
    "UnknownLink": {"subject", "object", "role", "summary", *_PERIOD},
    "Membership": {"member", "organization", "summary", *_PERIOD},
    "Succession": {"successor", "predecessor", "summary", *_PERIOD},
    "Sanction": {
        *("entity", "authority", "country", "program", "reason", "provisions", "summary", "status", "recordId"),
        *("listingDate", *_PERIOD),
    },
}
# A record has room for one value of each of these.
_SINGLE = {
    *("asset", "owner", "percentage", "subject", "object", "role", "member", "organization", "successor"),
    *("predecessor", "entity", "authority"),
}
_KEY = "line"
# A country, or a region of one; a name in full or a state that is gone is neither.
_COUNTRY = re.compile(r"([a-z]{2})(?:-[a-z0-9-]+)?")


class Imported(NamedTuple):
    """What came of a file.

    Args:
        records: Pairs of kind and fields, sources first.
        ignored: Values that have no place in a record, by `Schema.property`.
        left_out: Entities and values that could not be recorded as they are, by reason.
    """

    records: list[tuple[str, dict[str, Any]]]
    ignored: Counter[str]
    left_out: Counter[str]


def import_entities(
    entities: Iterable[Entity],
    source: Mapping[str, Any],
    *,
    words: Words,
    digest: Callable[[str], str],
    is_borne: Callable[[str], bool],
) -> Imported:
    """Turn entities into records.

    Args:
        entities: Those of one file.
        source: The record of that file; what is imported cites it by position.
        words: The closed lists.
        digest: Gives the digest of a passage.
        is_borne: Whether an organisation of the directory bears a name, given in folded form.

    Returns:
        The source, then organisations with their links, then restrictions, each by id.
    """
    return _Desk(list(entities), source["id"], words, digest, is_borne).imported(source)


class _Desk:
    def __init__(
        self, entities: list[Entity], source: str, words: Words, digest: Callable[[str], str],
        is_borne: Callable[[str], bool],
    ) -> None:  # fmt: skip
        self._entities = entities
        self._source = source
        self._words = words
        self._digest = digest
        self._is_borne = is_borne
        self._ignored: Counter[str] = Counter()
        self._left_out: Counter[str] = Counter()
        self._ids: dict[str, str] = {}
        self._organisations: dict[str, dict[str, Any]] = {}
        self._restrictions: dict[str, dict[str, Any]] = {}

    def imported(self, source: Mapping[str, Any]) -> Imported:
        for one in self._entities:
            if one.schema not in _READ:
                self._left_out[f"entities of schema {one.schema}"] += 1
                continue
            for name, values in one.properties.items():
                surplus = len(values[1:]) if name in _SINGLE else 0
                self._ignored[f"{one.schema}.{name}"] += surplus if name in _READ[one.schema] else len(values)
                self._left_out["dates that cannot be read"] += name in _DATES and len(dates(values)) < len(set(values))
            if one.schema in _ORGANISATIONS:
                self._add_organisation(one)
        for one in self._entities:
            if one.schema in _EDGES:
                self._add_link(one)
            elif one.schema == "Sanction":
                self._add_sanction(one)
        self._mark_ordinary()
        organisations = [("organisation", one) for _, one in sorted(self._organisations.items())]
        restrictions = [("restriction", one) for _, one in sorted(self._restrictions.items())]
        return Imported([("source", dict(source)), *organisations, *restrictions], +self._ignored, +self._left_out)

    def _add_organisation(self, entity: Entity) -> None:
        if not entity.first("name"):
            self._left_out["organisations without a name"] += 1
            return
        key = self._slug(entity.id, self._organisations)
        self._ids[entity.id] = key
        countries = self._places("country", entity.texts("country", "mainCountry"))
        ruled = self._places("jurisdiction", entity.texts("jurisdiction"))
        for word in entity.texts("classification"):
            self._left_out["classifications that are no type here"] += word not in self._words.types
        for word in entity.texts("sector"):
            self._left_out["sectors that are no product here"] += word not in self._words.products
        types = [one for one in entity.texts("classification") if one in self._words.types]
        found, wrong = identifiers(entity)
        self._left_out["identifiers that are not well-formed"] += wrong
        is_public = entity.schema == "PublicBody"
        self._organisations[key] = {
            "id": key,
            "title": entity.first("name"),
            "types": types or [_TYPES.get(entity.schema, "company")],
            "country": next(iter(countries or ([] if is_public else ruled)), ""),
            "jurisdiction": next(iter(ruled), "") if is_public else "",
            "makes": [one for one in entity.texts("sector") if one in self._words.products],
            "note": " ".join(entity.texts("notes")),
            "names": [{**one, "evidence": [_KEY]} for one in names(entity)],
            "identifiers": [{**one, "evidence": [_KEY]} for one in found],
            "links": [],
            "evidence": [self._evidence(entity, _KEY)],
        }

    def _places(self, what: str, values: Iterable[str]) -> list[str]:
        """Give the countries among some places; further ones are counted, as a record has one."""
        given = [found[1] if (found := _COUNTRY.fullmatch(value.lower())) else "" for value in values]
        kept = [one for one in dict.fromkeys(given) if one in self._words.places]
        self._left_out[f"places of {what} beyond the first or unknown"] += len(given) - min(len(kept), 1)
        return kept

    def _add_link(self, entity: Entity) -> None:
        subject, other = (self._ids.get(entity.first(name), "") for name in _EDGES[entity.schema])
        kind = _LINKS.get(entity.schema) or self._words.links.get(entity.first("role"), "")
        if not (subject and other and kind) or subject == other:
            reason = "whose ends are not both organisations here" if kind else "whose role is no link here"
            self._left_out[f"{entity.schema} {reason}"] += 1
            return
        holder = self._organisations[subject]
        key = f"link-{len(holder['links']) + 1}"
        begun, ended = dates(entity.texts("startDate")), dates(entity.texts("endDate"))
        told = {"type": kind, "to": other, "since": begun[:1], "until": ended[-1:], "evidence": [key]}
        least, most = share(entity.first("percentage"))
        self._left_out["shares that cannot be read"] += bool(entity.first("percentage")) and least is most is None
        note = " ".join(entity.texts("summary"))
        self._left_out["dates beyond one start and one end"] += max(len(begun) - 1, 0) + max(len(ended) - 1, 0)
        link = {name: "".join(value) if name in {"since", "until"} else value for name, value in told.items()}
        bounds = {name: one for name, one in (("share_least", least), ("share_most", most)) if one is not None}
        holder["links"].append({**link, **bounds, "note": note})
        holder["evidence"].append(self._evidence(entity, key))

    def _add_sanction(self, entity: Entity) -> None:
        target, authority = self._ids.get(entity.first("entity"), ""), entity.first("authority")
        begun = dates(entity.texts("startDate", "listingDate"))
        ended = dates(entity.texts("endDate"))
        if not (target and authority and begun):
            missing = "entity" if not target else "authority" if not authority else "date"
            self._left_out[f"sanctions without {missing}"] += 1
            return
        place = next(iter(self._places("country", entity.texts("country"))), "zz")
        title = self._organisations[target]["title"]
        key = self._slug(entity.id, self._restrictions)
        stages = [{"stage": "in-force", "date": begun[0], "evidence": [_KEY]}]
        if ended:
            stages.append({"stage": "expired", "date": ended[-1], "note": "The list gives no reason for the end.",
                           "evidence": [_KEY]})  # fmt: skip
        remarks = [f"{name}: {'; '.join(entity.texts(name))}." for name in ("status", "reason", "provisions", "summary")
                   if entity.texts(name)]  # fmt: skip
        self._restrictions[key] = {
            "id": key,
            "title": f"{entity.first('program') or authority}: {title}",
            "summary": f"{title} stands on a list of {authority}, as the file imported says.",
            "actor": self._authority(authority, entity, place),
            "place": place,
            "action": "sanction-listing",
            "strength": "report-only",
            "instrument": "; ".join(entity.texts("program")),
            "citation": "; ".join(entity.texts("recordId")),
            "note": " ".join(remarks),
            "stages": stages,
            "targets": [{"organisation": target, "evidence": [_KEY]}],
            "evidence": [self._evidence(entity, _KEY)],
        }

    def _authority(self, name: str, entity: Entity, place: str) -> str:
        made = self._ids.get(f"authority {name}")
        if made is None:
            made = self._slug(f"authority {name}", self._organisations)
            self._ids[f"authority {name}"] = made
            self._organisations[made] = {
                "id": made,
                "title": name,
                "types": ["authority"],
                "country": "" if place == "zz" else place,
                "names": [{"text": name, "type": "legal", "evidence": [_KEY]}],
                "links": [],
                "evidence": [self._evidence(entity, _KEY)],
            }
        return made

    def _mark_ordinary(self) -> None:
        """Trust a name less that somebody else bears too: which of them is meant is open."""
        spelt = [(one, name, fold(name["text"])) for one in self._organisations.values() for name in one["names"]]
        bearers: dict[str, set[str]] = {}
        for one, _, folded in spelt:
            bearers.setdefault(folded, set()).add(one["id"])
        for _, name, folded in spelt:
            if name.get("usage") != "ordinary" and (len(bearers[folded]) > 1 or self._is_borne(folded)):
                name["usage"] = "ordinary"
                self._left_out["names that others bear, ordinary now"] += 1

    def _evidence(self, entity: Entity, key: str) -> dict[str, Any]:
        position = {"start": entity.start, "end": entity.end, "digest": self._digest(entity.line)}
        return {"key": key, "source": self._source, "pinpoint": f"entity {entity.id}", **position}

    def _slug(self, text: str, taken: Mapping[str, Any]) -> str:
        plain = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
        base = key = f"ftm-{plain}".rstrip("-")
        number = 1
        while key in taken:
            number += 1
            key = f"{base}-{number}"
        return key

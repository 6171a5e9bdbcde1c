"""An organisation as a FollowTheMoney entity."""

from collections.abc import Iterable
from typing import Any

from barred.model.book import Book
from barred.model.organisation import Name, Organisation
from barred.model.source import Evidence

__all__ = ["addresses", "country_code", "entity_id", "organisation_entity"]

_PUBLIC = {"authority", "council", "court", "legislature", "police"}
_FIRMS = {
    *("company", "distributor", "integrator", "maker", "owner", "retailer", "software-maker", "subsidiary"),
}
_BODIES = {"association", "campaign-group", "fund", "publisher", "standards-body"}
_IDENTIFIERS = {"isin": "isinCode", "lei": "leiCode", "ric": "ricCode", "ticker": "ticker", "uscc": "uscCode"}
# Only a Company has these properties.
_OF_COMPANIES = {"isin", "ric", "ticker"}
_WEAK = {"misspelling", "nickname"}


def entity_id(kind: str, key: str) -> str:
    """Give the id of an entity: the same record has the same one in every export."""
    return f"barred-{kind}-{key}"


def country_code(place: str | None) -> str:
    """Give the country of a place; the schema knows few of the regions inside one.

    Example:
        >>> country_code("us-tx"), country_code("eu"), country_code(None)
        ('us', 'eu', '')
    """
    return (place or "")[:2]


def addresses(evidence: Iterable[Evidence], keys: Iterable[str] | None = None, *, book: Book) -> list[str]:
    """Give the addresses of the sources cited, all or those under some keys, in order."""
    wanted = None if keys is None else set(keys)
    cited = (one.source for one in evidence if wanted is None or one.key in wanted)
    found = (book.source(key).address for key in dict.fromkeys(cited))
    return [address for address in dict.fromkeys(found) if address.startswith(("http://", "https://"))]


def organisation_entity(organisation: Organisation, *, topics: Iterable[str], book: Book) -> dict[str, Any]:
    """Give the entity of an organisation.

    Args:
        organisation: The record.
        topics: What restrictions in force do to it.
        book: The directory, for its sources.
    """
    schema = _schema(organisation)
    properties: dict[str, list[str]] = {
        "classification": list(organisation.types),
        "country": [country_code(organisation.country)],
        "jurisdiction": [country_code(organisation.jurisdiction)],
        "notes": [organisation.note, *_unplaced(organisation)],
        "sector": list(organisation.makes),
        "sourceUrl": addresses(organisation.evidence, book=book),
        "topics": sorted(topics),
        "name": [organisation.title],
    }
    for name in organisation.names:
        if name.text != organisation.title:
            properties.setdefault(_place(name), []).append(name.text)
    for one in organisation.identifiers:
        if one.scheme in _IDENTIFIERS:
            properties.setdefault(_IDENTIFIERS[one.scheme], []).append(one.value)
    key = entity_id("organisation", organisation.id)
    return {"id": key, "caption": organisation.title, "schema": schema, "properties": properties}


def _schema(organisation: Organisation) -> str:
    types = set(organisation.types)
    if types & _FIRMS or any(one.scheme in _OF_COMPANIES for one in organisation.identifiers):
        return "Company"
    if types & _PUBLIC:
        return "PublicBody"
    return "Organization" if types & _BODIES else "LegalEntity"


def _place(name: Name) -> str:
    if name.type == "former":
        return "previousName"
    if name.joint or name.usage != "distinctive" or name.type in _WEAK:
        return "weakAlias"
    return "name" if name.type == "legal" else "alias"


def _unplaced(organisation: Organisation) -> list[str]:
    """Say in words what no property holds."""
    seat = [f"Seat: {organisation.seat}"] if organisation.seat else []
    others = [one for one in organisation.identifiers if one.scheme not in _IDENTIFIERS]
    return [*seat, *(f"{one.scheme}: {one.value}" for one in others)]

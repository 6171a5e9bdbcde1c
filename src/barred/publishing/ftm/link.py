"""Links between organisations as FollowTheMoney entities."""

from collections.abc import Iterator, Mapping
from typing import Any

from barred.model.book import Book
from barred.model.organisation import Link, Organisation
from barred.publishing.ftm.organisation import addresses, entity_id

__all__ = ["link_entities", "percentage"]

# For each type of link: the schema, its two properties (for the subject and for the other end), and
# what the other end, or the subject of an Ownership, must be for the schema to allow it.
_FORMS = {
    "member-of": ("Membership", "member", "organization"),
    "owned-by": ("Ownership", "asset", "owner"),
    "successor-of": ("Succession", "successor", "predecessor"),
}
_UNKNOWN = ("UnknownLink", "subject", "object")
_MEMBERED = {"Company", "Organization", "PublicBody"}


def link_entities(organisation: Organisation, *, schemata: Mapping[str, str], book: Book) -> Iterator[dict[str, Any]]:
    """Give an entity for each link of an organisation.

    Args:
        organisation: The record that holds the links.
        schemata: The schema that each organisation has as an entity.
        book: The directory, for sources and words.
    """
    seen: dict[str, int] = {}
    for link in organisation.links:
        key = f"{organisation.id}-{link.type}-{link.to}"
        seen[key] = seen.get(key, 0) + 1
        told = _entity(organisation, link, schemata=schemata, book=book)
        yield {"id": entity_id("link", key if seen[key] == 1 else f"{key}-{seen[key]}"), **told}


def percentage(link: Link) -> str:
    """Give the share of an owner in percent, bounds kept.

    Example:
        >>> percentage(Link("owned-by", "x", share_least=0.42, share_most=0.42)), percentage(Link("owned-by", "x"))
        ('42', '')
        >>> percentage(Link("owned-by", "x", share_least=0.5)), percentage(Link("owned-by", "x", share_most=0.1))
        ('>=50', '<=10')
    """
    least, most = (None if one is None else f"{one * 100:.6g}" for one in (link.share_least, link.share_most))
    if least is None:
        return "" if most is None else f"<={most}"
    if most is None:
        return f">={least}"
    return least if least == most else f"{least}-{most}"


def _entity(organisation: Organisation, link: Link, *, schemata: Mapping[str, str], book: Book) -> dict[str, Any]:
    schema, subject, other = _form(link, schemata[organisation.id], schemata[link.to])
    term = book.vocabulary("link-type").terms[link.type]
    lines = f"only for: {link.lines}" if link.lines else ""
    extent = "" if link.extent == "all" else f"extent: {link.extent}"
    properties = {
        subject: [entity_id("organisation", organisation.id)],
        other: [entity_id("organisation", link.to)],
        "role": [term.title],
        "startDate": [link.since or ""],
        "endDate": [link.until or ""],
        "summary": [one for one in (extent, lines, link.note) if one],
        "sourceUrl": addresses(organisation.evidence, link.evidence, book=book),
    }
    if schema == "Ownership":
        properties["percentage"] = [percentage(link)]
    elif percentage(link):
        properties["summary"].append(f"share: {percentage(link)} %")
    return {"caption": term.title, "schema": schema, "properties": properties}


def _form(link: Link, subject: str, other: str) -> tuple[str, str, str]:
    """Choose the schema; one whose ends cannot be what they are here gives way to the unknown link."""
    form = _FORMS.get(link.type, _UNKNOWN)
    fits = {"Ownership": subject == "Company", "Membership": other in _MEMBERED}
    return form if fits.get(form[0], True) else _UNKNOWN

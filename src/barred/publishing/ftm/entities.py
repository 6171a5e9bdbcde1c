"""Organisations, links and restrictions as FollowTheMoney entities, a line each.

The schema is written to directly; `bench/check_ftm.py` holds the lines against the package that
defines it. What was chosen where it leaves a choice:

- A firm is a Company, an authority, court or council a PublicBody, a body of members an
  Organization. A brand without a firm behind it, or whoever else, is a LegalEntity: the schema has
  nothing that claims less and can still be matched.
- `name` holds the title and the registered names; what else points to the organisation wherever it
  stands is an `alias`, and what does not (ordinary words, misspellings, nicknames that several
  share) a `weakAlias`, which matchers leave out.
- A share held is an Ownership, when what is owned is a Company. Membership and Succession have
  schemata too; everything else (relabelling, supply, distribution, brands) is an UnknownLink that
  names its `role`. A distributor represents nobody, so there is no Representation.
- A Sanction is written for each organisation that a restriction names, and only when the
  restriction has bound somebody or put it on a list: a proposal, warning, lawsuit or refusal has
  none, a class of targets has no entity, and what is in reach but not named is left to the judge.
- `topics` tell only what a restriction in force does by law to the very organisation it names.
- A source is given by its address; a document that nobody can open from the line is no entity.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from barred.model.question import Context
from barred.publishing.ftm.link import link_entities
from barred.publishing.ftm.organisation import organisation_entity
from barred.publishing.ftm.sanction import Sanctions
from barred.publishing.records.record_data import Archive, chosen

__all__ = ["FTM_KINDS", "ftm_entities"]

FTM_KINDS = ("organisation", "restriction")


def ftm_entities(
    kinds: Iterable[str], *, on: str, book: Archive, left_out: Counter[str] | None = None
) -> Iterator[dict[str, Any]]:
    """Give the entities of a directory.

    Args:
        kinds: `organisation`, which brings the links, and `restriction`; both when there is none.
        on: The day by which status and topics are told, ISO date.
        book: The directory.
        left_out: Counts, by reason, the restrictions and targets that have no entity.

    Returns:
        Dictionaries with `id`, `caption`, `schema`, `properties` (lists of texts) and `datasets`:
        organisations by id, then links, then sanctions by restriction.

    Raises:
        UsageProblem: A kind has no form in this schema.
    """
    wanted = chosen(kinds, FTM_KINDS)
    sanctions = Sanctions(Context(on=on), book=book)
    if "organisation" in wanted:
        organisations = [book.organisation(key) for key in book.ids("organisation")]
        schemata: dict[str, str] = {}
        for one in organisations:
            entity = organisation_entity(one, topics=sanctions.topics(one.id), book=book)
            schemata[one.id] = entity["schema"]
            yield _told(entity)
        for one in organisations:
            yield from map(_told, link_entities(one, schemata=schemata, book=book))
    if "restriction" in wanted:
        for key in book.ids("restriction"):
            yield from map(_told, sanctions.entities(book.restriction(key)))
    if left_out is not None:
        left_out.update(sanctions.left_out)


def _told(entity: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out empty values and repeated ones, and say whose the entity is."""
    held = {name: list(dict.fromkeys(filter(None, values))) for name, values in entity["properties"].items()}
    properties = {name: values for name, values in sorted(held.items()) if values}
    return {**entity, "properties": properties, "datasets": ["barred"]}

"""An organisation: its names, its links, what restricts it, what it said, what was counted and what happened."""

from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from barred.evidence.vault import Vault
from barred.judge.stage import known_stages
from barred.model.question import Context
from barred.publishing.account_rows import events_by, statements_by
from barred.publishing.records.record_data import record_data
from barred.publishing.restriction_rows import CONCERNS, chosen_restrictions
from barred.web.answering.answers import carried
from barred.web.answering.edition import Edition
from barred.web.views.leaf import Labels, Leaf
from barred.web.views.passages import counted_states, look_up
from barred.web.views.restriction import citations_of

__all__ = ["LinkRow", "OrganisationView", "Span", "organisation"]

_ROWS = {"actor": "", "place": "place", "action": "action", "strength": "strength", "stage": "stage"}


@dataclass(frozen=True)
class LinkRow:
    """A link between two organisations; `share` is least and most, from 0 to 1."""

    subject: str
    type: str
    to: str
    extent: str
    lines: str
    since: str | None
    until: str | None
    share: list[float | None]
    sources: list[str]


@dataclass(frozen=True)
class Span:
    """A restriction along the time: its steps that were known."""

    id: str
    in_force: str
    stages: list[dict[str, str]]


@dataclass(frozen=True, kw_only=True)
class OrganisationView(Leaf):
    """An organisation.

    Args:
        record: As recorded.
        links: From and to it, and onwards from those that it points to.
        restrictions: What reaches it on the day, surely or perhaps.
        spans: The same along the time.
        imposed: What it decided itself.
        statements: What it said and what was said about it, each with what contradicts it.
        figures: Figures about it in groups; those of one group conflict.
        events: In which it took part.
        products: That it makes.
        citations: Of its record.
        passages: The words of passages by digest, where a vault holds them.
        archive: How many places in sources are in which state; see `barred evidence verify`.
    """

    TABLE: ClassVar[str] = "measures"

    record: dict[str, Any]
    links: list[LinkRow]
    restrictions: list[dict[str, Any]]
    spans: list[Span]
    imposed: list[dict[str, Any]]
    statements: list[dict[str, Any]]
    figures: list[list[dict[str, Any]]]
    events: list[dict[str, Any]]
    products: list[dict[str, Any]]
    citations: list[dict[str, Any]]
    passages: dict[str, str]
    archive: dict[str, int]

    @property
    def measures(self) -> list[dict[str, Any]]:
        """The restrictions whose *target* it is, and those whose *actor*; one may be both."""
        parts = (("target", self.restrictions), ("actor", self.imposed))
        return [{"as": part, **row} for part, rows in parts for row in rows]


def organisation(key: str, context: Context, *, vault: Vault | None, edition: Edition) -> OrganisationView:
    """Fill the page of an organisation."""
    book = edition.snapshot
    record = record_data("organisation", book.body("organisation", key))
    links = _links(key, edition)
    reaching = list(chosen_restrictions({CONCERNS: key}, context=context, book=book))
    imposed = list(chosen_restrictions({"actor": key}, context=context, book=book))
    said = [one for one in statements_by(context, book) if one.speaker == key or key in one.about]
    held = [one for one in events_by(context, book) if key in {*one.about, *(part.organisation for part in one.roles)}]
    statements = [record_data("statement", book.body("statement", one.id)) for one in said]
    events = [record_data("event", book.body("event", one.id)) for one in held]
    products = [record_data("product", book.body("product", one)) for one in book.ids("product")]
    cited, words = look_up(citations_of("organisation", key, edition=edition), vault, edition=edition)
    view: dict[str, Any] = {
        "record": record,
        "links": links,
        "restrictions": reaching,
        "spans": [_span(row, context, edition) for row in reaching],
        "imposed": imposed,
        "statements": statements,
        "figures": _figures(key, edition),
        "events": events,
        "products": [one for one in products if key in {one["maker"], *one["brands"]}],
        "citations": cited,
        "passages": words,
        "archive": counted_states(cited),
    }
    return OrganisationView(**carried(context, edition), **_labels(view, edition).told(), **view)


def _labels(view: dict[str, Any], edition: Edition) -> Labels:
    labels = Labels(edition.snapshot)
    record = view["record"]
    labels.rows([record], {"types": "organisation-type", "country": "place", "classes": "party", "makes": "product"})
    labels.rows(record["names"], {"type": "name-type"})
    labels.rows(record["identifiers"], {"scheme": "identifier-scheme"})
    labels.rows(record["memberships"], {"target_class": "target-class"})
    labels.rows((asdict(one) for one in view["links"]), {"subject": "", "to": "", "sources": "", "type": "link-type"})
    labels.rows([*view["restrictions"], *view["imposed"]], _ROWS)
    labels.name(*(one.id for one in view["spans"]))
    for span in view["spans"]:
        labels.rows(span.stages, {"stage": "stage"})
    labels.rows(view["statements"], {"speaker": "", "type": "statement-type", "topic": "topic", "changes": ""})
    for one in view["statements"]:
        labels.rows(one["objections"], {"relation": "objection", "by": "", "record": ""})
    for group in view["figures"]:
        labels.rows(group, {"measure": "measure", "bound": "bound", "stated_by": "", "place": "place"})
    labels.rows(view["events"], {"type": "event-type", "place": "place"})
    for one in view["products"]:
        labels.rows(one["claims"], {"capability": "capability"})
    labels.rows(view["citations"], {"proof": "proof"})
    return labels


def _links(key: str, edition: Edition) -> list[LinkRow]:
    """Give the links at an organisation, nearest first, and those onwards from where they lead."""
    rows: list[LinkRow] = edition.kept("links", lambda: _every_link(edition))
    found = [one for one in rows if key in {one.subject, one.to}]
    ends, walked = {one.to for one in found if one.subject == key}, {key}
    while ends - walked:
        at = min(ends - walked)
        walked.add(at)
        onward = [one for one in rows if one.subject == at and one not in found]
        found += onward
        ends |= {one.to for one in onward}
    return found


def _every_link(edition: Edition) -> list[LinkRow]:
    book = edition.snapshot
    rows = []
    for key in book.ids("organisation"):
        one = book.organisation(key)
        for link in one.links:
            sources = sorted({cited.source for cited in one.evidence if cited.key in link.evidence})
            share = [link.share_least, link.share_most]
            rows.append(
                LinkRow(key, link.type, link.to, link.extent, link.lines, link.since, link.until, share, sources)
            )
    return rows


def _span(row: dict[str, Any], context: Context, edition: Edition) -> Span:
    one = edition.snapshot.restriction(row["id"])
    stages = known_stages(one, context, book=edition.snapshot)
    return Span(one.id, row["in_force"], [{"stage": step.stage, "date": step.date} for step in stages])


def _figures(key: str, edition: Edition) -> list[list[dict[str, Any]]]:
    """Give the figures about an organisation, those that conflict with one another side by side."""
    book = edition.snapshot
    about = [one for one in map(book.figure, book.ids("figure")) if key in one.about or one.stated_by == key]
    groups: list[list[str]] = []
    for one in about:
        wanted = {one.id, *one.conflicts}
        touching = [group for group in groups if wanted & set(group)]
        groups = [group for group in groups if group not in touching]
        groups.append(list(dict.fromkeys([*(key for group in touching for key in group), one.id, *one.conflicts])))
    return [[record_data("figure", book.body("figure", one)) for one in group] for group in groups]

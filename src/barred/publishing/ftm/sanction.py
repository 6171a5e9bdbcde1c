"""Restrictions as FollowTheMoney sanctions, and the topics that they give to whom they name."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from barred.judge.stage import stand
from barred.model.day import first_day, reached, within
from barred.model.question import Context
from barred.model.restriction import Restriction, Target
from barred.model.truth import Truth
from barred.publishing.ftm.organisation import addresses, country_code, entity_id
from barred.publishing.records.record_data import Archive

__all__ = ["Sanctions"]

# What an action by law does to the organisation that it names. A listing alone does nothing: what
# follows from it are other rules, each a record with an action of its own.
_TOPICS = {
    "asset-freeze": "sanction",
    "ban-procurement": "debarment",
    "exclude-supplier": "debarment",
    "export-control": "export.control",
    "investment-ban": "invest.ban",
}
_BY_LAW = {"order", "regulation", "statute"}
_LISTING = "listing"
_STATUS = {Truth.YES: "Active", Truth.OPEN: "Unclear", Truth.NO: "Inactive"}


class Sanctions:
    """The sanctions of a directory on a day.

    Args:
        context: Its day decides on status and topics.
        book: The directory.

    Attributes:
        left_out: How many restrictions and targets gave no entity, by reason.
    """

    def __init__(self, context: Context, *, book: Archive) -> None:
        self._context = context
        self._book = book
        self._topics: dict[str, set[str]] | None = None
        self.left_out: Counter[str] = Counter()

    def topics(self, organisation: str) -> set[str]:
        """Give what restrictions in force on the day do by law to an organisation that they name."""
        if self._topics is None:
            self._topics = {}
            for restriction in map(self._book.restriction, self._book.ids("restriction")):
                self._add_topics(restriction, self._topics)
        return self._topics.get(organisation, set())

    def entities(self, restriction: Restriction) -> Iterator[dict[str, Any]]:
        """Give an entity for each organisation that a restriction names and has bound for or listed."""
        if not self._may_bind(restriction):
            self.left_out["restrictions that bar nothing"] += 1
            return
        begun = self._first(restriction, "binds")
        if begun is None or reached(begun, self._context.on) is Truth.NO:
            self.left_out["restrictions not in force by the day"] += 1
            return
        for target in restriction.targets:
            if target.organisation is None:
                self.left_out["targets that are a class"] += 1
                continue
            yield self._entity(restriction, target, begun)

    def _add_topics(self, restriction: Restriction, found: dict[str, set[str]]) -> None:
        topic = _TOPICS.get(restriction.action)
        if topic is None or restriction.strength not in _BY_LAW or self._holds(restriction) is not Truth.YES:
            return
        for target in restriction.targets:
            if target.organisation and within(target.since, target.until, on=self._context.on) is Truth.YES:
                found.setdefault(target.organisation, set()).add(topic)

    def _may_bind(self, restriction: Restriction) -> bool:
        traits = self._book.vocabulary("action").terms[restriction.action].traits
        return bool(traits.get("is_binding")) or traits.get("coarse") == _LISTING

    def _holds(self, restriction: Restriction) -> Truth:
        standing = stand(restriction, self._context, book=self._book)
        return standing.holds if standing else Truth.NO

    def _first(self, restriction: Restriction, effect: str) -> str | None:
        terms = self._book.vocabulary("stage").terms
        dates = [one.date for one in restriction.stages if terms[one.stage].traits.get("effect") == effect]
        return min(dates, key=first_day, default=None)

    def _ended(self, restriction: Restriction, holds: Truth) -> str:
        if holds is not Truth.NO:
            return ""
        terms = self._book.vocabulary("stage").terms
        ends = [one.date for one in restriction.stages if terms[one.stage].traits.get("effect") == "ends"]
        return max((one for one in ends if reached(one, self._context.on) is not Truth.NO), key=first_day, default="")

    def _entity(self, restriction: Restriction, target: Target, begun: str) -> dict[str, Any]:
        book = self._book
        holds = min(self._holds(restriction), within(target.since, target.until, on=self._context.on))
        action = book.vocabulary("action").terms[restriction.action].title
        reach = f"reaches {', '.join(target.reach)}" if target.reach else ""
        keys = {*target.evidence, *(key for stage in restriction.stages for key in stage.evidence)}
        program = restriction.instrument or restriction.title
        properties = {
            "entity": [entity_id("organisation", target.organisation or "")],
            "authority": [book.organisation(restriction.actor).title],
            "country": [country_code(restriction.place)],
            "program": [program],
            "provisions": [action, reach],
            "reason": [book.vocabulary("rationale").terms[one].title for one in restriction.rationales],
            "summary": [restriction.summary, target.note],
            "status": [_STATUS[holds]],
            "startDate": [target.since or begun],
            "endDate": [target.until or self._ended(restriction, holds)],
            "recordId": [restriction.id],
            "sourceUrl": addresses(restriction.evidence, keys, book=book),
        }
        key = entity_id("restriction", f"{restriction.id}-{target.organisation}")
        return {"id": key, "caption": program, "schema": "Sanction", "properties": properties}

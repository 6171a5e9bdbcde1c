"""Count the items of a catalogue or line card by brand and by maker, relabelled ones under who makes them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from barred.model.candidate import Candidate, Step
from barred.model.verdict import BANDS, Verdict
from barred.text.fold import compact, fold

__all__ = ["Linecard", "LinecardItem", "Origin", "origin"]

_RELABELLED_TABLE = "relabelled_models:"


class Origin(NamedTuple):
    """Whose an item is: ids, several joined by `; `, empty for nobody recognised.

    `relation` tells how the maker is known: *own brand*, *by relabel* or *behind the brand*; `link` is the
    proof of it, a link of the directory or a row of its table of relabelled models. `holds` is *yes*, or *open*
    where the relabelling ended before that day and what is in stock may be older.
    """

    organisation: str
    brand: str
    maker: str
    band: str
    relation: str
    holds: str
    link: str


@dataclass
class LinecardItem:
    """One model number of one brand, with all the rows that list it.

    `stock` adds up what the rows say is there; None when none of them says it in a number. Where rows differ in
    whose the item is, the surest counts.
    """

    name: str
    origin: Origin
    rows: int = 0
    stock: Decimal | None = None


@dataclass
class Linecard:
    """The items of one edition of a catalogue.

    Args:
        dated: The day of the edition, an ISO prefix; empty when nobody says.
        items: Brand and model number, folded, to item.
    """

    dated: str
    items: dict[tuple[str, str], LinecardItem] = field(default_factory=dict)

    def add(self, verdicts: Iterable[Verdict]) -> None:
        """Take the rows of a catalogue in; their order changes nothing about the counts."""
        for verdict in verdicts:
            said = verdict.subject.fields
            name = said.get("model") or verdict.subject.text
            key = fold(said.get("brand", "")), compact(name)
            item = self.items.setdefault(key, LinecardItem(name, origin(verdict)))
            item.name, item.origin = min((item.name, item.origin), (name, origin(verdict)), key=_surest)
            item.rows += 1
            stock = _number(said.get("quantity", ""))
            if stock is not None:
                item.stock = stock + (item.stock or 0)

    def counted(self, by: str) -> list[dict[str, str]]:
        """Count the items.

        Args:
            by: `brand` for every brand, relation and band apart, `maker` for the makers alone.

        Returns:
            One row a group, the largest first and those not recognised last; `share` is of all models, in
            per cent.
        """
        groups: dict[tuple[str, ...], list[LinecardItem]] = {}
        for item in self.items.values():
            one = item.origin
            key = tuple(one) if by == "brand" else (one.maker or one.organisation, one.holds)
            groups.setdefault(key, []).append(item)
        ordered = sorted(groups.items(), key=lambda one: (not one[0][0], -len(one[1]), one[0]))
        return [self._row(key, items, by=by) for key, items in ordered]

    def bands(self) -> dict[str, int]:
        """Count the models by how surely they were recognised; `not recognised` for nobody."""
        found: dict[str, int] = {}
        for item in self.items.values():
            band = item.origin.band or "not recognised"
            found[band] = found.get(band, 0) + 1
        return dict(sorted(found.items()))

    @property
    def rows(self) -> int:
        """How many rows list the items."""
        return sum(item.rows for item in self.items.values())

    def _row(self, key: Sequence[str], items: Sequence[LinecardItem], *, by: str) -> dict[str, str]:
        stocks = [item.stock for item in items if item.stock is not None]
        told: Mapping[str, str] = Origin(*key)._asdict() if by == "brand" else {"maker": key[0], "holds": key[1]}
        row = {**told, "rows": str(sum(item.rows for item in items)), "models": str(len(items))}
        if by == "maker":
            for relation in ("own brand", "by relabel", "behind the brand"):
                row[relation.replace(" ", "_")] = str(sum(item.origin.relation == relation for item in items))
        row["share"] = f"{100 * len(items) / len(self.items):.1f}"
        row["stock"] = f"{sum(stocks)}" if stocks else ""
        row["without_stock"] = str(len(items) - len(stocks))
        return row


class _Made(NamedTuple):
    maker: str = ""
    relation: str = ""
    holds: str = ""
    link: str = ""


def origin(verdict: Verdict) -> Origin:
    """Tell whose an item is, from the verdict on it."""
    found = verdict.candidates
    made = [_made(one, verdict.links) for one in found]
    return Origin(
        organisation=_joined(one.organisation for one in found),
        brand=_joined(one.brand or "" for one in found),
        maker=_joined(one.maker for one in made),
        band=found[0].band if found else "",
        relation=_joined(one.relation for one in made),
        holds=_joined(one.holds for one in made),
        link=_joined(one.link for one in made),
    )


def _surest(told: tuple[str, Origin]) -> tuple[int, Origin, str]:
    name, whose = told
    return BANDS.index(whose.band) if whose.band else len(BANDS), whose, name


def _made(candidate: Candidate, links: Sequence[Step]) -> _Made:
    """Tell who makes an item; where nobody certainly does, who may have made what is still in stock."""
    maker = candidate.maker
    if maker == candidate.organisation:
        return _Made(maker, "own brand", "yes")
    row = next((one.source for one in candidate.signals if one.source.startswith(_RELABELLED_TABLE)), None)
    if maker and row is not None:
        return _Made(maker, "by relabel", "yes", row)
    if not maker:
        mine = (one for one in links if one.subject == candidate.organisation)
        old = next((one for one in mine if one.relation == "relabelled" and one.holds == "open"), None)
        return _Made(old.to, "by relabel", "open", _told(old)) if old else _Made()
    steps = [one for one in links if one.to == maker and one.holds == "yes"]
    best = next((one for one in steps if one.relation == "relabelled"), next(iter(steps), None))
    relation = "by relabel" if best and best.relation == "relabelled" else "behind the brand"
    return _Made(maker, relation, "yes", _told(best) if best else "")


def _told(step: Step) -> str:
    return f"{step.subject} --{step.type}--> {step.to}{f' ({step.why})' if step.why else ''}"


def _joined(values: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, values)))


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None

"""What changed between two editions of a catalogue: items gone, new and still there, and stock running down."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from barred.screening.trade.linecard import Linecard, LinecardItem

__all__ = ["ItemChange", "changes", "changes_by_maker"]

_STATES = ("gone", "new", "still")


class ItemChange(NamedTuple):
    """One model number in either edition, or both."""

    state: str
    name: str
    organisation: str
    maker: str
    relation: str
    holds: str
    stock_before: Decimal | None
    stock_now: Decimal | None

    @property
    def trend(self) -> str:
        """How the stock of an item that is still there went: lower, higher, same or unknown; empty for others."""
        if self.state != "still":
            return ""
        if self.stock_before is None or self.stock_now is None:
            return "unknown"
        if self.stock_now == self.stock_before:
            return "same"
        return "lower" if self.stock_now < self.stock_before else "higher"

    def row(self) -> dict[str, str]:
        """Give the change as cells."""
        told = {**self._asdict(), "trend": self.trend}
        return {name: "" if value is None else str(value) for name, value in told.items()}


def changes(older: Linecard, newer: Linecard) -> Iterator[ItemChange]:
    """Compare two editions item by item, by brand and model number, in the order of these.

    An item is told of as the newer edition has it, or as the older one had it when it is gone.
    """
    for key in sorted(older.items.keys() | newer.items.keys()):
        before, now = older.items.get(key), newer.items.get(key)
        state = "new" if before is None else "gone" if now is None else "still"
        yield _change(state, before, now)


def changes_by_maker(found: list[ItemChange]) -> list[dict[str, str]]:
    """Count changes by maker; `run_down` adds up by how much the stock of items still there fell."""
    groups: dict[tuple[str, str], list[ItemChange]] = {}
    for one in found:
        groups.setdefault((one.maker or one.organisation, one.holds), []).append(one)
    return [_row(*key, groups[key]) for key in sorted(groups, key=lambda key: (not key[0], key))]


def _change(state: str, before: LinecardItem | None, now: LinecardItem | None) -> ItemChange:
    told = now or before
    if told is None:
        raise ValueError("an item is in one edition at least")
    whose = told.origin
    stock_before, stock_now = (one.stock if one else None for one in (before, now))
    return ItemChange(
        state, told.name, whose.organisation, whose.maker, whose.relation, whose.holds, stock_before, stock_now
    )


def _row(maker: str, holds: str, found: list[ItemChange]) -> dict[str, str]:
    count = {state: sum(one.state == state for one in found) for state in _STATES}
    trends = [one.trend for one in found]
    falls = (one.stock_before - one.stock_now for one in found
             if one.trend == "lower" and one.stock_before is not None and one.stock_now is not None)  # fmt: skip
    gone = [one.stock_before for one in found if one.state == "gone" and one.stock_before is not None]
    return {
        "maker": maker,
        "holds": holds,
        "models_before": str(count["gone"] + count["still"]),
        "models_now": str(count["new"] + count["still"]),
        **{state: str(number) for state, number in count.items()},
        **{f"stock_{trend}": str(trends.count(trend)) for trend in ("lower", "higher", "same", "unknown")},
        "run_down": str(sum(falls, Decimal(0))),
        "last_stock_of_gone": str(sum(gone, Decimal(0))) if gone else "",
    }

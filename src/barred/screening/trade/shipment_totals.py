"""Add up shipment rows by party, role and month: exactly, and never across units or currencies."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Context as Arithmetic
from decimal import Decimal
from typing import NamedTuple, TypeVar

from barred.model.verdict import Verdict
from barred.readers.values.weight_unit import kilograms
from barred.screening.trade.shipment_row import MEASURES, ShipmentRow, worst

__all__ = ["Group", "ShipmentTotals", "Total"]

# Sums are exact: more digits than any file of figures can fill.
_EXACT = Arithmetic(prec=200)
_Key = TypeVar("_Key")


class Group(NamedTuple):
    """What is added up together; `organisation` and `maker` are ids, several joined by `; `, or empty for nobody."""

    role: str
    organisation: str
    maker: str
    band: str
    month: str


@dataclass
class Total:
    """The sums of one group.

    `stated` holds measure and unit to sum as the rows state it, `kilograms` the weights that could be
    converted. `missing`, `unread` and `unconverted` count, by measure, rows without a figure, with one
    that cannot be read or could be two, and with a weight in a unit that is not known.
    """

    rows: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    dual_use: int = 0
    stated: dict[tuple[str, str], Decimal] = field(default_factory=dict)
    kilograms: dict[str, Decimal] = field(default_factory=dict)
    missing: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    unconverted: Counter[str] = field(default_factory=Counter)

    @property
    def outcome(self) -> str:
        """The worst outcome in the group."""
        return worst(self.outcomes)

    def add(self, row: ShipmentRow, outcome: str) -> None:
        """Take a row in, once."""
        self.rows += 1
        self.outcomes[outcome] += 1
        self.dual_use += bool(row.flags)
        for name, amount in row.amounts.items():
            if amount.number is None:
                (self.missing if amount.why == "missing" else self.unread)[name] += 1
                continue
            _increase(self.stated, (name, amount.unit), amount.number)
            if name.endswith("weight"):
                weight = kilograms(amount.number, amount.unit)
                if weight is None:
                    self.unconverted[name] += 1
                else:
                    _increase(self.kilograms, name, weight)


class ShipmentTotals:
    """Adds up rows as they come; their order changes nothing."""

    def __init__(self) -> None:
        self.groups: dict[Group, Total] = {}
        self.measures: set[str] = set()

    def add(self, rows: Iterable[ShipmentRow]) -> None:
        """Take rows in: each once under each role that it fills, however many names stand in the cell."""
        for row in rows:
            self.measures |= row.amounts.keys()
            for role in dict.fromkeys(one.role for one in row.sightings):
                verdicts = [one.verdict for one in row.sightings if one.role == role]
                group = Group(role, *_whom(verdicts), row.month)
                outcome = worst(one.outcome for one in verdicts)
                self.groups.setdefault(group, Total()).add(row, outcome)

    def rows(self) -> list[dict[str, str]]:
        """Give the totals as rows in a fixed order; those of nobody recognised stand last in their role."""
        measures = [name for name in MEASURES if name in self.measures]
        ordered = sorted(self.groups.items(), key=lambda one: (one[0].role, not one[0].organisation, *one[0]))
        return [_row(group, total, measures) for group, total in ordered]


def _increase(sums: dict[_Key, Decimal], key: _Key, number: Decimal) -> None:
    sums[key] = _EXACT.add(sums.get(key, Decimal(0)), number)


def _whom(verdicts: Sequence[Verdict]) -> tuple[str, str, str]:
    candidates = [one for verdict in verdicts for one in verdict.candidates]
    organisations = dict.fromkeys(one.organisation for one in candidates)
    makers = dict.fromkeys(one.maker for one in candidates if one.maker)
    bands = dict.fromkeys(one.band for one in candidates)
    return "; ".join(sorted(organisations)), "; ".join(sorted(makers)), "; ".join(sorted(bands))


def _row(group: Group, total: Total, measures: Sequence[str]) -> dict[str, str]:
    told = {**group._asdict(), "rows": str(total.rows), "worst": total.outcome, "dual_use_rows": str(total.dual_use)}
    for name in measures:
        stated = sorted((unit, number) for (measure, unit), number in total.stated.items() if measure == name)
        told[name] = "; ".join(f"{_plain(number)} {unit or '(no unit)'}" for unit, number in stated)
        if name.endswith("weight"):
            told[f"{name}_kilograms"] = _plain(total.kilograms[name]) if name in total.kilograms else ""
            told[f"{name}_unconverted"] = str(total.unconverted[name])
        told[f"{name}_missing"] = str(total.missing[name])
        told[f"{name}_unread"] = str(total.unread[name])
    return told


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

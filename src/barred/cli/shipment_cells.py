"""What a report adds to a shipment row: a few cells for each role, and the goods' flags and faults."""

from collections.abc import Mapping, Sequence

from barred.model.verdict import Verdict
from barred.publishing.verdicts.verdict_row import row_of
from barred.readers.headings.shipment_columns import PARTIES
from barred.readers.values.weight_unit import kilograms
from barred.screening.trade.shipment_row import GOODS, MEASURES, ShipmentRow

__all__ = ["SHIPMENT_COLUMNS", "ShipmentCells"]

_ROLES = (*PARTIES, GOODS)
_OF_ROLE = ("outcome", "organisation", "maker", "band")
_OF_ROW = ("restrictions", "why", "questions", "sources")
_WEIGHTS = tuple(name for name in MEASURES if name.endswith("weight"))
SHIPMENT_COLUMNS = (
    "outcome",
    "judged_on",
    *(f"{role}_{name}" for role in _ROLES for name in _OF_ROLE),
    "dual_use",
    "dual_use_sources",
    "tariff_fault",
    *(f"{name}_kilograms" for name in _WEIGHTS),
    *_OF_ROW,
)
_REMEMBERED = 20_000


class ShipmentCells:
    """Makes the added cells and the data of rows; what verdicts share is made once.

    Args:
        on: The day by which rows without a date were judged.
    """

    def __init__(self, on: str) -> None:
        self._on = on
        self._made: dict[tuple[object, str, str], dict[str, str]] = {}

    def cells(self, row: ShipmentRow) -> dict[str, str]:
        """Give the cells by the names of `SHIPMENT_COLUMNS`; several values are joined by `; `."""
        told = {"outcome": row.outcome, "judged_on": row.day or self._on}
        for role in dict.fromkeys(one.role for one in row.sightings):
            verdicts = [self._row(one.verdict) for one in row.sightings if one.role == role]
            told |= {f"{role}_{name}": _joined([one[name] for one in verdicts]) for name in _OF_ROLE}
        told["dual_use"] = "; ".join(map(str, row.flags))
        told["dual_use_sources"] = _joined([flag.source for flag in row.flags])
        told["tariff_fault"] = row.tariff_fault
        for name in _WEIGHTS:
            amount = row.amounts.get(name)
            weight = kilograms(amount.number, amount.unit) if amount and amount.number is not None else None
            told[f"{name}_kilograms"] = "" if weight is None else f"{weight.normalize():f}"
        # Restrictions are told of those that count: the verdicts as bad as the row.
        counting = [self._row(one.verdict) for one in row.sightings if one.verdict.outcome == row.outcome]
        return told | {name: _joined([one[name] for one in counting]) for name in _OF_ROW}

    def data(self, table: str, row: ShipmentRow) -> Mapping[str, object]:
        """Give the row as plain data for the JSON forms."""
        return {
            "file": table,
            "row": row.number,
            "outcome": row.outcome,
            "day": row.day,
            "judged_on": row.day or self._on,
            "sightings": [
                {"role": one.role, "text": one.text, "said": one.said, **self._row(one.verdict)}
                for one in row.sightings
            ],
            "dual_use": [flag._asdict() for flag in row.flags],
            "tariff_fault": row.tariff_fault,
            "amounts": {
                name: {"number": None if one.number is None else str(one.number), "unit": one.unit, "why": one.why}
                for name, one in row.amounts.items()
            },
        }

    def _row(self, verdict: Verdict) -> dict[str, str]:
        # The same candidates on the same day have the same answer.
        key = (verdict.candidates, verdict.outcome, verdict.context.on)
        if key not in self._made:
            if len(self._made) >= _REMEMBERED:
                self._made.clear()
            self._made[key] = row_of(verdict)
        return self._made[key]


def _joined(values: Sequence[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, values)))

"""Screen shipment rows: every party and the goods apart, judged on the day of the row.

A subject is identified once, and judged once for each day on which it occurs: most rows repeat both.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from barred.identifiers.tariff_code import fault
from barred.identify.batch import identify_subjects
from barred.identify.index import WholeIndex
from barred.model.book import Book
from barred.model.candidate import Candidate
from barred.model.question import Context, Subject
from barred.model.verdict import Verdict
from barred.readers.headings.columns import ColumnMap
from barred.readers.headings.shipment_columns import PARTIES
from barred.readers.table import ITEM, BadRow, Batch, Table
from barred.readers.values.exact_number import Amount, parse_amount
from barred.readers.values.party_text import cut_party
from barred.readers.values.row_day import parse_row_day
from barred.readers.values.weight_unit import unit_in, weight_unit
from barred.screening.answer import Desk
from barred.screening.trade.day_spans import DaySpans
from barred.screening.trade.dual_use import DualUse
from barred.screening.trade.shipment_habits import Habits
from barred.screening.trade.shipment_row import GOODS, MEASURES, ShipmentRow, Sighting
from barred.text.fold import fold

__all__ = ["Screened", "ShipmentDesk", "screen_table"]

# What is remembered of subjects, of verdicts and of days stays bounded.
_REMEMBERED = 100_000
_DAYS = 5_000
_GOODS_FIELDS = {"brand": "brand", "model": "model", "goods": "description"}
_UNIT_COLUMNS = {"quantity": "quantity_unit", "value": "currency"}
_CODE = re.compile(r"\b[A-Z]{3}\b")
_DELIVERY = frozenset({"CFR", "CIF", "CIP", "CPT", "DAP", "DDP", "EXW", "FAS", "FCA", "FOB"})
_Key = tuple[str, ...]


@dataclass
class ShipmentDesk:
    """Answers for parties and goods on any day.

    Args:
        context: The case of the user; `on` is for rows without a date of their own.
        book: The directory.
        index: How texts are identified.
        dual_use: Flags goods.
        spans: Tells the days that one decision stands for.
    """

    context: Context
    book: Book
    index: WholeIndex
    dual_use: DualUse
    spans: DaySpans
    _desks: dict[str, Desk] = field(default_factory=dict)
    _candidates: dict[_Key, tuple[Candidate, ...]] = field(default_factory=dict)
    _verdicts: dict[tuple[_Key, str], Verdict] = field(default_factory=dict)

    def identify(self, subjects: Mapping[_Key, Subject]) -> None:
        """Identify the subjects that were not met before."""
        if len(self._candidates) > _REMEMBERED:
            self._candidates.clear()
            self._verdicts.clear()
        new = {key: one for key, one in subjects.items() if key not in self._candidates}
        self._candidates.update(zip(new, identify_subjects(list(new.values()), self.index), strict=True))

    def verdict(self, key: _Key, subject: Subject, *, day: str) -> Verdict:
        """Give the verdict on an identified subject on the day of a row, or on that of the case."""
        on = day or self.context.on
        if (key, on) not in self._verdicts:
            if len(self._verdicts) >= _REMEMBERED:
                self._verdicts.clear()
            desk = self._desk(on)
            made = desk.conclude(subject, self._candidates[key])
            self._verdicts[key, on] = made._replace(context=self.context._replace(on=on))
        return self._verdicts[key, on]

    def _desk(self, on: str) -> Desk:
        span = self.spans.span(on)
        if span not in self._desks:
            if len(self._desks) >= _DAYS:
                self._desks.clear()
            self._desks[span] = Desk(self.context._replace(on=on), book=self.book, index=self.index)
        return self._desks[span]


@dataclass(frozen=True)
class Screened:
    """A batch of a table: what was found about each row, and the rows that were left aside or not read."""

    rows: tuple[ShipmentRow, ...]
    aside: tuple[tuple[int, Sequence[str]], ...]
    unreadable: tuple[BadRow, ...]


class _Asked:
    """The row as questions: its day, and the key and subject of each party and of the goods."""

    def __init__(self, cells: Sequence[str], columns: Mapping[str, int], order: str | None) -> None:
        told = {meaning: " ".join(cells[at].split()) for meaning, at in columns.items()}
        self.told = told
        self.day = parse_row_day(told.get("date", ""), order=order)
        self.parties = [
            (role, one.said, _party_key(one.name), Subject(one.name, "row", fields={"organisation": one.name}))
            for role in PARTIES
            for one in cut_party(told.get(role, ""))
        ]
        fields = {name: told[meaning] for meaning, name in _GOODS_FIELDS.items() if told.get(meaning)}
        if fields:
            text = " ".join(fields.values())
            key = (GOODS, *(fields.get(name, "") for name in _GOODS_FIELDS.values()))
            self.parties.append((GOODS, "", key, Subject(text, "row", fields=fields)))


def _party_key(name: str) -> _Key:
    return (name,)


def screen_table(table: Table, desk: ShipmentDesk, *, habits: Habits) -> Iterator[Screened]:
    """Screen a table batch by batch.

    Args:
        table: An opened table of shipment rows.
        desk: Answers in the case of the user.
        habits: How the table writes numbers and dates.

    Returns:
        The batches in file order; order of rows and size of batches change nothing about any row.
    """
    for batch in table.batches():
        yield _screened(batch, desk, habits)


def _screened(batch: Batch, desk: ShipmentDesk, habits: Habits) -> Screened:
    columns = {one.meaning: one.index for one in batch.columns.columns}
    units = _units(batch.columns)
    items = [at for at, kind in enumerate(batch.kinds) if kind == ITEM]
    asked = [_Asked(batch.rows[at], columns, habits.order) for at in items]
    desk.identify({key: subject for one in asked for _, _, key, subject in one.parties})
    rows = tuple(
        ShipmentRow(
            number=batch.numbers[at],
            cells=batch.rows[at],
            day=one.day,
            sightings=tuple(
                Sighting(role, subject.text, said, desk.verdict(key, subject, day=one.day))
                for role, said, key, subject in one.parties
            ),
            flags=desk.dual_use.flags(one.told.get("tariff_code", ""), one.told.get("goods", "")),
            tariff_fault=fault(one.told["tariff_code"]) if one.told.get("tariff_code") else "",
            amounts={name: _amount(name, one.told, units=units, habits=habits) for name in MEASURES if name in columns},
        )
        for at, one in zip(items, asked, strict=True)
    )
    left = (at for at, kind in enumerate(batch.kinds) if kind != ITEM)
    return Screened(rows, tuple((batch.numbers[at], batch.rows[at]) for at in left), tuple(batch.unreadable))


def _units(columns: ColumnMap) -> dict[str, str]:
    """Give the units that the headers themselves name: kilograms for weights, a currency for the value."""
    found = {}
    for one in columns.columns:
        if one.meaning in MEASURES:
            found[one.meaning] = _currency_in(one.header) if one.meaning == "value" else unit_in(one.header)
    return found


def _currency_in(header: str) -> str:
    """Give the code of a currency that stands in a header; terms of delivery have three letters too."""
    return next((code for code in _CODE.findall(header) if code not in _DELIVERY), "")


def _amount(name: str, told: Mapping[str, str], *, units: Mapping[str, str], habits: Habits) -> Amount:
    """Read a figure with the unit beside it, else that of its own column, else that of the header."""
    found = parse_amount(told[name], mark=habits.mark)
    unit = found.unit or told.get(_UNIT_COLUMNS.get(name, "weight_unit"), "") or units.get(name, "")
    if name.endswith("weight"):
        return found._replace(unit=weight_unit(unit))
    return found._replace(unit=unit.upper() if name == "value" else fold(unit))

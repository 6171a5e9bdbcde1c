"""Shipment rows: each party judged on the day of its row, and sums that a slow twin confirms."""

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from barred.directory.snapshot import Snapshot
from barred.model.question import Asker, Context, Subject
from barred.readers.headings.shipment_columns import guess_shipment_columns
from barred.readers.open_tables import open_tables
from barred.screening.answer import Desk
from barred.screening.snapshot_index import whole_index
from barred.screening.trade.day_spans import DaySpans
from barred.screening.trade.dual_use import DualUse
from barred.screening.trade.shipment_habits import Habits, learn_habits
from barred.screening.trade.shipment_row import ShipmentRow
from barred.screening.trade.shipment_totals import ShipmentTotals
from barred.screening.trade.shipments import ShipmentDesk, screen_table

HEADER = "date,shipper,consignee,goods,hs code,gross weight,weight unit,value,currency"
DAYS = ("2019-08-12", "2019-08-13", "2021-03-01", "2021-03-30", "2022-11", "2023", "soon", "")
PARTIES = ("Dahua Technology", "Hikvision", "Lorex", "Axis Communications AB", "Quay Trading Ltd", "TO ORDER",
           "Dahua Technology c/o Quay Trading Ltd", "")  # fmt: skip
GOODS = ("Camera DS-2CD2143G2-I", "thermal imager", "LED lamps", "")
WEIGHTS = ("1.5", "20", "1.250", "", "n/a", "0.1")
UNITS = ("kg", "t", "lb", "tons", "")
KILOGRAMS = {"kg": Fraction(1), "t": Fraction(1000), "lb": Fraction("0.45359237")}

Cells = tuple[str, ...]
ROWS = some.tuples(
    some.sampled_from(DAYS), some.sampled_from(PARTIES), some.sampled_from(PARTIES), some.sampled_from(GOODS),
    some.sampled_from(("852589", "8529.90.92", "77", "")), some.sampled_from(WEIGHTS), some.sampled_from(UNITS),
    some.sampled_from(("10", "2.50", "")), some.sampled_from(("USD", "EUR")),
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(snapshot: Snapshot) -> ShipmentDesk:
    """Give a desk for an agency that procures, judging by what is known today."""
    context = Context("2024-01-01", asker=Asker("agency", ("us/federal/executive-agency",)), conduct="procure")
    bodies = [snapshot.body(kind, key) for kind in ("restriction", "organisation") for key in snapshot.ids(kind)]
    dual_use = DualUse(snapshot.rows("dual_use_goods"))
    return ShipmentDesk(context, snapshot, whole_index(snapshot), dual_use, DaySpans(bodies))


def screened(
    folder: Path, rows: Iterable[Cells], desk: ShipmentDesk, *, said: Habits | None = None
) -> list[ShipmentRow]:
    """Write rows as CSV and screen them."""
    path = folder / "rows.csv"
    path.write_text("\n".join([HEADER, *(",".join(f'"{cell}"' for cell in row) for row in rows)]) + "\n", "utf-8")
    (table,) = open_tables(path, guess=guess_shipment_columns).tables
    habits = said or learn_habits(table, said=Habits())
    return [row for batch in screen_table(table, desk, habits=habits) for row in batch.rows]


def totals(rows: Iterable[ShipmentRow]) -> list[dict[str, str]]:
    """Add rows up."""
    made = ShipmentTotals()
    made.add(rows)
    return made.rows()


def slow_kilograms(rows: Sequence[ShipmentRow]) -> dict[tuple[str, str], Fraction]:
    """Add kilograms up by role and month, one row and one cell at a time."""
    found: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for row in rows:
        cell, unit = row.cells[5], row.cells[6]
        if cell in {"1.5", "20", "1.250", "0.1"} and unit in KILOGRAMS:
            for role in {one.role for one in row.sightings}:
                found[role, row.month] += Fraction(cell) * KILOGRAMS[unit]
    return {key: value for key, value in found.items() if value}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=some.lists(ROWS, min_size=1, max_size=12))
def test_sums_are_those_of_a_slow_twin(rows: list[Cells], desk: ShipmentDesk, tmp_path: Path) -> None:
    """Exact sums of kilograms, and every row counted once under each role that it fills."""
    found = screened(tmp_path, rows, desk, said=Habits(".", "dmy"))

    made = ShipmentTotals()
    made.add(found)

    summed: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    counted: dict[str, int] = defaultdict(int)
    for group, total in made.groups.items():
        counted[group.role] += total.rows
        if "gross_weight" in total.kilograms:
            summed[group.role, group.month] += Fraction(total.kilograms["gross_weight"])
    assert dict(summed) == slow_kilograms(found)
    for role in ("consignor", "consignee", "goods"):
        assert counted[role] == sum(any(one.role == role for one in row.sightings) for row in found)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=some.lists(ROWS, min_size=1, max_size=12), seed=some.integers(0, 99))
def test_order_and_split_of_rows_change_nothing(
    rows: list[Cells], seed: int, desk: ShipmentDesk, tmp_path: Path
) -> None:
    """The same rows in another order, and in two files, give the same totals."""
    mixed = random.Random(seed).sample(rows, len(rows))  # noqa: S311 - a shuffle that can be repeated
    said = Habits(".", "dmy")

    whole = totals(screened(tmp_path, rows, desk, said=said))
    other = totals(screened(tmp_path, mixed, desk, said=said))
    cut = len(rows) // 2
    halves = [*screened(tmp_path, rows[:cut], desk, said=said), *screened(tmp_path, rows[cut:], desk, said=said)]

    assert whole == other == totals(halves)


@settings(max_examples=40, deadline=None)
@given(party=some.sampled_from(("Dahua Technology", "Hikvision", "Lorex", "Huawei")),
       day=some.dates(min_value=dt.date(2017, 1, 1)).map(str))  # fmt: skip
def test_a_decision_for_a_span_of_days_is_that_of_each_day(party: str, day: str, desk: ShipmentDesk) -> None:
    """Whichever day of a span was asked first, the verdict is the one that the day itself would get."""
    subject = Subject(party, "row", fields={"organisation": party})
    desk.identify({(party,): subject})

    fast = desk.verdict((party,), subject, day=day)

    slow = Desk(desk.context._replace(on=day), book=desk.book, index=desk.index).answer(subject)
    assert fast == slow


def test_each_row_is_judged_on_its_own_day(desk: ShipmentDesk, tmp_path: Path) -> None:
    """The day before a law and its first day differ; a row without a date is judged on the day asked."""
    rows = [(day, "Hikvision", "", "", "", "1", "kg", "", "") for day in ("2019-08-12", "2019-08-13", "soon")]

    found = screened(tmp_path, rows, desk)

    assert [row.sightings[0].verdict.context.on for row in found] == ["2019-08-12", "2019-08-13", "2024-01-01"]
    assert [row.outcome for row in found] == ["noted", "barred", "barred"]


def test_sums_never_cross_units_and_currencies(desk: ShipmentDesk, tmp_path: Path) -> None:
    """What the rows state stays apart; kilograms stand beside it, and what could not be converted is counted."""
    weights = [("1.5", "t", "10", "USD"), ("20", "kg", "2.50", "EUR"), ("2", "tons", "", "EUR"), ("", "kg", "1", "USD")]
    rows = [("2022-03-01", "Hikvision", "", "", "", *one) for one in weights]

    (told,) = totals(screened(tmp_path, rows, desk))

    assert told["gross_weight"] == "20 kg; 1.5 t; 2 tons"
    assert (told["gross_weight_kilograms"], told["gross_weight_unconverted"]) == ("1520", "1")
    assert (told["gross_weight_missing"], told["value"], told["value_missing"]) == ("1", "2.5 EUR; 11 USD", "1")


def test_an_open_number_is_neither_guessed_nor_dropped(desk: ShipmentDesk, tmp_path: Path) -> None:
    """`1.250` alone is counted as unread, and read as soon as another cell proves the habit."""
    row = ("2022-03-01", "Hikvision", "", "", "", "1.250", "kg", "", "")
    proof = ("2022-03-01", "Hikvision", "", "", "", "2.5", "kg", "", "")

    (alone,) = totals(screened(tmp_path, [row], desk))
    (proved,) = totals(screened(tmp_path, [row, proof], desk))

    assert (alone["gross_weight"], alone["gross_weight_unread"]) == ("", "1")
    assert (proved["gross_weight"], proved["gross_weight_unread"]) == ("3.75 kg", "0")


def test_sums_stay_exact(desk: ShipmentDesk, tmp_path: Path) -> None:
    """Ten tenths are one."""
    rows = [("2022-03-01", "Hikvision", "", "", "", "0.1", "kg", "", "")] * 10

    (told,) = totals(screened(tmp_path, rows, desk))

    assert Decimal(told["gross_weight_kilograms"]) == 1


def test_an_unknown_party_keeps_a_row_from_being_clear(desk: ShipmentDesk, tmp_path: Path) -> None:
    """Clear is said only of a row whose every party and goods are clear."""
    rows = [
        ("2022-03-01", "Axis Communications AB", buyer, "", "", "", "", "", "") for buyer in ("", "Quay Trading Ltd")
    ]

    found = screened(tmp_path, rows, desk)

    assert [row.outcome for row in found] == ["clear", "unidentified"]

"""Learn how a table writes numbers and dates, from all of its rows, before any of them is read.

`1.250` is a thousand and more in one file and one and a quarter in another, and `03/04/2022` is two days. One
cell that proves the habit settles its column; where none does, or two disagree, such cells stay open.
"""

from typing import NamedTuple

from barred.readers.table import ITEM, Table
from barred.readers.values.exact_number import decimal_mark
from barred.readers.values.row_day import day_order
from barred.screening.trade.shipment_row import MEASURES

__all__ = ["Habits", "learn_habits"]


class Habits(NamedTuple):
    """The decimal mark of a table and the order of day and month in it; None where it is open."""

    mark: str | None = None
    order: str | None = None


def learn_habits(table: Table, *, said: Habits) -> Habits:
    """Learn the habits of a table; what the user said goes before.

    Args:
        table: An opened table of shipment rows.
        said: What the user said about it.

    Cost:
        One walk over the rows, unless the user said both.
    """
    if said.mark and said.order:
        return said
    marks: set[str] = set()
    orders: set[str] = set()
    for batch in table.batches():
        rows = [cells for cells, kind in zip(batch.rows, batch.kinds, strict=True) if kind == ITEM]
        for meaning in MEASURES:
            for at in batch.columns.of(meaning):
                marks |= _shown({row[at] for row in rows})
        for at in batch.columns.of("date"):
            days = {row[at] for row in rows}
            orders |= {order for day in days if (order := day_order([day]))}
    return Habits(said.mark or _agreed(marks), said.order or _agreed(orders))


def _shown(cells: set[str]) -> set[str]:
    return {mark for cell in cells if not cell.isdecimal() and (mark := decimal_mark([cell]))}


def _agreed(shown: set[str]) -> str | None:
    return next(iter(shown)) if len(shown) == 1 else None

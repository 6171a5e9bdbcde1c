"""What a ledger holds, counted."""

from typing import NamedTuple

from sqlalchemy import func, select

from barred.ledger.ledger import Ledger
from barred.ledger.schema import METADATA, NEWEST

__all__ = ["Contents", "contents"]


class Contents(NamedTuple):
    """Where a ledger lies, its version and the newest that is known, and the rows of each table."""

    address: str
    version: str
    newest: str
    rows: dict[str, int]


def contents(ledger: Ledger) -> Contents:
    """Give what a ledger holds; of one of another version nothing is counted."""
    version = ledger.version()
    rows: dict[str, int] = {}
    if version == NEWEST:
        with ledger.read() as connection:
            for table in METADATA.sorted_tables:
                rows[table.name] = connection.execute(select(func.count()).select_from(table)).scalar_one()
    return Contents(ledger.address, version, NEWEST, dict(sorted(rows.items())))

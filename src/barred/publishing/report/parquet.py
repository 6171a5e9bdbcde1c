"""Write checked rows as Parquet: the table, the number of the row, the user's cells and what was found, all as text."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from barred.publishing.report.inquiry import Inquiry
from barred.publishing.report.reported_row import CheckedRow, ReportHead

__all__ = ["ParquetReport"]


class ParquetReport:
    """One table for all tables, its columns joined by name; a name that comes twice is told apart by a number."""

    def __init__(self, path: Path, head: ReportHead) -> None:
        self._head = head
        named = {table.name: _apart(table.header) for table in head.tables}
        mine = list(dict.fromkeys(name for names in named.values() for name in names))
        lead = head.columns_of_ours(("table", "row"), mine)
        text = _apart([*lead[:1], *mine, *head.columns_of_ours(head.added, [*lead, *mine])])
        self._named, self._lead, self._added = named, lead, text[1 + len(mine) :]
        fields: list[pa.Field[pa.DataType]] = [pa.field(name, pa.string()) for name in text]
        self._schema = pa.schema([fields[0], pa.field(lead[1], pa.int64()), *fields[1:]])
        self._about: dict[str, str] = {}
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")

    def add(self, table: str, rows: Iterable[CheckedRow]) -> None:
        """Write rows of a table."""
        names = self._named[table]
        told = [
            {
                self._lead[0]: table,
                self._lead[1]: row.number,
                **dict(zip(names, row.cells, strict=True)),
                **{name: row.added.get(column) for name, column in zip(self._added, self._head.added, strict=True)},
            }
            for row in rows
        ]
        if told:
            self._writer.write_table(pa.Table.from_pylist(told, schema=self._schema))

    def finish(self, about: Mapping[str, str], inquiry: Inquiry | None = None) -> None:
        """End the file; what it is about stands in its metadata."""
        del inquiry
        self._writer.add_key_value_metadata({f"barred.{name}": value for name, value in about.items()})
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._writer.close()


def _apart(header: Iterable[str]) -> list[str]:
    names: list[str] = []
    for name in header:
        number = 1
        while (name if number == 1 else f"{name} ({number})") in names:
            number += 1
        names.append(name if number == 1 else f"{name} ({number})")
    return names

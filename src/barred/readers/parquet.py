"""Read Parquet in batches; the columns of a nested one are flattened by one level."""

from collections.abc import Iterator
from pathlib import Path

from barred.errors import FileProblem
from barred.readers.options import Options
from barred.readers.table import BadRow, RawRow
from barred.readers.values.cells import shown

__all__ = ["Parquet", "read"]

_BATCH = 10_000
_MOST_RATIO = 200
_RATIO_MATTERS = 200 * 1024**2
# As long as a line of a delimited text may be.
_LONGEST = 1 << 22


def read(path: Path, options: Options) -> list["Parquet"]:  # noqa: ARG001 - every reader is called alike
    """Open a Parquet file.

    Raises:
        FileProblem: It is cut short, damaged or encrypted.
    """
    return [Parquet(path)]


class Parquet:
    """The rows of one file, numbered from 1."""

    across: frozenset[int] = frozenset()

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self.size_bytes = path.stat().st_size
        self._path = path
        self._at = 0
        import pyarrow as pa  # noqa: PLC0415 - heavy
        import pyarrow.parquet as pq  # noqa: PLC0415 - heavy

        try:
            with pq.ParquetFile(path) as file:
                self._rows = file.metadata.num_rows
                groups = [file.metadata.row_group(at) for at in range(file.metadata.num_row_groups)]
                self.group_rows = [one.num_rows for one in groups]
                largest = max((one.total_byte_size for one in groups), default=0)
                empty = file.schema_arrow.empty_table().flatten()
        except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
            raise FileProblem(f"not readable as Parquet ({error})", where=str(path), remedy="get it again") from None
        if largest > _RATIO_MATTERS and largest > _MOST_RATIO * self.size_bytes:
            what = f"a part of it unpacks to {largest / 1024**2:,.0f} MB, far more than its size"
            raise FileProblem(what, where=str(path), remedy="if you trust it, save the columns you need as CSV")
        self.declared: list[str] | None = empty.column_names

    def position(self) -> int:
        """Give the share of `size_bytes` that the latest walk has passed."""
        return self.size_bytes * self._at // max(1, self._rows)

    def rows(self) -> Iterator[RawRow | BadRow]:
        """Give every row; one with a cell that no table has is bad.

        Raises:
            FileProblem: A page is damaged.
        """
        import pyarrow as pa  # noqa: PLC0415 - heavy
        import pyarrow.parquet as pq  # noqa: PLC0415 - heavy

        number = 0
        try:
            with pq.ParquetFile(self._path) as file:
                for batch in file.iter_batches(batch_size=_BATCH):
                    columns = [column.to_pylist() for column in pa.Table.from_batches([batch]).flatten().columns]
                    for values in zip(*columns, strict=True):
                        number += 1
                        if any(isinstance(value, str | bytes) and len(value) > _LONGEST for value in values):
                            yield BadRow(number, f"a cell of more than {_LONGEST:,} signs")
                            continue
                        yield number, [shown(value) for value in values]
                    self._at = number
        except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
            raise FileProblem(
                f"unreadable after row {number} ({error})", where=str(self._path), remedy="get it again"
            ) from None

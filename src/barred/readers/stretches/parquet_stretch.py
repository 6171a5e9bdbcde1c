"""Read a stretch of Parquet: some row groups, and of them only the columns that say what a row is."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet as pq

from barred.readers.stretches.asked import in_order, laid_out
from barred.readers.stretches.stretch import Layout, Stretch
from barred.readers.values.cells import shown

__all__ = ["read_parquet"]

# The stubs of pyarrow know only some kinds of array that its functions take; the twin test checks them instead.
_compute: Any = pyarrow.compute


def read_parquet(stretch: Stretch, size: int) -> Iterator[pa.RecordBatch]:
    """Read a stretch in batches of at most `size` questions.

    Returns:
        A question for each row; where a row group is damaged one with an error stands for its rest.
    """
    row = stretch.row
    for group in range(stretch.start, stretch.stop):
        at, after = row, row
        try:
            with pq.ParquetFile(stretch.path) as file:
                after = row + file.metadata.row_group(group).num_rows
                for batch in file.iter_batches(size, [group], _names(file, stretch.layout), use_threads=False):
                    yield _asked(batch, stretch, at)
                    at += len(batch)
        except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
            why = f"this row and the next to row {after - 1} cannot be read ({error})"
            yield from in_order(None, [(at, why)], file=stretch.file)
        row = after


def _names(file: pq.ParquetFile, layout: Layout) -> list[str]:
    """Name the columns to read: those that say what a row is, or all."""
    needed = {*layout.identifying, *(at for _, places in layout.meanings for at in places)}
    wanted = sorted(needed) if layout.identifying else range(len(layout.header))
    # A nested column is read whole, under the name before the point.
    tops = {name for at in wanted for name in (layout.header[at], layout.header[at].partition(".")[0])}
    return [name for name in file.schema_arrow.names if name in tops]


def _asked(batch: pa.RecordBatch, stretch: Stretch, row: int) -> pa.RecordBatch:
    flat = pa.Table.from_batches([batch]).flatten()
    nothing = pa.nulls(len(batch), pa.string())
    cells = [_texts(flat[name]) if name in flat.column_names else nothing for name in stretch.layout.header]
    rows = pa.array(range(row, row + len(batch)), pa.int64())
    return laid_out(cells, stretch.layout, file=stretch.file, rows=rows)


def _texts(column: Any) -> pa.StringArray:  # noqa: ANN401 - a chunked array of any type
    values = column.combine_chunks()
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    if pa.types.is_string(values.type) or pa.types.is_large_string(values.type) or pa.types.is_null(values.type):
        texts: pa.StringArray = values.cast(pa.string())
        return texts
    coded = _compute.dictionary_encode(values) if not pa.types.is_nested(values.type) else None
    if coded is None:
        return pa.array([shown(value) for value in values.to_pylist()], pa.string())
    told = pa.array([shown(value) for value in coded.dictionary.to_pylist()], pa.string())
    return told.take(coded.indices)

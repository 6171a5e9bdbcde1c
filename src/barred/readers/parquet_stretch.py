"""Read a stretch of Parquet: some row groups, and of them only the columns that say what a row is."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet as pq

from barred.readers.asked import in_order, laid_out
from barred.readers.cells import shown
from barred.readers.stretch import Stretch

__all__ = ["read_parquet"]

# The stubs of pyarrow know only some kinds of array that its functions take; the twin test checks them instead.
_compute: Any = pyarrow.compute


def read_parquet(stretch: Stretch, size: int) -> Iterator[pa.RecordBatch]:
    """Read a stretch in batches of at most `size` questions.

    Returns:
        A question for each row; where the file is damaged one with an error stands for the rest.
    """
    layout = stretch.layout
    needed = {*layout.identifying, *(at for _, places in layout.meanings for at in places)}
    wanted = sorted(needed) if layout.identifying else list(range(len(layout.header)))
    row = stretch.row
    try:
        with pq.ParquetFile(stretch.path) as file:
            top = sorted({layout.header[at].partition(".")[0] for at in wanted} | {layout.header[at] for at in wanted})
            names = [name for name in file.schema_arrow.names if name in top]
            groups = list(range(stretch.start, stretch.stop))
            for batch in file.iter_batches(batch_size=size, row_groups=groups, columns=names, use_threads=False):
                flat = pa.Table.from_batches([batch]).flatten()
                rows = pa.array(range(row, row + len(batch)), pa.int64())
                nothing = pa.nulls(len(batch), pa.string())
                cells = [_texts(flat[name]) if name in flat.column_names else nothing for name in layout.header]
                yield laid_out(cells, layout, file=stretch.file, rows=rows)
                row += len(batch)
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        why = f"the rows from here to the end of the row groups cannot be read ({error})"
        yield from in_order(None, [(row, why)], file=stretch.file)


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

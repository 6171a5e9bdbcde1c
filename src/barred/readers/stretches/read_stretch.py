"""Read a stretch of any format as batches of questions."""

from collections.abc import Callable, Iterator

import pyarrow as pa

from barred.readers.stretches.delimited_stretch import read_delimited
from barred.readers.stretches.json_stretch import read_json_lines
from barred.readers.stretches.parquet_stretch import read_parquet
from barred.readers.stretches.stretch import Stretch
from barred.readers.stretches.warc import read_warc

__all__ = ["read_stretch"]

_READERS: dict[str, Callable[[Stretch, int], Iterator[pa.RecordBatch]]] = {
    "csv": read_delimited,
    "json-lines": read_json_lines,
    "parquet": read_parquet,
    "warc": read_warc,
}


def read_stretch(stretch: Stretch, *, size: int = 50_000) -> Iterator[pa.RecordBatch]:
    """Read a stretch.

    Args:
        stretch: What `Cutter` made.
        size: How many rows a batch has at most; it changes no row and no order.

    Returns:
        Batches of `barred.tables.ASKED`, every row of the stretch in its place.
    """
    return _READERS[stretch.format](stretch, size)

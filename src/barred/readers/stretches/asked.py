"""Make the questions of a table: columns in, columns out, no Python for each row."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from typing import Any

import pyarrow as pa
import pyarrow.compute

from barred.readers.stretches.stretch import Layout
from barred.tables import ASKED

__all__ = ["asked", "in_order", "laid_out"]

# The stubs of pyarrow know only some kinds of array that its functions take; the twin test checks them instead.
_compute: Any = pyarrow.compute

# What `str.split` without a sign takes for space.
_SPACE = r"[\s\v\p{Z}\x1c-\x1f\x85]+"
_LETTER = r"\p{L}"


def asked(columns: Mapping[str, Any], count: int) -> pa.RecordBatch:
    """Make a batch of questions of some of its columns; the others are null.

    Args:
        columns: Column of `ASKED` to an array of that many values, or to one value for all rows.
        count: How many rows there are.
    """
    arrays = []
    for field in ASKED:
        value = columns.get(field.name)
        if not isinstance(value, pa.Array):
            value = pa.repeat(pa.scalar(value, field.type), count)
        arrays.append(value.cast(field.type))
    return pa.RecordBatch.from_arrays(arrays, schema=ASKED)


def laid_out(cells: Sequence[pa.StringArray], layout: Layout, *, file: str, rows: pa.Int64Array) -> pa.RecordBatch:
    """Make the questions of the rows of a table.

    Args:
        cells: One array for each column of the layout, in its order.
        layout: What the columns mean.
        file: The file as the user gave it.
        rows: The numbers of the rows.

    Returns:
        A question for every row: `text` holds the cells that say what it is, in the order of their
        meanings, joined by a space; it is empty where all of them are.
    """
    places = layout.identifying or tuple(range(len(cells)))
    # Where every cell has to be read, figures say nothing; of one column, all do.
    worded = layout.identifiers if layout.identifying else (places if len(places) > 1 else ())
    parts = [_worded(cells[at]) if at in worded else cells[at] for at in places]
    told = {meaning: _joined([cells[at] for at in columns]) for meaning, columns in layout.meanings}
    return asked({"file": file, "row": rows, "kind": "row", "text": _joined(parts), **told}, len(rows))


def in_order(
    batch: pa.RecordBatch | None, unreadable: Sequence[tuple[int, str]], *, file: str
) -> Iterator[pa.RecordBatch]:
    """Put rows that could not be read, number and reason of each, between the others; nothing for no row at all."""
    if unreadable:
        rows = pa.array([row for row, _ in unreadable], pa.int64())
        why = pa.array([why for _, why in unreadable], pa.string())
        bad = asked({"file": file, "row": rows, "kind": "row", "error": why}, len(unreadable))
        both = pa.Table.from_batches([bad] if batch is None else [batch, bad])
        yield from both.sort_by("row").combine_chunks().to_batches()
    elif batch is not None:
        yield batch


def _worded(cells: pa.StringArray) -> pa.StringArray:
    kept: pa.StringArray = _compute.if_else(_compute.match_substring_regex(cells, _LETTER), cells, "")
    return kept


def _joined(parts: Sequence[pa.StringArray]) -> pa.StringArray:
    filled = [_compute.fill_null(part, "") for part in parts]
    text = reduce(lambda one, other: _compute.binary_join_element_wise(one, other, " "), filled)
    single: pa.StringArray = _compute.utf8_trim(_compute.replace_substring_regex(text, _SPACE, " "), " ")
    return single

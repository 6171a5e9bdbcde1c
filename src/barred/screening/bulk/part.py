"""Screen one stretch into one part of the output: the piece of work that every engine hands out."""

import os
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.compute
import pyarrow.parquet as pq

from barred.model.question import Context
from barred.readers.stretches.read_stretch import read_stretch
from barred.readers.stretches.stretch import Stretch
from barred.screening.bulk.open_screener import open_screener
from barred.screening.bulk.screener import EMPTY, screen_batches
from barred.tables import SCREENED

__all__ = ["Order", "Part", "count_part", "screen_stretch", "write_parquet"]

# The stubs of pyarrow know only some kinds of array that its functions take; the twin test checks them instead.
_compute: Any = pyarrow.compute


class Order(NamedTuple):
    """What is to be done with every stretch.

    Args:
        snapshot: Path of the snapshot.
        context: The case.
        folder: Where the parts go.
        batch_rows: How many rows are screened at once; it changes no answer.
    """

    snapshot: str
    context: Context
    folder: str
    batch_rows: int = 50_000

    def path(self, number: int) -> Path:
        """Give the place of a part."""
        return Path(self.folder, f"part-{number:06d}.parquet")


class Part(NamedTuple):
    """A finished part: the number of its stretch, its rows by outcome, and those without one.

    `unreadable` rows could not be read, `empty` ones say nothing.
    """

    number: int
    rows: int
    outcomes: tuple[tuple[str, int], ...]
    unreadable: int
    empty: int


def screen_stretch(order: Order, number: int, *, stretch: Stretch) -> Part:
    """Read a stretch, screen it and write its part, whole or not at all.

    Raises:
        SnapshotProblem: The snapshot cannot be read.
    """
    target = order.path(number)
    # Two processes may be at the same stretch when one was given up for lost: their parts are equal.
    unfinished = target.with_suffix(f".{os.getpid()}")
    screener = open_screener(order.snapshot, order.context)
    asked = read_stretch(stretch, size=order.batch_rows)
    with write_parquet(unfinished) as writer:
        for batch in screen_batches(asked, screener):
            writer.write_batch(batch)
    with unfinished.open("rb") as file:
        os.fsync(file.fileno())
    unfinished.replace(target)
    return count_part(order, number)


def write_parquet(path: Path) -> pq.ParquetWriter:
    """Open a file of answers for writing."""
    return pq.ParquetWriter(path, SCREENED, compression="zstd")


def count_part(order: Order, number: int) -> Part:
    """Count a part that lies there finished."""
    found = pq.read_table(order.path(number), columns=["outcome", "error"])
    outcomes = Counter(_values(found["outcome"]))
    empty = _compute.sum(_compute.equal(found["error"], EMPTY)).as_py() or 0
    failed = len(found) - found["error"].null_count
    return Part(number, len(found), tuple(sorted(outcomes.items())), failed - empty, empty)


def _values(column: Any) -> dict[str, int]:  # noqa: ANN401 - a chunked array
    counted = _compute.value_counts(column).to_pylist()
    return {one["values"]: one["counts"] for one in counted if one["values"] is not None}

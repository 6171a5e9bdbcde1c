"""Screen stretches on Spark: a task for each stretch, the same parts as from any other engine."""

import json
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa

from barred.readers.stretches.stretch import Stretch
from barred.screening.bulk.part import Order, Part, screen_stretch
from barred.spark.session import open_session
from barred.spark.shipped import ship, shipped

__all__ = ["run"]

# One job holds so many stretches for each task that runs at a time: enough to even out their
# lengths, few enough to tell in between how far it is.
_ROUNDS = 4
_STRETCHES = "number bigint, stretch binary"
_PARTS = "part string"


def run(order: Order, stretches: Sequence[tuple[int, Stretch]], *, processes: int = 1) -> Iterator[Part]:
    """Screen stretches.

    Args:
        order: What is to be done with each. Its folder and the inputs must be at the same place for
            every worker; the snapshot is sent.
        stretches: Numbers and stretches that are still to do.
        processes: How many tasks run side by side when Spark is started here.

    Returns:
        The parts as they are finished.

    Raises:
        UsageProblem: Java or PySpark is missing.
    """
    session = open_session(processes)
    ship(session, order.snapshot)
    context = session.sparkContext
    step = _ROUNDS * context.defaultParallelism
    for at in range(0, len(stretches), step):
        rows = [(number, pickle.dumps(stretch)) for number, stretch in stretches[at : at + step]]
        frame = session.createDataFrame(context.parallelize(rows, len(rows)), _STRETCHES)
        for row in frame.mapInArrow(_screened(order), _PARTS).collect():
            yield Part(*json.loads(row.part))


def _screened(order: Order) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    def screened(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        mine = order._replace(snapshot=shipped(order.snapshot))
        for batch in batches:
            for row in batch.to_pylist():
                part = screen_stretch(mine, row["number"], stretch=_unpacked(row["stretch"]))
                yield pa.RecordBatch.from_pydict({"part": [json.dumps(part)]})

    return screened


def _unpacked(stretch: bytes) -> Any:  # noqa: ANN401 - a Stretch
    return pickle.loads(stretch)  # noqa: S301 - packed by this program

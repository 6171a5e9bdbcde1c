"""Screen a DataFrame: every batch goes through the function that screens all other batches too."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from barred.errors import UsageProblem
from barred.model.question import Context
from barred.screening.bulk.open_screener import open_screener
from barred.screening.bulk.screener import screen_batches
from barred.spark.shipped import ship, shipped
from barred.spark.spark_schema import spark_schema
from barred.tables import ASKED, SCREENED

__all__ = ["screen_frame"]


def screen_frame(frame: Any, context: Context, *, snapshot: Path) -> Any:  # noqa: ANN401 - DataFrames of an extra
    """Screen the rows of a DataFrame.

    Args:
        frame: A DataFrame with any of the columns of `barred.tables.ASKED`: `text` or `organisation`, `brand`,
            `model` and `description`, and `file`, `row`, `uri` to know the rows by. Other columns are
            left out.
        context: Who asks, about what, when.
        snapshot: The snapshot to screen with; every worker gets a copy and opens it once.

    Returns:
        A DataFrame of `barred.tables.SCREENED`, one row for each row. How the rows lie in
        partitions changes none of them.

    Raises:
        UsageProblem: No column is one of those, or one has another type.
    """
    told = {name: kind for name, kind in frame.dtypes if name in ASKED.names}
    wanted = dict(one.split(" ") for one in spark_schema(ASKED).split(", "))
    wrong = [f"{name} is {kind} and not {wanted[name]}" for name, kind in told.items() if kind != wanted[name]]
    if wrong or not told:
        raise UsageProblem(
            "; ".join(wrong) or f"the columns are {', '.join(frame.columns)}",
            where="DataFrame",
            remedy=f"rename and cast columns to some of {', '.join(wanted)}",
        )
    ship(frame.sparkSession, str(snapshot.resolve()))
    return frame.select(*told).mapInArrow(_screened(str(snapshot.resolve()), context), spark_schema(SCREENED))


def _screened(snapshot: str, context: Context) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    def screened(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return screen_batches(batches, open_screener(shipped(snapshot), context))

    return screened

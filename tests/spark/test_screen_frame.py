"""DataFrames get the answers that batches get, whatever their partitions."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from barred.directory.snapshot import Snapshot
from barred.errors import UsageProblem
from barred.model.question import Context
from barred.screening.bulk.open_screener import open_screener
from barred.screening.bulk.screener import EMPTY, screen
from barred.spark.screen_frame import screen_frame
from barred.spark.spark_schema import spark_schema
from barred.tables import ASKED

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("ignore")]

NAMES = ("Hikvision DS-2CD2143G2-I", "Axis P3245", "Nobody", "大华 IPC", "Lorex camera", None, "  ")


def questions(count: int) -> pa.Table:
    """Give some questions; the last could not be read, and one in a hundred is a page."""
    return pa.Table.from_pylist(
        [
            {
                "row": at,
                "kind": "page" if at % 100 == 50 else "row",
                "text": NAMES[at % len(NAMES)],
                "error": "odd" if at == count - 1 else None,
            }
            for at in range(count)
        ],
        schema=ASKED,
    )


def rows(frame: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a DataFrame
    """Give the rows of a DataFrame by their number."""
    return sorted(frame.toArrow().to_pylist(), key=lambda row: int(row["row"]))


@pytest.mark.parametrize("partitions", [1, 3, 7])
def test_partitions_change_nothing(session: Any, snapshot: Snapshot, context: Context, partitions: int) -> None:  # noqa: ANN401
    """Two thousand rows, row by row the answers of one batch, errors and digests too."""
    asked = questions(2_000)
    frame = session.createDataFrame(asked.to_pylist(), spark_schema(ASKED)).repartition(partitions)
    (whole,) = asked.combine_chunks().to_batches()

    found = rows(screen_frame(frame, context, snapshot=snapshot.path))

    assert found == screen(whole, open_screener(str(snapshot.path), context)).to_pylist()
    assert {row["snapshot"] for row in found} == {snapshot.digest}
    assert found[-1]["error"] == "odd"
    assert {row["error"] for row in found[:-1] if not (row["text"] or "").strip() and row["kind"] == "row"} == {EMPTY}


def test_no_rows_give_no_rows(session: Any, snapshot: Snapshot, context: Context) -> None:  # noqa: ANN401
    """An empty DataFrame is screened to one."""
    frame = session.createDataFrame([], spark_schema(ASKED))

    assert rows(screen_frame(frame, context, snapshot=snapshot.path)) == []


def test_one_column_is_enough(session: Any, snapshot: Snapshot, context: Context) -> None:  # noqa: ANN401
    """Other columns are left out of the answer."""
    frame = session.createDataFrame([("Dahua", 1)], "brand string, price int")

    (found,) = screen_frame(frame, context, snapshot=snapshot.path).toArrow().to_pylist()

    assert (found["outcome"], found["text"]) == ("barred", "Dahua")


@pytest.mark.parametrize(
    ("schema", "told"), [("price int", "the columns are price"), ("brand int", "brand is int and not string")]
)
def test_columns_that_mean_nothing_are_an_error(
    session: Any,  # noqa: ANN401
    snapshot: Snapshot,
    context: Context,
    schema: str,
    told: str,
) -> None:
    """The error comes at once and not from inside a task."""
    with pytest.raises(UsageProblem, match=told):
        screen_frame(session.createDataFrame([(1,)], schema), context, snapshot=Path(snapshot.path))

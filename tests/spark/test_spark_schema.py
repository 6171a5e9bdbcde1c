"""Schemas as Spark says them."""

import pyarrow as pa
import pytest

from barred.spark.spark_schema import spark_schema
from barred.tables import ASKED, SCREENED


@pytest.mark.parametrize("schema", [ASKED, SCREENED], ids=["asked", "screened"])
def test_every_column_is_said_in_order(schema: pa.Schema) -> None:
    """Cut at the commas outside of brackets, the words are the columns."""
    said = spark_schema(schema)

    assert [one.split(" ")[0] for one in said.split(", ")] == schema.names
    assert "row bigint" in said


def test_nested_columns_are_said_by_their_parts() -> None:
    """What a list or a struct holds is said inside its brackets."""
    mention = pa.struct([("text", pa.string()), ("start", pa.int64())])

    assert spark_schema(pa.schema([("found", pa.list_(mention))])) == "found array<struct<text:string,start:bigint>>"

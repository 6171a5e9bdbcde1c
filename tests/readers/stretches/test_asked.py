"""Questions made in columns say what a person would read in each row."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from barred.readers.headings.columns import Column, ColumnMap
from barred.readers.kinds import RowKinds
from barred.readers.stretches.asked import asked, in_order, laid_out
from barred.readers.stretches.stretch import Layout
from barred.tables import ASKED

CELL = st.text(st.sampled_from("aé1 \t\u3000\x1c\u2028-"), max_size=5)
ROWS = st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=6)
MAP = ColumnMap((
    Column("brand", 1, "Brand", "header", ""),
    Column("model", 0, "Model", "header", ""),
    Column("identifier", 2, "Part", "header", ""),
))  # fmt: skip
LAYOUT = Layout(("Model", "Brand", "Part"), 1, MAP.identifying, (2,), (("brand", (1,)), ("model", (0,))))


@given(ROWS)
def test_a_text_is_that_of_the_slow_way(rows: list[list[str]]) -> None:
    """The identifying cells in the order of their meanings, an identifier only where it holds a letter."""
    cells = [pa.array([row[at] for row in rows], pa.string()) for at in range(3)]

    made = laid_out(cells, LAYOUT, file="a.csv", rows=pa.array(range(len(rows)), pa.int64()))

    kinds = RowKinds(MAP, LAYOUT.header)
    slow = []
    for row in rows:
        is_filled = any(row[at].strip() for at in (0, 1)) or any(sign.isalpha() for sign in row[2])
        slow.append(kinds.text(row) if is_filled else "")
    assert made["text"].to_pylist() == slow
    assert made["brand"].to_pylist() == [" ".join(row[1].split()) for row in rows]


def test_without_known_columns_every_worded_cell_is_read() -> None:
    """Figures alone say nothing; where there is one column, everything in it is said."""
    three = [pa.array([text], pa.string()) for text in ("Axis", "12.50", "P1 dome")]
    numbers = pa.array([1], pa.int64())

    wide = laid_out(three, Layout(("A", "B", "C")), file="a.csv", rows=numbers)
    narrow = laid_out(three[1:2], Layout(("A",)), file="a.csv", rows=numbers)

    assert wide["text"].to_pylist() == ["Axis P1 dome"]
    assert narrow["text"].to_pylist() == ["12.50"]


def test_a_question_has_every_column() -> None:
    """What nobody said is null, and one value stands for all rows."""
    made = asked({"file": "a.csv", "row": pa.array([1, 2], pa.int64())}, 2)

    assert made.schema == ASKED
    assert made["file"].to_pylist() == ["a.csv", "a.csv"]
    assert made["text"].to_pylist() == [None, None]


def test_bad_rows_go_between_the_others() -> None:
    """Rows come in the order of their numbers; nothing makes nothing."""
    good = asked({"row": pa.array([1, 4], pa.int64())}, 2)

    (both,) = in_order(good, [(3, "odd")], file="a.csv")

    assert both["row"].to_pylist() == [1, 3, 4]
    assert both["error"].to_pylist() == [None, "odd", None]
    assert list(in_order(None, [], file="a.csv")) == []

"""Stretches of delimited text: the columnar way and the careful way give the same questions."""

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from barred.readers.open_tables import open_tables
from barred.readers.stretches.cut import Cutter
from barred.readers.stretches.delimited_stretch import read_delimited, read_records
from barred.readers.stretches.stretch import Layout, Stretch
from barred.readers.subjects import subjects
from tests.readers.all_rows import read_all

SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200)
LAYOUT = Layout(("brand", "model"), 0, (0, 1), (), (("brand", (0,)), ("model", (1,))), ",")
QUOTE = 'Brand,Model,Description,Qty\nHikvision,DS-1,"Dome, white",4\n"Axis ""C""",P3245,Dome,2\n'


def _stretch(path: Path, layout: Layout) -> Stretch:
    size = path.stat().st_size
    return Stretch(path.name, str(path), "csv", 0, size, 1, 1, size, layout)


@SHARED
@given(
    text=st.text(st.sampled_from('ab,;\t|"\n\r\x1f\0 é\u2028'), max_size=40),
    size=st.integers(1, 5),
    delimiter=st.sampled_from(",;\t|\x1f"),
)
def test_both_ways_give_the_same(text: str, size: int, delimiter: str, tmp_path: Path) -> None:
    """Whatever stands in a text, plain lines or not, the fast way is never another answer."""
    path = tmp_path / "rows.csv"
    path.write_text(text, "utf-8", newline="")
    stretch = _stretch(path, LAYOUT._replace(delimiter=delimiter))

    fast = [row for batch in read_delimited(stretch, size) for row in batch.to_pylist()]
    slow = [row for batch in read_records(stretch, size) for row in batch.to_pylist()]

    assert fast == slow


@SHARED
@given(
    rows=st.lists(st.lists(st.text(st.sampled_from('ab, "\u3000é'), max_size=6), min_size=2, max_size=2), min_size=1),
    size=st.integers(1, 9),
)
def test_plain_rows_come_back_as_they_are(rows: list[list[str]], size: int, tmp_path: Path) -> None:
    """Each row is one question, numbered as a person counts, with its cells under their meanings."""
    path = tmp_path / "rows.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)

    found = [row for batch in read_delimited(_stretch(path, LAYOUT), size) for row in batch.to_pylist()]

    folded = [[" ".join(cell.split()) for cell in row] for row in rows]
    assert [[row["brand"], row["model"]] for row in found] == folded
    assert [row["text"] for row in found] == [" ".join(" ".join(row).split()) for row in rows]
    assert [row["row"] for row in found] == list(range(1, len(rows) + 1))


def test_a_table_is_asked_as_check_asks_it(tmp_path: Path) -> None:
    """Text and columns of each row are those of the subjects that `barred check` makes."""
    path = tmp_path / "quote.csv"
    path.write_text(QUOTE, "utf-8")
    (table,) = open_tables(path).tables
    wanted = [one for batch in table.batches() for one in subjects(batch, file="quote.csv")]

    found = read_all(path)

    assert [row["text"] for row in found] == [one.text for one in wanted]
    assert [row["row"] for row in found] == [one.row for one in wanted] == [2, 3]
    for meaning in ("brand", "model", "description"):
        assert [row[meaning] for row in found] == [one.fields[meaning] for one in wanted]


@pytest.mark.parametrize("cut", [1, 30, 1 << 20])
@pytest.mark.parametrize("size", [1, 2, 100])
def test_rows_that_cannot_be_read_stay_in_their_place(cut: int, size: int, tmp_path: Path) -> None:
    """A row too long, a NUL byte and an empty row are questions too; how the file is cut changes none."""
    path = tmp_path / "quote.csv"
    path.write_text(f"{QUOTE}a,b,c,1,e\n\n,,,\nDahua,x\0,,\nDahua,IPC\n", "utf-8")

    found = read_all(path, cut=cut, size=size)

    assert [row["row"] for row in found] == [2, 3, 4, 6, 7, 8]
    assert [(row["text"], row["error"]) for row in found[2:]] == [
        (None, "5 cells, but the table has 4 columns"),
        ("", None),
        (None, "line 7 holds a NUL byte"),
        ("Dahua IPC", None),
    ]


def test_an_unclosed_quote_costs_its_row_alone(tmp_path: Path) -> None:
    """The rows behind it are read, wherever the file is cut."""
    path = tmp_path / "quote.csv"
    path.write_text(QUOTE + 'Dahua,"IPC,Dome,1\n' + "Axis,P1,Dome,1\n" * 500, "utf-8")

    found = read_all(path, cut=100)

    assert "is never closed" in found[2]["error"]
    assert len(found) == 503
    assert {row["text"] for row in found[3:]} == {"Axis P1 Dome"}


def test_titles_above_the_header_are_no_rows(tmp_path: Path) -> None:
    """What `barred check` takes for a title is not asked about here either."""
    path = tmp_path / "quote.csv"
    path.write_text(f"Offer 12,,,\n\n{QUOTE}", "utf-8")

    found = read_all(path, cut=1)

    assert [row["text"] for row in found] == ["Hikvision DS-1 Dome, white", 'Axis "C" P3245 Dome']


def test_a_cutter_gives_the_same_stretches_again(tmp_path: Path) -> None:
    """Two processes that cut a file agree on where."""
    path = tmp_path / "quote.csv"
    path.write_text(QUOTE * 50, "utf-8")

    assert Cutter(tmp_path, size=200).cut(path, 0) == Cutter(tmp_path, size=200).cut(path, 0)
    assert len(Cutter(tmp_path, size=200).cut(path, 0)) > 5

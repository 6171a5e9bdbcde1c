"""Cutting a text: nothing lost, each piece beginning where a record does."""

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from barred.readers.stretches.cut_lines import cut_lines

CELLS = st.text(st.sampled_from('ab,"\n\r é'), max_size=6)
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=12)
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@SHARED
@given(rows=ROWS, size=st.integers(1, 60))
def test_every_piece_begins_with_a_record(rows: list[list[str]], size: int, tmp_path: Path) -> None:
    """The pieces together are the file, and each is numbered as a reader of the whole would count."""
    path = tmp_path / "rows.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    data = path.read_bytes()

    pieces = list(cut_lines(path, size=size))

    assert b"".join(data[one.start : one.stop] for one in pieces) == data
    read: list[list[str]] = []
    for one in pieces:
        text = data[one.start : one.stop].decode("utf-8")
        records = list(csv.reader(text.splitlines(keepends=True) if "\r" not in text else _lines(text)))
        assert one.row == len(read) + 1
        read += records
    assert read == rows


def _lines(text: str) -> list[str]:
    """Cut lines as a file opened with newline='' does."""
    lines, at = [], 0
    while at < len(text):
        ends = [text.find(sign, at) for sign in "\r\n"]
        end = min((one for one in ends if one >= 0), default=len(text) - 1)
        end += text[end : end + 2] == "\r\n"
        lines.append(text[at : end + 1])
        at = end + 1
    return lines


def test_an_unclosed_quote_makes_the_rest_one_piece(tmp_path: Path) -> None:
    """Nobody can tell from outside where its records begin."""
    path = tmp_path / "rows.csv"
    path.write_text('a,b\nc,"d\n' + "e,f\n" * 100, "utf-8")

    pieces = list(cut_lines(path, size=4))

    assert [(one.start, one.row) for one in pieces] == [(0, 1), (4, 2)]


@pytest.mark.parametrize(("text", "pieces"), [("", 0), ("a", 1), ("a\nb", 2), ('"a\nb"\n', 2)])
def test_lines_of_json_hold_no_line_breaks(text: str, pieces: int, tmp_path: Path) -> None:
    """A quotation mark there says nothing about where a line ends; the last line may have no end."""
    path = tmp_path / "rows.jsonl"
    path.write_text(text, "utf-8")

    assert len(list(cut_lines(path, size=1, is_quoted=False))) == pieces

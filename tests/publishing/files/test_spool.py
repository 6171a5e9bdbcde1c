"""Lines that lie on disk for a while come back as they were put there."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barred.publishing.files import spool
from barred.publishing.files.spool import Spool, put_joined

LINES = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n")))


@given(LINES)
def test_lines_come_back_in_order(lines: list[str]) -> None:
    """Whatever letters they hold, and as often as somebody asks; there are line ends of other kinds in them."""
    held = Spool(Path())
    for one in lines:
        held.add(one)

    assert list(held) == lines
    assert list(held) == lines
    held.close()


def test_many_lines_leave_memory_and_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file has no name that another could find, or that could be left."""
    monkeypatch.setattr(spool, "_IN_MEMORY_BYTES", 10)
    held = Spool(tmp_path)
    for number in range(100):
        held.add(f"line {number}")

    assert list(held) == [f"line {number}" for number in range(100)]
    held.close()
    assert list(tmp_path.iterdir()) == []


@given(st.lists(st.integers()))
def test_joined_lines_are_the_members_of_a_list(numbers: list[int]) -> None:
    """None, one or many."""
    out = io.StringIO()
    put_joined(out, map(str, numbers))

    assert json.loads(f"[{out.getvalue()}]") == numbers

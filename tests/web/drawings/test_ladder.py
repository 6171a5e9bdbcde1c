"""Graphs of links in one column: everybody has a row, and every line has a box at each end."""

from typing import NamedTuple

from hypothesis import example, given
from hypothesis import strategies as st

from barred.web.drawings.ladder import lay_ladder
from barred.web.drawings.links import lay_links


class _Link(NamedTuple):
    subject: str
    to: str
    type: str = "made-by"
    until: str | None = None


KEYS = st.sampled_from("abcdefgh")
LINKS = st.lists(st.builds(_Link, KEYS, KEYS), max_size=30)


@given(LINKS)
@example([_Link("a", "c"), _Link("a", "d"), _Link("c", "b"), _Link("d", "b")])
def test_boxes_have_rows_of_their_own(links: list[_Link]) -> None:
    """Whatever the links, circles too: from top to bottom, inside the picture, the lines as well."""
    graph = lay_ladder("a", links)
    rows = [box.y for box in graph.boxes]

    assert sorted(set(rows)) == rows
    assert all(0 < box.x < graph.width and 0 < box.y < graph.height for box in graph.boxes)
    assert all(line.y1 < line.y2 for line in graph.lines)


@given(LINKS)
def test_it_shows_whom_the_wide_picture_shows(links: list[_Link]) -> None:
    """The same organisations in the same columns, and as many lines, as long as there is room."""
    wide, narrow = lay_links("a", links), lay_ladder("a", links)

    assert {(box.id, box.column) for box in narrow.boxes} == {(box.id, box.column) for box in wide.boxes}
    assert len(narrow.lines) == len(wide.lines)


def test_what_there_is_no_room_for_is_counted() -> None:
    """Nothing is left out silently."""
    graph = lay_ladder("a", [_Link(f"brand-{number}", "a") for number in range(30)])

    assert len(graph.boxes) + graph.left_out == 31
    assert graph.left_out > 0

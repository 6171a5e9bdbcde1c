"""Graphs of links: everybody has one place, nobody stands on another, and lines run from left to right."""

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from barred.web.drawings.links import lay_links


class _Link(NamedTuple):
    subject: str
    to: str
    type: str = "made-by"
    until: str | None = None


KEYS = st.sampled_from("abcdefgh")
LINKS = st.lists(st.builds(_Link, KEYS, KEYS), max_size=30)


@given(LINKS)
def test_boxes_have_places_of_their_own(links: list[_Link]) -> None:
    """Whatever the links, circles too."""
    graph = lay_links("a", links)
    places = [(box.x, box.y) for box in graph.boxes]

    assert len(set(places)) == len(places)
    assert len({box.id for box in graph.boxes}) == len(graph.boxes)
    assert [box.id for box in graph.boxes if box.column == 0] == ["a"]
    assert all(line.x1 < line.x2 for line in graph.lines)
    assert all(0 < box.x < graph.width and 0 < box.y < graph.height for box in graph.boxes)


@given(LINKS)
def test_everybody_at_the_centre_is_drawn(links: list[_Link]) -> None:
    """Who points to it, and whom it points to, as long as there is room."""
    drawn = {box.id for box in lay_links("a", links).boxes}

    assert {one.to for one in links if one.subject == "a"} <= drawn
    assert {one.subject for one in links if one.to == "a"} <= drawn


def test_what_there_is_no_room_for_is_counted() -> None:
    """Nothing is left out silently."""
    graph = lay_links("a", [_Link(f"brand-{number}", "a") for number in range(30)])

    assert len(graph.boxes) + graph.left_out == 31
    assert graph.left_out > 0


def test_a_link_that_ended_is_marked() -> None:
    """The past is drawn otherwise."""
    [line] = lay_links("a", [_Link("a", "b", until="2023")]).lines

    assert line.is_past

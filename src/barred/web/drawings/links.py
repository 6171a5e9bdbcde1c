"""Where the boxes of a graph of links lie: left who points to an organisation, right whom it points to."""

from collections.abc import Sequence
from typing import Any, NamedTuple

__all__ = ["Box", "Graph", "Line", "columns_of", "lay_links"]

_WIDTH, _GAP, _HEIGHT, _STEP = 180, 44, 34, 42
_MOST = 18


class Box(NamedTuple):
    """A box with the id of an organisation; `column` 0 is the organisation itself."""

    id: str
    column: int
    x: int
    y: int


class Line(NamedTuple):
    """A line from the side of one box to the side of another."""

    type: str
    is_past: bool
    x1: int
    y1: int
    x2: int
    y2: int


class Graph(NamedTuple):
    """A picture: its size, boxes and lines, and how many boxes on the left there was no room for."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    left_out: int


def lay_links(centre: str, links: Sequence[Any]) -> Graph:
    """Lay a graph out.

    Args:
        centre: The organisation that it is about.
        links: Links with `subject`, `type`, `to` and `until`; those that neither begin nor end at it come after
            those that do.

    Returns:
        Columns from left to right; in each the order is that of the links. A box has one place,
        and a link between boxes of one column is not drawn: the table beside the picture has all.
    """
    columns = columns_of(centre, links)
    placed = [key for key, column in columns.items() if column >= 0]
    before = [key for key, column in columns.items() if column < 0]
    kept = [*before[:_MOST], *placed]
    boxes = _boxes(kept, columns)
    at = {box.id: box for box in boxes}
    lines = tuple(
        _line(one.type, at[one.subject], at[one.to], is_past=bool(one.until))
        for one in links
        if one.subject in at and one.to in at and at[one.subject].column < at[one.to].column
    )
    right = max(box.x for box in boxes) + _WIDTH
    low = max(box.y for box in boxes) + _HEIGHT
    return Graph(right + 2, low + 2, boxes, lines, len(before) - len(before[:_MOST]))


def columns_of(centre: str, links: Sequence[Any]) -> dict[str, int]:
    """Give everybody a column: 0 is the centre, -1 who points to it, and from 1 on how far those are whom it points to.

    Args:
        centre: The organisation that it is about.
        links: As for `lay_links`.
    """
    columns = {centre: 0}
    for one in links:
        if one.to == centre:
            columns.setdefault(one.subject, -1)
    for _ in links:
        ends = {one.to: columns[one.subject] + 1 for one in links if columns.get(one.subject, -1) >= 0}
        new = {key: column for key, column in ends.items() if key not in columns}
        if not new:
            break
        columns.update(new)
    return columns


def _boxes(keys: Sequence[str], columns: dict[str, int]) -> tuple[Box, ...]:
    held: dict[int, list[str]] = {}
    for key in keys:
        held.setdefault(columns[key], []).append(key)
    tallest = max(len(some) for some in held.values())
    found = []
    for place, column in enumerate(sorted(held)):
        top = (tallest - len(held[column])) * _STEP // 2
        found += [
            Box(key, column, 1 + place * (_WIDTH + _GAP), 1 + top + row * _STEP) for row, key in enumerate(held[column])
        ]
    return tuple(found)


def _line(kind: str, start: Box, end: Box, *, is_past: bool) -> Line:
    return Line(kind, is_past, start.x + _WIDTH, start.y + _HEIGHT // 2, end.x, end.y + _HEIGHT // 2)

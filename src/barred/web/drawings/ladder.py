"""The graph of links for a narrow window: above who points to an organisation, below, set in, whom it points to."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from barred.web.drawings.links import Box, Graph, Line, columns_of

__all__ = ["lay_ladder"]

_WIDTH, _BOX, _HEIGHT, _STEP, _IN = 320, 232, 30, 38, 22
_MOST = 10


def lay_ladder(centre: str, links: Sequence[Any]) -> Graph:
    """Lay a graph out in one column.

    Args:
        centre: The organisation that it is about.
        links: As for `lay_links`.

    Returns:
        Boxes from top to bottom, each of those below set in by how far it is; a line runs down beside the boxes: from
        the right side of one above to that of the centre, from the bottom of another to the left side of one below.
    """
    columns = columns_of(centre, links)
    before = [key for key, column in columns.items() if column < 0]
    placed = [*before[:_MOST], *_below(centre, links, columns)]
    boxes = tuple(_box(row, key, columns[key]) for row, key in enumerate(placed))
    at = {box.id: box for box in boxes}
    lines = tuple(
        _line(one.type, at[one.subject], at[one.to], is_past=bool(one.until))
        for one in links
        if one.subject in at and one.to in at and at[one.subject].column < at[one.to].column
    )
    return Graph(_WIDTH, boxes[-1].y + _HEIGHT + 2, boxes, lines, len(before) - len(before[:_MOST]))


def _below(key: str, links: Sequence[Any], columns: dict[str, int]) -> list[str]:
    """Give an organisation and, under each, those that it points to; whom several point to stands under the last."""
    # Each once, in the order in which they are given.
    steps = dict.fromkeys(
        (one.subject, one.to)
        for one in links
        if columns.get(one.subject, -1) >= 0 and columns.get(one.to) == columns[one.subject] + 1
    )
    awaited = Counter(to for _, to in steps)
    found: list[str] = []
    waiting = [key]
    while waiting:
        found.append(waiting.pop())
        onward = [to for subject, to in steps if subject == found[-1]]
        awaited.subtract(onward)
        waiting += [to for to in reversed(onward) if not awaited[to]]
    return found


def _box(row: int, key: str, column: int) -> Box:
    return Box(key, column, 1 + _IN * max(column, 0), 1 + row * _STEP)


def _line(kind: str, start: Box, end: Box, *, is_past: bool) -> Line:
    if start.column < 0:
        return Line(kind, is_past, start.x + _BOX, start.y + _HEIGHT // 2, end.x + _BOX, end.y + _HEIGHT // 2)
    return Line(kind, is_past, start.x + _IN // 2, start.y + _HEIGHT, end.x, end.y + _HEIGHT // 2)

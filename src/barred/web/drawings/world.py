"""The outlines of the countries of the world, and of Europe once more and larger, from a table of data.

`world.json` is made by `bench/draw_world.py` from files whose digests it holds: projected, rounded to whole units and
keyed by ISO 3166-1. What is too small for an outline at that scale is a point.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

__all__ = ["Europe", "World", "world"]


class Europe(NamedTuple):
    """A part of the map with more detail: where it lies, and outlines and points, all in units of its own."""

    box: tuple[int, int, int, int]
    outlines: Mapping[str, str]
    points: Mapping[str, tuple[int, int]]


class World(NamedTuple):
    """The map: outlines as paths of SVG and points, by code; `others` have no code."""

    source: str
    digests: Mapping[str, str]
    width: int
    height: int
    outlines: Mapping[str, str]
    others: tuple[str, ...]
    points: Mapping[str, tuple[int, int]]
    europe: Europe


@cache
def world() -> World:
    """Give the map."""
    told = json.loads(resources.files("barred.web").joinpath("world.json").read_text("utf-8"))
    points = {code: (x, y) for code, (x, y) in told["points"].items()}
    return World(
        source=told["source"],
        digests=told["digests"],
        width=told["width"],
        height=told["height"],
        outlines=told["outlines"],
        others=tuple(told["others"]),
        points=points,
        europe=_europe(told["europe"], points),
    )


def _europe(told: Mapping[str, Any], points: Mapping[str, tuple[int, int]]) -> Europe:
    left, top, width, height = told["box"]
    times = told["times"]
    inside = {
        code: (x * times, y * times)
        for code, (x, y) in points.items()
        if left <= x * times <= left + width and top <= y * times <= top + height
    }
    return Europe((left, top, width, height), told["outlines"], inside)

"""The outlines of the countries of the world, from a table of data.

`world.json` was made from the files of the package world-atlas 2.0.2, whose digests it holds: projected, rounded to
whole units and keyed by ISO 3166-1. What is too small for an outline at that scale is a point.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

__all__ = ["World", "world"]


class World(NamedTuple):
    """The map: outlines as paths of SVG and points, by code; `others` have no code."""

    source: str
    width: int
    height: int
    outlines: Mapping[str, str]
    others: tuple[str, ...]
    points: Mapping[str, tuple[int, int]]


@cache
def world() -> World:
    """Give the map."""
    told = json.loads(resources.files("barred.web").joinpath("world.json").read_text("utf-8"))
    points = {code: (x, y) for code, (x, y) in told["points"].items()}
    return World(told["source"], told["width"], told["height"], told["outlines"], tuple(told["others"]), points)

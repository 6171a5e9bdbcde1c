"""The map: made by a script from files that it names, with every country that the directory may name."""

import json
import re
import runpy
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from barred.directory.snapshot import Snapshot
from barred.publishing.restriction_rows import country_of
from barred.web.drawings.world import world

PATH = re.compile(r"(M\d+,\d+l[-,\d ]+Z)+")
# The map ends before Antarctica; the others are no countries.
NOWHERE = {"aq", "eu", "zz"}


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    """Give what the script holds that draws the map."""
    return runpy.run_path(str(Path(__file__).parents[3] / "bench" / "draw_world.py"))


def test_outlines_lie_on_the_map() -> None:
    """Paths have whole numbers and end where they began; nobody has both an outline and a point."""
    found = world()

    assert len(found.outlines) > 170
    assert all(PATH.fullmatch(one) for one in (*found.outlines.values(), *found.europe.outlines.values()))
    assert not set(found.outlines) & set(found.points)
    assert all(0 <= x <= found.width and 0 <= y <= found.height for x, y in found.points.values())


def test_every_country_of_the_list_of_places_is_on_the_map(snapshot: Snapshot) -> None:
    """Each code of two letters has an outline or a point, whether a record names it today or not."""
    countries = {one for one in snapshot.vocabulary("place").terms if len(one) == 2} - NOWHERE

    assert len(countries) > 240
    assert countries <= {*world().outlines, *world().points}


def test_every_country_that_restricts_is_on_the_map(snapshot: Snapshot) -> None:
    """What lies in no single country, or in one that nobody names, is in the table alone."""
    places = {country_of(snapshot.restriction(key).place, book=snapshot) for key in snapshot.ids("restriction")}
    countries = {one for one in places if len(one) == 2} - NOWHERE

    assert countries
    assert countries <= {*world().outlines, *world().points}


def test_europe_is_drawn_larger_where_it_lies() -> None:
    """The part has its countries, and every outline of it ends inside its box."""
    left, top, width, height = world().europe.box

    assert {"gb", "de", "dk", "nl", "lt", "ie", "ua", "cy"} <= set(world().europe.outlines)
    for path in world().europe.outlines.values():
        starts = [tuple(map(int, one.split(","))) for one in re.findall(r"M(\d+,\d+)", path)]
        assert all(left <= x <= left + width and top <= y <= top + height for x, y in starts)
    assert {"mt", "li", "sm"} <= set(world().europe.points)


def test_the_table_names_the_files_that_it_was_made_from(script: dict[str, Any]) -> None:
    """Source, licence and digests are those that the script asks for."""
    told = json.loads(resources.files("barred.web").joinpath("world.json").read_text("utf-8"))

    assert told["digests"] == dict(script["DIGESTS"])
    assert all(re.fullmatch("sha256:[0-9a-f]{64}", one) for one in told["digests"].values())
    assert "Natural Earth, which is in the public domain" in told["source"]


def test_other_bytes_are_refused(script: dict[str, Any], tmp_path: Path) -> None:
    """A file with another digest makes no map; both digests are told."""
    for name in script["DIGESTS"]:
        (tmp_path / name).write_text("{}", "utf-8")

    with pytest.raises(SystemExit, match=r"expected the bytes with the digest sha256:736d.*, found sha256:44136f"):
        script["drawn"](tmp_path)


def test_a_topology_is_decoded_projected_and_cut(script: dict[str, Any]) -> None:
    """Arcs are sums of steps and may be walked backwards; the projection keeps Greenwich and the edges of the world."""
    square = {
        "transform": {"scale": [1.0, 1.0], "translate": [-10.0, 0.0]},
        "arcs": [[[0, 0], [20, 0], [0, 10]], [[0, 0], [0, 10], [20, 0]]],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, -2]], "id": "999", "properties": {"name": "Quay"}},
                ]
            }
        },
    }

    [(number, name, [ring])] = script["rings"](square)

    assert (number, name) == ("999", "Quay")
    assert ring == [(-10, 0), (10, 0), (10, 10), (-10, 10), (-10, 0)]
    assert script["projected"](0, 84) == (500, 0)
    assert script["projected"](180, 0)[0] == pytest.approx(1000)
    half = script["clipped"](ring, script["Box"](0, 2, 100, 100))
    assert sorted(set(half)) == [(0, 2), (0, 10), (10, 2), (10, 10)]
    assert script["outline"]([half], times=2) in {
        "M20,4l0,16-20,0 0-16Z", "M0,4l20,0 0,16-20,0Z", "M20,20l-20,0 0-16 20,0Z", "M0,20l0-16 20,0 0,16Z"
    }  # fmt: skip


def test_an_outline_that_goes_over_the_edge_is_parted(script: dict[str, Any]) -> None:
    """What lies on both sides of 180 degrees is drawn on both edges of the map, and not across it."""
    ring = [(170, 0), (-170, 0), (-170, 10), (170, 10), (170, 0)]

    west, east = sorted(script["parted"](ring))

    assert sorted({x for x, _ in west}) == [-180, -170]
    assert sorted({x for x, _ in east}) == [170, 180]
    assert script["parted"](east) == [east]


def test_steps_that_go_the_same_way_are_one(script: dict[str, Any]) -> None:
    """A path is as short as its bends; what has no area is no path."""
    assert script["outline"]([[(0, 0), (1, 0), (3, 0), (3, 2), (0, 2), (0, 0)]]) == "M0,0l3,0 0,2-3,0Z"
    assert script["outline"]([[(0, 0), (0.2, 0.1), (0.4, 0), (0, 0)]]) == ""

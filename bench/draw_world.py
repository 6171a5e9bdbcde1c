"""Draw the map of the world that the pages show, out of the outlines of Natural Earth.

    python bench/draw_world.py FOLDER > src/barred/web/world.json

`FOLDER` holds files of two packages of npm, as `npm pack world-atlas@2.0.2` and `npm pack i18n-iso-countries@7.14.0`
bring them: `countries-10m.json`, `countries-50m.json` and `countries-110m.json`, which were made from Natural Earth
(public domain), and `codes.json`, which tells the letters of a country by its number. A file with another digest is
refused, so the same table comes out.

Borders are those of Natural Earth, drawn as they are de facto. They say nothing about whose they should be.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import pairwise
from math import pi, radians
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["DIGESTS", "EUROPE", "Box", "clipped", "drawn", "main", "outline", "parted", "projected", "rings"]

DIGESTS: Mapping[str, str] = {
    "codes.json": "sha256:736d7666e943e0bca25c518e3903e2b328ce54b94662553a6472c379dbfb50aa",
    "countries-10m.json": "sha256:3bc6f1d367a9bcec479841bae0e76092f512838411d0cef124e92eec4db45f79",
    "countries-50m.json": "sha256:04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394",
    "countries-110m.json": "sha256:2516c915867c7baf18ddec727aec46c315541a07cfb3d79a6559b05d5e94eee8",
}
_SOURCE = (
    "world-atlas 2.0.2, made from Natural Earth, which is in the public domain: countries-110m.json for the world, "
    "countries-50m.json for Europe and the points, countries-10m.json for points that it alone has; "
    "codes by i18n-iso-countries 7.14.0"
)
_PROJECTION = (
    "Natural Earth, in whole units, those of Europe in fifths; the longitude of Greenwich in the middle, "
    "from 84 degrees north to 57 degrees south, so that Antarctica is left out"
)
_WIDTH, _NORTH, _SOUTH = 1000, 84, -57
_SCALE = _WIDTH / (2 * pi * 0.8707)
_LEFT_OUT = "aq"
# Drawn by Natural Earth, and without a number in ISO 3166-1; the code is the one in use.
_UNNUMBERED = {"Kosovo": "xk"}
# Parts that Natural Earth draws with the country to which they belong: that country, and longitude and latitude to the
# degree. The point is the middle of its outline that lies nearest, and none farther than this many degrees counts.
_PARTS = {
    "bq": ("nl", (-68, 12)),
    "bv": ("no", (3, -54)),
    "gf": ("fr", (-53, 4)),
    "gp": ("fr", (-61, 16)),
    "mq": ("fr", (-61, 15)),
    "re": ("fr", (56, -21)),
    "sj": ("no", (16, 79)),
    "tk": ("nz", (-172, -9)),
    "yt": ("fr", (45, -13)),
}
_NEAR = 2.0
# Natural Earth has these two as one territory without a number, so it is told apart by place.
_TERRITORY, _TERRITORIES = "Indian Ocean Ter.", {"cc": (97, -12), "cx": (106, -10)}
_FIFTHS = 5
# Islets of Europe below this many square fifths are left out, unless a country has nothing larger.
_SMALLEST = 2.0

Point = tuple[float, float]
Ring = list[Point]


class Box(NamedTuple):
    """A part of the map, in its units."""

    x: float
    y: float
    width: float
    height: float


# From Iceland to the Donets, from the North Cape to Crete.
EUROPE = Box(442, 22, 165, 128)


def rings(topology: Mapping[str, Any]) -> Iterator[tuple[str, str, list[Ring]]]:
    """Decode the countries of a file.

    Args:
        topology: TopoJSON, quantized.

    Returns:
        For each country its number (empty where it has none), its name, and its rings in degrees.
    """
    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Ring] = []
    for arc in topology["arcs"]:
        x = y = 0
        made: Ring = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            made.append((x * kx + tx, y * ky + ty))
        arcs.append(made)
    for one in topology["objects"]["countries"]["geometries"]:
        polygons = {"Polygon": [one.get("arcs")], "MultiPolygon": one.get("arcs")}[one["type"]]
        found = [part for polygon in polygons for indices in polygon for part in parted(_joined(indices, arcs))]
        yield one.get("id", ""), one["properties"]["name"], found


def parted(ring: Ring) -> list[Ring]:
    """Part a ring, in degrees, where it goes over the edge of the map at 180 degrees."""
    turned = 0.0
    whole: Ring = []
    for (before, _), (after, latitude) in pairwise([ring[0], *ring]):
        turned -= round((after - before) / 360) * 360.0
        whole.append((after + turned, latitude))
    sheets = [[(x + turn, y) for x, y in whole] for turn in (-360, 0, 360)]
    return [cut for one in sheets if _area(cut := clipped(one, Box(-180, -90, 360, 180))) > 0]


def projected(longitude: float, latitude: float) -> Point:
    """Give the place of a point on the map, in its units.

    Source:
        The polynomial of the Natural Earth projection, Šavrič and others 2011.
    """
    x, y = _flat(longitude, latitude)
    return _WIDTH / 2 + x * _SCALE, (_flat(0, _NORTH)[1] - y) * _SCALE


def clipped(ring: Ring, box: Box) -> Ring:
    """Cut off what of a ring lies outside a box, side after side.

    Source:
        Sutherland and Hodgman 1974.
    """
    sides = ((0, box.x, 1), (0, box.x + box.width, -1), (1, box.y, 1), (1, box.y + box.height, -1))
    for axis, limit, sign in sides:
        kept: Ring = []
        for before, after in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
            is_in, was_in = (after[axis] - limit) * sign >= 0, (before[axis] - limit) * sign >= 0
            if is_in != was_in:
                share = (limit - before[axis]) / (after[axis] - before[axis])
                kept.append((before[0] + (after[0] - before[0]) * share, before[1] + (after[1] - before[1]) * share))
            if is_in:
                kept.append(after)
        ring = kept
    return ring


def outline(some: Iterable[Ring], *, times: int = 1) -> str:
    """Write rings as a path of SVG in whole numbers; a ring of fewer than three different places is left out."""
    paths = []
    for ring in some:
        whole = [(round(x * times), round(y * times)) for x, y in ring]
        steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(whole)]
        steps = [one for one in steps if one != (0, 0)]
        if steps and len({*whole}) > 2:  # noqa: PLR2004 - fewer make no area
            steps = _straightened(steps[:-1] if whole[0] == whole[-1] else steps)
            x, y = whole[0]
            paths.append(f"M{x},{y}l" + " ".join(f"{dx},{dy}" for dx, dy in steps) + "Z")
    return "".join(paths).replace(",-", "-").replace(" -", "-")


def drawn(folder: Path) -> dict[str, Any]:
    """Draw the map from the files of a folder, whose digests are held against those that are expected."""
    told = {name: _read(folder / name) for name in DIGESTS}
    codes = {number: letters.lower() for letters, _, number, *_ in told["codes.json"]}
    small: dict[str, list[Ring]] = {}
    middle: dict[str, list[Ring]] = {}
    large: dict[str, list[Ring]] = {}
    others: list[list[Ring]] = []
    for scale, held in ((110, small), (50, middle), (10, large)):
        for number, name, some in rings(told[f"countries-{scale}m.json"]):
            code = codes.get(number) or _UNNUMBERED.get(name, "")
            if code and code != _LEFT_OUT:
                held.setdefault(code, []).extend(some)
            elif scale == 110 and not code:  # noqa: PLR2004 - the scale of the world
                others.append(some)
            elif name == _TERRITORY:
                held.update({part: [_nearest(some, place)] for part, place in _TERRITORIES.items()})
    large.update({part: [_nearest(large[whole], place)] for part, (whole, place) in _PARTS.items()})
    single = {code: middle.get(code) or large[code] for code in sorted({*middle, *large}) if code not in small}
    return {
        "source": _SOURCE,
        "digests": DIGESTS,
        "projection": _PROJECTION,
        "width": _WIDTH,
        "height": round(projected(0, _SOUTH)[1]),
        "outlines": {code: outline(map(_placed, some)) for code, some in sorted(small.items())},
        "others": [outline(map(_placed, some)) for some in others],
        "points": {code: _middle(some) for code, some in single.items()},
        "europe": {
            "times": _FIFTHS,
            "box": [round(one * _FIFTHS) for one in EUROPE],
            "outlines": {code: path for code, some in sorted(middle.items()) if (path := _in_europe(some))},
        },
    }


def main() -> int:
    """Write the map, an entry a line."""
    print(json.dumps(drawn(Path(sys.argv[1])), ensure_ascii=False, indent=0))
    return 0


def _read(path: Path) -> Any:  # noqa: ANN401 - whatever the JSON holds
    body = path.read_bytes()
    found = f"sha256:{sha256(body).hexdigest()}"
    if found != DIGESTS[path.name]:
        sys.exit(f"{path}: expected the bytes with the digest {DIGESTS[path.name]}, found {found}")
    return json.loads(body)


def _straightened(steps: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Make one step of those that go the same way."""
    made = [steps[0]]
    for dx, dy in steps[1:]:
        ax, ay = made[-1]
        if ax * dy == ay * dx and ax * dx + ay * dy > 0:
            made[-1] = (ax + dx, ay + dy)
        else:
            made.append((dx, dy))
    return made


def _joined(indices: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    """Join arcs to a ring; a negative index is an arc walked backwards."""
    ring: Ring = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += arc[1:] if ring else arc
    return ring


def _flat(longitude: float, latitude: float) -> Point:
    wide, high = radians(longitude), radians(latitude)
    two = high * high
    four = two * two
    x = wide * (0.8707 - 0.131979 * two + four * (-0.013791 + four * (0.003971 * two - 0.001529 * four)))
    y = high * (1.007226 + two * (0.015085 + four * (-0.044475 + 0.028874 * two - 0.005916 * four)))
    return x, y


def _placed(ring: Ring) -> Ring:
    """Put a ring on the map; what lies beyond its edges is drawn along them."""
    return [projected(x, min(max(y, _SOUTH), _NORTH)) for x, y in ring]


def _area(ring: Ring) -> float:
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, [*ring[1:], *ring[:1]], strict=True))) / 2


def _centre(ring: Ring) -> Point:
    xs, ys = zip(*ring, strict=True)
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def _middle(some: Sequence[Ring]) -> list[int]:
    x, y = _centre(_placed(max(some, key=_area)))
    return [round(x), round(y)]


def _nearest(some: Iterable[Ring], place: Point) -> Ring:
    def away(ring: Ring) -> float:
        x, y = _centre(ring)
        return max(abs(x - place[0]), abs(y - place[1]))

    found = min(some, key=away)
    if away(found) > _NEAR:
        sys.exit(f"no outline lies within {_NEAR} degrees of {place}")
    return found


def _in_europe(some: Iterable[Ring]) -> str:
    """Write what of a country lies in the part of Europe, without the smallest islets."""
    cut = [ring for one in some if (ring := clipped(_placed(one), EUROPE))]
    sizes = [_area(ring) * _FIFTHS**2 for ring in cut]
    least = min(_SMALLEST, max(sizes, default=0.0))
    return outline((ring for ring, size in zip(cut, sizes, strict=True) if size >= least), times=_FIFTHS)


if __name__ == "__main__":
    raise SystemExit(main())

"""The map: a country has an outline or a point, and the places of the directory are countries of it or wider."""

import re

from barred.directory.snapshot import Snapshot
from barred.publishing.restriction_rows import country_of
from barred.web.drawings.world import world


def test_outlines_lie_on_the_map() -> None:
    """Paths have whole numbers and end where they began; nobody has both an outline and a point."""
    found = world()

    assert len(found.outlines) > 170
    assert all(re.fullmatch(r"(M\d+,\d+(l-?\d+[,-]-?\d+|l-?\d+,?-?\d+)+Z)+", one) for one in found.outlines.values())
    assert not set(found.outlines) & set(found.points)
    assert all(0 <= x <= found.width and 0 <= y <= found.height for x, y in found.points.values())


def test_every_country_that_restricts_is_on_the_map(snapshot: Snapshot) -> None:
    """What lies in no single country, or in one that nobody names, is in the table alone."""
    places = {country_of(snapshot.restriction(key).place, book=snapshot) for key in snapshot.ids("restriction")}
    countries = {one for one in places if len(one) == 2} - {"eu", "zz"}

    assert countries
    assert countries <= {*world().outlines, *world().points}

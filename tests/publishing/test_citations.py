"""Every place that the directory points to, told once."""

from collections import Counter

from barred.directory.schema import CITING
from barred.directory.snapshot import Snapshot
from barred.evidence.citation import SILENT
from barred.publishing.citations import SILENT_TABLE, captures, citations


def test_every_block_of_every_kind_is_told(snapshot: Snapshot) -> None:
    """Of the built-in directory: as many as its records hold, none twice."""
    blocks = {
        kind: sum(len(snapshot.body(kind, key).get("evidence", ())) for key in snapshot.ids(kind)) for kind in CITING
    }

    told = list(citations(snapshot))

    counts = Counter(one.kind for one in told)
    assert counts == Counter({**blocks, SILENT: len(snapshot.rows(SILENT_TABLE))})
    assert counts["restriction"] > 100
    assert len({one[:3] for one in told}) == len(told)


def test_positions_point_into_captured_sources(snapshot: Snapshot) -> None:
    """A citation with a position can be looked up in a vault; others have none at all."""
    captured = captures(snapshot)

    told = list(citations(snapshot))

    assert captured
    for one in told:
        assert (one.start is None) == (one.end is None) == (not one.digest)
        assert one.start is None or one.source in captured

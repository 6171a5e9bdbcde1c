"""Records whole: every field, one shape a kind, citations with their passages."""

import json

import pytest

from barred.directory.snapshot import Snapshot
from barred.errors import SnapshotProblem, UsageProblem
from barred.publishing.records.export import export_lines
from barred.publishing.records.record_data import RECORD_KINDS, chosen, record_data, records
from tests.publishing.drawer import GAZETTE, PROOF, Drawer, filled, firm, rule


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_every_field_is_told(kind: str) -> None:
    """What a file may hold stands in the export, under the same name and with the same value."""
    body = filled(kind)

    told = record_data(kind, body)

    assert told["kind"] == kind
    assert {name: told[name] for name in body if name != "evidence"} == {
        name: value for name, value in body.items() if name != "evidence"
    }


def test_evidence_becomes_citations() -> None:
    """A passage by position and digest; without a position the source was not captured."""
    loose = {"key": "told", "source": "gazette", "pinpoint": "p. 4"}

    told = record_data("organisation", firm("acme", evidence=[PROOF, loose]))

    assert told["citations"] == [
        {
            "key": "seen",
            "source": "gazette",
            "selector": {"start": 3, "end": 9},
            "digest": PROOF["digest"],
            "pinpoint": None,
            "note": None,
        },
        {"key": "told", "source": "gazette", "selector": None, "digest": None, "pinpoint": "p. 4", "note": None},
    ]
    assert "evidence" not in told
    assert told["note"] is None


def test_a_source_tells_the_digest_of_its_bytes() -> None:
    """Whoever holds the document finds it by the digest; null says that nobody captured it."""
    uncaptured = {name: value for name, value in GAZETTE.items() if name != "capture"}

    assert record_data("source", GAZETTE)["digest"] == GAZETTE["capture"]["digest"]  # type: ignore[index]
    assert record_data("source", uncaptured)["digest"] is None


def test_lines_come_by_kind_and_id() -> None:
    """The order of files plays no part, and the same records give the same bytes."""
    book = Drawer(restriction=[rule("b", "acme"), rule("a", "acme")], organisation=[firm("zeta"), firm("acme")])

    lines = list(export_lines("jsonl", (), on="2020-01-01", book=book))

    found = [(one["kind"], one["id"]) for one in map(json.loads, lines)]
    assert found == [
        ("organisation", "acme"), ("organisation", "zeta"), ("restriction", "a"), ("restriction", "b"),
        ("source", "gazette"),
    ]  # fmt: skip
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in lines)
    assert lines == list(export_lines("jsonl", (), on="2021-01-01", book=book))


def test_the_whole_directory_has_one_shape_a_kind(snapshot: Snapshot) -> None:
    """Nobody has to guess which keys a line may have; no record is missing."""
    found = list(records(chosen((), RECORD_KINDS), book=snapshot))

    assert len(found) == sum(len(snapshot.ids(kind)) for kind in RECORD_KINDS) > 900
    assert {len({tuple(one) for one in found if one["kind"] == kind}) for kind in RECORD_KINDS} <= {0, 1}


def test_kinds_are_chosen_once_and_in_order() -> None:
    """None named means all; an unknown one is an error that names those there are."""
    assert chosen(["source", "events", "sources"], RECORD_KINDS) == ("event", "source")
    assert chosen(["vocabularies"], RECORD_KINDS) == ("vocabulary",)
    assert chosen((), RECORD_KINDS) == tuple(sorted(RECORD_KINDS))
    with pytest.raises(UsageProblem, match="organisation"):
        chosen(["ban"], RECORD_KINDS)


@pytest.mark.parametrize(
    ("kind", "body"),
    [("organisation", {"id": "acme"}), ("source", {**GAZETTE, "colour": "red"}), ("vocabulary", {"terms": []})],
)
def test_a_record_that_is_none_is_damage(kind: str, body: dict[str, object]) -> None:
    """A changed snapshot is told as such, with the remedy."""
    with pytest.raises(SnapshotProblem, match="directory build"):
        record_data(kind, body)

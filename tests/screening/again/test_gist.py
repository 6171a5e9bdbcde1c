"""What is kept of a verdict: folded once for the rows that share it, and the same as if each were folded alone."""

import json
from itertools import product

import pytest

from barred.directory.snapshot import Snapshot
from barred.ledger.canonical import digest_of
from barred.model.question import Subject
from barred.screening.again.gist import FoldedGists, gist
from barred.screening.answer import Desk
from barred.screening.context import Said, understand
from barred.screening.snapshot_index import SnapshotIndex

NAMES = ("Hikvision", "Dahua", "Lorex", "Axis", "Nobody")
LINES = ("{}", "{} DS-2CD2143G2-I", "{} and Bosch", "{} licence")


@pytest.mark.parametrize("remembered", [4096, 1])
def test_a_folded_gist_is_that_of_its_verdict(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, remembered: int
) -> None:
    """Whatever was folded before it, and however few it may remember."""
    monkeypatch.setattr("barred.screening.again.gist._REMEMBERED", remembered)
    context = understand(Said(on="2024-01-01", asker="us/federal/executive-agency"), book=snapshot)
    desk = Desk(context, book=snapshot, index=SnapshotIndex(snapshot))
    folded = FoldedGists()

    for line, name in (*product(LINES, NAMES), *product(LINES, reversed(NAMES))):
        verdict = desk.answer(Subject(line.format(name)))
        found = folded.fold(verdict)

        assert json.loads(found.body) == gist(verdict)
        assert found.digest == digest_of(gist(verdict))


def test_rows_that_share_a_verdict_share_its_gist(snapshot: Snapshot) -> None:
    """The text of a row is not in it."""
    desk = Desk(understand(Said(on="2024-01-01"), book=snapshot), book=snapshot, index=SnapshotIndex(snapshot))
    folded = FoldedGists()

    first, second = (folded.fold(desk.answer(Subject(f"Hikvision DS-2CD{number}G2-I"))) for number in (2143, 2146))

    assert first.body is second.body

"""A desk that answers many subjects says of each what a desk of its own would."""

from itertools import product

import pytest

from barred.directory.snapshot import Snapshot
from barred.model.question import Subject
from barred.screening.answer import Desk, answer
from barred.screening.context import Said, understand
from barred.screening.snapshot_index import SnapshotIndex

NAMES = ("Hikvision", "Hikua", "Dahua", "Dauha", "Lorex", "Axis", "大华", "Shanghai Dahua Scale Factory", "Nobody")
LINES = ("{}", "{} DS-2CD2143G2-I", "bracket for {}", "{} licence", "{} and Bosch")


@pytest.mark.parametrize("said", [
    Said(on="2021-03-01", asker="us/federal/executive-agency", conduct="procure"),
    Said(on="2024-03-01"),
])  # fmt: skip
def test_what_was_answered_before_changes_nothing(said: Said, snapshot: Snapshot) -> None:
    """Forwards and backwards; certain, doubtful, several candidates and none."""
    context, index = understand(said, book=snapshot), SnapshotIndex(snapshot)
    subjects = [Subject(line.format(name)) for line, name in product(LINES, NAMES)]
    desk = Desk(context, book=snapshot, index=index)

    for subject in (*subjects, *reversed(subjects)):
        assert desk.answer(subject) == answer(subject, context, book=snapshot, index=index)


def test_a_desk_forgets_before_it_grows(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    """However few verdicts it may remember, they are the same."""
    context, index = understand(Said(on="2024-03-01"), book=snapshot), SnapshotIndex(snapshot)
    monkeypatch.setattr("barred.screening.answer._REMEMBERED", 2)
    desk = Desk(context, book=snapshot, index=index)

    for name in NAMES * 2:
        assert desk.answer(Subject(name)) == answer(Subject(name), context, book=snapshot, index=index)
        assert len(desk._alone) <= 2  # noqa: SLF001 - the limit is its promise

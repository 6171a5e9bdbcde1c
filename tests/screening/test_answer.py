"""A desk that answers many subjects says of each what a desk of its own would."""

from itertools import product

import pytest

from barred.directory.snapshot import Snapshot
from barred.model.question import Subject
from barred.model.waiver import Waiver
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


def test_what_waivers_cover_is_the_same_whatever_was_answered_before(snapshot: Snapshot) -> None:
    """Some rows are covered, some are not, some were until a waiver ended; equal ones share their parts."""
    context = understand(Said(on="2024-03-01", asker="us/federal/executive-agency", conduct="procure"), book=snapshot)
    index = SnapshotIndex(snapshot)
    bare = Desk(context, book=snapshot, index=index).answer(Subject("Hikvision"))
    binding = tuple(one.id for one in bare.restrictions if one.applies == "yes")
    waivers = [
        Waiver("w-1", "model", "DS-2CD2143G2-I", binding, "spares", "the head", "2023-01-01", "2025-01-01"),
        Waiver("w-2", "organisation", "dahua", binding, "spares", "the head", "2021-01-01", "2022-01-01"),
        Waiver("w-3", "brand", "Lorex", binding[:1], "spares", "the head", "2023-01-01", "2025-01-01"),
    ]
    lines = ("{}", "{} DS-2CD2143G2-I", "{} DS-2CD2346G2-I", "{} and Bosch")
    subjects = [Subject(line.format(name)) for line, name in product(lines, NAMES)]
    desk = Desk(context, book=snapshot, index=index, waivers=waivers)

    for subject in (*subjects, *reversed(subjects)):
        alone = Desk(context, book=snapshot, index=index, waivers=waivers)
        assert desk.answer(subject) == alone.answer(subject)

    covered = [desk.answer(Subject(f"Hikvision DS-2CD2143G2-I, line {number}")) for number in (1, 2)]
    assert {one.outcome for one in covered} == {"waived"}
    assert covered[0].restrictions is covered[1].restrictions
    assert desk.answer(Subject("Hikvision DS-2CD2346G2-I")).outcome == "barred"


def test_a_desk_forgets_before_it_grows(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    """However few verdicts it may remember, they are the same."""
    context, index = understand(Said(on="2024-03-01"), book=snapshot), SnapshotIndex(snapshot)
    monkeypatch.setattr("barred.screening.answer._REMEMBERED", 2)
    desk = Desk(context, book=snapshot, index=index)

    for name in NAMES * 2:
        assert desk.answer(Subject(name)) == answer(Subject(name), context, book=snapshot, index=index)
        assert len(desk._alone) <= 2  # noqa: SLF001 - the limit is its promise

"""Verdicts told one after the other: as each would be told alone, and what they share as one object."""

import json
from itertools import product

import pytest

from barred.directory.snapshot import Snapshot
from barred.model.listing import Listing
from barred.model.question import Subject
from barred.model.verdict import Verdict
from barred.publishing.verdicts.told_verdicts import ToldVerdicts
from barred.publishing.verdicts.verdict_data import as_data
from barred.publishing.verdicts.verdict_lines import VerdictLines
from barred.publishing.verdicts.verdict_row import COLUMNS, row_of
from barred.screening.answer import Desk
from barred.screening.context import Said, understand
from barred.screening.snapshot_index import SnapshotIndex

NAMES = ("Hikvision", "Dahua", "Lorex", "Axis", "大华", "Nobody", "LEI 00EXAMPLEOPTICS00087")
LINES = ("{}", "{} DS-2CD2143G2-I", "{} and Bosch", "{} licence")
LISTING = Listing(
    "same", "xx-quay", "Quay list", "7", "Veloptic Ltd", "", "", "", "2024-05", "", 0.98, "list-xx-quay", "2026-11-01"
)


@pytest.fixture(scope="module")
def verdicts(snapshot: Snapshot) -> list[Verdict]:
    """Give verdicts of every kind, many of which share most of what they tell."""
    said = Said(on="2024-01-01", asker="us/federal/executive-agency", conduct="procure")
    desk = Desk(understand(said, book=snapshot), book=snapshot, index=SnapshotIndex(snapshot))
    found = [desk.answer(Subject(line.format(name))) for line, name in product(LINES, NAMES)]
    return [*found, *reversed(found), *(one._replace(listings=(LISTING,)) for one in found)]


@pytest.mark.parametrize("remembered", [2048, 1])
@pytest.mark.parametrize("most", [None, 0, 3])
def test_each_is_told_as_if_it_were_alone(
    verdicts: list[Verdict], monkeypatch: pytest.MonkeyPatch, most: int | None, remembered: int
) -> None:
    """Cells, data and lines of JSON, letter for letter, however few parts may be remembered."""
    monkeypatch.setattr("barred.publishing.verdicts.told_verdicts._REMEMBERED", remembered)
    monkeypatch.setattr("barred.publishing.verdicts.verdict_lines._REMEMBERED", remembered)
    told, lines = ToldVerdicts(most_rejected=most), VerdictLines()

    for verdict in verdicts:
        assert told.cells(verdict) == row_of(verdict)
        assert list(told.cells(verdict)) == list(COLUMNS)
        data = told.data(verdict)
        assert json.dumps(data) == json.dumps(as_data(verdict, most_rejected=most))
        assert lines.line(data) == json.dumps(as_data(verdict, most_rejected=most), ensure_ascii=False)


def test_what_rows_share_is_told_once(verdicts: list[Verdict]) -> None:
    """The restrictions of a maker are the same objects in every row that names it."""
    told = ToldVerdicts()
    first = next(one for one in verdicts if one.restrictions)

    one, other = told.data(first), told.data(first._replace(subject=Subject("another row")))

    assert one["restrictions"] is other["restrictions"]
    assert one["subject"] != other["subject"]

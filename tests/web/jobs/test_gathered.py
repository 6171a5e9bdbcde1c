"""What a check will keep lies on disk, and comes back as it would be folded one by one."""

from pathlib import Path

import pytest

from barred.directory.snapshot import Snapshot
from barred.errors import UsageProblem
from barred.ledger.canonical import canonical, digest_of
from barred.publishing.report.inquiry import InputFile
from barred.readers.open_tables import open_tables
from barred.screening.again.gist import gist
from barred.screening.again.save import subject_data
from barred.screening.answer import Desk
from barred.screening.check import Checked, check_table
from barred.screening.context import Said, understand
from barred.screening.snapshot_index import whole_index
from barred.web.jobs import gathered as room
from barred.web.jobs.check_reports import Told
from barred.web.jobs.gathered import Gathered


def checked(snapshot: Snapshot, folder: Path) -> tuple[Told, list[Checked]]:
    """Check a few rows."""
    path = folder / "quote.csv"
    path.write_text('Brand,Note\nHikvision,"a tab\there"\nAxis,x\nHikvision,y\nHikvision,z\n', "utf-8")
    said = Said(asker="us/federal/executive-agency", conduct="procure", on="2024-01-01")
    context, index = understand(said, book=snapshot), whole_index(snapshot)
    desk = Desk(context, book=snapshot, index=index)
    [table] = open_tables(path).tables
    return Told(context, snapshot, InputFile(path.name)), list(check_table(table, desk, index=index))


def test_verdicts_come_back_as_they_are_kept(snapshot: Snapshot, tmp_path: Path) -> None:
    """Each with its number, and each gist with the first row that has it; as often as somebody asks."""
    told, batches = checked(snapshot, tmp_path)
    held = Gathered(told, tmp_path)
    for batch in batches:
        held.add("quote.csv", batch)
    verdicts = [one for batch in batches for one in batch.verdicts]

    found = list(held.verdicts())

    assert found == list(held.verdicts())
    assert [one.number for one in found] == [1, 2, 3, 4]
    assert [one.subject for one in found] == [canonical(subject_data(one.subject)) for one in verdicts]
    assert [one.outcome for one in found] == [one.outcome for one in verdicts]
    assert [one.gist for one in found] == [digest_of(gist(one)) for one in verdicts]
    assert [bool(one.body) for one in found] == [True, True, False, False]
    assert [one.body for one in found[:2]] == [canonical(gist(one)) for one in verdicts[:2]]
    assert told.tally.items == 4
    held.close()


def test_too_many_rows_are_told(snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is kept."""
    monkeypatch.setattr(room, "MOST_ROWS", 3)
    told, batches = checked(snapshot, tmp_path)
    held = Gathered(told, tmp_path)

    with pytest.raises(UsageProblem, match="more than 3 rows"):
        held.add("quote.csv", batches[0])
    held.close()

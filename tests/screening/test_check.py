"""A table checked batch by batch: each row gets the verdict that it would get alone."""

from pathlib import Path

import pytest

from barred.directory.snapshot import Snapshot
from barred.readers.open_tables import open_tables
from barred.readers.subjects import subjects
from barred.screening.answer import Desk, answer
from barred.screening.check import check_table
from barred.screening.context import Said, understand
from barred.screening.snapshot_index import SnapshotIndex, whole_index

ROWS = (
    "Supplier,Brand,Model,Description",
    "Kiel Harbour Ltd,Hikvision,DS-2CD2143G2-I,",
    "Kiel Harbour Ltd,Axis,P3245-V,",
    "Kiel Harbour Ltd,,,four screws",
    "Kiel Harbour Ltd,,,LEI 00EXAMPLEOPTICS00087",
    "Kiel Harbour Ltd,,,MAC 00:53:AB:12:34:56",
    "Kiel Harbour Ltd,Hikvision,DS-2CD2143G2-I,",
)


@pytest.mark.parametrize("remembered", [50_000, 1])
def test_a_row_gets_the_verdict_that_it_gets_alone(
    snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, remembered: int
) -> None:
    """With what is wrong with an identifier, whether the sieve let the row through or not."""
    monkeypatch.setattr("barred.screening.check._REMEMBERED", remembered)
    path = tmp_path / "quote.csv"
    path.write_text("\n".join(ROWS), "utf-8")
    context = understand(Said(asker="us/federal/executive-agency", conduct="procure", on="2024-01-01"), book=snapshot)
    index = whole_index(snapshot)
    [table] = open_tables(path).tables

    checked = list(check_table(table, Desk(context, book=snapshot, index=index), index=index))

    asked = [one for batch in checked for one in subjects(batch.batch, file=table.name)]
    told = [one for batch in checked for one in batch.verdicts]
    alone = SnapshotIndex(snapshot)
    assert len(told) == len(ROWS) - 1
    assert told == [answer(one, context, book=snapshot, index=alone) for one in asked]
    assert any("check digits are wrong" in one.notice for one in told)

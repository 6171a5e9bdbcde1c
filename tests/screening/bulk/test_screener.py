"""Batches get the answers that single subjects get, however the rows lie."""

from itertools import islice
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from barred.directory.snapshot import Snapshot
from barred.identify.identify import identify
from barred.model.question import Context, Subject
from barred.readers.stretches.asked import asked
from barred.screening.bulk.open_screener import open_screener
from barred.screening.bulk.screener import EMPTY, Screener, screen, screen_batches
from barred.screening.mentions import mentions_in
from barred.tables import ASKED, SCREENED

SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
WORDS = (
    "",
    " ",
    "Hikvision",
    "Dahua",
    "Lorex",
    "DS-2CD2143G2-I",
    "camera",
    "Axis",
    "bracket for",
    "大华",
    "Nobody Ltd",
)
CELL = st.none() | st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)
ROW = st.fixed_dictionaries({
    "text": CELL, "organisation": CELL, "brand": CELL, "model": CELL, "description": CELL,
    "error": st.sampled_from([None, None, None, "cannot be read"]), "kind": st.sampled_from(["row", "row", "page"]),
})  # fmt: skip
ROLES = ("organisation", "brand", "model", "description")


def batch_of(rows: list[dict[str, Any]]) -> pa.RecordBatch:
    """Make questions of rows, numbered from 1."""
    numbered = [{"file": "a.csv", "row": at, **row} for at, row in enumerate(rows, 1)]
    return pa.RecordBatch.from_pylist(numbered, schema=ASKED)


def slow(row: dict[str, Any], screener: Screener) -> dict[str, Any]:
    """Answer a row of a table as plainly as can be: one subject, one verdict."""
    told = {role: row.get(role) or "" for role in ROLES}
    text = row.get("text") if row.get("text") is not None else " ".join(told.values()).strip(" ")
    assert text is not None
    if row.get("error") or not f"{text}{''.join(told.values())}".strip():
        return {"outcome": None, "error": row.get("error") or EMPTY, "applies": None}
    subject = Subject(text, kind="row", fields={role: said for role, said in told.items() if said})
    candidates = identify(subject, screener.index)
    verdict = screener.desk.conclude(subject, candidates)
    best = verdict.candidates[0] if verdict.candidates else None
    return {
        "outcome": verdict.outcome,
        "error": None,
        "organisation": best.organisation if best else None,
        "maker": best.maker if best else None,
        "band": best.band if best else None,
        "applies": [one.id for one in verdict.restrictions if one.applies == "yes"],
        "open": [one.id for one in verdict.restrictions if one.applies == "open"],
        "why": [signal.text for one in verdict.candidates for signal in one.signals],
        "mentions": [one._asdict() for one in mentions_in(text, candidates)],
    }


@SHARED
@given(rows=st.lists(ROW.filter(lambda row: row["kind"] == "row"), max_size=8))
def test_rows_get_the_answers_of_their_subjects(rows: list[dict[str, Any]], screener: Screener) -> None:
    """The twin answers row by row and knows nothing of columns."""
    found = screen(batch_of(rows), screener).to_pylist()

    for row, answer in zip(rows, found, strict=True):
        if answer["why"] is not None:
            answer["why"] = [one["text"] for one in answer["why"]]
        wanted = slow(row, screener)
        assert {name: answer[name] for name in wanted} == wanted


@SHARED
@given(rows=st.lists(ROW, min_size=1, max_size=8), chance=st.randoms(use_true_random=False), size=st.integers(1, 4))
def test_order_and_split_change_nothing(rows: list[dict[str, Any]], chance: Any, size: int, screener: Screener) -> None:  # noqa: ANN401
    """Rows and pages mixed, shuffled and cut anew keep their answers."""
    whole = screen(batch_of(rows), screener).to_pylist()
    order = list(range(len(rows)))
    chance.shuffle(order)
    shuffled = batch_of(rows).take(pa.array(order))
    pieces = [shuffled.slice(at, size) for at in range(0, len(rows), size)]

    fresh = Screener(screener.desk, screener.index, digest=screener.digest)
    found = [row for batch in screen_batches(pieces, fresh) for row in batch.to_pylist()]

    assert sorted(found, key=lambda row: row["row"]) == whole


def test_every_row_of_the_output_says_with_what_it_was_made(screener: Screener, snapshot: Snapshot) -> None:
    """Schema, snapshot and index are the same for all, errors too."""
    made = screen(batch_of([{"text": "Hikvision"}, {"error": "odd"}, {}]), screener)

    assert made.schema == SCREENED
    assert set(made["snapshot"].to_pylist()) == {snapshot.digest}
    assert set(made["index"].to_pylist()) == {screener.digest}
    assert screener.digest.startswith("sha256:")
    assert made["outcome"].to_pylist() == ["barred", None, None]
    assert made["error"].to_pylist() == [None, "odd", EMPTY]


def test_no_rows_give_no_rows(screener: Screener) -> None:
    """An empty batch is a batch."""
    made = screen(batch_of([]), screener)

    assert (len(made), made.schema) == (0, SCREENED)
    assert list(screen_batches([], screener)) == []


def test_few_columns_are_enough(screener: Screener) -> None:
    """Whoever has only one column gives that; a column nobody knows changes nothing."""
    made = screen(pa.RecordBatch.from_pydict({"brand": ["Dahua", None], "colour": ["red", "blue"]}), screener)

    assert made["text"].to_pylist() == ["Dahua", None]
    assert made["outcome"].to_pylist() == ["barred", None]


def test_a_page_that_names_somebody_keeps_its_text(screener: Screener) -> None:
    """The places of the mentions can be looked up in it; other texts are not handed on."""
    pages = asked({"kind": "page", "text": pa.array(["Shop\nWe sell Hikvision.", "Nothing here", " \n", None])}, 4)

    made = screen(pages, screener).to_pylist()

    assert [row["outcome"] for row in made] == ["barred", "unidentified", None, None]
    assert [row["text"] for row in made] == ["Shop\nWe sell Hikvision.", None, None, None]
    (mention,) = made[0]["mentions"]
    assert made[0]["text"][mention["start"] : mention["end"]] == mention["text"] == "Hikvision"


def test_memory_stays_bounded(screener: Screener, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found is forgotten when it becomes much, and found again."""
    monkeypatch.setattr("barred.screening.bulk.screener._REMEMBERED", 2)
    fresh = Screener(screener.desk, screener.index, digest=screener.digest)
    rows = [{"text": f"Hikvision dome {at}"} for at in range(9)]

    found = [screen(batch_of(rows[at : at + 3]), fresh)["outcome"].to_pylist() for at in (0, 3, 6)]

    assert found == [["barred"] * 3] * 3
    assert len(fresh.known) <= 3
    assert list(islice(fresh.known, 1)) == []


def test_one_process_opens_a_snapshot_once(snapshot: Snapshot, context: Context) -> None:
    """Stretch after stretch is screened with the same index."""
    assert open_screener(str(snapshot.path), context) is open_screener(str(snapshot.path), context)

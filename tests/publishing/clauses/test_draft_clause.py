"""A draft from what a person says and verdicts: read once, and refused where a day or an identifier is none."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from barred.directory.snapshot import Snapshot
from barred.errors import UsageProblem
from barred.publishing.clauses.draft_clause import DraftAsked, draft_clause

ASKED = DraftAsked("far-52.204-25", "2026-11-25T16:30", orders=("A-1", "A-2"), said={"contract": " C-1 "})


def verdicts(number: int, snapshot: str = "sha256:1") -> Iterator[Mapping[str, Any]]:
    """Give verdicts that a restriction of the clause binds, one after the other."""
    rule = {"id": "us-ndaa-2019-s889-a1a", "applies": "yes", "waived": False, "why": []}
    for row in range(1, number + 1):
        subject = {"text": "Quay Q-1", "file": "q.csv", "row": row, "fields": {"brand": "Quay", "model": "Q-1"}}
        yield {"subject": subject, "candidates": [], "restrictions": [rule], "questions": [], "snapshot": snapshot}


def test_rows_of_one_thing_are_one_item(snapshot: Snapshot) -> None:
    """A walk that goes one way is enough, and the snapshots are told."""
    draft = draft_clause(ASKED, verdicts(3), checks=[("q.csv", "sha256:2")], book=snapshot)

    [item] = draft.items
    assert item.places == ("q.csv row 1", "q.csv row 2", "q.csv row 3")
    assert (draft.snapshots, draft.checks) == (("sha256:1",), (("q.csv", "sha256:2"),))
    assert (draft.said["contract"], draft.said["order"], draft.said["supplier"]) == ("C-1", "A-1, A-2", "")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (ASKED._replace(identified="yesterday"), "'yesterday' is no time"),
        (ASKED._replace(submitted="soon"), "'soon' is no day"),
        (ASKED._replace(submitted="2026-11-24"), "before anything was identified"),
        (ASKED._replace(clause="far-0"), "no clause 'far-0'"),
        (ASKED._replace(said={"uei": "ABC"}), "'ABC'"),
    ],
)
def test_what_cannot_be_is_refused(snapshot: Snapshot, asked: DraftAsked, told: str) -> None:
    """With what was said, before a verdict is read."""
    with pytest.raises(UsageProblem, match=told):
        draft_clause(asked, verdicts(1), checks=[], book=snapshot)

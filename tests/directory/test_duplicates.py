"""DUP-001 for each kind: what counts as a second record of one thing, and what does not."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from barred.directory.check import check
from barred.directory.read import RecordFile, Stack, read_directories

PROOF = [{"key": "page", "source": "harbour-gazette", "pinpoint": "p. 1"}]
RECORDS: dict[str, dict[str, Any]] = {
    "event": {
        "id": "first", "title": "Suit", "summary": "A suit.", "type": "report", "date": "2021-02",
        "roles": [
            {"organisation": "harbour-gazette", "role": "author"}, {"organisation": "acme-optics", "role": "subject"},
        ],
        "evidence": PROOF, "recorded": "2026-01-02",
    },
    "statement": {
        "id": "first", "title": "Denial", "summary": "It denies.", "speaker": "acme-optics", "type": "denial",
        "topic": "business", "date": "2021-02", "evidence": PROOF, "recorded": "2026-01-02",
    },
    "restriction": {
        "id": "first", "title": "Review", "summary": "A review.", "actor": "harbour-gazette", "place": "gb",
        "action": "review", "strength": "report-only", "recorded": "2026-01-02",
        "stages": [{"stage": "announced", "date": "2021-02-03", "evidence": ["page"]}],
        "targets": [{"organisation": "acme-optics", "evidence": ["page"]}], "evidence": PROOF,
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def stack(root: Path) -> Stack:
    """The small directory, read once."""
    return read_directories([root])


def doubled(stack: Stack, kind: str, **changes: Any) -> list[str]:  # noqa: ANN401 - any field of a record
    """Give the ids told to be second records when a changed copy lies beside a record."""
    both = [RECORDS[kind], {**RECORDS[kind], "id": "second", **changes}]
    files = [RecordFile(kind, Path(f"{one['id']}.toml"), one["id"], tomli_w.dumps(one), one) for one in both]
    laid = replace(stack, records={**stack.records, **{(kind, file.id): file for file in files}})
    return [one.file for one in check(laid) if one.code == "DUP-001"]


@pytest.mark.parametrize("kind", RECORDS)
def test_a_copy_is_told_at_the_later_record(stack: Stack, kind: str) -> None:
    """Of two alike, the one recorded later is told, else the later id."""
    assert doubled(stack, kind) == ["second"]
    assert doubled(stack, kind, recorded="2026-01-03") == ["second"]
    assert doubled(stack, kind, recorded="2026-01-01") == ["first"]


@pytest.mark.parametrize("kind", RECORDS)
def test_a_record_that_names_the_other_is_another(stack: Stack, kind: str) -> None:
    """One link is enough, from either side."""
    assert doubled(stack, kind, related=["first"]) == []
    assert doubled(stack, kind, related=["first"], recorded="2026-01-01") == []


@pytest.mark.parametrize(("kind", "changes"), [
    ("event", {"date": "2021-03"}),
    ("event", {"type": "letter"}),
    ("event", {"roles": [{"organisation": "harbour-gazette", "role": "author"}]}),
    ("event", {"roles": [{"organisation": "lumen-cameras", "role": "subject"}]}),
    ("statement", {"date": "2021-02-03"}),
    ("statement", {"topic": "ban"}),
    ("statement", {"type": "no-reply"}),
    ("statement", {"speaker": "lumen-cameras"}),
    ("restriction", {"action": "warn"}),
    ("restriction", {"actor": "acme-optics"}),
    ("restriction", {"targets": [{"organisation": "lumen-cameras", "evidence": ["page"]}]}),
    ("restriction", {"stages": [{"stage": "announced", "date": "2021-03", "evidence": ["page"]}]}),
    ("restriction", {"stages": [{"stage": "closed", "date": "2021-02-03", "evidence": ["page"]}]}),
])  # fmt: skip
def test_what_differs_in_kind_or_time_is_another(stack: Stack, kind: str, changes: dict[str, Any]) -> None:
    """Each part that makes two records alike is needed."""
    assert doubled(stack, kind, **changes) == []


@pytest.mark.parametrize(("kind", "changes"), [
    ("event", {"about": ["lumen-cameras"]}),
    ("event", {"title": "Other words"}),
    ("statement", {"summary": "Other words."}),
    ("restriction", {"stages": [{"stage": "announced", "date": "2021-02-27", "evidence": ["page"]}]}),
    ("restriction", {"place": "us"}),
])  # fmt: skip
def test_other_words_make_no_other_record(stack: Stack, kind: str, changes: dict[str, Any]) -> None:
    """Title, summary, a few days and a party more do not tell two things apart."""
    assert doubled(stack, kind, **changes) == ["second"]

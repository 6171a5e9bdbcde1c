"""What was looked at and did not become a record is listed, each with its reason."""

import csv
from pathlib import Path

import pytest

from barred.directory.read import Stack, read_directories

COLUMNS = ["candidate", "kind", "says", "reason", "note", "records", "source"]
REASONS = {"person", "recorded-otherwise", "told-in-a-note", "unused", "unverified"}
# Reasons that send the reader to a record.
TOLD_ELSEWHERE = {"recorded-otherwise", "told-in-a-note"}


@pytest.fixture(scope="module")
def stack(builtin: Path) -> Stack:
    """The built-in directory, read once."""
    return read_directories([builtin])


@pytest.fixture(scope="module")
def rows(builtin: Path) -> list[dict[str, str]]:
    """The rows of the table."""
    with (builtin / "tables" / "left_out.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        assert reader.fieldnames == COLUMNS
        return list(reader)


def test_each_candidate_is_listed_once_with_a_reason(rows: list[dict[str, str]]) -> None:
    """Nothing stays out in silence."""
    names = [row["candidate"] for row in rows]

    assert len(rows) > 70
    assert len(set(names)) == len(names)
    assert {row["reason"] for row in rows} == REASONS
    assert all(row["says"] for row in rows)
    assert all(row["note"] or row["records"] for row in rows)


def test_no_candidate_is_a_record_after_all(rows: list[dict[str, str]], stack: Stack) -> None:
    """A candidate that became a record under its own name leaves the table."""
    ids = {key for _, key in stack.records}

    assert [row["candidate"] for row in rows if row["candidate"] in ids] == []


def test_the_records_that_are_named_instead_exist(rows: list[dict[str, str]], stack: Stack) -> None:
    """A record by id, or a term as `VOCABULARY/TERM`."""
    ids = {key for _, key in stack.records}
    terms = {f"{file.id}/{one['id']}" for file in stack.of_kind("vocabulary") for one in file.data["terms"]}

    named = {row["candidate"]: [one for one in row["records"].split("; ") if one] for row in rows}

    assert {
        row["candidate"] for row in rows if row["reason"] in TOLD_ELSEWHERE and not named[row["candidate"]]
    } == set()
    assert {one for many in named.values() for one in many} <= ids | terms

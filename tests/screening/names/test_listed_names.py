"""Lists: every name of a file or of the directory, none lost in silence."""

from pathlib import Path

import pytest

from barred.directory.snapshot import Snapshot
from barred.errors import IndexProblem
from barred.screening.names.listed_names import listed_in_directory, listed_in_file
from barred.screening.names.match_names import lexicon_of


def test_rows_of_a_file_are_names_of_the_index(snapshot: Snapshot, tmp_path: Path) -> None:
    """A cell with two names gives two, each with its row; blank names are left out."""
    path = tmp_path / "list.csv"
    path.write_text("name,country\nVeloptic a.k.a. Brontalis,cn\n,us\nImbarugo,\n", "utf-8")

    listed = listed_in_file(path, lexicon_of(snapshot), wanted={})

    assert [listed.name(at) for at in range(3)] == ["Veloptic", "Brontalis", "Imbarugo"]
    assert [listed.told(at) for at in range(3)] == [
        {"right_row": 2, "country": "cn"},
        {"right_row": 2, "country": "cn"},
        {"right_row": 4},
    ]


def test_an_empty_list_is_refused(snapshot: Snapshot, tmp_path: Path) -> None:
    """Against nothing everything would be clear."""
    path = tmp_path / "list.csv"
    path.write_text("name,country\n,cn\n", "utf-8")

    with pytest.raises(IndexProblem, match="0 of 0 names"):
        listed_in_file(path, lexicon_of(snapshot), wanted={})


def test_the_directory_lists_every_whole_name(snapshot: Snapshot) -> None:
    """Each with its organisation, what a body is called before how it is misspelt."""
    listed = listed_in_directory(snapshot, on="2026-01-01")

    told = [listed.told(at) for at in range(len(listed.index.names))]
    wanted = {(row[2], row[3]) for _, row in snapshot.lookup_all("name_key") if row[1] == "whole" and row[2]}
    assert wanted
    assert {(one["organisation"], listed.name(at)) for at, one in enumerate(told) if not one.get("list")} == wanted
    kinds = [one["kind"] for one in told if one["organisation"] == "hikvision" and not one.get("list")]
    assert kinds[0] == "legal"

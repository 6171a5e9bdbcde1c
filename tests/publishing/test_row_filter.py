"""Filters: columns, alternatives, places with their parts, words anywhere."""

from typing import Any

import pytest

from barred.errors import UsageProblem
from barred.publishing.row_filter import kept
from tests.shelf import Shelf

ROWS: list[dict[str, Any]] = [
    {"id": "one", "place": "us-vt", "target": ["acme", "lumen"], "title": "Halls, quays and piers"},
    {"id": "two", "place": "us", "target": ["acme"], "title": "A quay"},
    {"id": "three", "place": "dk-84", "target": [], "title": "Nothing of it"},
    {"id": "four", "place": "", "target": ["lumen"], "title": "Said somewhere"},
]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["one", "two", "three", "four"]),
        ({"id": "TWO"}, ["two"]),
        ({"id": "two,three"}, ["two", "three"]),
        ({"target": "lumen"}, ["one", "four"]),
        ({"target": "lumen", "place": "us"}, ["one"]),
        ({"place": "us"}, ["one", "two"]),
        ({"place": "us-vt"}, ["one"]),
        ({"place": "europe"}, ["three"]),
        ({"place": "eu,us"}, ["one", "two", "three"]),
        ({"place": "Denmark"}, ["three"]),
        ({"title": "halls, quays and piers"}, ["one"]),
        ({"text": "quay"}, ["one", "two"]),
        ({"text": "quays, piers"}, []),
    ],
)
def test_rows_that_pass(filters: dict[str, str], found: list[str]) -> None:
    """Case does not matter, commas separate alternatives, a place takes its parts in, and all filters must pass."""
    assert [row["id"] for row in kept(ROWS, filters, what="row", book=Shelf())] == found


@pytest.mark.parametrize("filters", [{"colour": "red"}, {"place": "atlantis"}])
def test_what_nobody_knows_is_an_error(filters: dict[str, str]) -> None:
    """A filter that could never match is a slip of the user, not an empty answer."""
    with pytest.raises(UsageProblem):
        list(kept(ROWS, filters, what="row", book=Shelf()))

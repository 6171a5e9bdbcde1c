"""The one canonical form of a record: load, write, same bytes."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from barred.directory.format import format_record
from barred.directory.locate import line_of, lines_of
from barred.directory.read import read_directories
from barred.directory.records import walk
from barred.directory.schema import KINDS
from tests.directory.generated import records

RESTRICTION = {
    "id": "case",
    "scopes": [
        {"conduct": ["use"], "evidence": ["page"]},
        {"conduct": ["procure"], "unclear": {"sites": ["home"], "places": ["gb", "us"]}, "evidence": ["page"]},
    ],
    "targets": [{"organisation": "acme-optics", "evidence": ["page"]}],
}


def test_every_builtin_file_is_canonical(builtin: Path) -> None:
    """Loading a file of the directory and writing it gives the bytes that were there."""
    stack = read_directories([builtin])

    assert len(stack.records) > 100
    assert {kind for kind, _ in stack.records} == set(KINDS)
    for file in stack.records.values():
        written = format_record(file.kind, tomllib.loads(file.path.read_text("utf-8")))
        assert written.encode() == file.path.read_bytes(), file.shown


@given(records())
def test_a_written_record_reads_back(record: tuple[str, dict[str, Any]]) -> None:
    """Writing loses nothing, and writing again changes nothing."""
    kind, data = record

    text = format_record(kind, data)

    assert tomllib.loads(text) == data
    assert format_record(kind, tomllib.loads(text)) == text
    assert text.endswith("\n")
    assert "\r" not in text


@given(records())
def test_order_of_fields_does_not_matter(record: tuple[str, dict[str, Any]]) -> None:
    """However the fields come, they are written in the order of the schema."""
    kind, data = record

    backwards = dict(reversed(data.items()))

    assert format_record(kind, backwards) == format_record(kind, data)


@given(records())
def test_every_field_is_found_on_its_line(record: tuple[str, dict[str, Any]]) -> None:
    """The line told of a field names it, or begins the record in which it stands on one line."""
    kind, data = record
    text = format_record(kind, data)

    lines = lines_of(text)

    for path, field, _ in walk(kind, data):
        told = text.split("\n")[line_of(lines, path) - 1]
        assert field.name in told, path


def test_nested_tables_keep_their_place() -> None:
    """What a scope leaves unclear stays in that scope, and the lists in order."""
    text = format_record("restriction", RESTRICTION)

    assert tomllib.loads(text) == RESTRICTION
    lines = lines_of(text)
    assert lines["scopes", 1] < lines["scopes", 1, "unclear", "sites"] < lines["targets",]
    assert ("scopes", 0, "unclear") not in lines


def test_traits_stay_with_their_term() -> None:
    """The traits of a term are written below it, in alphabetical order."""
    terms = [{"id": "wide", "traits": {"reach": "none", "inverse": "slim"}}, {"id": "thin", "title": "a" * 120}]

    text = format_record("vocabulary", {"id": "case", "terms": terms})

    assert tomllib.loads(text)["terms"] == terms
    assert text.index("wide") < text.index("inverse") < text.index("reach") < text.index("thin")


def test_unknown_fields_are_kept() -> None:
    """A field that the schema does not know is a finding, not something to lose."""
    data = {"id": "case", "colour": "green", "names": [{"text": "Case", "odour": "none"}]}

    assert tomllib.loads(format_record("organisation", data)) == data


@pytest.mark.parametrize("empty", ["", [], {}])
def test_empty_fields_are_left_out(empty: object) -> None:
    """A field that says nothing is not written; a flag, a zero and a no are something."""
    data = {"id": "case", "seat": empty, "links": [{"to": "acme", "note": empty, "share_least": 0, "places": ["gb"]}]}

    written = tomllib.loads(format_record("organisation", data))

    assert written == {"id": "case", "links": [{"to": "acme", "share_least": 0, "places": ["gb"]}]}

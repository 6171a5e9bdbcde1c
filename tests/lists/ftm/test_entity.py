"""FollowTheMoney lines: what is read, where it stands, and what is no entity."""

import pytest

from barred.errors import FileProblem
from barred.lists.ftm.entity import read_entities

ACME = '{"id": "a", "schema": "Company", "properties": {"name": ["Acme  Optics", "", null], "ticker": "X:1"}}'
OWNS = '{"id": "o", "schema": "Ownership", "properties": {"owner": [{"id": "a"}], "asset": ["b"]}}'


def test_an_entity_knows_its_place() -> None:
    """The position counts code points of the file, so that a claim can be checked against its line."""
    text = f"\n海康\n{ACME}\r\n\n{OWNS}".replace("海康", ACME.replace("Acme", "海康"))

    found = list(read_entities(text))

    assert [one.id for one in found] == ["a", "a", "o"]
    assert all(text[one.start : one.end] == one.line for one in found)
    assert found[1].line == ACME


def test_values_are_lists_of_texts() -> None:
    """White space is folded, nothing is kept of nothing, and an entity in the place of an id is its id."""
    acme, owns = read_entities(f"{ACME}\n{OWNS}\n")

    assert acme.properties == {"name": ("Acme Optics",), "ticker": ("X:1",)}
    assert owns.first("owner") == "a"
    assert (acme.first("alias", "name"), acme.first("alias")) == ("Acme Optics", "")


@pytest.mark.parametrize(
    "line",
    ["{", "[]", "7", '{"id": "a"}', '{"id": "", "schema": "Company", "properties": {}}',
     '{"id": 7, "schema": "Company", "properties": {}}', '{"id": "a", "schema": "Company", "properties": []}'],
)  # fmt: skip
def test_what_is_no_entity_is_told_with_its_line(line: str) -> None:
    """Status 2 at the door, with file and line."""
    with pytest.raises(FileProblem, match=r"list\.json:2: no FollowTheMoney entity"):
        list(read_entities(f"{ACME}\n{line}\n", where="list.json"))

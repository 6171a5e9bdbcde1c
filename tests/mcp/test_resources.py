"""Records by address."""

import json

import pytest
from mcp import MCPError

from barred.directory.snapshot import Snapshot
from barred.publishing.records.record_data import RECORD_KINDS
from tests.mcp.conftest import Talk


@pytest.mark.parametrize("address", ["restriction/us-ndaa-2019-s889-a1a", "organisation/dahua", "vocabulary/conduct"])
def test_a_record_is_read_by_its_address(talk: Talk, address: str) -> None:
    """It is the record that the tool shows."""
    [found] = talk.portal.call(talk.client.read_resource, f"barred://{address}").contents
    told = json.loads(found.text)  # type: ignore[union-attr]

    shown = talk.ask("show", {"id": address.split("/")[1]})

    assert found.mime_type == "application/json"
    assert [{name: value for name, value in told.items() if name not in {"checked", "notice"}}] == shown["records"]
    assert "not legal advice" in told["notice"]


def test_every_record_is_listed_once(talk: Talk, snapshot: Snapshot) -> None:
    """Page by page, each with its title."""
    found, cursor = [], None
    for _ in range(100):
        page = talk.portal.call(lambda: talk.client.list_resources(cursor=cursor))  # noqa: B023 - called at once
        found += page.resources
        cursor = page.next_cursor
        if cursor is None:
            break

    assert len(found) > 200
    wanted = {f"barred://{kind}/{key}" for kind in RECORD_KINDS for key in snapshot.ids(kind)}
    assert [one.uri for one in found] == sorted(wanted)
    assert all(one.title for one in found)


def test_every_kind_has_a_template(talk: Talk) -> None:
    """A client can write an address without the list."""
    told = talk.portal.call(talk.client.list_resource_templates).resource_templates

    assert {one.uri_template for one in told} == {f"barred://{kind}/{{id}}" for kind in RECORD_KINDS}


@pytest.mark.parametrize(("address", "words"), [
    ("barred://restriction/none", "no restriction 'none'"), ("barred://camera/dahua", "the kinds are"),
    ("barred://restriction", "no address of a record"), ("file:///etc/passwd", "no address of a record"),
    ("barred://organisation/../restriction/us-fcc-22-84", "no organisation"),
])  # fmt: skip
def test_a_wrong_address_is_an_error(talk: Talk, address: str, words: str) -> None:
    """Nothing but records is read."""
    with pytest.raises(MCPError, match=words):
        talk.portal.call(talk.client.read_resource, address)

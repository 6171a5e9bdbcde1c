"""Lists and records, asked of a running server."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

from barred.directory.snapshot import Snapshot
from barred.model.question import Context
from barred.publishing.catalogue import catalogue
from barred.publishing.records.record_data import record_data
from barred.web.routes.records import COLUMNS
from tests.web.talk import Server

_ON = {"restriction": "2024-06-01"}


def rows_of(kind: str, snapshot: Snapshot, filters: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """Give what `barred list` shows."""
    context = Context(on=_ON.get(kind, "9999"))
    return list(catalogue(kind, filters or {}, context=context, book=snapshot))


@pytest.mark.parametrize("kind", COLUMNS)
def test_a_list_walked_by_its_cursors_is_the_whole_list_once(kind: str, server: Server, snapshot: Snapshot) -> None:
    """Whatever the size of the parts: every row of `barred list`, in its order."""
    found: list[dict[str, Any]] = []
    cursor: str | None = ""

    while cursor is not None:
        told = server.get(f"/v1/{kind}s", on=_ON.get(kind, ""), limit=97, cursor=cursor).told
        found += told["rows"]
        cursor = told["next"]

    assert found == json.loads(json.dumps(rows_of(kind, snapshot)))
    assert len(found) == told["total"] > 5


@pytest.mark.parametrize("kind", COLUMNS)
def test_the_filters_of_a_list_are_its_columns(kind: str, snapshot: Snapshot) -> None:
    """A new column of the catalogue is a parameter too."""
    assert COLUMNS[kind] == tuple(rows_of(kind, snapshot)[0])


def test_filters_are_those_of_the_command_line(server: Server, snapshot: Snapshot) -> None:
    """Alternatives, broader places and what concerns an organisation mean the same here."""
    for filters in (
        {"place": "europe"},
        {"action": "decline-to-act,litigation"},
        {"concerns": "dahua"},
        {"text": "ban"},
    ):
        found = server.get("/v1/restrictions", on=_ON["restriction"], limit=1000, **filters).told

        wanted = rows_of("restriction", snapshot, filters)
        assert [one["id"] for one in found["rows"]] == [one["id"] for one in wanted]
        assert found["total"] == len(wanted) > 0


def test_facets_count_all_rows_that_pass_and_not_only_those_shown(server: Server, snapshot: Snapshot) -> None:
    """The counts are those of a plain loop."""
    told = server.get("/v1/restrictions", on=_ON["restriction"], limit=1, facets="country,target", in_force="yes").told

    rows = rows_of("restriction", snapshot, {"in_force": "yes"})
    assert told["facets"]["country"] == Counter(row["country"] for row in rows)
    assert told["facets"]["target"] == Counter(one for row in rows for one in set(row["target"]))
    assert list(told["facets"]["country"].values()) == sorted(told["facets"]["country"].values(), reverse=True)


@pytest.mark.parametrize(
    ("parameters", "where", "told"),
    [
        ({"colour": "red"}, "colour", "no such parameter"),
        ({"facets": "colour"}, "facets", "no column 'colour'"),
        ({"cursor": "AAAA"}, "cursor", "does not belong"),
        ({"limit": "0"}, "limit", "greater than or equal to 1"),
        ({"on": "yesterday"}, "on", "not a date"),
        ({"place": "atlantis"}, "", "not a known place"),
        ({"concerns": "nobody"}, "", "no organisation 'nobody'"),
    ],
)
def test_a_wrong_question_is_told_what_was_expected(
    parameters: dict[str, str], where: str, told: str, server: Server
) -> None:
    """422, with the parameter and what it takes."""
    found = server.get("/v1/restrictions", **parameters)

    assert (found.status, found.headers["content-type"]) == (422, "application/problem+json")
    assert where in json.dumps(found.told.get("errors", found.told.get("where", "")))
    assert told in found.told["detail"]


def test_a_cursor_leads_nowhere_in_another_list(server: Server) -> None:
    """It belongs to one question about one snapshot."""
    cursor = server.get("/v1/restrictions", limit=1).told["next"]

    assert server.get("/v1/restrictions", limit=1, cursor=cursor).status == 200
    assert server.get("/v1/restrictions", limit=1, cursor=cursor, place="us").status == 422
    assert server.get("/v1/statements", limit=1, cursor=cursor).status == 422


@pytest.mark.parametrize("kind", [kind for kind in COLUMNS if kind != "link"])
def test_a_record_is_whole_and_its_citations_are_resolved(kind: str, server: Server, snapshot: Snapshot) -> None:
    """What an export holds, and for each citation the title and proof of its source."""
    key = snapshot.ids(kind)[0]

    found = server.get(f"/v1/{kind}s/{key}").told

    assert found["record"] == json.loads(json.dumps(record_data(kind, snapshot.body(kind, key))))
    assert all(one["title"] and one["proof"] for one in found["citations"])
    assert bool(found["citations"]) == (kind != "source")


def test_a_record_that_is_not_there_is_404(server: Server) -> None:
    """One of another kind is not there either."""
    assert server.get("/v1/organisations/nobody").status == 404
    found = server.get("/v1/statements/dahua")

    assert (found.status, found.headers["content-type"]) == (404, "application/problem+json")
    assert found.told["detail"] == "no statement has the id 'dahua'"


def test_a_source_tells_everything_that_cites_it(server: Server, snapshot: Snapshot) -> None:
    """Each block of evidence of each record, by a plain search."""
    key = next(one for one in snapshot.ids("source") if snapshot.source(one).capture)

    found = server.get(f"/v1/sources/{key}").told["cited_by"]

    kinds = ("organisation", "restriction", "statement", "figure", "product", "event")
    wanted = {
        (kind, one, block["key"])
        for kind in kinds
        for one in snapshot.ids(kind)
        for block in snapshot.body(kind, one).get("evidence", ())
        if block["source"] == key
    }
    assert {(one["kind"], one["id"], one["key"]) for one in found if one["kind"] != "silent"} == wanted
    assert wanted


def test_both_clocks_move_a_restriction(server: Server) -> None:
    """In force on one day and not the day before; and nothing of it known earlier."""
    path = "/v1/restrictions/us-ndaa-2019-s889-a1a"

    before = server.get(path, on="2019-08-12").told["standing"]
    since = server.get(path, on="2019-08-13").told["standing"]
    unknown = server.get(path, on="2019-08-13", known="2015").told["standing"]

    assert (before["in_force"], since["in_force"], unknown["stage"]) == ("no", "yes", "none")


def test_every_answer_carries_snapshot_days_and_notice(server: Server, snapshot: Snapshot) -> None:
    """Nothing leaves without what it does not prove."""
    for path in (
        *("/v1/lookup?text=a", "/v1/restrictions", "/v1/sources", "/v1/timeline", "/v1/count", "/v1/diff?since=2026"),
        *("/v1/vocabulary", "/v1/vocabulary/action", "/v1/trace?text=a", "/search/default", "/catalog"),
    ):
        told = server.ask("GET", path).told

        assert told["snapshot"] == snapshot.digest
        assert told["checked"] == snapshot.checked
        assert told["on"] is None or len(told["on"]) == 10
        # Sources are of no day, and links without a day asked for are those of all days.
        assert (told["on"] is None) == (path in {"/v1/sources", "/v1/trace?text=a"})
        assert "unpublished bans exist" in " ".join(told["notice"].split())


def test_what_the_client_has_is_not_sent_again(server: Server) -> None:
    """The tag is named by snapshot and day; a proxy may weaken it, and a list may hold it."""
    path = "/v1/restrictions?limit=1"
    tag = server.ask("GET", path).headers["etag"]

    for sent in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        found = server.ask("GET", path, headers={"If-None-Match": sent})
        assert (found.status, found.body, found.headers["etag"]) == (304, b"", tag)
    assert server.ask("GET", path, headers={"If-None-Match": '"other"'}).status == 200


def test_the_same_question_gives_the_same_bytes(server: Server) -> None:
    """Remembered or made anew."""
    path = "/v1/restrictions?limit=5&facets=country&on=2024-01-01"

    assert server.ask("GET", path).body == server.ask("GET", path).body
    assert server.ask("HEAD", path).body == b""
    assert server.ask("HEAD", path).headers["etag"] == server.ask("GET", path).headers["etag"]

"""`/feeds/…`: read as a stranger reads them."""

import io

import feedparser
import pytest

from barred.directory.snapshot import Snapshot
from barred.publishing.timeline import Period, timeline
from barred.web.answering.answers import today
from barred.web.views.feed import Entry, Feed, atom, json_feed
from tests.web.talk import Server

FEEDS = {
    "changes": {},
    "place/us": {"place": "us"},
    "place/europe": {"place": "europe"},
    "maker/dahua": {"concerns": "dahua"},
    "kind/statement": {"kind": "statement"},
}


@pytest.mark.parametrize("name", FEEDS)
def test_both_forms_hold_the_same_entries_the_last_taken_up_first(
    name: str, server: Server, snapshot: Snapshot
) -> None:
    """Those of the timeline up to today; a reader of feeds finds nothing wrong with them."""
    atom_answer, json_answer = server.get(f"/feeds/{name}.atom"), server.get(f"/feeds/{name}.json")

    read = feedparser.parse(io.BytesIO(atom_answer.body))
    told = json_answer.told
    rows = list(timeline(FEEDS[name], Period(until=today()), book=snapshot))
    wanted = {f"urn:barred:{row['kind']}:{row['id']}:{row['what']}:{row['date']}" for row in rows}
    assert not read.bozo
    assert read.version == "atom10"
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert [one.id for one in read.entries] == [one["id"] for one in told["items"]]
    assert {one.id for one in read.entries} <= wanted
    assert len(read.entries) == min(100, len(rows)) > 0
    changed = [one.updated for one in read.entries]
    assert changed == sorted(changed, reverse=True)
    assert len({one.id for one in read.entries}) == len(read.entries)


@pytest.mark.parametrize("name", FEEDS)
def test_every_entry_has_what_the_formats_require(name: str, server: Server) -> None:
    """Atom: id, title, updated, author; JSON Feed: id and content; links lead to records of this server."""
    read = feedparser.parse(io.BytesIO(server.get(f"/feeds/{name}.atom").body))
    told = server.get(f"/feeds/{name}.json").told

    assert read.feed.id
    assert read.feed.title == told["title"]
    assert read.feed.updated_parsed
    assert read.feed.authors[0]["name"] == "barred"
    assert all(one.title and one.updated_parsed and one.summary for one in read.entries)
    assert all(one["content_text"] and one["date_published"] for one in told["items"])
    for one in (*told["items"][:3], *told["items"][-3:]):
        assert server.ask("GET", one["url"].removeprefix(server.address)).status == 200
    assert server.ask("GET", told["feed_url"].removeprefix(server.address)).status == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("place/atlantis.atom", 404), ("maker/nobody.atom", 404), ("kind/colour.json", 404), ("changes.rss", 422),
        ("nothing.atom", 404),
    ],
)  # fmt: skip
def test_a_feed_of_nothing_is_not_there(path: str, status: int, server: Server) -> None:
    """A wrong name is no empty feed."""
    assert server.get(f"/feeds/{path}").status == status


def test_links_lead_to_where_the_reader_came_from(server: Server) -> None:
    """Another reader, who wrote another name for this machine, changes nothing for the first."""
    first = server.get("/feeds/changes.json").told
    other = server.ask("GET", "/feeds/changes.json", headers={"Host": "localhost:1"}).told

    assert other["feed_url"] == "http://localhost:1/feeds/changes.json"
    assert first["feed_url"] == f"{server.address}/feeds/changes.json"
    assert server.get("/feeds/changes.json").told == first


def test_a_reader_that_has_it_gets_nothing(server: Server) -> None:
    """Feeds are asked for often, and change seldom."""
    tag = server.get("/feeds/changes.atom").headers["etag"]

    assert server.ask("GET", "/feeds/changes.atom", headers={"If-None-Match": tag}).status == 304


def test_signs_of_markup_and_of_control_stay_text() -> None:
    """A title is never read as markup, and what XML cannot hold is left out."""
    entry = Entry("event", "one", "letter", "2024", "<b>&\x0b", "]]>", "2024-02")

    made = atom(Feed("A & B", "http://127.0.0.1", "/feeds/changes", "2024", [entry]))

    assert not feedparser.parse(io.BytesIO(made)).bozo
    assert b"<title>A &amp; B</title>" in made
    assert b"<title>2024: &lt;b&gt;&amp; (letter)</title>" in made
    assert b"<b>" not in made
    assert b"\x0b" not in made


def test_a_feed_without_entries_is_still_one() -> None:
    """Valid, and as old as the last check."""
    empty = Feed("Nothing", "http://127.0.0.1", "/feeds/changes", "2024-05-01", [])

    read = feedparser.parse(io.BytesIO(atom(empty)))

    assert not read.bozo
    assert read.feed.updated == "2024-05-01T00:00:00Z"
    assert json_feed(empty)["items"] == []

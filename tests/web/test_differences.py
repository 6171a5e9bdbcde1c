"""`/v1/diff`, `/v1/snapshots` and `/changes`: between two days, and between two snapshots of a running server."""

import csv
import json
import re
from collections.abc import Iterator
from html import unescape
from io import StringIO
from pathlib import Path

import pytest

from barred.cli.main import main
from barred.directory.snapshot import Snapshot
from barred.model.question import Context
from barred.publishing.difference import news
from tests.web.quay import quay_snapshot
from tests.web.reading import read_page
from tests.web.talk import Server, running


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a snapshot that has one restriction and one source more."""
    return quay_snapshot(tmp_path_factory.mktemp("later"))


@pytest.fixture(scope="module")
def comparing(later: Path, snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Give a server of the later snapshot that was also given the earlier one."""
    words = ("--snapshot", str(later), "--earlier", str(snapshot.path), "--earlier", str(snapshot.path), "--rate", "0")
    with running(tmp_path_factory.mktemp("comparing"), *words) as found:
        yield found


def test_what_changed_since_a_day_is_what_the_command_line_tells(server: Server, snapshot: Snapshot) -> None:
    """Since a day, by the knowledge of another."""
    wanted = [one._asdict() for one in news("2023-03", Context(on="2024-01-01", known="2024-01-01"), book=snapshot)]

    found = server.get("/v1/diff", since="2023-03", on="2024-01-01", known="2024-01-01").told

    assert found["changes"] == wanted
    assert len(wanted) > 3
    assert (found["before"], found["after"], found["since"]) == (snapshot.digest, snapshot.digest, "2023-03")


def test_two_snapshots_are_compared_as_on_the_command_line(
    comparing: Server, snapshot: Snapshot, later: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Field by field what `barred diff` gives, forth and back."""
    other = Snapshot(later)
    for before, after in ((snapshot, other), (other, snapshot)):
        words = ("diff", str(before.path), str(after.path), "--on", "2026-06-01", "--format", "json")
        assert main(words) == 0
        wanted = json.loads(capsys.readouterr().out)

        found = comparing.get("/v1/diff", before=before.digest, after=after.digest, on="2026-06-01").told

        assert {name: found[name] for name in ("before", "after", "since", "on", "known", "changes")} == {
            name: wanted[name] for name in ("before", "after", "since", "on", "known", "changes")
        }
        assert {one["id"] for one in found["changes"]} == {"quay-connect", "quay-gazette"}
    other.close()


def test_the_current_snapshot_is_the_later_one_unless_another_is_named(comparing: Server, snapshot: Snapshot) -> None:
    """The beginning of a digest is enough, with or without its scheme."""
    digest = snapshot.digest.removeprefix("sha256:")
    whole = comparing.get("/v1/diff", before=snapshot.digest)

    assert whole.told["after"] == whole.told["snapshot"]
    assert comparing.get("/v1/diff", before=digest[:8]).told["changes"] == whole.told["changes"]
    assert (
        comparing.ask("GET", f"/v1/diff?before={digest}", headers={"If-None-Match": whole.headers["etag"]}).status
        == 304
    )


def test_a_server_tells_which_snapshots_it_holds(comparing: Server, server: Server, snapshot: Snapshot) -> None:
    """Each once, the current one last; a server that was given none holds its own alone."""
    found = comparing.get("/v1/snapshots").told
    alone = server.get("/v1/snapshots").told

    assert [(one["digest"], one["is_current"]) for one in found["snapshots"]] == [
        (snapshot.digest, False),
        (found["snapshot"], True),
    ]
    assert [(one["digest"], one["checked"], one["is_current"]) for one in alone["snapshots"]] == [
        (snapshot.digest, snapshot.checked, True)
    ]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/v1/diff", "nothing to compare"),
        ("/v1/diff?since=2023&before=12345678", "or too much"),
        ("/v1/diff?since=2023&after=12345678", "or too much"),
        ("/v1/diff?before=00000000", "names 0 snapshots"),
        ("/v1/diff?before=0", "names no snapshots"),
        ("/v1/diff?since=yesterday", "yesterday"),
    ],
)
def test_what_cannot_be_compared_is_told(comparing: Server, path: str, told: str) -> None:
    """What to give instead is told too."""
    got = comparing.ask("GET", path)

    assert got.status == 422
    assert told in got.told["detail"]


@pytest.mark.parametrize(
    "query", ["before=00000000", "after=12345678", "on=2024", "from=2023&before=12345678", "before=x&colour=red"]
)
@pytest.mark.parametrize("form", ["", ".json", ".csv"])
def test_a_page_that_cannot_compare_says_so(comparing: Server, query: str, form: str) -> None:
    """As a page in words, in other forms as a problem."""
    got = comparing.ask("GET", f"/changes{form}?{query}")

    assert got.status == 422
    assert got.headers["content-type"] == ("application/problem+json" if form else "text/html; charset=utf-8")


def test_the_page_offers_the_snapshots_and_shows_what_differs(comparing: Server, snapshot: Snapshot) -> None:
    """What is new is a link, the three forms say the same, and both sides can be exchanged."""
    digest = snapshot.digest[7:23]
    current = comparing.get("/readyz").told["snapshot"]
    page = comparing.get("/changes", before=digest)
    words = " ".join(read_page(page.body).words)
    back = comparing.get("/changes", before=current, after=snapshot.digest)

    assert page.status == back.status == 200
    assert "Changed between two snapshots" in words
    assert f"{snapshot.checked}, {snapshot.digest[7:19]}" in words
    assert "/restrictions/quay-connect" in read_page(page.body).links
    told = comparing.get("/changes.json", before=digest).told
    assert [(one["change"], one["id"]) for one in told["changes"]] == [
        ("added", "quay-connect"),
        ("added", "quay-gazette"),
    ]
    sheet = list(csv.DictReader(StringIO(comparing.get("/changes.csv", before=digest).body.decode("utf-8-sig"))))
    assert [one["id"] for one in sheet] == ["quay-connect", "quay-gazette"]
    assert "gone" in read_page(back.body).words


def test_without_earlier_snapshots_only_days_are_offered(server: Server) -> None:
    """Nothing is offered that there is not."""
    assert b'name="before"' not in server.get("/changes").body
    assert server.get("/changes.json").told["snapshots"] == []


def test_a_page_says_how_a_restriction_stood_in_its_own_words(server: Server) -> None:
    """Stage and force are words of the catalogue, in German too."""
    page = server.get("/changes", **{"from": "2022-11", "to": "2023-03-31", "lang": "de"})
    words = read_page(page.body).words

    assert "in Kraft" in words
    assert not [one for one in words if "(in force)" in one]


def test_a_snapshot_that_is_none_is_told_at_the_start(snapshot: Snapshot, tmp_path: Path) -> None:
    """Not at the first comparison."""
    broken = tmp_path / "broken"
    broken.write_bytes(snapshot.path.read_bytes()[:-5000])

    assert main(("serve", "--port", "0", "--snapshot", str(snapshot.path), "--earlier", str(broken))) == 4


def test_many_changes_are_told_in_pages(server: Server) -> None:
    """Each on one page and all in the other forms; the pages of a kind hold that kind alone."""
    told = server.get("/changes.json", **{"from": "2018"}).told
    pages = [server.get("/changes", **{"from": "2018"}, page=page).body for page in range(1, told["pages"] + 1)]
    shown = [_changes_on(page) for page in pages]
    sheet = server.get("/changes.csv", **{"from": "2018"}, page=2).body.decode("utf-8-sig").splitlines()

    assert told["pages"] > 3
    assert max(map(len, shown)) <= 100
    assert sorted(one for some in shown for one in some) == sorted(
        f"/{one['kind']}s/{one['id']}" for one in told["changes"]
    )
    assert len(sheet) == len(told["changes"]) + 1
    assert [b'rel="next"' in page for page in pages] == [True] * (len(pages) - 1) + [False]
    events = server.get("/changes.json", **{"from": "2018"}, kind="event").told
    assert {one["kind"] for one in events["changes"]} == {"event"}
    assert events["kinds"] == told["kinds"]
    assert len(events["changes"]) == told["kinds"]["event"]


def _changes_on(page: bytes) -> list[str]:
    """Give the records that a page of changes tells, once each."""
    links = read_page(page).links
    kinds = ("/restrictions/", "/statements/", "/events/")
    return [one for one in links if one.startswith(kinds)]


def test_days_without_a_change_lead_to_days_with_one(server: Server) -> None:
    """The last before them, or if there is none the first of all; so far back as a calendar goes."""
    quiet = server.get("/changes", **{"from": "2017-12-30", "to": "2017-12-31"}).body
    early = server.get("/changes", **{"from": "1990", "to": "1991"}).body
    first = server.get("/changes", **{"from": "0001", "to": "0001"})

    for page in (quiet, early, first.body):
        [offered] = re.findall(r'class="empty">.*?href="/changes([^"]*)"', page.decode())
        assert server.ask("GET", f"/changes.json{unescape(offered)}").told["changes"]
    assert first.status == 200
    assert server.get("/changes", kind="colour").status == 422

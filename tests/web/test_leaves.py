"""The pages for people: every record has one, every link leads somewhere, and the three forms say the same."""

import csv
import re
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from barred.cli.main import main
from barred.directory.snapshot import Snapshot
from barred.web.pages.words import LANGUAGES, words
from tests.cli.test_evidence import directory, vault
from tests.web.reading import read_page
from tests.web.talk import AGENCY, Server, running

__all__ = ["directory", "vault"]

KINDS = ("organisation", "restriction", "statement", "figure", "product", "event", "source")
PAGES = (
    "/",
    "/ask",
    "/ask?q=Lorex+4K+camera",
    "/search",
    "/search?q=hikvision&kind=restriction",
    "/directory",
    "/directory/in-force",
    "/directory/announced",
    "/directory/declined",
    "/directory/reversed",
    "/directory?place=gb&on=2022-11-30&known=2023",
    "/changes?from=2022-11&to=2023-03",
    "/check",
    "/about",
    "/interface",
    "/organisations/hikvision",
    "/restrictions/us-ndaa-2019-s889-a1a",
)


def _form(path: str, form: str) -> str:
    parts = urlsplit(path)
    return f"{'/home' if parts.path == '/' else parts.path}.{form}" + (f"?{parts.query}" if parts.query else "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_well_formed_and_loads_nothing_from_elsewhere(server: Server, path: str, language: str) -> None:
    """One first heading, no level passed over, no id twice, nothing that the policy forbids, its own files only."""
    got = server.ask("GET", path, headers={"Accept-Language": language})
    page = read_page(got.body)

    assert got.status == 200
    assert got.headers["content-type"] == "text/html; charset=utf-8"
    assert got.headers["vary"] == "Accept-Language"
    assert page.language == language
    assert page.faults == []
    assert page.headings.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
    assert sorted(set(page.ids)) == sorted(page.ids)
    assert all(one.startswith("/") and not one.startswith("//") for one in page.loads)
    assert words(language)("site.notice") in page.words[-12:] or any(
        words(language)("site.notice") in one for one in page.words
    )


def test_every_link_of_the_pages_leads_somewhere(server: Server) -> None:
    """Links inside the server are answered with 200, in the language in which they were asked for."""
    seen: set[str] = set()
    for path in PAGES:
        page = read_page(server.ask("GET", path).body)
        seen |= {one.split("#")[0] for one in page.links if one.startswith("/")}
    seen -= {"", "/v1/evidence"}

    assert len(seen) > 300
    assert [one for one in sorted(seen) if server.ask("GET", one).status != 200] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_has_a_page_in_both_languages(server: Server, snapshot: Snapshot, kind: str) -> None:
    """A page for each record, with its title, whose fragments are on it."""
    keys = snapshot.ids(kind)

    assert keys
    for at, key in enumerate(keys):
        got = server.ask("GET", f"/{kind}s/{key}?lang={'en' if at % 2 else 'de'}")
        assert got.status == 200, key
        page = read_page(got.body)
        assert " ".join(str(snapshot.body(kind, key)["title"]).split()) in " ".join(page.words), key
        assert {one[1:] for one in page.links if one.startswith("#")} <= set(page.ids), key


@pytest.mark.parametrize("path", PAGES)
def test_the_three_forms_of_a_page_come_from_one_view(server: Server, path: str) -> None:
    """The JSON holds what the page shows, the CSV is the list that the page is about, all of one snapshot."""
    told = server.ask("GET", _form(path, "json"))
    sheet = server.ask("GET", _form(path, "csv"))
    page = server.ask("GET", path).body.decode()

    assert told.status == sheet.status == 200
    assert told.headers["content-type"] == "application/json"
    assert told.told["snapshot"][7:23] in page
    assert sheet.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(StringIO(sheet.body.decode("utf-8-sig"))))
    assert all(len(row) == len(rows[0]) for row in rows)


def _sheet(server: Server, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(server.ask("GET", path).body.decode("utf-8-sig"))))


def test_the_sheet_of_a_search_holds_every_result(server: Server) -> None:
    """A page shows fifty of them; whoever works on a sheet must not miss the others."""
    told = server.get("/search.json", q="hikvision").told
    sheet = _sheet(server, "/search.csv?q=hikvision&page=2")

    assert len(told["rows"]) == 50
    assert len(sheet) == told["total"] > 400
    assert [one["id"] for one in sheet[:50]] == [one["id"] for one in told["rows"]]


def test_the_sheet_of_a_regulator_holds_what_it_decided(server: Server) -> None:
    """Whoever restricts others is an actor there, as whoever is restricted is a target."""
    assert {one["as"] for one in _sheet(server, "/organisations/us-fcc.csv")} == {"actor"}
    assert {one["as"] for one in _sheet(server, "/organisations/hikvision.csv")} == {"target", "actor"}


@pytest.mark.parametrize(("language", "told"), [("en", "73,000,000"), ("de", "73.000.000")])
def test_figures_are_written_as_the_language_writes_them(
    server: Server, snapshot: Snapshot, language: str, told: str
) -> None:
    """The value on the page; the JSON holds it as recorded."""
    [key] = [one for one in snapshot.ids("figure") if snapshot.body("figure", one)["value"] == "73000000"]

    page = " ".join(read_page(server.get(f"/figures/{key}", lang=language).body).words)

    assert told in page
    assert server.get(f"/figures/{key}.json").told["record"]["value"] == "73000000"


def test_a_page_in_german_names_countries_in_german(server: Server) -> None:
    """On the map, in tables and among the filters, there by the German alphabet."""
    page = server.get("/directory", lang="de").body.decode()

    assert 'aria-label="Vereinigte Staaten: ' in page
    assert ">Vereinigtes Königreich</a>" in page
    assert ">United Kingdom<" not in page
    [names] = re.findall(r'<select name="place">(.*?)</select>', page, re.DOTALL)
    assert names.index("Australien") < names.index("Dänemark") < names.index("Deutschland") < names.index("Ukraine")


def test_a_record_says_how_to_cite_it(server: Server, snapshot: Snapshot) -> None:
    """With its id, the day and the snapshot, so that somebody else finds the same."""
    page = " ".join(read_page(server.get("/figures/au-2023-devices-press", on="2024-05-01").body).words)

    assert f"record au-2023-devices-press, as on 1 May 2024, snapshot {snapshot.digest[7:23]}" in page


def test_each_step_of_a_restriction_leads_to_that_day(server: Server) -> None:
    """How it stood once its first step was made, and once it was in force."""
    links = [one for one in read_page(server.get("/restrictions/us-ndaa-2019-s889-a1a").body).links if "?on=" in one]
    told = [" ".join(read_page(server.ask("GET", one).body).words) for one in links]

    assert [one.rpartition("=")[2] for one in links] == ["2018-08-13", "2019-08-13"]
    assert "not in force adopted since 2018-08-13" in told[0]
    assert "in force since 13 August 2019" in told[1]


def test_a_result_shows_the_whole_way(server: Server) -> None:
    """Outcome, candidate, link, restriction, reason and source are on the page of a verdict."""
    page = " ".join(read_page(server.get("/ask", q="Lorex 4K camera", **AGENCY).body).words)

    for told in (
        "Barred",
        "Lorex",
        "name-brand",
        "owned by",
        "Section 889, part A",
        "binds US executive agency",
        "889",
    ):
        assert told in page


def test_a_verdict_is_the_same_as_that_of_the_interface(server: Server) -> None:
    """The page and `/v1/lookup` answer from the same desk."""
    ours = server.get("/ask.json", q="Lorex 4K camera", **AGENCY).told["verdict"]
    theirs = server.get("/v1/lookup", text="Lorex 4K camera", rejected=200, **AGENCY).told["verdict"]

    assert ours == theirs


def test_answering_the_questions_settles_the_matter(server: Server) -> None:
    """What depends has a form; with the answers of the agency it depends no longer."""
    asked = server.get("/ask.json", q="Lorex 4K camera", on="2021-01-01").told["verdict"]
    settled = server.get("/ask.json", q="Lorex 4K camera", **AGENCY).told["verdict"]

    assert asked["outcome"] == "depends"
    assert {one["part"] for one in asked["questions"]} >= {"party", "conduct"}
    assert settled["outcome"] == "barred"


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/organisations/nobody", 404, "no organisation has the id"),
        ("/ask?q=Lorex&as=queen", 422, "is not a known party"),
        ("/ask?q=Lorex&on=2021-13", 422, "2021-13"),
        ("/search?page=0", 422, "page"),
        ("/directory?colour=red", 422, "no such parameter"),
        ("/directory?place=atlantis", 422, "atlantis"),
        ("/check/none/columns", 404, "not here"),
    ],
)
def test_what_cannot_be_answered_is_told_as_a_page(server: Server, path: str, status: int, told: str) -> None:
    """A page says what was wrong; its JSON is a problem as everywhere."""
    got = server.ask("GET", path)

    assert got.status == status
    assert told in got.body.decode()
    # Where a file is not there, another can be brought below.
    assert read_page(got.body).headings == ([1, 2] if path.startswith("/check/") else [1])


def test_what_a_user_types_is_text_and_never_markup(server: Server) -> None:
    """A question that looks like a script is shown as it is."""
    page = server.get("/ask", q="<script>alert(1)</script>\"'><img src=x onerror=alert(1)>").body

    assert read_page(page).faults == []
    assert b"<script>alert" not in page


def test_the_language_follows_the_address_before_the_browser(server: Server) -> None:
    """`lang` wins, stays on in the links, and an unknown one falls back."""
    german = server.ask("GET", "/?lang=de", headers={"Accept-Language": "en"})
    other = server.ask("GET", "/", headers={"Accept-Language": "fr, xx;q=x"})

    assert read_page(german.body).language == "de"
    assert "/search?lang=de" in read_page(german.body).links
    assert read_page(other.body).language == "en"
    assert german.headers["etag"] != other.headers["etag"]
    assert server.ask("GET", "/?lang=de", headers={"If-None-Match": german.headers["etag"]}).status == 304


def test_a_passage_is_shown_where_a_vault_holds_it(directory: Path, vault: Path, tmp_path: Path) -> None:
    """The words stand beside the claim that rests on them; without a vault only their digest does."""
    assert main(("directory", "format", str(directory))) == 0
    with running(tmp_path, "--directory", str(directory), "--vault", str(vault)) as server:
        [cited] = [one for one in server.get("/v1/sources/gazette").told["cited_by"] if one["key"] == "denied"]

        page = server.get(f"/{cited['kind']}s/{cited['id']}")

        assert "is not concerned" in read_page(page.body).words
        assert "is not concerned" in read_page(server.get("/sources/gazette").body).words
    with running(tmp_path, "--directory", str(directory)) as server:
        assert b"is not concerned" not in server.get(f"/{cited['kind']}s/{cited['id']}").body


def test_named_views_hold_what_their_names_say(server: Server) -> None:
    """Announced is never in force, a refusal is an action of its own, a reversal names what was undone."""
    announced = server.get("/directory/announced.json").told["rows"]
    declined = server.get("/directory/declined.json").told["rows"]
    undone = server.get("/directory/reversed.json").told["rows"]

    assert announced
    assert all(row["in_force"] != "yes" and row["ever_in_force"] != "yes" for row in announced)
    assert declined
    assert {row["coarse"] for row in declined} == {"decline"}
    assert undone
    assert all(row["reversed"] != "no" for row in undone)


def test_the_map_and_the_table_count_the_same(server: Server) -> None:
    """The countries add up to the rows, and so do the years."""
    told = server.get("/directory.json", on="2024-01-01").told

    assert sum(one["recorded"] for one in told["countries"].values()) == len(told["rows"])
    assert sum(one["recorded"] for one in told["years"].values()) == len(told["rows"])
    assert sum(one["in_force"] for one in told["countries"].values()) == sum(
        row["in_force"] == "yes" for row in told["rows"]
    )


@pytest.mark.parametrize("facet", ["kind", "country", "year", "status"])
def test_a_facet_counts_what_choosing_it_gives(server: Server, facet: str) -> None:
    """The number beside a value is the number of results with it."""
    counts = server.get("/search.json", q="camera").told["facets"][facet]

    assert counts
    for value, count in list(counts.items())[:5]:
        assert server.get("/search.json", q="camera", **{facet: value}).told["total"] == count


@pytest.mark.parametrize("text", ["海康", "хиквижн", "HIKVISION", "us-ndaa-2019-s889-a1a"])
def test_a_search_finds_names_in_any_script_first(server: Server, text: str) -> None:
    """Two signs of Chinese are enough, and an id finds its record."""
    first = server.get("/search.json", q=text).told["rows"][0]

    assert first["id"] in {"hikvision", "us-ndaa-2019-s889-a1a"}

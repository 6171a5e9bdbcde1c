"""`/match`, `/search`, `/entities`, `/catalog`: the shapes of yente, asked of a running server."""

import json
from datetime import datetime
from typing import Any

import pytest

from barred.directory.snapshot import Snapshot
from barred.publishing.ftm.entities import ftm_entities
from tests.web.talk import Server

_SHAPE = {"id", "caption", "schema", "properties", "datasets", "referents", "target", "first_seen", "last_seen"}


def match(server: Server, queries: dict[str, Any], **parameters: object) -> dict[str, Any]:
    """Send queries."""
    asked = "&".join(f"{name}={value}" for name, value in parameters.items())
    found = server.post(f"/match/default?{asked}", {"queries": queries})
    assert found.status == 200, found.told
    told: dict[str, Any] = found.told["responses"]
    return told


def test_each_query_gets_its_results_by_falling_score(server: Server) -> None:
    """Under the key that the client gave; the score is the probability, and the signals explain it."""
    queries = {
        "a": {"schema": "Company", "properties": {"name": ["Zhejiang Dahua Technology Co., Ltd."]}},
        "b": {"schema": "LegalEntity", "properties": {"name": "zzz qqq"}},
    }

    found = match(server, queries)

    first = found["a"]["results"][0]
    assert first["id"] == "barred-organisation-dahua"
    assert (first["match"], first["band"]) == (True, "confirmed")
    assert set(first) >= _SHAPE
    assert sorted(first["explanations"]) == sorted(first["features"])
    assert first["features"]
    assert found["b"] == {
        "status": 200, "results": [], "total": {"value": 0, "relation": "eq"},
        "query": {"schema": "LegalEntity", "properties": {"name": ["zzz qqq"]}}, "unread": [],
    }  # fmt: skip


def test_the_best_of_several_names_counts(server: Server) -> None:
    """A query may hold names in several scripts."""
    alone = match(server, {"q": {"schema": "Company", "properties": {"name": ["大华"]}}})["q"]["results"]
    both = match(server, {"q": {"schema": "Company", "properties": {"name": ["zzz"], "alias": ["大华"]}}})["q"][
        "results"
    ]

    assert [(one["id"], one["score"]) for one in alone] == [(one["id"], one["score"]) for one in both]
    assert alone


def test_only_what_is_confirmed_is_a_match(server: Server) -> None:
    """A threshold narrows that and never widens it; a cutoff leaves results out."""
    query = {"q": {"schema": "LegalEntity", "properties": {"name": ["Dahua"]}}}
    low, high = match(server, query, threshold=0)["q"]["results"], match(server, query, threshold=1)["q"]["results"]

    assert low
    assert all(one["match"] == (one["band"] == "confirmed") for one in low)
    assert not any(one["match"] for one in high if one["score"] < 1)
    assert match(server, query, cutoff=1)["q"]["total"]["value"] <= len(low)


def test_persons_are_not_recognised(server: Server) -> None:
    """A query for a person finds nobody, whatever the name."""
    found = match(server, {"q": {"schema": "Person", "properties": {"name": ["Dahua"]}}})

    assert found["q"]["results"] == []


def test_filters_of_a_match(server: Server) -> None:
    """Left out by id, by topic, by the day of the last change, by schema."""
    query = {"q": {"schema": "Company", "properties": {"name": ["Dahua"]}}}
    whole = {one["id"] for one in match(server, query)["q"]["results"]}

    without = match(server, query, exclude_entity_ids="barred-organisation-dahua")["q"]["results"]

    assert "barred-organisation-dahua" in whole
    assert {one["id"] for one in without} == whole - {"barred-organisation-dahua"}
    assert match(server, query, topics="no.such.topic")["q"]["results"] == []
    assert match(server, query, changed_since="2999")["q"]["results"] == []
    assert match(server, query, exclude_schema="Company")["q"]["results"] == []
    assert match(server, query, exclude_dataset="barred")["q"]["results"] == []
    public = {"q": {"schema": "PublicBody", "properties": {"name": ["Dahua"]}}}
    assert match(server, public)["q"]["results"] == []


def test_a_query_for_a_firm_matches_what_nobody_could_call_one(server: Server, snapshot: Snapshot) -> None:
    """A brand without a firm behind it is a LegalEntity, and whoever asks for a Company may mean it."""
    brand = next(
        one
        for one in ftm_entities(("organisation",), on="2024-01-01", book=snapshot)
        if one["schema"] == "LegalEntity" and "brand" in one["properties"].get("classification", ())
    )

    found = match(server, {"q": {"schema": "Company", "properties": {"name": [brand["caption"]]}}})["q"]["results"]

    assert brand["id"] in {one["id"] for one in found}


def test_identifiers_and_countries_of_a_query_are_read_and_the_rest_is_told(server: Server) -> None:
    """An identifier finds whose it is; a country that is another is told, and takes nothing from the score."""
    one = server.get("/search/default", q="hikvision", limit=1).told["results"][0]
    code = one["properties"]["uscCode"][0]
    queries = {
        "code": {"schema": "Company", "properties": {"registrationNumber": code}},
        "there": {"schema": "Company", "properties": {"name": "Hikvision", "country": ["CN"], "email": ["a@b.c"]}},
        "elsewhere": {"schema": "Company", "properties": {"name": "Hikvision", "country": ["fr"], "address": None}},
    }

    found = match(server, queries)

    assert found["code"]["results"][0]["id"] == one["id"]
    there, elsewhere = found["there"]["results"][0], found["elsewhere"]["results"][0]
    assert (there["explanations"]["country"]["score"], elsewhere["explanations"]["country"]["score"]) == (1.0, 0.0)
    assert (there["score"], there["match"]) == (elsewhere["score"], elsewhere["match"])
    assert (found["there"]["unread"], found["elsewhere"]["unread"]) == (["email"], [])
    long = {"q": {"schema": "Company", "properties": {"name": ["Lorex"], "leiCode": ["X" * 60]}}}
    assert match(server, long)["q"]["unread"] == ["leiCode"]


def test_long_names_do_not_keep_others_waiting(server: Server) -> None:
    """A name has an end, and a batch of many long ones is looked up while others are answered."""
    long = {"q": {"schema": "Company", "properties": {"name": ["Lorex " * 100_000]}}}
    many = {
        str(number): {"schema": "Company", "properties": {"name": [f"{number} {'Lorex ' * 80}"]}}
        for number in range(20)
    }

    found = server.post("/match/default", {"queries": long})
    told = match(server, many)

    assert (found.status, "at most 500" in found.told["detail"]) == (422, True)
    assert {len(one["results"]) > 0 for one in told.values()} == {True}


@pytest.mark.parametrize(
    ("path", "told", "status"),
    [
        ("/match/nothing", {"queries": {"q": {"schema": "Company"}}}, 404),
        ("/match/default", {"queries": {"q": {"schema": "Ship"}}}, 422),
        ("/match/default", {"queries": {}}, 422),
        ("/match/default", {"queries": {str(one): {"schema": "Company"} for one in range(101)}}, 422),
        ("/match/default", [], 422),
        ("/match/default", {"queries": {"q": {"schema": "Company"}}, "weights": {"name": 1}}, 422),
        ("/match/default", {"queries": {"q": {"schema": "Company", "filters": {"country": [["cn"]]}}}}, 422),
        ("/match/default", {"queries": {"q": {"schema": "Company", "properties": {"name": ["\ud800"]}}}}, 400),
        ("/match/default", {"queries": {"q": {"schema": "Company", "properties": {"idNumber": list(range(21))}}}}, 422),
        ("/match/default?algorithm=logic-v2", {"queries": {"q": {"schema": "Company"}}}, 422),
        ("/match/default?include_dataset=us_ofac_sdn", {"queries": {"q": {"schema": "Company"}}}, 422),
        ("/match/default?limit=1&limit=2", {"queries": {"q": {"schema": "Company"}}}, 422),
        ("/match/default?colour=1", {"queries": {"q": {"schema": "Company"}}}, 422),
        ("/match/default?changed_since=lately", {"queries": {"q": {"schema": "Company"}}}, 422),
    ],
)
def test_a_wrong_match_is_a_problem(path: str, told: object, status: int, server: Server) -> None:
    """Too many, none, of an unknown dataset, schema, algorithm or parameter: nothing is passed over."""
    found = server.post(path, told)

    assert (found.status, found.headers["content-type"]) == (status, "application/problem+json")


def test_entities_are_those_of_the_export(server: Server, snapshot: Snapshot) -> None:
    """Every entity that the export writes can be had by its id, with the same properties."""
    entities = list(ftm_entities((), on="2024-01-01", book=snapshot))

    for one in entities[::97]:
        found = server.get(f"/entities/{one['id']}", on="2024-01-01", nested="false").told
        assert {name: found[name] for name in one} == json.loads(json.dumps(one))
    assert len(entities) > 500
    assert server.get("/entities/nobody").status == 404
    assert server.get("/entities/nobody/adjacent").status == 404


def test_what_is_next_to_an_entity_is_found_from_both_ends(server: Server, snapshot: Snapshot) -> None:
    """Each link and sanction that names the entity, by a plain search, and nested it is the same."""
    key = "barred-organisation-dahua"
    entities = list(ftm_entities((), on="2024-01-01", book=snapshot))
    wanted = {one["id"] for one in entities if any(key in values for values in one["properties"].values())}

    told = server.get(f"/entities/{key}/adjacent", on="2024-01-01", limit=500).told
    nested = server.get(f"/entities/{key}", on="2024-01-01").told

    found = {one["id"] for page in told["adjacent"].values() for one in page["results"]}
    assert found == wanted
    assert len(wanted) > 20
    assert told["entity"]["id"] == key
    for name, page in told["adjacent"].items():
        assert [one["id"] for one in nested["properties"][name]] == [one["id"] for one in page["results"]]
        assert page["total"] == {"value": len(page["results"]), "relation": "eq"}


def test_search_finds_names_in_any_script_and_counts(server: Server) -> None:
    """Whole names first; the facets count all results."""
    latin, native = server.get("/search/default", q="dahua").told, server.get("/search/default", q="大华").told

    assert latin["results"][0]["id"] == "barred-organisation-dahua"
    assert "barred-organisation-dahua" in {one["id"] for one in native["results"]}
    schemata = {one["name"]: one["count"] for one in latin["facets"]["schema"]["values"]}
    assert sum(schemata.values()) == latin["total"]["value"]
    assert latin["facets"]["countries"]["label"] == "Countries"
    # What programs written for yente look for when they name none.
    assert {"countries", "topics", "datasets"} <= set(latin["facets"])
    assert latin["facets"]["datasets"]["values"][0] == {
        "name": "barred", "label": "barred", "count": latin["total"]["value"]
    }  # fmt: skip


def test_search_pages_and_narrows(server: Server) -> None:
    """Two pages are the first two pages of one list."""
    whole = server.get("/search/default", limit=20).told
    pages = [server.get("/search/default", limit=10, offset=offset).told["results"] for offset in (0, 10)]

    assert [one["id"] for page in pages for one in page] == [one["id"] for one in whole["results"]]
    found = server.get("/search/default", countries="us", schema="PublicBody", limit=500).told["results"]
    assert found
    assert all("us" in one["properties"]["country"] and one["schema"] == "PublicBody" for one in found)
    one = server.get("/search/default", schema="Asset", sort=["last_change:desc", "caption"], limit=500).told["results"]
    assert [entity["id"] for entity in one] == [
        entity["id"] for entity in sorted(one, key=lambda entity: (_falling(entity["last_change"]), entity["caption"]))
    ]


def _falling(moment: str | None) -> float:
    return -datetime.fromisoformat(moment).timestamp() if moment else 0.0


def test_search_filters_as_it_is_told(server: Server) -> None:
    """Several filters of a field need one of them or all; a day of the last change counts; false targets are none."""

    def total(**parameters: object) -> int:
        found = server.get("/search/default", limit=0, **parameters)
        assert found.status == 200, found.told
        value: int = found.told["total"]["value"]
        return value

    assert total(countries=["cn", "us"]) == total(countries="cn") + total(countries="us")
    assert total(countries=["cn", "us"], filter_op="AND") == 0
    assert total(filter="countries:cn") == total(filter="properties.country:cn") == total(countries="cn")
    assert total(q="hikvision", filter="properties.leiCode:nobody") == 0
    assert total(changed_since="2999-01-01T00:00") == total(target="false") == total(exclude_dataset="default") == 0
    assert total(exclude_schema="Company") == total() - total(schema="Company")
    assert total(schema="Person") == 0
    assert total(simple="true", target="true", datasets="barred", include_dataset="default") == total()


def test_a_misspelt_name_is_found_when_that_is_asked_for(server: Server) -> None:
    """After whatever holds the words; and what says the same in a query language is read as words."""
    plain = server.get("/search/default", q="hikvizion").told
    fuzzy = server.get("/search/default", q="hikvizion", fuzzy="true").told

    assert plain["results"] == []
    assert fuzzy["results"][0]["id"] == "barred-organisation-hikvision"
    quoted = server.get("/search/default", q='"dahua technology"~2 AND zhejiang*').told
    assert quoted["results"][0]["id"] == "barred-organisation-dahua"


@pytest.mark.parametrize(
    ("parameters", "where"),
    [
        ({"facets": "colour"}, "facets"),
        ({"q": "dahua OR hikvision"}, "q"),
        ({"q": "names:dahua"}, "q"),
        ({"q": "dahua -hikvision"}, "q"),
        ({"filter": "colour:red"}, "filter"),
        ({"sort": "colour:asc"}, "sort"),
        ({"schema": "Ship"}, "schema"),
        ({"datasets": "us_ofac_sdn"}, "include_dataset"),
        ({"changed_since": "2021-02-30"}, "changed_since"),
    ],
)
def test_a_search_that_cannot_be_answered_is_told_so(parameters: dict[str, str], where: str, server: Server) -> None:
    """An operator or filter that was passed over would look like an answer."""
    found = server.get("/search/default", **parameters)

    assert (found.status, found.told["where"]) == (422, where)


def test_one_property_of_an_entity_is_paged_alone(server: Server) -> None:
    """As a part of what is next to it; a property that leads nowhere is none."""
    key = "barred-organisation-dahua"
    whole = server.get(f"/entities/{key}/adjacent", limit=3, sort="caption:desc").told["adjacent"]

    for name, page in whole.items():
        found = server.get(f"/entities/{key}/adjacent/{name}", limit=3, sort="caption:desc").told
        assert {part: found[part] for part in page} == page
    assert whole
    assert server.get(f"/entities/{key}/adjacent/colour").status == 404
    assert server.get("/entities/nobody/adjacent/sanctions").status == 404
    assert server.get(f"/entities/{key}/adjacent/predecessors").status == 200


def test_the_way_to_score_is_told_and_statements_are_refused(server: Server) -> None:
    """One algorithm, with every kind of signal that explains a result; single values are not kept."""
    told = server.get("/algorithms").told
    result = match(server, {"q": {"schema": "Company", "properties": {"name": ["Dahua"]}}})["q"]["results"][0]
    statements = server.get("/statements", entity_id="barred-organisation-dahua")

    assert [one["name"] for one in told["algorithms"]] == [told["default"]] == [told["best"]]
    assert set(result["explanations"]) <= set(told["algorithms"][0]["features"])
    assert (statements.status, statements.headers["content-type"]) == (501, "application/problem+json")
    assert statements.told["remedy"]


def test_the_catalogue_names_the_snapshot(server: Server, snapshot: Snapshot) -> None:
    """A program for yente finds the dataset, its version and that it is current."""
    told = server.get("/catalog").told

    assert [one["name"] for one in told["datasets"]] == ["default", "barred"]
    assert all(
        snapshot.digest.endswith(one["version"], 0) or one["version"] in snapshot.digest for one in told["datasets"]
    )
    assert (told["current"], told["outdated"], told["index_stale"]) == (["default", "barred"], [], False)

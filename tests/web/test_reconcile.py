"""`/reconcile`: the Reconciliation Service API 0.2, asked of a running server."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jsonschema_rs
import pytest

from tests.web.talk import Answer, Server


def reconcile(server: Server, queries: dict[str, Any]) -> dict[str, Any]:
    """Send a batch as OpenRefine does."""
    found = server.form("/reconcile", queries=json.dumps(queries))
    assert found.status == 200, found.told
    told: dict[str, Any] = found.told
    return told


def one(server: Server, **query: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - as a query takes them
    """Send one query."""
    results: list[dict[str, Any]] = reconcile(server, {"q": query})["q"]["result"]
    return results


def extend(server: Server, ids: list[str], *properties: dict[str, Any]) -> dict[str, Any]:
    """Ask for values."""
    found = server.form("/reconcile", extend=json.dumps({"ids": ids, "properties": list(properties)}))
    assert found.status == 200, found.told
    told: dict[str, Any] = found.told
    return told


def test_the_manifest_leads_to_every_service(server: Server) -> None:
    """What it names answers, at this very server."""
    told = server.get("/reconcile").told

    assert told["versions"] == ["0.2"]
    assert {"name", "identifierSpace", "schemaSpace"} <= set(told)
    for kind in ("entity", "type", "property"):
        service = told["suggest"][kind]
        path = (service["service_url"] + service["service_path"]).removeprefix(server.address)
        assert server.get(path, prefix="a").told["result"]
    assert server.get(told["view"]["url"].removeprefix(server.address).replace("{{id}}", "dahua")).status == 200
    preview = told["preview"]["url"].removeprefix(server.address).replace("{{id}}", "dahua")
    assert server.ask("GET", preview).status == 200
    proposed = told["extend"]["propose_properties"]
    path = (proposed["service_url"] + proposed["service_path"]).removeprefix(server.address)
    assert server.get(path, type="organisation").told["properties"]


def test_a_batch_by_form_and_by_address_is_the_same(server: Server) -> None:
    """Each query under its key; results by falling score, each with its features."""
    queries = {
        "a": {"query": "Dahua"},
        "b": {"query": "Hangzhou Hikvision Digital Technology"},
        "c": {"query": "zzz qqq"},
    }

    by_form = reconcile(server, queries)
    by_address = server.get("/reconcile", queries=json.dumps(queries)).told

    assert by_form == by_address
    assert set(by_form) == set(queries)
    assert by_form["b"]["result"][0]["id"] == "hikvision"
    assert by_form["c"]["result"] == []
    for told in by_form.values():
        scores = [result["score"] for result in told["result"]]
        assert scores == sorted(scores, reverse=True)
        assert all(result["features"] and result["type"] for result in told["result"])


def test_an_id_or_an_exact_name_returns_its_entity(server: Server) -> None:
    """The id with certainty; a registered name as confirmed."""
    by_id = one(server, query="lorex")[0]
    by_name = one(server, query="Zhejiang Dahua Technology Co., Ltd.")[0]

    assert (by_id["id"], by_id["match"], by_id["score"]) == ("lorex", True, 100)
    assert (by_name["id"], by_name["match"]) == ("dahua", True)


def test_types_limits_and_countries_narrow(server: Server) -> None:
    """By any or all of the types; a wrong country keeps the candidate and takes its match."""
    assert one(server, query="Dahua", type="maker")
    assert one(server, query="Dahua", type="court") == []
    assert one(server, query="Dahua", type=["court", "maker"])
    assert one(server, query="Dahua", type=["court", "maker"], type_strict="all") == []
    assert one(server, query="Dahua", type="court", type_strict="should")
    assert one(server, query="Dahua", limit=0) == []
    matching = one(server, query="Dahua", properties=[{"pid": "country", "v": "cn"}])[0]
    other = one(server, query="Dahua", properties=[{"pid": "country", "v": {"id": "fr"}}])[0]
    assert (matching["match"], other["match"]) == (True, False)
    assert {"id": "country", "value": False} in other["features"]


def test_a_model_number_alone_finds_its_maker(server: Server) -> None:
    """A query may hold values and no name."""
    found = one(server, properties=[{"pid": "model", "v": ["DS-2CD2143G2-I"]}])

    assert found[0]["id"] == "hikvision"


def test_suggestions_begin_with_what_was_typed(server: Server) -> None:
    """Organisations by any name, types and properties by theirs; the cursor goes on."""
    found = server.get("/reconcile/suggest/entity", prefix="hikv").told["result"]
    native = server.get("/reconcile/suggest/entity", prefix="海康").told["result"]
    types = server.get("/reconcile/suggest/type", prefix="mak").told["result"]
    properties = server.get("/reconcile/suggest/property", prefix="cou").told["result"]
    rest = server.get("/reconcile/suggest/entity", prefix="hikv", cursor=1).told["result"]

    assert "hikvision" in [result["id"] for result in found]
    assert "hikvision" in [result["id"] for result in native]
    assert "maker" in [result["id"] for result in types]
    assert [result["id"] for result in properties] == ["country"]
    assert rest[: len(found) - 1] == found[1:]


def test_values_are_those_of_the_record(server: Server) -> None:
    """Texts, numbers and other organisations; none for an id that nobody knows, and a setting limits them."""
    told = extend(
        server, ["lorex", "nobody"], {"id": "country"}, {"id": "linked"}, {"id": "in_force"},
        {"id": "name", "settings": {"limit": 1}},
    )  # fmt: skip

    record = server.get("/v1/organisations/lorex").told["record"]
    lorex = told["rows"]["lorex"]
    assert [one["id"] for one in told["meta"]] == ["country", "linked", "in_force", "name"]
    assert lorex["country"] == [{"str": record["country"]}]
    assert {one["id"] for one in lorex["linked"]} == {link["to"] for link in record["links"]}
    total = server.get("/v1/restrictions", concerns="lorex", in_force="yes,open").told["total"]
    assert lorex["in_force"] == [{"int": total}]
    assert len(lorex["name"]) == 1
    assert told["rows"]["nobody"] == {"country": [], "linked": [], "in_force": [], "name": []}


@pytest.mark.parametrize(
    ("fields", "status", "told"),
    [
        ({}, 422, "neither queries nor extend"),
        ({"queries": "{"}, 422, "Invalid JSON"),
        ({"queries": '{"q": {}}'}, 422, "a query has"),
        ({"queries": '{"q": {"query": "a", "colour": 1}}'}, 422, "Extra inputs"),
        ({"queries": json.dumps({str(number): {"query": "a"} for number in range(101)})}, 413, "at most 100"),
        ({"extend": '{"ids": ["a"], "properties": [{"id": "colour"}]}'}, 422, "no property 'colour'"),
        ({"extend": '{"ids": "a"}'}, 422, "valid array"),
        ({"queries": '{"q": {"query": "a", "limit": 1e400}}'}, 422, "finite number"),
        ({"queries": '{"q": {"query": "a", "limit": NaN}}'}, 422, "finite number"),
        ({"queries": r'{"q": {"query": "\ud800"}}'}, 422, "Invalid JSON"),
        ({"queries": "[" * 100_000}, 422, "Invalid JSON"),
        ({"queries": json.dumps({"q": {"query": "Lorex " * 1000}})}, 422, "at most 2000"),
        ({"queries": json.dumps({"q": {"properties": [{"pid": "brand", "v": "Lorex " * 1000}]}})}, 422, "at most 2000"),
        ({"queries": '{"q": {"query": "a"}}', "extend": '{"ids": [], "properties": []}'}, 422, "at once"),
    ],
)
def test_a_wrong_request_is_a_problem_that_pages_may_read(
    fields: dict[str, str], status: int, told: str, server: Server
) -> None:
    """The status, the reason and the header that lets OpenRefine show it."""
    found = server.form("/reconcile", **fields)

    assert (found.status, found.headers["content-type"]) == (status, "application/problem+json")
    assert told in found.told["detail"]
    assert found.headers["access-control-allow-origin"] == "*"


def test_what_is_no_form_and_what_is_jsonp_is_refused(server: Server) -> None:
    """415 for another kind of body; a callback would have the answer run as a script."""
    body = '{"queries": {}}'
    as_json = server.ask("POST", "/reconcile", body=body, headers={"Content-Type": "application/json"})
    twice = server.ask(
        "POST",
        "/reconcile",
        body="queries={}&queries={}",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )

    assert (as_json.status, twice.status) == (415, 422)
    assert server.get("/reconcile", callback="jQuery_1").status == 422
    assert server.get("/reconcile", query="Lorex").status == 422


def test_the_requests_of_openrefine_are_answered(server: Server) -> None:
    """A batch with types, details and a limit as the page sends it; nulls of others are as if they were not there.

    Source: StandardReconConfig and suggest-4_3a.js of OpenRefine; reconciler 0.2.2 of PyPI.
    """
    refined = {
        "q0": {
            "query": "Hikvision", "type": "maker", "type_strict": "should", "limit": 3,
            "properties": [{"pid": "country", "v": {"id": "cn", "name": "cn"}}, {"pid": "model", "v": "DS-2CD2143G2"}],
        },
        "q1": {"query": "Lorex", "type": "maker", "type_strict": "should", "limit": 3},
    }  # fmt: skip
    other = {"0": {"query": "Dahua", "type": None, "limit": None, "properties": None, "type_strict": None}}
    charset = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8", "User-Agent": "OpenRefine 3.8.2 [x]"}

    found = reconcile(server, refined)
    sent = server.ask("POST", "/reconcile", body=urlencode({"queries": json.dumps(other)}), headers=charset)

    assert [found[key]["result"][0]["id"] for key in ("q0", "q1")] == ["hikvision", "lorex"]
    assert found["q0"]["result"][0]["match"]
    assert sent.told["0"]["result"][0]["id"] == "dahua"
    values = extend(server, ["hikvision"], {"id": "name", "settings": {"limit": "2"}})
    assert len(values["rows"]["hikvision"]["name"]) == 2


def test_every_value_of_a_property_counts(server: Server) -> None:
    """A country may be any of several; a property may come twice."""
    several = [{"pid": "country", "v": ["fr", "cn"]}]
    twice = [{"pid": "country", "v": "fr"}, {"pid": "country", "v": {"id": "cn"}}]

    assert one(server, query="Dahua", properties=several)[0]["match"]
    assert one(server, query="Dahua", properties=twice)[0]["match"]
    assert not one(server, query="Dahua", properties=[{"pid": "country", "v": ["fr", "de"]}])[0]["match"]


def test_suggestions_lead_on_as_far_as_there_are_any(server: Server) -> None:
    """The cursor of an answer gives the next ones, and the last has none; types narrow."""
    found, cursor, seen = server.get("/reconcile/suggest/entity", prefix="a").told, 0, []
    while True:
        assert len(found["result"]) == 20 or "cursor" not in found
        seen += [each["id"] for each in found["result"]]
        if "cursor" not in found:
            break
        assert found["cursor"] > cursor
        cursor = found["cursor"]
        found = server.get("/reconcile/suggest/entity", prefix="a", cursor=cursor).told

    assert len(seen) == len(set(seen)) > 40
    makers = server.get("/reconcile/suggest/entity", prefix="a", type="maker").told["result"]
    assert makers
    assert all("maker" in {kind["id"] for kind in each["notable"]} for each in makers)


def test_long_batches_do_not_keep_others_waiting(server: Server) -> None:
    """They are answered like short ones."""
    long = {f"q{number}": {"query": f"Lorex {'camera ' * 100}{number}"} for number in range(40)}

    found = reconcile(server, long)

    assert {each["result"][0]["id"] for each in found.values()} == {"lorex"}


def test_every_endpoint_may_be_read_by_other_origins(server: Server) -> None:
    """Each answers a preflight and carries the header; no other address does."""
    for path in ("", "/suggest/entity?prefix=a", "/suggest/type?prefix=a", "/suggest/property?prefix=a", "/properties"):
        preflight = server.ask("OPTIONS", f"/reconcile{path}", headers={"Origin": "http://127.0.0.1:3333"})
        got = server.ask("GET", f"/reconcile{path}")

        assert (preflight.status, preflight.headers["access-control-allow-origin"]) == (204, "*")
        assert "POST" in preflight.headers["access-control-allow-methods"]
        assert (got.status, got.headers["access-control-allow-origin"]) == (200, "*")
    assert "access-control-allow-origin" not in server.get("/v1/restrictions").headers
    assert "access-control-allow-origin" not in server.get("/reconciled").headers


def test_a_preview_is_a_small_page_for_frames_on_this_machine(server: Server) -> None:
    """Names are text and no markup; only pages of this machine may frame it."""
    found = server.get("/reconcile/preview", id="dahua")

    assert found.headers["content-type"] == "text/html; charset=utf-8"
    assert "frame-ancestors http://127.0.0.1:*" in found.headers["content-security-policy"]
    assert "x-frame-options" not in found.headers
    assert b"Zhejiang Dahua Technology" in found.body
    assert b"<script" not in found.body
    assert server.get("/reconcile/preview", id="<b>").status == 404


def answers(server: Server) -> dict[str, Answer]:
    """Give an answer for every published schema."""
    batch = {"a": {"query": "Dahua"}, "b": {"query": "lorex", "type": "brand"}}
    wanted = {"ids": ["lorex"], "properties": [{"id": "name"}, {"id": "linked"}, {"id": "on_record"}]}
    return {
        "manifest": server.get("/reconcile"),
        "reconciliation-result-batch": server.form("/reconcile", queries=json.dumps(batch)),
        "suggest-entities-response": server.get("/reconcile/suggest/entity", prefix="da"),
        "suggest-types-response": server.get("/reconcile/suggest/type", prefix="m"),
        "suggest-properties-response": server.get("/reconcile/suggest/property", prefix="n"),
        "data-extension-response": server.form("/reconcile", extend=json.dumps(wanted)),
        "data-extension-property-proposal": server.get("/reconcile/properties", type="organisation"),
    }


def test_answers_pass_the_published_schemas(server: Server, samples: Path) -> None:
    """The schemas of the specification, which are no part of the project."""
    folder = samples / "reconciliation-0.2"
    if not folder.is_dir():
        pytest.skip("the samples hold no schemas of the Reconciliation API")
    kinds = json.loads((folder / "type.json").read_text("utf-8"))
    kinds["properties"]["broader"]["items"] = {}

    for name, answer in answers(server).items():
        text = (folder / f"{name}.json").read_text("utf-8")
        schema = _inlined(json.loads(text), kinds)
        jsonschema_rs.Draft7Validator(schema).validate(answer.told)


def _inlined(schema: Any, kinds: dict[str, Any]) -> Any:  # noqa: ANN401 - any part of a schema
    """Put the schema of types where it is referred to, and let go of what only a network could resolve."""
    if isinstance(schema, list):
        return [_inlined(one, kinds) for one in schema]
    if not isinstance(schema, dict):
        return schema
    reference = schema.get("$ref", "")
    if reference == "type.json":
        return {name: value for name, value in kinds.items() if name != "$id"}
    if isinstance(reference, str) and reference.startswith("http"):
        return {}
    return {name: _inlined(value, kinds) for name, value in schema.items() if name not in {"$id", "$schema"}}

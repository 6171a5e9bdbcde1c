"""FollowTheMoney: what is written, what is left out, and that the schema takes it."""

import json
import runpy
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from barred.directory.snapshot import Snapshot
from barred.errors import UsageProblem
from barred.publishing.ftm.entities import ftm_entities
from barred.publishing.records.export import export_lines
from barred.publishing.records.record_data import Archive
from tests.publishing.drawer import PROOF, Drawer, firm, rule

DAY = "2020-01-01"
AUTHORITY = firm("authority", types=["authority", "council"], country="us", jurisdiction="us-tx")


def entities(book: Archive, *kinds: str, on: str = DAY) -> dict[str, Any]:
    """Give the entities by id, without the prefix."""
    found = list(ftm_entities(kinds, on=on, book=book))
    assert len({one["id"] for one in found}) == len(found)
    return {one["id"].removeprefix("barred-"): one for one in found}


def properties(book: Archive, key: str, *, on: str = DAY) -> dict[str, list[str]]:
    """Give the properties of one entity."""
    told: dict[str, list[str]] = entities(book, on=on)[key]["properties"]
    return told


@pytest.mark.parametrize(
    ("types", "schema"),
    [
        (["maker"], "Company"),
        (["brand", "company"], "Company"),
        (["owner", "authority"], "Company"),
        (["brand"], "LegalEntity"),
        (["council", "authority"], "PublicBody"),
        (["association"], "Organization"),
    ],
)
def test_the_schema_claims_no_more_than_the_record(types: list[str], schema: str) -> None:
    """A brand is not called a company."""
    assert entities(Drawer(organisation=[firm("acme", types=types)]))["organisation-acme"]["schema"] == schema


def test_names_go_by_what_they_can_be_trusted_for() -> None:
    """A matcher leaves weak aliases out, so that is where ordinary words go."""
    names = [
        {"text": "Acme Optics Ltd", "type": "legal"},
        {"text": "Acme Holdings", "type": "former"},
        {"text": "Acme Cam", "type": "brand"},
        {"text": "顶峰", "type": "native"},
        {"text": "Summit", "type": "brand", "usage": "ordinary"},
        {"text": "Akme", "type": "misspelling"},
        {"text": "The Twins", "type": "nickname", "joint": True},
        {"text": "Acme", "type": "brand", "usage": "ordinary"},
    ]
    book = Drawer(organisation=[firm("acme", names=names, country="cn", identifiers=[
        {"scheme": "lei", "value": "5493001KJTIIGC8Y1R12"}, {"scheme": "fcc-grantee", "value": "ZZZ"},
    ])])  # fmt: skip

    told = properties(book, "organisation-acme")

    assert told["name"] == ["Acme", "Acme Optics Ltd"]
    assert told["alias"] == ["Acme Cam", "顶峰"]
    assert told["previousName"] == ["Acme Holdings"]
    assert told["weakAlias"] == ["Summit", "Akme", "The Twins"]
    assert told["leiCode"] == ["5493001KJTIIGC8Y1R12"]
    assert told["notes"] == ["fcc-grantee: ZZZ"]
    assert (told["country"], told["sourceUrl"]) == (["cn"], ["https://gazette.example/1"])


def test_links_take_the_form_that_fits_both_ends() -> None:
    """A share in a brand is no Ownership, because the schema lets only assets be owned."""
    links = [
        {"type": "owned-by", "to": "lumen", "share_least": 0.42, "share_most": 0.42, "since": "2018", "until": "2022"},
        {"type": "made-by", "to": "lumen", "extent": "some", "lines": "domes", "evidence": ["seen"]},
        {"type": "made-by", "to": "lumen", "until": "2015"},
        {"type": "member-of", "to": "guild"},
        {"type": "successor-of", "to": "lumen"},
    ]
    sold = {"type": "owned-by", "to": "lumen", "share_least": 0.5}
    book = Drawer(organisation=[
        firm("acme", links=links), firm("lumen"), firm("guild", types=["association"]),
        firm("glow", types=["brand"], links=[sold]),
    ])  # fmt: skip

    found = entities(book)

    owned = found["link-acme-owned-by-lumen"]
    assert owned["schema"] == "Ownership"
    assert owned["properties"] == {
        "asset": ["barred-organisation-acme"],
        "owner": ["barred-organisation-lumen"],
        "percentage": ["42"],
        "role": ["owned by"],
        "startDate": ["2018"],
        "endDate": ["2022"],
    }
    made = found["link-acme-made-by-lumen"]["properties"]
    assert made["summary"] == ["extent: some", "only for: domes"]
    assert made["sourceUrl"] == ["https://gazette.example/1"]
    assert found["link-acme-made-by-lumen-2"]["properties"]["endDate"] == ["2015"]
    assert found["link-acme-member-of-guild"]["schema"] == "Membership"
    assert found["link-acme-successor-of-lumen"]["schema"] == "Succession"
    assert found["link-glow-owned-by-lumen"]["schema"] == "UnknownLink"
    assert found["link-glow-owned-by-lumen"]["properties"]["summary"] == ["share: >=50 %"]


def test_a_sanction_names_authority_program_and_days() -> None:
    """One for each organisation named; the status is that of the day."""
    stages = [
        {"stage": "announced", "date": "2018"},
        {"stage": "in-force", "date": "2019-08", "evidence": ["seen"]},
        {"stage": "expired", "date": "2021-03"},
    ]
    targets = [{"organisation": "acme", "reach": ["subsidiaries"]}, {"organisation": "lumen", "until": "2019-12"}]
    law = rule("law", instrument="Supply Act, s. 12", stages=stages, targets=targets)
    book = Drawer(organisation=[AUTHORITY, firm("acme"), firm("lumen")], restriction=[law])

    before, after = (properties(book, "restriction-law-acme", on=day) for day in (DAY, "2022-01-01"))

    assert before == {
        "authority": ["Authority"],
        "country": ["us"],
        "entity": ["barred-organisation-acme"],
        "program": ["Supply Act, s. 12"],
        "provisions": ["ban on procurement", "reaches subsidiaries"],
        "reason": ["national security"],
        "recordId": ["law"],
        "sourceUrl": ["https://gazette.example/1"],
        "startDate": ["2019-08"],
        "status": ["Active"],
        "summary": ["Invented."],
    }
    assert (after["status"], after["endDate"]) == (["Inactive"], ["2021-03"])
    left = properties(book, "restriction-law-lumen")
    assert (left["status"], left["endDate"]) == (["Inactive"], ["2019-12"])


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"action": "decline-to-act"}, "restrictions that bar nothing"),
        ({"action": "propose"}, "restrictions that bar nothing"),
        ({"action": "litigation"}, "restrictions that bar nothing"),
        ({"stages": [{"stage": "adopted", "date": "2019"}]}, "restrictions not in force by the day"),
        ({"stages": [{"stage": "in-force", "date": "2024"}]}, "restrictions not in force by the day"),
        ({"targets": [{"target_class": "prc-ict"}]}, "targets that are a class"),
    ],
)
def test_what_is_no_sanction_is_counted(fields: dict[str, Any], reason: str) -> None:
    """A proposal is never given away as a ban, and nothing is left out in silence."""
    book = Drawer(organisation=[AUTHORITY, firm("acme")], restriction=[rule("law", "acme", **fields)])
    left_out: Counter[str] = Counter()

    found = list(ftm_entities(["restriction"], on=DAY, book=book, left_out=left_out))

    assert found == []
    assert left_out == {reason: 1}


@pytest.mark.parametrize("action", ["sanction-listing", "risk-designation"])
def test_a_listing_is_told_without_a_topic(action: str) -> None:
    """That an authority listed somebody is a fact; what follows from it are other rules."""
    book = Drawer(organisation=[AUTHORITY, firm("acme")], restriction=[rule("law", "acme", action=action)])

    assert properties(book, "restriction-law-acme")["status"] == ["Active"]
    assert "topics" not in properties(book, "organisation-acme")


@pytest.mark.parametrize(
    ("fields", "topics"),
    [
        ({}, ["debarment"]),
        ({"action": "export-control"}, ["export.control"]),
        ({"action": "asset-freeze"}, ["sanction"]),
        ({"action": "investment-ban"}, ["invest.ban"]),
        ({"strength": "policy"}, []),
        ({"action": "sanction-listing"}, []),
        ({"action": "stop-use"}, []),
        ({"stages": [{"stage": "in-force", "date": "2020"}]}, []),
        ({"stages": [{"stage": "in-force", "date": "2018"}, {"stage": "stayed", "date": "2019"}]}, []),
        ({"targets": [{"organisation": "acme", "until": "2019"}]}, []),
    ],
)
def test_topics_need_a_law_in_force_that_names(fields: dict[str, Any], topics: list[str]) -> None:
    """A promise, a listing alone, or what may not be in force yet or any more gives none."""
    sister = firm("sister", links=[{"type": "owned-by", "to": "acme"}])
    book = Drawer(organisation=[AUTHORITY, firm("acme"), sister], restriction=[rule("law", "acme", **fields)])

    assert properties(book, "organisation-acme").get("topics", []) == topics
    assert "topics" not in properties(book, "organisation-sister")


def test_other_kinds_have_no_form() -> None:
    """The error says which have one."""
    with pytest.raises(UsageProblem, match="organisation, restriction"):
        entities(Drawer(), "source")


def test_addresses_that_open_nothing_are_no_source_address() -> None:
    """A source without a web address is left to the record."""
    offline = {"id": "gazette", "title": "G", "type": "regulation", "publisher": "P", "proof": "primary"}
    book = Drawer(organisation=[firm("acme", evidence=[PROOF])], source=[{**offline, "address": "shelf 4"}])

    assert "sourceUrl" not in properties(book, "organisation-acme")


def test_every_end_of_an_edge_is_there(snapshot: Snapshot) -> None:
    """What refers to an entity refers to one in the same export."""
    found = list(ftm_entities((), on=snapshot.checked, book=snapshot))

    ids = {one["id"] for one in found}
    ends = ("asset", "entity", "member", "object", "organization", "owner", "predecessor", "subject", "successor")
    used = {value for one in found for name in ends for value in one["properties"].get(name, ())}
    assert used - ids == set()
    assert len(ids) == len(found) > 1000


def test_the_schema_takes_every_line(snapshot: Snapshot) -> None:
    """Held against the package that defines it, where that is installed; and the check itself has failed once."""
    pytest.importorskip("followthemoney", reason="needs the package followthemoney, which is no dependency")
    check = runpy.run_path(str(Path(__file__).parents[3] / "bench" / "check_ftm.py"))["faults"]

    lines = list(export_lines("ftm", (), on=snapshot.checked, book=snapshot))

    assert check(lines) == []
    assert len(check([*lines, lines[0]])) == 1
    for wrong in (
        {"schema": "Firm", "properties": {"name": ["A"]}},
        {"schema": "Company", "properties": {"alias": ["A"]}},
        {"schema": "Company", "properties": {"name": ["A"], "colour": ["red"]}},
        {"schema": "Company", "properties": {"name": ["A"], "country": ["nowhere"]}},
        {"schema": "Sanction", "properties": {"entity": ["b"]}},
    ):
        assert len(check([json.dumps({"id": "a", **wrong})])) == 1

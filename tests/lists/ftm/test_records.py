"""FollowTheMoney entities as records: what is kept, what is trusted less, and that nothing is lost in silence."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from barred.lists.ftm.entity import read_entities
from barred.lists.ftm.records import Imported, import_entities
from barred.lists.ftm.words import words_of
from barred.publishing.records.export import export_lines
from tests.publishing.drawer import Drawer, firm, rule

LEI = "00EXAMPLEOPTICS00078"
SOURCE = {"id": "ftm-file-1"}


def nobody(_: str) -> bool:
    """Tell that no organisation bears a name."""
    return False


def read(text: str, is_borne: Callable[[str], bool] = nobody) -> Imported:
    """Import a file over the real vocabularies."""
    words = words_of(Drawer())
    return import_entities(
        read_entities(text), SOURCE, words=words, digest=lambda line: f"digest of {len(line)}", is_borne=is_borne
    )


def lines(*entities: tuple[str, str, dict[str, Any]]) -> str:
    """Write entities, given as id, schema and properties."""
    told = ({"id": key, "schema": schema, "properties": held} for key, schema, held in entities)
    return "".join(json.dumps(one) + "\n" for one in told)


def by_id(imported: Imported) -> dict[str, dict[str, Any]]:
    """Give the records by id."""
    return {data["id"]: data for _, data in imported.records}


ACME = ("A-1", "Company", {"name": ["Acme Optics"]})
LUMEN = ("L 2", "Company", {"name": ["Lumen"]})


def test_what_was_exported_comes_back() -> None:
    """Names with their trust, countries, identifiers, and shares with their bounds and dates."""
    spelt = [
        {"text": "Acme Optics Ltd", "type": "legal"},
        {"text": "Acme Cam", "type": "brand"},
        {"text": "Old Acme", "type": "former"},
        {"text": "Summit", "type": "brand", "usage": "ordinary"},
    ]
    owned = {
        "type": "owned-by",
        "to": "lumen",
        "share_least": 0.42,
        "share_most": 0.5,
        "since": "2018",
        "until": "2022-11",
    }
    made = {"type": "made-by", "to": "lumen", "since": "2019"}
    codes = [{"scheme": "lei", "value": LEI}, {"scheme": "ticker", "value": "SZSE:002236"}]
    acme = firm(
        "acme", names=spelt, country="cn", identifiers=codes, links=[owned, made], makes=["ict/video-surveillance"]
    )
    town = firm("town", types=["authority", "council"], country="us", jurisdiction="us-tx")
    book = Drawer(organisation=[acme, firm("lumen"), town], restriction=[rule("law", "acme", actor="town")])

    found = by_id(read("".join(export_lines("ftm", (), on="2020-01-01", book=book))))

    back = found["ftm-barred-organisation-acme"]
    assert [(one["text"], one["type"], one["usage"]) for one in back["names"]] == [
        ("Acme", "legal", "distinctive"),
        ("Acme Optics Ltd", "legal", "distinctive"),
        ("Acme Cam", "brand", "distinctive"),
        ("Old Acme", "former", "distinctive"),
        ("Summit", "brand", "ordinary"),
    ]
    assert (back["country"], back["types"], back["makes"]) == ("cn", ["maker"], ["ict/video-surveillance"])
    assert [(one["scheme"], one["value"]) for one in back["identifiers"]] == [("lei", LEI), ("ticker", "SZSE:002236")]
    [owner, maker] = back["links"]
    assert (owner["type"], owner["to"]) == ("owned-by", "ftm-barred-organisation-lumen")
    assert (owner["share_least"], owner["share_most"], owner["since"], owner["until"]) == (0.42, 0.5, "2018", "2022-11")
    assert (maker["type"], maker["since"], maker["until"]) == ("made-by", "2019", "")
    assert found["ftm-barred-organisation-town"]["jurisdiction"] == "us"
    assert found["ftm-barred-restriction-law-acme"]["targets"][0]["organisation"] == back["id"]


def test_a_sanction_is_a_listing_that_binds_nobody() -> None:
    """Its authority becomes an organisation; a start and an end become stages."""
    held = {
        "entity": ["A-1"], "authority": ["Harbour Office"], "country": ["gb"], "program": ["Harbour List"],
        "listingDate": ["2019-08-13T00:00:00"], "endDate": ["2021"], "reason": ["Cameras"], "sourceUrl": ["https://x.example"],
    }  # fmt: skip

    imported = read(lines(ACME, ("S1", "Sanction", held)))

    law = by_id(imported)["ftm-s1"]
    assert (law["action"], law["strength"], law["place"]) == ("sanction-listing", "report-only", "gb")
    assert [(one["stage"], one["date"]) for one in law["stages"]] == [("in-force", "2019-08-13"), ("expired", "2021")]
    assert (law["instrument"], law["note"]) == ("Harbour List", "reason: Cameras.")
    assert by_id(imported)[law["actor"]]["title"] == "Harbour Office"
    assert imported.ignored == {"Sanction.sourceUrl": 1}


def test_every_claim_points_to_its_line() -> None:
    """Names and links cite the passage of the file that holds them."""
    text = lines(ACME, LUMEN, ("O", "Ownership", {"asset": ["A-1"], "owner": ["L 2"], "percentage": ["51%"]}))

    acme = by_id(read(text))["ftm-a-1"]

    passages = [text[one["start"] : one["end"]] for one in acme["evidence"]]
    assert passages == [text.splitlines()[0], text.splitlines()[2]]
    assert acme["evidence"][0]["digest"] == f"digest of {len(passages[0])}"
    assert (acme["names"][0]["evidence"], acme["links"][0]["evidence"]) == (["line"], ["link-1"])
    assert acme["links"][0]["to"] == "ftm-l-2"


def test_a_name_that_others_bear_is_ordinary() -> None:
    """Nobody is merged by a string: both stay, and the name alone decides nothing."""
    twin = ("T", "Company", {"name": ["ACME optics"], "alias": ["Twin"]})

    imported = read(lines(ACME, twin, LUMEN), lambda folded: folded == "lumen")

    usages = {name["text"]: name["usage"] for one in by_id(imported).values() for name in one.get("names", ())}
    assert usages == {"Acme Optics": "ordinary", "ACME optics": "ordinary", "Twin": "distinctive", "Lumen": "ordinary"}
    assert imported.left_out == {"names that others bear, ordinary now": 3}


@pytest.mark.parametrize(
    ("entity", "reason"),
    [
        (("P", "Person", {"name": ["Somebody"]}), "entities of schema Person"),
        (("C", "Company", {"alias": ["X"]}), "organisations without a name"),
        (("C", "Company", {"name": ["X"], "leiCode": ["123"]}), "identifiers that are not well-formed"),
        (("C", "Company", {"name": ["X"], "country": ["suhh", "China"]}),
         "places of country beyond the first or unknown"),
        (("C", "Company", {"name": ["X"], "sector": ["Fishing"]}), "sectors that are no product here"),
        (("O", "Ownership", {"asset": ["A-1"], "owner": ["P"]}),
         "Ownership whose ends are not both organisations here"),
        (("O", "Ownership", {"asset": ["A-1"], "owner": ["L 2"], "percentage": ["most"]}),
         "shares that cannot be read"),
        (("O", "Ownership", {"asset": ["A-1"], "owner": ["L 2"], "startDate": ["soon"]}), "dates that cannot be read"),
        (("U", "UnknownLink", {"subject": ["A-1"], "object": ["L 2"], "role": ["friend"]}),
         "UnknownLink whose role is no link here"),
        (("S", "Sanction", {"entity": ["P"], "authority": ["X"], "startDate": ["2020"]}), "sanctions without entity"),
        (("S", "Sanction", {"entity": ["A-1"], "startDate": ["2020"]}), "sanctions without authority"),
        (("S", "Sanction", {"entity": ["A-1"], "authority": ["X"]}), "sanctions without date"),
    ],
)  # fmt: skip
def test_what_cannot_be_recorded_is_counted(entity: tuple[str, str, dict[str, Any]], reason: str) -> None:
    """By reason, and the rest of the file is imported all the same."""
    imported = read(lines(ACME, entity, LUMEN))

    assert imported.left_out[reason] >= 1
    assert {"ftm-a-1", "ftm-l-2"} <= set(by_id(imported))


def test_properties_without_a_place_are_named() -> None:
    """Each value is counted; of what a record has once, each further value."""
    third = ("G", "Company", {"name": ["Glow"], "topics": ["sanction", "debarment"], "address": ["Here"]})
    edge = ("O", "Ownership", {"asset": ["A-1"], "owner": ["L 2", "G"], "role": ["owner"]})

    imported = read(lines(ACME, LUMEN, third, edge))

    assert imported.ignored == {"Company.address": 1, "Company.topics": 2, "Ownership.owner": 1, "Ownership.role": 1}


def test_ids_stay_apart() -> None:
    """Two ids that are spelt alike here do not become one organisation."""
    imported = read(
        lines(
            ("a b", "Company", {"name": ["X"]}), ("a-b", "Company", {"name": ["Y"]}), ("海", "Company", {"name": ["Z"]})
        )
    )

    assert {key: data["title"] for key, data in by_id(imported).items() if "title" in data} == {
        "ftm-a-b": "X",
        "ftm-a-b-2": "Y",
        "ftm": "Z",
    }

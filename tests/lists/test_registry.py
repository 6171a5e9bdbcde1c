"""Every list is read: a small invented edition of each layout, and real samples where they are at hand."""

from pathlib import Path

import pytest

from barred.errors import FileProblem, UsageProblem
from barred.lists.entry import ENTRY_TYPES, NAME_KINDS, Entry, ListFile
from barred.lists.registry import LISTS, official_list

EU = ("celex,recordId,programKey,annex,measure,startDate,reason,schema,name,alias,weakAlias,previousName,country,"
      "nationality,jurisdiction,birthDate,birthPlace,position,passportNumber,gender,appearance,ethnicity,fatherName,"
      "motherName,incorporationDate,legalForm,sector,registrationNumber,taxNumber,idNumber,innCode,ogrnCode,kppCode,"
      "okpoCode,leiCode,swiftBic,ticker,imoNumber,mmsi,flag,address,phone,email,website,notes\n")  # fmt: skip
CSL = ("source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,"
       "standard_order,license_requirement,license_policy,call_sign,vessel_type,gross_tonnage,gross_registered_tonnage,"
       "vessel_flag,vessel_owner,remarks,source_list_url,alt_names,citizenships,dates_of_birth,nationalities,"
       "places_of_birth,source_information_url,ids\n")  # fmt: skip
PROSE = "schema,name,aliases,topics,program,authority,reason,report-date,start-date,end-date,country,notes,source_url\n"
# A list, a small edition with a person or another thing beside a firm, and what is told of the firm.
EDITIONS = {
    "cn-mofcom": (
        ("Type,QID,Name,Alias,Chinese name,Country,Topics,Summary,Chinese summary,Body,List,Date,"
         "End date,Source URL,Address\n"
        "Company,,Quay Optics LLC,Quay,码头光学,US,,,,MOFCOM,UEL,13.07.20,13.07.23,,\nPerson,,Ann Roe,,,US,,,,,,,,,\n"),
        ("2020-07-13", "2023-07-13", ["primary", "alias", "native"]),
    ),
    "eu-833-2014": (
        EU
        + "32014R0833,1,EU-RUS,IV,Export control,12 March 2022,,LegalEntity,Quay Optics,Quay;KO,QO,Pier Optics,Russia"
        + "," * 32 + "\n32014R0833,2,EU-RUS,IV,Port ban,1.2.2025,,Vessel,Quayside" + "," * 36 + "\n",
        ("2022-03-12", "", ["primary", "alias", "alias", "weak-alias", "former"]),
    ),
    "us-csl": (
        CSL + "EL,7,Entity,X; Y,Quay Optics,,,,2020-01-02,2021,,,,,,,,,,,,Quay; QO,,,,,,\n"
        "EL,8,Individual,X,Ann Roe" + "," * 23 + "\nEL,,,X,Quay Trading Ltd" + "," * 23 + "\n",
        ("2020-01-02", "2021", ["primary", "alias", "alias"]),
    ),
    "us-s1286": (
        PROSE + 'Company,Quay Institute,QI,,P,A,,2022,,"December 2023",China,,\nPerson,Ann Roe,,,P,A,,2022,,,,,\n',
        ("2022", "2023-12", ["primary", "alias"]),
    ),
    "us-fcc-covered": (
        ("covered_equipment_or_services,date_of_inclusion_on_covered_list\n"
        '"Cameras produced by Quay Optics, including services provided by it.","July 7, 2026Updated:July 8, 2026"\n'
        'Routers produced in a foreign country.,"July 7, 2026"\n'),
        ("2026-07-07", "", ["primary"]),
    ),
    "us-itar-debarred": (
        ("Debarred Party Full Name and Alias,Date of Birth,Notice,Notice Date,Corrected Notice,Corrected Notice Date\n"
        '"Quay Optics, Inc. (a.k.a. Quay; QO)",,1 FR 2,6/20/1997,,\n"Roe, Ann",,1 FR 2,6/20/1997,,\n'),
        ("1997-06-20", "", ["primary", "alias", "alias"]),
    ),
}  # fmt: skip
SAMPLES = {
    "cn-mofcom": "cn_mofcom_sanctions.csv", "eu-359-2011": "eu_32011R0359.csv", "eu-833-2014": "eu_32014R0833.csv",
    "un-sc": "un_consolidated.xml", "us-bis-dpl": "bis_dpl_bench.tsv", "us-bis-el": "us_bis_el_fixture_old.csv",
    "us-bis-mieu": "us_bis_mieu.csv", "us-bis-uvl": "us_bis_uvl_fixture_old.csv", "us-csl": "us_csl_sample.csv",
    "us-dod-1260h": "us_dod_1260h.csv", "us-fcc-covered": "us_fcc_covered_list_table.csv",
    "us-inksna": "us_inksna.csv", "us-itar-debarred": "us_itar_debarred_2017.csv",
    "us-ofac-consolidated": "ofac_cons_prim.csv", "us-ofac-sdn": "ofac_sdn_bench.csv",
    "us-s1286": "us_section_1286.csv",
    "us-s154": "us_section_154.csv", "us-s353": "us_section_353.csv", "us-s5949": "us_section_5949.csv",
    "us-s889": "us_section_889.csv",
}  # fmt: skip


def read(key: str, *texts: str) -> list[Entry]:
    """Read an invented edition."""
    return list(LISTS[key].read([ListFile(f"{number}.csv", text.encode()) for number, text in enumerate(texts)]))


@pytest.mark.parametrize("key", EDITIONS)
def test_a_small_edition_is_read(key: str) -> None:
    """Names with their kinds, both days, and nobody but firms taken for an organisation."""
    text, (since, until, kinds) = EDITIONS[key]

    first, second, *_ = read(key, text)

    assert (first.type, first.since, first.until, first.unread) == ("organisation", since, until, ())
    assert [name.kind for name in first.names] == kinds
    assert second.type != "organisation"


@pytest.mark.parametrize("key", EDITIONS)
def test_a_renamed_column_is_refused(key: str) -> None:
    """Each declared column of the header is needed, the ignored ones too."""
    text, _ = EDITIONS[key]
    last = text.split("\n", 1)[0].rpartition(",")[2]

    with pytest.raises(FileProblem, match=f"list {key}: .*is missing.*is not known"):
        read(key, text.replace(last, "renamed", 1))


def test_the_parts_of_ofac_are_joined() -> None:
    """In any order: entries, other names, addresses; weak names stand among the remarks."""
    entries = '7,"QUAY OPTICS",-0- ,"NPWMD] [SDGT",' + "-0- ," * 7 + "\"a.k.a. 'QO'; SWIFT/BIC QUAYGB2L.\"\n"
    entries += '8,"ROE, Ann","individual","SDGT",' + "-0- ," * 7 + "-0- \n"
    names = '7,1,"fka","PIER OPTICS",-0- \n8,2,"aka","ROE, A.",-0- \n'
    addresses = '7,1,"Quay 1","Hull","United Kingdom",-0- \n'

    firm, person = read("us-ofac-sdn", names, addresses, entries)

    assert [tuple(name) for name in firm.names] == [
        ("QUAY OPTICS", "primary"), ("PIER OPTICS", "former"), ("QO", "weak-alias"),
    ]  # fmt: skip
    assert (firm.countries, firm.programmes) == (("United Kingdom",), ("NPWMD", "SDGT"))
    assert firm.identifiers == (("bic", "QUAYGB2L"),)
    assert person.type == "person"
    with pytest.raises(FileProblem, match="no file of entries"):
        read("us-ofac-sdn", names)
    with pytest.raises(FileProblem, match="3 columns"):
        read("us-ofac-sdn", "1,2,3\n")


def test_xml_that_declares_entities_is_refused() -> None:
    """Before it is parsed, for parsing is what would expand them."""
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><CONSOLIDATED_LIST>&a;</CONSOLIDATED_LIST>'

    with pytest.raises(FileProblem, match="document type, entities"):
        read("un-sc", bomb)
    with pytest.raises(FileProblem, match="no XML"):
        read("un-sc", "<CONSOLIDATED_LIST>")


def test_an_unknown_element_is_refused() -> None:
    """The list of the Security Council is held to its elements as others are to their columns."""
    entity = (
        "<DATAID>1</DATAID><FIRST_NAME>Quay</FIRST_NAME><LISTED_ON>2020-01-02</LISTED_ON><UN_LIST_TYPE>X</UN_LIST_TYPE>"
    )
    whole = f"<CONSOLIDATED_LIST><ENTITIES><ENTITY>{entity}</ENTITY></ENTITIES></CONSOLIDATED_LIST>"

    [found] = read("un-sc", whole)

    assert (found.id, found.since, found.programmes) == ("1", "2020-01-02", ("X",))
    with pytest.raises(FileProblem, match="column 'NAME' is not known"):
        read("un-sc", whole.replace("FIRST_NAME", "NAME"))
    with pytest.raises(FileProblem, match="element 'FIRMS' is not known"):
        read("un-sc", whole.replace("ENTITIES", "FIRMS"))


def test_an_unknown_list_or_type_is_refused() -> None:
    """What nobody has met before is not put under what is known."""
    with pytest.raises(UsageProblem, match="choose from cn-mofcom"):
        official_list("xx")
    with pytest.raises(FileProblem, match="'Ship' is not known"):
        read("us-s1286", PROSE + "Ship,Quay,,,,,,,,,,,\n")


@pytest.mark.parametrize("key", SAMPLES)
def test_samples_are_read(key: str, samples: Path) -> None:
    """Real editions give entries of known types, with names and ids for every organisation."""
    path = samples / "lists" / SAMPLES[key]

    found = list(LISTS[key].read([ListFile(path.name, path.read_bytes())]))

    assert len(found) > 2
    assert {one.type for one in found} <= set(ENTRY_TYPES)
    firms = [one for one in found if one.type == "organisation"]
    assert all(one.id and one.names and one.names[0].kind == "primary" for one in firms)
    assert {name.kind for one in firms for name in one.names} <= set(NAME_KINDS)
    assert [one.unread for one in found if one.unread] == []

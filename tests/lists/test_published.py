"""Lists in the layouts in which their authorities publish them today, on small invented editions."""

import pytest

from barred.errors import FileProblem
from barred.lists.entry import Entry, ListFile
from barred.lists.registry import LISTS

ACT = ("Regulation_Type", "Regulation_OrganisationType", "Regulation_PublicationDate",
       "Regulation_EntryIntoForceDate", "Regulation_NumberTitle", "Regulation_Programme",
       "Regulation_PublicationUrl")  # fmt: skip
# The header of the table of the European Union, form 1.1, as it stands in the file.
EU = ("fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_UnitedNationId;Entity_DesignationDate;"
      "Entity_DesignationDetails;Entity_Remark;Entity_SubjectType;Entity_SubjectType_ClassificationCode;"
      + ";".join(f"Entity_{name}" for name in ACT)
      + ";NameAlias_LastName;NameAlias_FirstName;NameAlias_MiddleName;NameAlias_WholeName;NameAlias_NameLanguage;"
      "NameAlias_Gender;NameAlias_Title;NameAlias_Function;NameAlias_LogicalId;NameAlias_RegulationLanguage;"
      "NameAlias_Remark;" + ";".join(f"NameAlias_{name}" for name in ACT)
      + ";Address_City;Address_Street;Address_PoBox;Address_ZipCode;Address_Region;Address_Place;"
      "Address_AsAtListingTime;Address_ContactInfo;Address_CountryIso2Code;Address_CountryDescription;"
      "Address_LogicalId;Address_RegulationLanguage;Address_Remark;" + ";".join(f"Address_{name}" for name in ACT)
      + ";BirthDate_BirthDate;BirthDate_Day;BirthDate_Month;BirthDate_Year;BirthDate_YearRangeFrom;"
      "BirthDate_YearRangeTo;BirthDate_Circa;BirthDate_CalendarType;BirthDate_ZipCode;BirthDate_Region;"
      "BirthDate_Place;BirthDate_City;BirthDate_CountryIso2Code;BirthDate_CountryDescription;BirthDate_LogicalId;"
      "BirthDate_RegulationLanguage;BirthDate_Remark;" + ";".join(f"BirthDate_{name}" for name in ACT)
      + ";Identification_Number;Identification_Diplomatic;Identification_KnownExpired;Identification_KnownFalse;"
      "Identification_ReportedLost;Identification_RevokedByIssuer;Identification_IssuedBy;Identification_IssuedDate;"
      "Identification_ValidFrom;Identification_ValidTo;Identification_LatinNumber;Identification_NameOnDocument;"
      "Identification_TypeCode;Identification_TypeDescription;Identification_Region;Identification_CountryIso2Code;"
      "Identification_CountryDescription;Identification_LogicalId;Identification_RegulationLanguage;"
      "Identification_Remark;" + ";".join(f"Identification_{name}" for name in ACT)
      + ";Citizenship_Region;Citizenship_CountryIso2Code;Citizenship_CountryDescription;Citizenship_LogicalId;"
      "Citizenship_RegulationLanguage;Citizenship_Remark;"
      + ";".join(f"Citizenship_{name}" for name in ACT))  # fmt: skip
UK = ("Last Updated,Unique ID,OFSI Group ID,UN Reference Number,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Name type,"
      "Alias strength,Title,Name non-latin script,Non-latin script type,Non-latin script language,Regime Name,"
      "Designation Type,Designation source,Sanctions Imposed,Other Information,UK Statement of Reasons,Address Line 1,"
      "Address Line 2,Address Line 3,Address Line 4,Address Line 5,Address Line 6,Address Postal Code,Address Country,"
      "Phone number,Website,Email address,Date Designated,D.O.B,Nationality(/ies),National Identifier number,"
      "National Identifier additional information,Passport number,Passport additional information,Position,Gender,"
      "Town of birth,Country of birth,Type of entity,Subsidiaries,Parent company,Business registration number (s),"
      "IMO number,Current owner/operator (s),Previous owner/operator (s),Current believed flag of ship,Previous flags,"
      "Type of ship,Tonnage of ship,Length of ship,Year Built,Hull identification number (HIN)")  # fmt: skip
UK_REPORT = f"Report Date: 08-Oct-2026\n{UK}\n"
DPL = "Name_and_Address,Effective_Date,Expiration_Date,Appropriate Federal Register Citations,Type of Denial\n"
DEBARRED = "Party Name,Date Of Birth,Federal Register Notice,Notice Date,Corrected Notice,Corrected Notice Date\n"
COVERED = """<table style="width:690px;" border="1"><thead><tr>
<th><p class="text-align-center"><strong>Covered Equipment or Services*</strong></p></th>
<th><p class="text-align-center"><strong>Date of Inclusion on Covered List</strong></p></th></tr></thead><tbody>
<tr><td>Cameras produced by <strong>Quay Optics</strong>, including services provided by it.</td>
<td><p class="rtecenter">July 7, 2026</p><p class="rtecenter">Updated:<br/>July 8, 2026</p></td></tr>
<tr><td>Routers<span>^ </span>produced in a foreign country.</td><td><p>July 9, 2026</p></td></tr></tbody></table>"""
FORCED = """<p><strong>Mines</strong> <a href="#">Section 2(d)(2)(B)(i)</a></p><table class="usa-table"><thead><tr>
<th>Name of Entity</th><th>Effective Date</th></tr></thead><tbody>{}</tbody></table>
<table class="usa-table"><tr><th>Entity Name</th><th>Effective Date</th></tr>
<tr><td>Pier Cotton Co., Ltd.</td><td>June 21, 2022</td></tr></table>"""


def read(key: str, text: str) -> list[Entry]:
    """Read an invented edition."""
    return list(LISTS[key].read([ListFile("edition", text.encode())]))


def row(header: str, delimiter: str = ",", **cells: str) -> str:
    """Give a row with some cells, whose columns are named with `_` for what no keyword can hold."""
    columns = header.split(delimiter)
    named = {"".join(sign if sign.isalnum() else "_" for sign in column): column for column in columns}
    given = {named[name]: value for name, value in cells.items()}
    return delimiter.join(given.get(column, "") for column in columns) + "\n"


def names(entry: Entry) -> list[tuple[str, str]]:
    """Give the names of an entry."""
    return [(one.text, one.kind) for one in entry.names]


def forced(*texts: str) -> list[Entry]:
    """Read the list of forced labour with some names."""
    rows = "".join(f"<tr><td>{text}</td><td>August 2, 2022</td></tr>" for text in texts)
    return read("us-dhs-uflpa", FORCED.format(rows))


def test_rows_of_a_party_of_the_union_are_one_entry() -> None:
    """Each row has another name, address or number; the first name is the primary one."""
    firm = {"Entity_LogicalId": "7", "Entity_SubjectType_ClassificationCode": "enterprise"}
    text = EU + "\n"
    text += row(EU, ";", **firm, Entity_DesignationDate="2022-02-25", NameAlias_WholeName="Quay Bank",
                Entity_Regulation_Programme="UKR")  # fmt: skip
    text += row(EU, ";", Entity_LogicalId="8", Entity_SubjectType_ClassificationCode="person")
    text += row(EU, ";", **firm, NameAlias_WholeName="Набережная")
    text += row(EU, ";", **firm, Identification_Number="123", Identification_TypeCode="regnumber")
    text += row(EU, ";", **firm, Identification_Number="K9", Identification_TypeCode="passport")
    text += row(EU, ";", **firm, Address_CountryIso2Code="RU")

    found, person = read("eu-fsf", "\ufeff" + text)

    assert len(EU.split(";")) == 118
    assert (found.id, found.type, found.since, found.row) == ("7", "organisation", "2022-02-25", 2)
    assert names(found) == [("Quay Bank", "primary"), ("Набережная", "alias")]
    assert (found.countries, found.programmes) == (("RU",), ("UKR",))
    assert found.identifiers == (("registration", "123"),)
    assert (person.type, person.names) == ("person", ())


def test_rows_of_a_designation_of_the_united_kingdom_are_one_entry() -> None:
    """Whatever the order of the rows, the primary name comes first; capitals of the words on names vary."""
    firm = {"Unique_ID": "RUS0001", "Designation_Type": "Entity", "Date_Designated": "01/02/2022"}
    text = UK_REPORT
    text += row(UK, **firm, Name_6="QB", Name_type="Alias", Alias_strength="Low quality")
    text += row(UK, **firm, Name_6="QUAY BANK", Name_type="Primary Name", Name_non_latin_script="Набережная",
                Business_registration_number__s_="12;34", Address_Country="Russia", Regime_Name="Russia")  # fmt: skip
    text += row(UK, **firm, Name_6="QUAI BANK", Name_type="Primary name variation")
    text += row(UK, Unique_ID="RUS0002", Designation_Type="Individual", Name_6="ROE", Name_1="Ann", Name_type="Alias")
    text += row(UK, Unique_ID="RUS0003", Designation_Type="Ship", Name_6="QUAYSIDE", Name_type="Primary Name")

    found, person, ship = read("gb-sanctions", text)

    assert len(UK.split(",")) == 58
    assert (found.id, found.type, found.since, found.row) == ("RUS0001", "organisation", "2022-02-01", 3)
    assert names(found) == [
        ("QUAY BANK", "primary"), ("QB", "weak-alias"), ("Набережная", "native"), ("QUAI BANK", "alias"),
    ]  # fmt: skip
    assert found.identifiers == (("registration", "12"), ("registration", "34"))
    assert (person.type, names(person)) == ("person", [("Ann ROE", "alias")])
    assert ship.type == "vessel"


def test_denied_persons_are_parted_from_their_addresses() -> None:
    """Name and address stand in one cell; an empty place for the country means the United States."""
    text = DPL
    text += '"QUAY OPTICS, INC., 1 QUAY ROAD, LIMASSOL, , CY, 3010",06/19/2003,06/29/2056,68 F.R. 1,Standard\n'
    text += '"ANN ROE, SR., 2 PIER, MONTGOMERY, AL, , 36112",1/2/2020,,,Standard\n'

    firm, person = read("us-bis-dpl", text)

    assert names(firm) == [("QUAY OPTICS, INC.", "primary")]
    assert (firm.type, firm.countries, firm.since, firm.until) == ("organisation", ("CY",), "2003-06-19", "2056-06-29")
    assert (person.type, person.countries, names(person)) == ("unknown", ("US",), [("ANN ROE, SR.", "primary")])


def test_both_tables_of_denied_persons_give_one_entry() -> None:
    """Whoever has imported the earlier layout does not see everybody end and begin."""
    earlier = ("Name,Street_Address,City,State,Country,Postal_Code,Effective_Date,Expiration_Date,Standard_Order,"
               "Last_Update,Action,FR_Citation\nQUAY LTD,1 QUAY,HULL,,GB,HU1,06/19/2003,06/29/2056,Y,,,\n"
               ).replace(",", "\t")  # fmt: skip

    assert read("us-bis-dpl", earlier) == read(
        "us-bis-dpl", DPL + '"QUAY LTD, 1 QUAY, HULL, , GB, HU1",06/19/2003,06/29/2056,,Standard\n'
    )


def test_debarred_parties_of_today() -> None:
    """The columns have other names than in 2017 and mean the same."""
    text = DEBARRED + '"Quay Optics, Inc. (a.k.a. Quay)",,1 FR 2,6/20/1997,,\n"Roe, Ann",1/1/1970,1 FR 2,6/20/1997,,\n'

    firm, person = read("us-itar-debarred", text)

    assert names(firm) == [("Quay Optics, Inc.", "primary"), ("Quay", "alias")]
    assert (firm.type, firm.since, person.type) == ("organisation", "1997-06-20", "person")


def test_the_page_of_the_covered_list() -> None:
    """It says the same as a table made of it."""
    table = "covered_equipment_or_services,date_of_inclusion_on_covered_list\n"
    table += '"Cameras produced by Quay Optics, including services provided by it.","July 7, 2026"\n'
    table += 'Routers^ produced in a foreign country.,"July 9, 2026"\n'

    firm, goods = read("us-fcc-covered", COVERED)

    assert (names(firm), firm.since) == ([("Quay Optics", "primary")], "2026-07-07")
    assert (goods.type, goods.since) == ("asset", "2026-07-09")
    assert [one.id for one in (firm, goods)] == [one.id for one in read("us-fcc-covered", table)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Quay Cotton Co., Ltd. (including one alias: Quay; Cotton)", [("Quay Cotton Co., Ltd.", ["Quay", "Cotton"])]),
        ("Quay Silk (and two aliases: Quay Yarn Co., Ltd. and QY)", [("Quay Silk", ["Quay Yarn Co., Ltd.", "QY"])]),
        ("Quay (including three aliases: A; B (North); and C)", [("Quay", ["A", "B (North)", "C"])]),
        ("Quay (also known as Sand and Stone Group) and subsidiaries", [("Quay", ["Sand and Stone Group"])]),
        ("Quay Group and its subordinate and affiliated entities", [("Quay Group", [])]),
        ("Quay Group (formerly known as Pier Group), and Subsidiaries", [("Quay Group", ["Pier Group"])]),
        ("Quay Group and its subsidiary Quay Salt, Inc.", [("Quay Group", []), ("Quay Salt, Inc.", [])]),
        (
            "Quay and its three Xinjiang-based subsidiaries, which include A Co., Ltd., B and C Co., and D",
            [("Quay", []), ("A Co., Ltd.", []), ("B and C Co.", []), ("D", [])],
        ),
    ],
)  # fmt: skip
def test_names_on_the_list_of_forced_labour(text: str, told: list[tuple[str, list[str]]]) -> None:
    """Other names and named subsidiaries are parted by their number; words on further ones are no name."""
    found = forced(text)

    assert [(one.names[0].text, [name.text for name in one.names[1:]]) for one in found[:-1]] == told
    assert {(one.type, one.since, one.unread) for one in found[:-1]} == {("organisation", "2022-08-02", ())}
    assert (names(found[-1]), found[-1].since) == ([("Pier Cotton Co., Ltd.", "primary")], "2022-06-21")


def test_a_former_name_is_told_as_one() -> None:
    """The list tells which names a firm bears no more."""
    [found, _] = forced("Quay Group (formerly known as Pier Group)")

    assert names(found) == [("Quay Group", "primary"), ("Pier Group", "former")]


@pytest.mark.parametrize(
    ("key", "text", "told"),
    [
        ("eu-fsf", EU.replace("Entity_Remark", "Entity_Note") + "\n", "'Entity_Remark' is missing.*'Entity_Note'"),
        ("eu-fsf", EU + "\n" + row(EU, ";", Entity_SubjectType_ClassificationCode="ship"), "'ship' is not known"),
        ("gb-sanctions", UK + "\n", "no line 'Report Date:' above the header"),
        ("gb-sanctions", UK_REPORT.replace("Position", "Post"), "'Position' is missing.*'Post' is not known"),
        ("gb-sanctions", UK_REPORT + row(UK, Designation_Type="Fund"), "'Designation Type': 'Fund' is not known"),
        (
            "gb-sanctions",
            UK_REPORT + row(UK, Designation_Type="Entity", Name_6="X", Name_type="Nickname"),
            "'Name type': 'Nickname' is not known",
        ),
        ("us-bis-dpl", DPL.replace("Type of Denial", "Kind"), "'Type of Denial' is missing.*'Kind' is not known"),
        ("us-itar-debarred", DEBARRED.replace("Notice Date", "Day", 1), "'Notice Date' is missing.*'Day'"),
        ("us-fcc-covered", COVERED.replace("Covered Equipment or", "Goods and"), "columns goods and serv"),
        ("us-dhs-uflpa", FORCED.replace("Effective", "Listing"), "columns name of entity, listing date"),
    ],
)
def test_a_changed_layout_is_refused(key: str, text: str, told: str) -> None:
    """A column with another name, a word that nobody has met, a line that is gone."""
    with pytest.raises(FileProblem, match=f"list {key}: .*{told}"):
        read(key, text)

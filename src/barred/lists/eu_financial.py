"""The consolidated financial sanctions of the European Union, in the table of its service (form 1.1).

A party has a row for each of its names, addresses and documents, all with its number. Of its 118 columns
those on a party itself are read; those on birth, addresses and on the acts behind each detail are not.
"""

from collections.abc import Iterator, Sequence

from barred.errors import FileProblem
from barred.lists.entry import Entry, EntryName, ListFile, merged
from barred.lists.layout import Layout, Row, rows
from barred.lists.list_day import days

__all__ = ["read"]

_LIST = "eu-fsf"
_ID, _TYPE, _SINCE = "Entity_LogicalId", "Entity_SubjectType_ClassificationCode", "Entity_DesignationDate"
_NAME, _PROGRAMME = "NameAlias_WholeName", "Entity_Regulation_Programme"
_NUMBER, _SCHEME = "Identification_Number", "Identification_TypeCode"
_COUNTRIES = ("Address_CountryIso2Code", "Citizenship_CountryIso2Code")
_ACT = ("Regulation_Type", "Regulation_OrganisationType", "Regulation_PublicationDate",
        "Regulation_EntryIntoForceDate", "Regulation_NumberTitle", "Regulation_Programme",
        "Regulation_PublicationUrl")  # fmt: skip
_TOLD = ("LogicalId", "RegulationLanguage", "Remark")
_LAND = ("CountryIso2Code", "CountryDescription")
_PARTS = {
    "Entity": ("LogicalId", "EU_ReferenceNumber", "UnitedNationId", "DesignationDate", "DesignationDetails", "Remark",
               "SubjectType", "SubjectType_ClassificationCode"),
    "NameAlias": ("LastName", "FirstName", "MiddleName", "WholeName", "NameLanguage", "Gender", "Title", "Function",
                  *_TOLD),
    "Address": ("City", "Street", "PoBox", "ZipCode", "Region", "Place", "AsAtListingTime", "ContactInfo", *_LAND,
                *_TOLD),
    "BirthDate": ("BirthDate", "Day", "Month", "Year", "YearRangeFrom", "YearRangeTo", "Circa", "CalendarType",
                  "ZipCode", "Region", "Place", "City", *_LAND, *_TOLD),
    "Identification": ("Number", "Diplomatic", "KnownExpired", "KnownFalse", "ReportedLost", "RevokedByIssuer",
                       "IssuedBy", "IssuedDate", "ValidFrom", "ValidTo", "LatinNumber", "NameOnDocument", "TypeCode",
                       "TypeDescription", "Region", *_LAND, *_TOLD),
    "Citizenship": ("Region", *_LAND, *_TOLD),
}  # fmt: skip
_USED = (_ID, _TYPE, _SINCE, _NAME, _PROGRAMME, _NUMBER, _SCHEME, *_COUNTRIES)
_ALL = ("fileGenerationDate", *(f"{part}_{name}" for part, names in _PARTS.items() for name in (*names, *_ACT)))
_LAYOUT = Layout(_LIST, _USED, tuple(name for name in _ALL if name not in _USED), delimiter=";")
_TYPES = {"enterprise": "organisation", "person": "person"}
# Of the codes of documents those that number a firm; the others are papers of persons and ships.
_SCHEMES = {"regnumber": "registration", "fiscalcode": "tax", "swiftbic": "bic"}


def read(files: Sequence[ListFile]) -> Iterator[Entry]:
    """Read the list; the first name of a party is its primary one.

    Raises:
        FileProblem: The layout changed, or a type is not known.
    """
    entries = (_entry(row, files[0]) for row in rows(files[0], _LAYOUT))
    for entry in merged(entries).values():
        first, *others = entry.names or (EntryName("", ""),)
        names = (first._replace(kind="primary"), *others) if first.text else ()
        yield entry._replace(names=names)


def _entry(row: Row, file: ListFile) -> Entry:
    cell = row.cells
    if cell[_TYPE] not in _TYPES:
        what = f"list {_LIST}: column {_TYPE!r}: {cell[_TYPE]!r} is not known"
        raise FileProblem(what, where=f"{file.name}:{row.line}", remedy="compare the file with the list")
    since, _, unread = days((_SINCE, cell[_SINCE]), ("", ""))
    scheme = _SCHEMES.get(cell[_SCHEME].casefold(), "")
    return Entry(
        cell[_ID],
        (EntryName(cell[_NAME], "alias"),) if cell[_NAME] else (),
        _TYPES[cell[_TYPE]],
        row.line,
        countries=tuple(filter(None, (cell[name] for name in _COUNTRIES))),
        identifiers=((scheme, cell[_NUMBER]),) if scheme and cell[_NUMBER] else (),
        programmes=tuple(filter(None, [cell[_PROGRAMME]])),
        since=since,
        unread=unread,
    )

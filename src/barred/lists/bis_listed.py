"""The Bureau of Industry and Security's entity list, unverified list and military-intelligence end users.

The first two in the form in which the Bureau published spreadsheets until 2016, the third as a
table transcribed from the rule. Today's rows of the first two come with the screening list.
"""

from collections.abc import Iterator, Sequence

from barred.lists.entry import Entry, ListFile, entry_key, named
from barred.lists.layout import Layout, rows
from barred.lists.list_day import days
from barred.lists.organisation_words import is_organisation

__all__ = ["read_entity_list", "read_military_intelligence", "read_unverified"]

_ENTITY_LIST = Layout(
    "us-bis-el",
    used=("Name", "Country", "Effective Date", "Date Lifted/Waived/Expired", "Alternate Name"),
    ignored=("Source List", "Entity Number", "SDN Type", "Programs", "Title", "Address", "City", "State/Province",
             "Postal Code", "Federal Register Notice", "Standard Order", "License Requirement", "License Policy",
             "Call Sign", "Vessel Type", "Gross Tonnage", "Gross Register Tonnage", "Vessel Flag", "Vessel Owner",
             "Remarks/Notes", "Address Number", "Address Remarks", "Alternate Number", "Alternate Type",
             "Alternate Remarks", "Web Link"),
    fallback="cp1252",
)  # fmt: skip
_UNVERIFIED = Layout("us-bis-uvl", used=("COUNTRY", "NAME"), ignored=("ADDRESS",), fallback="cp1252")
_MILITARY = Layout(
    "us-bis-mieu",
    used=("Type", "Name", "Alias", "Country", "Program", "Date", "End date"),
    ignored=("Topics", "Source URL"),
)


def read_entity_list(files: Sequence[ListFile]) -> Iterator[Entry]:
    """Read the entity list; a party has a row for each of its other names.

    Raises:
        FileProblem: The layout changed.
    """
    ended = "Date Lifted/Waived/Expired"
    for row in rows(files[0], _ENTITY_LIST):
        cell = row.cells
        since, until, unread = days(("Effective Date", cell["Effective Date"]), (ended, cell[ended]))
        yield Entry(
            entry_key(cell["Name"], cell["Country"]),
            named(cell["Name"], alias=cell["Alternate Name"]),
            "organisation" if is_organisation(cell["Name"]) else "unknown",
            row.line,
            countries=tuple(filter(None, [cell["Country"]])),
            programmes=("entity list",),
            since=since,
            until=until,
            unread=unread,
        )


def read_unverified(files: Sequence[ListFile]) -> Iterator[Entry]:
    """Read the unverified list; a party has a row for each of its addresses. As `read_entity_list`."""
    for row in rows(files[0], _UNVERIFIED):
        name, country = row.cells["NAME"], row.cells["COUNTRY"]
        kind = "organisation" if is_organisation(name) else "unknown"
        yield Entry(
            entry_key(name, country), named(name), kind, row.line, countries=(country,), programmes=("unverified list",)
        )


def read_military_intelligence(files: Sequence[ListFile]) -> Iterator[Entry]:
    """Read the military-intelligence end users, all of them organisations. As `read_entity_list`."""
    for row in rows(files[0], _MILITARY):
        cell = row.cells
        since, until, unread = days(("Date", cell["Date"]), ("End date", cell["End date"]))
        yield Entry(
            entry_key(cell["Name"], cell["Country"]),
            named(cell["Name"], alias=cell["Alias"]),
            "organisation" if cell["Type"] == "Organization" else "unknown",
            row.line,
            countries=(cell["Country"],),
            programmes=(cell["Program"],),
            since=since,
            until=until,
            unread=unread,
        )

"""The denied persons list of the Bureau of Industry and Security.

A table whose first column has name and address in one, parted by commas; until 2025 text parted by
tabs with a column for each.
"""

import re
from collections.abc import Iterator, Sequence

from barred.lists.entry import Entry, ListFile, entry_key, named
from barred.lists.layout import Layout, rows
from barred.lists.list_day import days
from barred.lists.organisation_words import is_organisation

__all__ = ["read"]

_BOTH = "Name_and_Address"
_LAYOUT = Layout(
    "us-bis-dpl",
    used=(_BOTH, "Effective_Date", "Expiration_Date"),
    ignored=("Appropriate Federal Register Citations", "Type of Denial"),
    fallback="cp1252",
)
_EARLIER = Layout(
    "us-bis-dpl",
    used=("Name", "Country", "Effective_Date", "Expiration_Date"),
    ignored=("Street_Address", "City", "State", "Postal_Code", "Standard_Order", "Last_Update", "Action",
             "FR_Citation"),
    delimiter="\t",
    fallback="cp1252",
)  # fmt: skip
_COUNTRYLESS = "US"  # rows of domestic addresses leave the country out; the state is told instead
# Behind a comma these still belong to the name.
_STILL_NAME = re.compile(r"(?:jr|sr|i{2,3}|iv|ltd|limited|inc|llc|co|corp|s\.?a|gmbh|b\.?v|plc)\.?", re.IGNORECASE)
_COUNTRY_FROM_END = 2


def read(files: Sequence[ListFile]) -> Iterator[Entry]:
    """Read the list; a party has a row for each of its addresses.

    Raises:
        FileProblem: The layout changed.
    """
    is_earlier = _BOTH.encode() not in files[0].content.split(b",", 1)[0]
    for row in rows(files[0], _EARLIER if is_earlier else _LAYOUT):
        cell = row.cells if is_earlier else {**row.cells, **_parted(row.cells[_BOTH])}
        since, until, unread = days(
            ("Effective_Date", cell["Effective_Date"]), ("Expiration_Date", cell["Expiration_Date"])
        )
        name, *others = cell["Name"].split(" D/B/A ")
        yield Entry(
            entry_key(cell["Name"], since),
            named(name, alias=";".join(others)),
            "organisation" if is_organisation(cell["Name"]) else "unknown",
            row.line,
            countries=(cell["Country"] or _COUNTRYLESS,),
            programmes=("denial order",),
            since=since,
            until=until,
            unread=unread,
        )


def _parted(text: str) -> dict[str, str]:
    """Part a name from the address behind it: street, town, state, country, post code."""
    name, *others = (part.strip() for part in text.split(","))
    while others and _STILL_NAME.fullmatch(others[0]):
        name = f"{name}, {others.pop(0)}"
    country = others[-_COUNTRY_FROM_END] if len(others) >= _COUNTRY_FROM_END else ""
    return {"Name": name, "Country": country if re.fullmatch("[A-Z]{2}", country) else ""}

"""The denied persons list of the Bureau of Industry and Security: text parted by tabs, with a header."""

from collections.abc import Iterator, Sequence

from barred.lists.entry import Entry, ListFile, entry_key, named
from barred.lists.layout import Layout, rows
from barred.lists.list_day import days
from barred.lists.organisation_words import is_organisation

__all__ = ["read"]

_LAYOUT = Layout(
    "us-bis-dpl",
    used=("Name", "Country", "Effective_Date", "Expiration_Date"),
    ignored=("Street_Address", "City", "State", "Postal_Code", "Standard_Order", "Last_Update", "Action",
             "FR_Citation"),
    delimiter="\t",
    fallback="cp1252",
)  # fmt: skip
_COUNTRYLESS = "US"  # rows of domestic addresses leave the country out; the state is told instead


def read(files: Sequence[ListFile]) -> Iterator[Entry]:
    """Read the list; a party has a row for each of its addresses.

    Raises:
        FileProblem: The layout changed.
    """
    for row in rows(files[0], _LAYOUT):
        cell = row.cells
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

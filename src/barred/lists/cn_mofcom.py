"""Countermeasures and the unreliable entity list of China, transcribed from announcements."""

from collections.abc import Iterator, Sequence

from barred.errors import FileProblem
from barred.lists.entry import Entry, ListFile, entry_key, named
from barred.lists.layout import Layout, rows
from barred.lists.list_day import days

__all__ = ["read"]

_LAYOUT = Layout(
    "cn-mofcom",
    used=("Type", "Name", "Alias", "Chinese name", "Country", "Body", "List", "Date", "End date"),
    ignored=("QID", "Topics", "Summary", "Chinese summary", "Source URL", "Address"),
)
_TYPES = {"Company": "organisation", "Organization": "organisation", "Person": "person"}


def read(files: Sequence[ListFile]) -> Iterator[Entry]:
    """Read the table.

    Raises:
        FileProblem: The layout changed, or a type is not known.
    """
    for row in rows(files[0], _LAYOUT):
        cell = row.cells
        if cell["Type"] not in _TYPES:
            what = f"list cn-mofcom: column 'Type': {cell['Type']!r} is not known"
            raise FileProblem(what, where=f"{files[0].name}:{row.line}", remedy="compare the file with the list")
        since, until, unread = days(("Date", cell["Date"]), ("End date", cell["End date"]))
        yield Entry(
            entry_key(cell["Name"], cell["Chinese name"], since),
            named(cell["Name"], alias=cell["Alias"], native=cell["Chinese name"]),
            _TYPES[cell["Type"]],
            row.line,
            countries=tuple(filter(None, [cell["Country"]])),
            programmes=tuple(filter(None, [cell["Body"], cell["List"]])),
            since=since,
            until=until,
            unread=unread,
        )

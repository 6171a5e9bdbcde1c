"""Chinese military companies under section 1260H, all editions in one table with first and last days."""

from collections.abc import Iterator, Sequence

from barred.lists.entry import Entry, ListFile, entry_key, named
from barred.lists.layout import Layout, rows
from barred.lists.list_day import days

__all__ = ["read"]

_LAYOUT = Layout(
    "us-dod-1260h",
    used=("Clean Name", "Alias", "Previous Name", "Start date", "End date"),
    ignored=("Name", "Parent Name", "Note", "Source Url"),
)


def read(files: Sequence[ListFile]) -> Iterator[Entry]:
    """Read the table; a company has a row for each edition that names it anew.

    Raises:
        FileProblem: The layout changed.
    """
    for row in rows(files[0], _LAYOUT):
        cell = row.cells
        since, until, unread = days(("Start date", cell["Start date"]), ("End date", cell["End date"]))
        yield Entry(
            entry_key(cell["Clean Name"], since),
            named(cell["Clean Name"], alias=cell["Alias"], former=cell["Previous Name"]),
            "organisation",
            row.line,
            programmes=("section 1260H",),
            since=since,
            until=until,
            unread=unread,
        )

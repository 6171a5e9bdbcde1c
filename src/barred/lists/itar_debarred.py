"""Parties debarred under the arms traffic regulations by statute: most are persons, and it is not told who."""

import re
from collections.abc import Iterator, Sequence

from barred.lists.entry import Entry, ListFile, entry_key, named
from barred.lists.layout import Layout, rows
from barred.lists.list_day import days
from barred.lists.organisation_words import is_organisation

__all__ = ["read"]

_NAME = "Debarred Party Full Name and Alias"
_LAYOUT = Layout(
    "us-itar-debarred",
    used=(_NAME, "Date of Birth", "Notice Date"),
    ignored=("Notice", "Corrected Notice", "Corrected Notice Date"),
    fallback="cp1252",
)
_ALIASES = re.compile(r"\s*\((?:a\.k\.a\.|f\.k\.a\.|d\.b\.a\.)\s*(?P<names>[^)]*)\)")


def read(files: Sequence[ListFile]) -> Iterator[Entry]:
    """Read the table. Whoever has a day of birth is a person.

    Raises:
        FileProblem: The layout changed.
    """
    for row in rows(files[0], _LAYOUT):
        told, born = row.cells[_NAME], row.cells["Date of Birth"]
        since, _, unread = days(("Notice Date", row.cells["Notice Date"]), ("", ""))
        aliases = _ALIASES.search(told)
        name = _ALIASES.sub("", told)
        guessed = "organisation" if is_organisation(name) else "unknown"
        yield Entry(
            entry_key(told, since),
            named(name, alias=aliases["names"] if aliases else ""),
            "person" if born else guessed,
            row.line,
            programmes=("statutory debarment",),
            since=since,
            unread=unread,
        )

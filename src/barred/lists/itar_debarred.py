"""Parties debarred under the arms traffic regulations by statute: most are persons, and it is not told who."""

import re
from collections.abc import Iterator, Sequence

from barred.lists.entry import Entry, ListFile, entry_key, named
from barred.lists.layout import Layout, rows
from barred.lists.list_day import days
from barred.lists.organisation_words import is_organisation

__all__ = ["read"]

_NOTICE = "Notice Date"
_LAYOUT = Layout(
    "us-itar-debarred",
    used=("Party Name", "Date Of Birth", _NOTICE),
    ignored=("Federal Register Notice", "Corrected Notice", "Corrected Notice Date"),
    fallback="cp1252",
)
# Until 2017 and a while after.
_EARLIER = _LAYOUT._replace(
    used=("Debarred Party Full Name and Alias", "Date of Birth", _NOTICE),
    ignored=("Notice", "Corrected Notice", "Corrected Notice Date"),
)
_ALIASES = re.compile(r"\s*\((?:a\.k\.a\.|f\.k\.a\.|d\.b\.a\.)\s*(?P<names>[^)]*)\)")


def read(files: Sequence[ListFile]) -> Iterator[Entry]:
    """Read the table. Whoever has a day of birth is a person.

    Raises:
        FileProblem: The layout changed.
    """
    is_earlier = b"Debarred Party" in files[0].content.split(b",", 1)[0]
    layout = _EARLIER if is_earlier else _LAYOUT
    for row in rows(files[0], layout):
        told, born, noticed = (row.cells[column] for column in layout.used)
        since, _, unread = days((_NOTICE, noticed), ("", ""))
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

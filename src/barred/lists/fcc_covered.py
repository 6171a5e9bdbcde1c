"""The covered list of the Federal Communications Commission: sentences about equipment and services.

The Commission publishes a page; tables made of it are read too. A sentence that names a producer or
provider gives its name. One that speaks of a whole kind of goods names nobody; it is counted as an entry
that is no organisation.
"""

import re
from collections.abc import Iterator, Sequence

from barred.lists.entry import Entry, EntryName, ListFile, entry_key
from barred.lists.html_table import is_page, table_rows
from barred.lists.layout import Layout, rows
from barred.lists.list_day import iso_day

__all__ = ["read"]

_WHAT, _WHEN = "covered_equipment_or_services", "date_of_inclusion_on_covered_list"
_LAYOUT = Layout("us-fcc-covered", used=(_WHAT, _WHEN))
# The columns of the page, whose words are those of the table with spaces.
_ON_PAGE = {name.replace("_", " "): name for name in (_WHAT, _WHEN)}
_NAMED = re.compile(
    r"\b(?:produced|provided|supplied, directly or indirectly,) by (?P<name>[A-Z].+?)"
    r"(?=,? subject to |, (?:including|to the extent) | or any of its |\.$)"
)
_SUBSIDIARY = re.compile(r" and its wholly-owned subsidiary ")
_FIRST_DAY = re.compile(r"[A-Z][a-z]+ \d\d?, \d{4}")


def read(files: Sequence[ListFile]) -> Iterator[Entry]:
    """Read the table; a sentence that names two gives two entries.

    Raises:
        FileProblem: The layout changed.
    """
    file = files[0]
    for row in table_rows(file, _LAYOUT, named_also=_ON_PAGE) if is_page(file) else rows(file, _LAYOUT):
        what, when = row.cells[_WHAT], row.cells[_WHEN]
        # Behind the first day stand those on which the wording was changed.
        begun = _FIRST_DAY.match(when)
        since = iso_day(begun.group()) if begun else None
        found = _NAMED.search(what)
        names = _SUBSIDIARY.split(found["name"]) if found else [what]
        for name in names:
            yield Entry(
                entry_key(name, since or ""),
                (EntryName(name, "primary"),),
                "organisation" if found else "asset",
                row.line,
                programmes=("covered list",),
                since=since or "",
                unread=() if since else (f"{_WHEN}: {when}",),
            )

"""Lists that an act or a report prints as prose, transcribed to rows of one layout.

Sections 889, 1286, 353, 154 and 5949, and the nonproliferation sanctions of the State Department.
"""

from collections.abc import Callable, Iterator, Sequence

from barred.errors import FileProblem
from barred.lists.entry import Entry, ListFile, entry_key, named
from barred.lists.layout import Layout, rows
from barred.lists.list_day import days

__all__ = ["transcribed"]

_USED = ("schema", "name", "aliases", "program", "report-date", "start-date", "end-date", "country")
_IGNORED = ("topics", "authority", "reason", "notes", "source_url")
_TYPES = {"Company": "organisation", "Organization": "organisation", "LegalEntity": "organisation", "Person": "person"}


def transcribed(key: str) -> Callable[[Sequence[ListFile]], Iterator[Entry]]:
    """Give the reader of one such list.

    Args:
        key: Id of the list.

    Returns:
        A reader. It raises FileProblem when the layout changed or a type is not known. The day of
        the report stands in where the list gives no first day.
    """

    def read(files: Sequence[ListFile]) -> Iterator[Entry]:
        for row in rows(files[0], Layout(key, _USED, _IGNORED)):
            cell = row.cells
            if cell["schema"] not in _TYPES:
                what = f"list {key}: column 'schema': {cell['schema']!r} is not known"
                raise FileProblem(what, where=f"{files[0].name}:{row.line}", remedy="compare the file with the list")
            begun = "start-date" if cell["start-date"] else "report-date"
            since, until, unread = days((begun, cell[begun]), ("end-date", cell["end-date"]))
            yield Entry(
                entry_key(cell["name"], since),
                named(cell["name"], alias=cell["aliases"]),
                _TYPES[cell["schema"]],
                row.line,
                countries=tuple(filter(None, [cell["country"]])),
                programmes=(cell["program"],),
                since=since,
                until=until,
                unread=unread,
            )

    return read

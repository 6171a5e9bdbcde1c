"""The sanctions list of the United Kingdom, in the table that the Foreign Office publishes since 2026.

The day of the report stands above the header. A designation has a row for each of its names and
addresses, all with its id.
"""

from collections.abc import Iterator, Sequence

from barred.errors import FileProblem
from barred.lists.entry import Entry, EntryName, ListFile, merged
from barred.lists.layout import Layout, Row, rows
from barred.lists.list_day import day_first

__all__ = ["read"]

_LIST = "gb-sanctions"
_ID, _TYPE, _SINCE = "Unique ID", "Designation Type", "Date Designated"
_KIND, _STRENGTH, _NATIVE = "Name type", "Alias strength", "Name non-latin script"
_REGIME, _COUNTRY, _NUMBER = "Regime Name", "Address Country", "Business registration number (s)"
# The last part of a name, which is the whole of a firm's, stands in the sixth column.
_NAMES = tuple(f"Name {number}" for number in range(1, 7))
_LAYOUT = Layout(
    _LIST,
    used=(_ID, _TYPE, _SINCE, _KIND, _STRENGTH, _NATIVE, _REGIME, _COUNTRY, _NUMBER, *_NAMES),
    ignored=("Last Updated", "OFSI Group ID", "UN Reference Number", "Title", "Non-latin script type",
             "Non-latin script language", "Designation source", "Sanctions Imposed", "Other Information",
             "UK Statement of Reasons", *(f"Address Line {number}" for number in range(1, 7)), "Address Postal Code",
             "Phone number", "Website", "Email address", "D.O.B", "Nationality(/ies)", "National Identifier number",
             "National Identifier additional information", "Passport number", "Passport additional information",
             "Position", "Gender", "Town of birth", "Country of birth", "Type of entity", "Subsidiaries",
             "Parent company", "IMO number", "Current owner/operator (s)", "Previous owner/operator (s)",
             "Current believed flag of ship", "Previous flags", "Type of ship", "Tonnage of ship", "Length of ship",
             "Year Built", "Hull identification number (HIN)"),
    preamble="Report Date:",
)  # fmt: skip
_TYPES = {"entity": "organisation", "individual": "person", "ship": "vessel"}
_KINDS = {"primary name": "primary", "primary name variation": "alias", "alias": "alias"}
_WEAK = ("low", "weak")


def read(files: Sequence[ListFile]) -> Iterator[Entry]:
    """Read the list.

    Raises:
        FileProblem: The layout changed, or a type of a designation or of a name is not known.
    """
    entries = (_entry(row, files[0]) for row in rows(files[0], _LAYOUT))
    for entry in merged(entries).values():
        yield entry._replace(names=tuple(sorted(entry.names, key=lambda name: name.kind != "primary")))


def _entry(row: Row, file: ListFile) -> Entry:
    cell = row.cells
    since = day_first(cell[_SINCE])
    return Entry(
        cell[_ID],
        tuple(_names(row, file)),
        _known(_TYPE, _TYPES, row, file),
        row.line,
        countries=tuple(filter(None, [cell[_COUNTRY]])),
        identifiers=tuple(("registration", one.strip()) for one in cell[_NUMBER].split(";") if one.strip()),
        programmes=tuple(filter(None, [cell[_REGIME]])),
        since=since or "",
        unread=() if since is not None else (f"{_SINCE}: {cell[_SINCE]}",),
    )


def _names(row: Row, file: ListFile) -> Iterator[EntryName]:
    text = " ".join(filter(None, (row.cells[name] for name in _NAMES)))
    if text:
        kind = _known(_KIND, _KINDS, row, file)
        is_weak = kind == "alias" and row.cells[_STRENGTH].casefold().startswith(_WEAK)
        yield EntryName(text, "weak-alias" if is_weak else kind)
    if row.cells[_NATIVE]:
        yield EntryName(row.cells[_NATIVE], "native")


def _known(column: str, words: dict[str, str], row: Row, file: ListFile) -> str:
    """Give what a word of a column means; its capitals vary from row to row."""
    found = words.get(row.cells[column].casefold())
    if found is None:
        what = f"list {_LIST}: column {column!r}: {row.cells[column]!r} is not known"
        raise FileProblem(what, where=f"{file.name}:{row.line}", remedy="compare the file with the list")
    return found

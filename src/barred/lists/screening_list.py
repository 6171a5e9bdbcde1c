"""The consolidated screening list of the United States: the rows of a dozen lists in one layout."""

from collections.abc import Iterator, Sequence

from barred.errors import FileProblem
from barred.lists.entry import Entry, ListFile, entry_key, named
from barred.lists.layout import Layout, rows
from barred.lists.list_day import days
from barred.lists.organisation_words import is_organisation

__all__ = ["read"]

_LAYOUT = Layout(
    "us-csl",
    used=("source", "entity_number", "type", "programs", "name", "start_date", "end_date", "alt_names"),
    ignored=("title", "addresses", "federal_register_notice", "standard_order", "license_requirement",
             "license_policy", "call_sign", "vessel_type", "gross_tonnage", "gross_registered_tonnage",
             "vessel_flag", "vessel_owner", "remarks", "source_list_url", "citizenships", "dates_of_birth",
             "nationalities", "places_of_birth", "source_information_url", "ids"),
)  # fmt: skip
# Since 2017 rows may be numbered; the number is no more stable than the row.
_NUMBERED = _LAYOUT._replace(ignored=("_id", *_LAYOUT.ignored))
_TYPES = {"Entity": "organisation", "Individual": "person", "Vessel": "vessel", "Aircraft": "aircraft"}


def read(files: Sequence[ListFile]) -> Iterator[Entry]:
    """Read the list. A row that does not tell its type counts as an organisation when its name shows it.

    Raises:
        FileProblem: The layout changed, or a type is not known.
    """
    is_numbered = b"_id" in files[0].content.split(b",", 1)[0]
    for row in rows(files[0], _NUMBERED if is_numbered else _LAYOUT):
        cell = row.cells
        if cell["type"] and cell["type"] not in _TYPES:
            what = f"list us-csl: column 'type': {cell['type']!r} is not known"
            raise FileProblem(what, where=f"{files[0].name}:{row.line}", remedy="compare the file with the list")
        guessed = "organisation" if is_organisation(cell["name"]) else "unknown"
        since, until, unread = days(("start_date", cell["start_date"]), ("end_date", cell["end_date"]))
        # A name ends where the words on whom it draws in begin.
        name = cell["name"].split("; and any successor", 1)[0]
        yield Entry(
            entry_key(cell["source"], cell["entity_number"] or name, since),
            named(name, alias=cell["alt_names"]),
            _TYPES.get(cell["type"], guessed),
            row.line,
            programmes=tuple(filter(None, [cell["source"], *cell["programs"].split("; ")])),
            since=since,
            until=until,
            unread=unread,
        )

"""Annexes of regulations of the European Union, transcribed to rows of one layout."""

from collections.abc import Callable, Iterator, Sequence

from barred.errors import FileProblem
from barred.lists.entry import Entry, ListFile, entry_key, named
from barred.lists.layout import Layout, rows
from barred.lists.list_day import days

__all__ = ["annexes"]

_SCHEMES = {"registrationNumber": "registration", "taxNumber": "tax", "innCode": "inn", "ogrnCode": "ogrn",
            "leiCode": "lei", "swiftBic": "bic", "ticker": "ticker"}  # fmt: skip
_USED = ("celex", "programKey", "annex", "measure", "startDate", "schema", "name", "alias", "weakAlias",
         "previousName", "country", "jurisdiction", *_SCHEMES)  # fmt: skip
_IGNORED = ("recordId", "reason", "nationality", "birthDate", "birthPlace", "position", "passportNumber", "gender",
            "appearance", "ethnicity", "fatherName", "motherName", "incorporationDate", "legalForm", "sector",
            "idNumber", "kppCode", "okpoCode", "imoNumber", "mmsi", "flag", "address", "phone", "email", "website",
            "notes")  # fmt: skip
_TYPES = {"LegalEntity": "organisation", "Company": "organisation", "Organization": "organisation",
          "Person": "person", "Vessel": "vessel", "Asset": "asset"}  # fmt: skip


def annexes(key: str, celex: str) -> Callable[[Sequence[ListFile]], Iterator[Entry]]:
    """Give the reader of the annexes of one regulation.

    Args:
        key: Id of the list.
        celex: Number of the regulation, which every row must bear.

    Returns:
        A reader. It raises FileProblem when the layout changed, a row is of another regulation or
        of a type that is not known.
    """

    def read(files: Sequence[ListFile]) -> Iterator[Entry]:
        for row in rows(files[0], Layout(key, _USED, _IGNORED)):
            for column, value, known in (
                ("celex", row.cells["celex"], {celex}),
                ("schema", row.cells["schema"], _TYPES),
            ):
                if value not in known:
                    what = f"list {key}: column {column!r}: {value!r} is not known"
                    raise FileProblem(what, where=f"{files[0].name}:{row.line}", remedy="give the file of this list")
            yield _entry(row.line, row.cells)

    return read


def _entry(line: int, cell: dict[str, str]) -> Entry:
    since, _, unread = days(("startDate", cell["startDate"]), ("", ""))
    identifiers = [(scheme, value) for column, scheme in _SCHEMES.items() if (value := cell[column])]
    return Entry(
        entry_key(cell["annex"], cell["name"], since),
        named(cell["name"], alias=cell["alias"], weak_alias=cell["weakAlias"], former=cell["previousName"]),
        _TYPES[cell["schema"]],
        line,
        countries=tuple(filter(None, [cell["country"] or cell["jurisdiction"]])),
        identifiers=tuple(identifiers),
        programmes=(f"{cell['programKey']} annex {cell['annex']}: {cell['measure']}",),
        since=since,
        unread=unread,
    )

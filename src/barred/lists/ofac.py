"""OFAC's lists in their older form: files without a header, joined by the number of the entry.

Source: OFAC, data specification of the delimited files: 12 columns of entries, 5 of other names, 6
of addresses; `-0-` stands for nothing.
"""

import re
from collections.abc import Iterator, Sequence

from barred.errors import FileProblem
from barred.lists.entry import Entry, EntryName, ListFile, named
from barred.lists.layout import Layout, rows

__all__ = ["read_consolidated", "read_sdn"]

_ENTRIES = ("number", "name", "type", "programmes", "title", "call_sign", "vessel_type", "tonnage",
            "gross_tonnage", "flag", "owner", "remarks")  # fmt: skip
_ALIASES = ("number", "alias_number", "alias_type", "alias", "alias_remarks")
_ADDRESSES = ("number", "address_number", "address", "city", "country", "address_remarks")
_PARTS = {len(one): one for one in (_ENTRIES, _ALIASES, _ADDRESSES)}
_NOTHING = "-0-"
_TYPES = {_NOTHING: "organisation", "": "organisation", "individual": "person", "vessel": "vessel",
          "aircraft": "aircraft"}  # fmt: skip
_KINDS = {"aka": "alias", "fka": "former", "nka": "alias"}
# Weak names stand in quotation marks among the remarks.
_WEAK = re.compile(r"\ba\.k\.a\. '([^']+)'")
_SWIFT = re.compile(r"\bSWIFT/BIC ([A-Z0-9]{8,11})\b")


def read_sdn(files: Sequence[ListFile]) -> Iterator[Entry]:
    """Read the list of specially designated nationals: the entries, with or without the other two files.

    Raises:
        FileProblem: A layout changed, a file is of no known part, or the entries are missing.
    """
    return _read(files, "us-ofac-sdn")


def read_consolidated(files: Sequence[ListFile]) -> Iterator[Entry]:
    """Read the consolidated list of those who are not specially designated; as `read_sdn`."""
    return _read(files, "us-ofac-consolidated")


def _read(files: Sequence[ListFile], key: str) -> Iterator[Entry]:
    parts = {_part(file, key): file for file in files}
    if _ENTRIES not in parts:
        raise FileProblem(f"list {key}: no file of entries, which has 12 columns", where=files[0].name)
    aliases: dict[str, list[EntryName]] = {}
    if _ALIASES in parts:
        for row in rows(parts[_ALIASES], Layout(key, _ALIASES, order=_ALIASES)):
            name = EntryName(row.cells["alias"], _told(row.cells["alias_type"], _KINDS, f"{key}: column 'alias_type'"))
            aliases.setdefault(row.cells["number"], []).append(name)
    countries: dict[str, list[str]] = {}
    if _ADDRESSES in parts:
        for row in rows(parts[_ADDRESSES], Layout(key, _ADDRESSES, order=_ADDRESSES)):
            if row.cells["country"] != _NOTHING:
                countries.setdefault(row.cells["number"], []).append(row.cells["country"])
    for row in rows(parts[_ENTRIES], Layout(key, _ENTRIES, order=_ENTRIES)):
        number, remarks = row.cells["number"], row.cells["remarks"]
        weak = [EntryName(text, "weak-alias") for text in _WEAK.findall(remarks)]
        names = {one.text: one for one in (*weak, *reversed(aliases.get(number, ())), *named(row.cells["name"]))}
        yield Entry(
            number,
            tuple(reversed(names.values())),
            _told(row.cells["type"], _TYPES, f"{key}: column 'type'"),
            row.line,
            countries=tuple(dict.fromkeys(countries.get(number, ()))),
            identifiers=tuple(("bic", value) for value in _SWIFT.findall(remarks)),
            programmes=tuple(row.cells["programmes"].replace("[", "").rstrip("]").split("] ")),
        )


def _part(file: ListFile, key: str) -> tuple[str, ...]:
    """Tell by the number of its columns which part of the list a file is."""
    if _width(file) in _PARTS:
        return _PARTS[_width(file)]
    what = f"list {key}: {_width(file)} columns, where its files have {', '.join(map(str, _PARTS))}"
    raise FileProblem(what, where=file.name, remedy="the layout changed, or this is no file of the list")


def _width(file: ListFile) -> int:
    # The number of cells of the first row; a cell in quotation marks may hold commas.
    line = file.content.split(b"\n", 1)[0].decode("utf-8", "replace")
    return len(re.sub(r'"(?:[^"]|"")*"', "", line).split(","))


def _told(value: str, known: dict[str, str], where: str) -> str:
    if value not in known:
        raise FileProblem(f"{value!r} is not known", where=where, remedy="compare the file with the list")
    return known[value]

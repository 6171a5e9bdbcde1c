"""The consolidated list of the Security Council of the United Nations, in XML.

The parser of the standard library expands entities that a document declares, so a document that
declares any is refused before it is parsed: the list has no document type.
"""

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from barred.errors import FileProblem
from barred.lists.entry import Entry, EntryName, ListFile, entry_key
from barred.lists.list_day import iso_day

__all__ = ["read"]

_LIST = "un-sc"
_ENTITY = {"DATAID", "VERSIONNUM", "FIRST_NAME", "UN_LIST_TYPE", "REFERENCE_NUMBER", "LISTED_ON", "SUBMITTED_ON",
           "COMMENTS1", "NAME_ORIGINAL_SCRIPT", "LIST_TYPE", "LAST_DAY_UPDATED", "ENTITY_ALIAS", "ENTITY_ADDRESS",
           "SORT_KEY", "SORT_KEY_LAST_MOD", "DELISTED_ON"}  # fmt: skip
_NEEDED = ("DATAID", "FIRST_NAME", "LISTED_ON", "UN_LIST_TYPE")
_KINDS = {"a.k.a.": "alias", "f.k.a.": "former", "Good": "alias", "Low": "weak-alias", "": "alias"}
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# In UTF-16 and UTF-32 the signs of a declaration would not be found.
_WIDE = re.compile(rb"\x00")
_PIECE = 1 << 16


def read(files: Sequence[ListFile]) -> Iterator[Entry]:
    """Read the list. What it tells of persons is passed over; they are only counted.

    Raises:
        FileProblem: The file is no XML, declares a document type or entities, has another root, or
            an entry with an element that is missing or not known.
    """
    file = files[0]
    if _DECLARED.search(file.content) or _WIDE.search(file.content):
        raise _problem("a document type, entities or an encoding that may hide them", file)
    number = 0
    depth = 0
    for event, element in _events(file):
        depth += event == "start"
        _check_place(element, depth, file)
        depth -= event == "end"
        if event == "end" and element.tag in {"ENTITY", "INDIVIDUAL"}:
            number += 1
            yield _entity(element, number, file) if element.tag == "ENTITY" else _individual(element, number)
            element.clear()


def _events(file: ListFile) -> Iterator[tuple[str, Element]]:
    parser: XMLPullParser[Element] = XMLPullParser(("start", "end"))
    try:
        for at in range(0, len(file.content), _PIECE):
            parser.feed(file.content[at : at + _PIECE])
            for event, element in parser.read_events():  # type: ignore[misc]
                yield str(event), element  # type: ignore[misc]
        parser.close()
    except ParseError as trouble:
        raise _problem(f"no XML: {trouble}", file) from trouble


def _check_place(element: Element, depth: int, file: ListFile) -> None:
    allowed = {1: {"CONSOLIDATED_LIST"}, 2: {"INDIVIDUALS", "ENTITIES"}, 3: {"INDIVIDUAL", "ENTITY"}}.get(depth)
    if allowed is not None and element.tag not in allowed:
        raise _problem(f"element {element.tag!r} is not known", file)


def _individual(element: Element, number: int) -> Entry:
    return Entry(_told(element, "DATAID"), (), "person", number)


def _entity(element: Element, number: int, file: ListFile) -> Entry:
    present = {child.tag for child in element}
    for tag in sorted(present - _ENTITY):
        raise _problem(f"column {tag!r} is not known", file)
    for tag in (one for one in _NEEDED if one not in present):
        raise _problem(f"column {tag!r} is missing in entry {number}", file)
    since = iso_day(_told(element, "LISTED_ON"))
    countries = (_told(one, "COUNTRY") for one in element.iter("ENTITY_ADDRESS"))
    return Entry(
        _told(element, "DATAID") or entry_key(_told(element, "FIRST_NAME")),
        tuple(_names(element, file)),
        "organisation",
        number,
        countries=tuple(dict.fromkeys(filter(None, countries))),
        programmes=(_told(element, "UN_LIST_TYPE"),),
        since=since or "",
        unread=() if since is not None else (f"LISTED_ON: {_told(element, 'LISTED_ON')}",),
    )


def _names(element: Element, file: ListFile) -> Iterator[EntryName]:
    found = {_told(element, "FIRST_NAME"): "primary"}
    found.setdefault(_told(element, "NAME_ORIGINAL_SCRIPT"), "native")
    for alias in element.iter("ENTITY_ALIAS"):
        quality = _told(alias, "QUALITY")
        if quality not in _KINDS:
            raise _problem(f"column 'QUALITY': {quality!r} is not known", file)
        found.setdefault(_told(alias, "ALIAS_NAME"), _KINDS[quality])
    yield from (EntryName(text, kind) for text, kind in found.items() if text)


def _told(element: Element, tag: str) -> str:
    return " ".join((element.findtext(tag) or "").split())


def _problem(what: str, file: ListFile) -> FileProblem:
    return FileProblem(f"list {_LIST}: {what}", where=file.name, remedy="compare the file with the list")

"""Checks of the shape of a record: its place, its fields, their types and dates."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from barred.directory.format import format_record
from barred.directory.known import Known
from barred.directory.read import RecordFile
from barred.directory.records import tables, walk
from barred.directory.rules.register import Fault, rule
from barred.directory.schema import FOLDERS, KINDS, Field
from barred.errors import UsageProblem
from barred.model.day import first_day, last_day, parse_day

__all__: list[str] = []

_ALL = tuple(KINDS)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST = 60
_TYPES: dict[str, type | tuple[type, ...]] = {
    "text": str, "date": str, "texts": list, "flag": bool, "number": (int, float), "integer": int,
    "record": dict, "records": list, "unclear": dict, "traits": dict,
}  # fmt: skip


@rule("DIR-003", "a file is named after its record", *_ALL)
def is_named_after_its_id(file: RecordFile, _: Known) -> Iterator[Fault]:
    """Hold the id against the file name and the form of ids."""
    given = file.data.get("id")
    if given != file.path.stem:
        yield Fault(("id",), f"id {given!r} in a file named {file.path.stem!r}", "give both the same name")
    elif not _ID.fullmatch(file.id):
        yield Fault(("id",), f"id {given!r} is not in lower case with hyphens", "rename record and file")


@rule("DIR-010", "a file lies in the folder of its country or place", *_ALL)
def lies_in_its_folder(file: RecordFile, _: Known) -> Iterator[Fault]:
    """Hold country and place against the folder; a part of a country may lie with the country."""
    parent = file.path.parent.name
    match file.kind:
        case "organisation":
            name, wanted = "country", [str(file.data.get("country", "zz"))]
        case "restriction":
            place = str(file.data.get("place", ""))
            name, wanted = "place", [place, place.partition("-")[0]]
        case _:
            name, wanted = "id", [folder for folder, kind in FOLDERS.items() if kind == file.kind]
    if parent not in wanted:
        yield Fault((name,), f"in folder {parent!r}", f"move the file into {wanted[0]!r}")


@rule("DIR-005", "a file holds only fields that its kind has", *_ALL)
def holds_known_fields(file: RecordFile, _: Known) -> Iterator[Fault]:
    """Name the fields that the schema does not know, at the top and inside."""
    for table in tables(file.kind, file.data):
        names = [field.name for field in table.fields]
        for name in sorted(set(table.data) - set(names)):
            yield Fault((*table.path, name), f"unknown field {name!r}", f"use one of {', '.join(names)}")


@rule("DIR-006", "required fields are there and not empty", *_ALL)
def has_required_fields(file: RecordFile, _: Known) -> Iterator[Fault]:
    """Name the required fields that are missing, at the top and inside."""
    for table in tables(file.kind, file.data):
        for field in table.fields:
            if field.is_required and _is_empty(table.data.get(field.name)):
                yield Fault((*table.path, field.name), f"field {field.name!r} is missing or empty", "add it")


def _is_empty(value: object) -> bool:
    if isinstance(value, list):
        return all(_is_empty(one) for one in value)
    return value in (None, {}) or (isinstance(value, str) and not value.strip())


@rule("DIR-007", "a field has the type of the schema", *_ALL)
def has_the_right_types(file: RecordFile, _: Known) -> Iterator[Fault]:
    """Compare each value with the type of its field, and the values in it."""
    for place in walk(file.kind, file.data):
        if not _fits(place.field, place.value):
            shown = f"{place.field.name!r} is {_shown(place.value)}"
            yield Fault(place.path, shown, f"write a value of type {place.field.type}")


def _fits(field: Field, value: object) -> bool:
    if not isinstance(value, _TYPES[field.type]) or (isinstance(value, bool) and field.type != "flag"):
        return False
    match field.type:
        case "texts":
            return _are_texts(value)
        case "records":
            return isinstance(value, list) and all(isinstance(one, dict) for one in value)
        case "unclear":
            return isinstance(value, dict) and all(map(_are_texts, value.values()))
        case "traits":
            return isinstance(value, dict) and all(
                isinstance(one, str | bool | int) or _are_texts(one) for one in value.values()
            )
        case _:
            return True


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _shown(value: object) -> str:
    told = repr(value)
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"


@rule("DIR-008", "a file is in canonical form", *_ALL)
def is_canonical(file: RecordFile, _: Known) -> Iterator[Fault]:
    """Compare the file with what the formatter writes."""
    wanted = format_record(file.kind, file.data)
    if file.text != wanted:
        pairs = zip_longest(file.text.split("\n"), wanted.split("\n"))
        line = next(n for n, (mine, other) in enumerate(pairs, 1) if mine != other)
        yield Fault((), "not as the formatter writes it from here on", "run `barred directory format`", line)


@rule("DAT-001", "a date is an ISO prefix of a real day", *_ALL)
def has_real_dates(file: RecordFile, _: Known) -> Iterator[Fault]:
    """Check each date field."""
    for place in walk(file.kind, file.data):
        if place.field.type == "date" and isinstance(place.value, str) and not _is_day(place.value):
            yield Fault(place.path, f"{place.value!r} is not a date", "write 2019, 2019-08 or 2019-08-13")


def _is_day(text: str) -> bool:
    try:
        # In a record nobody trims the text before it is compared.
        return parse_day(text) == text and text.isascii()
    except UsageProblem:
        return False


@rule("DAT-002", "a period ends after it begins", "figure", "organisation", "product", "restriction")
def has_forward_periods(file: RecordFile, _: Known) -> Iterator[Fault]:
    """Compare `since` with `until`, the first day outside, wherever both stand."""
    for table in tables(file.kind, file.data):
        since, until = table.data.get("since"), table.data.get("until")
        if since and until and first_day(since) >= last_day(until):
            what = f"ends {until}, not after it begins {since}"
            yield Fault((*table.path, "until"), what, "correct one of them; until is the first day outside")

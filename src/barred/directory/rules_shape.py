"""Checks of the shape of a record: its place, its fields, their types and dates."""

import re
from collections.abc import Iterator
from typing import Any

from barred.directory.format import format_record
from barred.directory.read import RecordFile, Stack
from barred.directory.rules import Fault, records_at, rule
from barred.directory.schema import KINDS, Field
from barred.errors import UsageProblem
from barred.model.day import first_day, last_day, parse_day

__all__ = ["walk"]

_ALL = tuple(KINDS)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TYPES: dict[str, type | tuple[type, ...]] = {
    "text": str, "date": str, "texts": list, "flag": bool, "number": (int, float), "integer": int,
    "record": dict, "records": list, "unclear": dict, "traits": dict,
}  # fmt: skip

Place = tuple[tuple[str | int, ...], Field, Any]


def walk(file: RecordFile) -> Iterator[Place]:
    """Give every field that a record and the records in it hold: path, field and value."""
    yield from _walk(KINDS[file.kind], file.data, ())


def _walk(fields: tuple[Field, ...], data: dict[str, Any], path: tuple[str | int, ...]) -> Iterator[Place]:
    for field in fields:
        if field.name not in data:
            continue
        value = data[field.name]
        yield (*path, field.name), field, value
        if field.type == "record" and isinstance(value, dict):
            yield from _walk(field.fields, value, (*path, field.name))
        if field.type == "records":
            for n, one in records_at(data, field.name):
                yield from _walk(field.fields, one, (*path, field.name, n))


@rule("DIR-003", "a file is named after its record", *_ALL)
def is_named_after_its_id(file: RecordFile, _: Stack) -> Iterator[Fault]:
    """Hold the id against the file name and the form of ids."""
    given = file.data.get("id")
    if given != file.path.stem:
        yield Fault(("id",), f"id {given!r} in a file named {file.path.stem!r}", "give both the same name")
    elif not _ID.fullmatch(given):
        yield Fault(("id",), f"id {given!r} is not in lower case with hyphens", "rename record and file")


@rule("DIR-004", "an id is given once", *_ALL)
def has_its_id_alone(file: RecordFile, stack: Stack) -> Iterator[Fault]:
    """Name the files of the same directory that give the same id."""
    for other in stack.hidden:
        if (other.kind, other.id) == (file.kind, file.id):
            yield Fault(("id",), f"{file.id!r} is also the id of {other.shown}", "give one of them another id")


@rule("DIR-005", "a file holds only fields that its kind has", *_ALL)
def holds_known_fields(file: RecordFile, _: Stack) -> Iterator[Fault]:
    """Name the fields that the schema does not know, at the top and inside."""
    yield from _unknown(KINDS[file.kind], file.data, ())


def _unknown(fields: tuple[Field, ...], data: dict[str, Any], path: tuple[str | int, ...]) -> Iterator[Fault]:
    known = {field.name: field for field in fields}
    for name in sorted(set(data) - set(known)):
        yield Fault((*path, name), f"unknown field {name!r}", f"use one of {', '.join(known)}")
    for field in fields:
        if field.type == "records":
            for n, one in records_at(data, field.name):
                yield from _unknown(field.fields, one, (*path, field.name, n))
        elif field.type == "record" and isinstance(data.get(field.name), dict):
            yield from _unknown(field.fields, data[field.name], (*path, field.name))


@rule("DIR-006", "required fields are there and not empty", *_ALL)
def has_required_fields(file: RecordFile, _: Stack) -> Iterator[Fault]:
    """Name the required fields that are missing, at the top and inside."""
    yield from _missing(KINDS[file.kind], file.data, ())


def _missing(fields: tuple[Field, ...], data: dict[str, Any], path: tuple[str | int, ...]) -> Iterator[Fault]:
    for field in fields:
        if field.is_required and data.get(field.name) in (None, "", [], {}):
            yield Fault((*path, field.name), f"field {field.name!r} is missing or empty", "add it")
        if field.type == "records":
            for n, one in records_at(data, field.name):
                yield from _missing(field.fields, one, (*path, field.name, n))
        elif field.type == "record" and isinstance(data.get(field.name), dict):
            yield from _missing(field.fields, data[field.name], (*path, field.name))


@rule("DIR-007", "a field has the type of the schema", *_ALL)
def has_the_right_types(file: RecordFile, _: Stack) -> Iterator[Fault]:
    """Compare each value with the type of its field; a list of texts holds only texts."""
    for path, field, value in walk(file):
        wrong = not isinstance(value, _TYPES[field.type]) or (
            isinstance(value, bool) and field.type != "flag"
        )
        if field.type == "texts" and not wrong:
            wrong = not all(isinstance(one, str) for one in value)
        if field.type == "records" and not wrong:
            wrong = not all(isinstance(one, dict) for one in value)
        if wrong:
            yield Fault(path, f"{field.name!r} is {value!r}", f"write a value of type {field.type}")


@rule("DIR-008", "a file is in canonical form", *_ALL)
def is_canonical(file: RecordFile, _: Stack) -> Iterator[Fault]:
    """Compare the file with what the formatter writes."""
    wanted = format_record(file.kind, file.data)
    if file.text != wanted:
        same = 0
        for mine, other in zip(file.text.splitlines(), wanted.splitlines(), strict=False):
            if mine != other:
                break
            same += 1
        yield Fault((), f"line {same + 1} is not as the formatter writes it", "run `barred directory format`")


@rule("DAT-001", "a date is an ISO prefix of a real day", *_ALL)
def has_real_dates(file: RecordFile, _: Stack) -> Iterator[Fault]:
    """Check each date field."""
    for path, field, value in walk(file):
        if field.type == "date" and isinstance(value, str):
            try:
                parse_day(value)
            except UsageProblem as trouble:
                yield Fault(path, trouble.what, "write 2019, 2019-08 or 2019-08-13")


@rule("DAT-002", "a period ends after it begins", "organisation", "restriction")
def has_forward_periods(file: RecordFile, _: Stack) -> Iterator[Fault]:
    """Compare `since` with `until` wherever both stand."""
    for path, field, value in walk(file):
        if field.type == "records" and isinstance(value, list):
            for n, one in records_at({"here": value}, "here"):
                since, until = one.get("since"), one.get("until")
                if isinstance(since, str) and isinstance(until, str) and first_day(since) > last_day(until):
                    yield Fault((*path, n, "until"), f"ends {until}, before it begins {since}", "correct one of them")

"""Checks of what records point to: terms, other records, evidence and rows of tables."""

import re
from collections.abc import Iterator
from typing import Any

from barred.directory.read import RecordFile, Stack
from barred.directory.rules import Fault, records_at, rule
from barred.directory.rules_shape import walk
from barred.directory.schema import KINDS, VOCABULARY_FIELDS
from barred.model.finding import Finding

__all__ = ["find_in_tables"]

_CITING = ("organisation", "restriction")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


def _terms(stack: Stack, name: str) -> set[str]:
    file = stack.records.get(("vocabulary", name))
    return {str(one.get("id")) for _, one in records_at(file.data, "terms")} if file else set()


def _values(value: object) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


@rule("REF-001", "a term is in its vocabulary", *_CITING, "source")
def uses_known_terms(file: RecordFile, stack: Stack) -> Iterator[Fault]:
    """Hold every value of a closed field against its vocabulary."""
    for path, field, value in walk(file):
        if field.refers.startswith("term:"):
            name = field.refers.removeprefix("term:")
            yield from _unknown_terms(path, _values(value), name, stack)
        if field.type == "unclear" and isinstance(value, dict):
            for part, terms in value.items():
                refers = VOCABULARY_FIELDS.get(part, "")
                if not refers:
                    yield Fault((*path, part), f"{part!r} is no part of a case", f"use {', '.join(VOCABULARY_FIELDS)}")
                elif refers.startswith("term:"):
                    yield from _unknown_terms(path, _values(terms), refers.removeprefix("term:"), stack)


def _unknown_terms(path: tuple[str | int, ...], values: list[str], name: str, stack: Stack) -> Iterator[Fault]:
    known = _terms(stack, name)
    for value in values:
        if value and value not in known:
            yield Fault(path, f"{value!r} is not a term of {name!r}", f"use a term of vocabulary/{name}.toml or add one")


@rule("REF-002", "a record that is pointed to exists", *_CITING, "source")
def points_to_records(file: RecordFile, stack: Stack) -> Iterator[Fault]:
    """Look up organisations, restrictions, sources and parties."""
    parties = _terms(stack, "party")
    for path, field, value in walk(file):
        for one in _values(value):
            if field.refers in KINDS and one and (field.refers, one) not in stack.records:
                yield Fault(path, f"no {field.refers} {one!r}", f"write its record or correct the id")
            if field.refers == "party":
                named = one.removeprefix("org:")
                is_known = ("organisation", named) in stack.records if named != one else one in parties
                if not is_known:
                    yield Fault(path, f"no party {one!r}", "use a term of vocabulary/party.toml or org: and an id")


@rule("REF-003", "an evidence key is defined in the same file", *_CITING)
def cites_defined_keys(file: RecordFile, _: Stack) -> Iterator[Fault]:
    """Look up each key that a claim cites."""
    keys = {one.get("key") for _, one in records_at(file.data, "evidence")}
    for path, field, value in walk(file):
        if field.refers == "evidence":
            for key in _values(value):
                if key not in keys:
                    yield Fault(path, f"no evidence with key {key!r}", "add an [[evidence]] block or correct the key")


@rule("EVI-001", "a record rests on evidence", *_CITING)
def has_evidence(file: RecordFile, _: Stack) -> Iterator[Fault]:
    """Ask for at least one block of evidence."""
    if not file.data.get("evidence"):
        yield Fault(("evidence",), "no evidence", "add an [[evidence]] block with key and source")


@rule("EVI-002", "a position is whole: start, end and digest together, start before end", *_CITING)
def has_whole_positions(file: RecordFile, _: Stack) -> Iterator[Fault]:
    """Check that the three parts of a position come together and make sense."""
    for n, one in records_at(file.data, "evidence"):
        given = [name for name in ("start", "end", "digest") if name in one]
        if given and len(given) < 3:  # noqa: PLR2004 - start, end, digest
            yield Fault(("evidence", n, given[0]), f"only {', '.join(given)}", "give start, end and digest, or none")
        elif given and not (isinstance(one["start"], int) and isinstance(one["end"], int) and one["start"] < one["end"]):
            yield Fault(("evidence", n, "start"), f"from {one['start']!r} to {one['end']!r}", "let start come before end")
        elif given and not _DIGEST.fullmatch(str(one["digest"])):
            yield Fault(("evidence", n, "digest"), f"digest {one['digest']!r}", "write sha256: and 64 hexadecimal digits")


@rule("EVI-003", "a position lies inside a captured source", *_CITING)
def points_into_a_capture(file: RecordFile, stack: Stack) -> Iterator[Fault]:
    """Compare positions with the size of the capture; a source without one cannot have any."""
    for n, one in records_at(file.data, "evidence"):
        source = stack.records.get(("source", str(one.get("source"))))
        if "start" not in one or source is None:
            continue
        capture: dict[str, Any] = source.data.get("capture") or {}
        if not capture:
            yield Fault(("evidence", n, "start"), f"{one['source']!r} has no capture", "cite it by pinpoint alone")
        elif isinstance(one.get("end"), int) and one["end"] > capture.get("bytes", 0):
            yield Fault(("evidence", n, "end"), f"ends at {one['end']}, after the document", "correct the position")


@rule("EVI-004", "an evidence key is given once", *_CITING)
def has_single_keys(file: RecordFile, _: Stack) -> Iterator[Fault]:
    """Name a key that two blocks share."""
    seen: set[object] = set()
    for n, one in records_at(file.data, "evidence"):
        if one.get("key") in seen:
            yield Fault(("evidence", n, "key"), f"key {one.get('key')!r} a second time", "give it another name")
        seen.add(one.get("key"))


def find_in_tables(stack: Stack) -> list[Finding]:
    """Check the rows of bulk tables: sources that exist, organisations that exist, patterns that compile.

    Returns:
        Findings with the code TAB-002.
    """
    found = []
    for table in stack.tables:
        for line, row in table.rows:
            for what, remedy in _row_faults(row, stack):
                found.append(Finding(table.shown, line, "TAB-002", what, remedy))
    return found


def _row_faults(row: dict[str, str], stack: Stack) -> Iterator[tuple[str, str]]:
    for name in ("organisation", "maker"):
        if row.get(name) and ("organisation", row[name]) not in stack.records:
            yield f"no organisation {row[name]!r}", "write its record or correct the id"
    if "source" in row and ("source", row["source"]) not in stack.records:
        yield f"no source {row['source']!r}", "write its record or correct the id"
    if "pattern" in row:
        try:
            re.compile(row["pattern"])
        except re.error as trouble:
            yield f"pattern {row['pattern']!r}: {trouble}", "correct the regular expression"

"""Checks of evidence, and of the sources that it cites."""

import re
from collections.abc import Iterator
from typing import Any

from barred.directory.known import Known
from barred.directory.read import RecordFile
from barred.directory.records import records_at, tables
from barred.directory.rules.register import Fault, rule
from barred.directory.schema import CITING

__all__: list[str] = []

_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_DIGEST_FORM = "write sha256: and 64 hexadecimal digits"
_POSITION = ("start", "end", "digest")


@rule("EVI-001", "a record rests on evidence", *CITING)
def has_evidence(file: RecordFile, _: Known) -> Iterator[Fault]:
    """Ask for at least one block of evidence."""
    if not file.data.get("evidence"):
        yield Fault(("evidence",), "no evidence", "add an [[evidence]] block with key and source")


@rule("EVI-002", "a position is whole: start, end and digest together, start before end", *CITING)
def has_whole_positions(file: RecordFile, _: Known) -> Iterator[Fault]:
    """Check that the three parts of a position come together and make sense."""
    for n, one in records_at(file.data, "evidence"):
        given = [name for name in _POSITION if name in one]
        if given and len(given) < len(_POSITION):
            yield Fault(("evidence", n, given[0]), f"only {', '.join(given)}", "give start, end and digest, or none")
        elif given and not 0 <= one["start"] < one["end"]:
            what = f"from {one['start']} to {one['end']}"
            yield Fault(("evidence", n, "start"), what, "count from 0, and let start come before end")
        elif given and not _DIGEST.fullmatch(one["digest"]):
            yield Fault(("evidence", n, "digest"), f"digest {one['digest']!r}", _DIGEST_FORM)


@rule("EVI-003", "a position lies inside a captured source", *CITING)
def points_into_a_capture(file: RecordFile, known: Known) -> Iterator[Fault]:
    """Compare positions with the size of the capture; a source without one cannot have any."""
    for n, one in records_at(file.data, "evidence"):
        source = known.body("source", one.get("source"))
        if "start" not in one or not source:
            continue
        capture: dict[str, Any] = source.get("capture") or {}
        if not capture:
            yield Fault(("evidence", n, "start"), f"{one['source']!r} has no capture", "cite it by pinpoint alone")
        # A text has no more code points than its bytes; the exact number only the vault can tell.
        elif one.get("end", 0) > capture.get("bytes", 0):
            yield Fault(("evidence", n, "end"), f"ends at {one['end']}, after the document", "correct the position")


@rule("EVI-004", "an evidence key is given once", *CITING)
def has_single_keys(file: RecordFile, _: Known) -> Iterator[Fault]:
    """Name a key that two blocks share."""
    seen: set[str] = set()
    for n, one in records_at(file.data, "evidence"):
        key = one.get("key", "")
        if key in seen:
            yield Fault(("evidence", n, "key"), f"key {key!r} a second time", "give it another name")
        seen.add(key)


@rule("EVI-005", "whatever can cite evidence does", *CITING)
def cites_evidence(file: RecordFile, _: Known) -> Iterator[Fault]:
    """Ask names, identifiers, memberships, links, scopes, targets and exemptions for a key; stages have RES-003."""
    for table in tables(file.kind, file.data):
        is_citing = any(field.refers == "evidence" for field in table.fields)
        if is_citing and not table.data.get("evidence") and table.path[0] != "stages":
            yield Fault(table.path, f"nothing cited for a part of {table.path[0]!r}", "name the evidence key")


@rule("SRC-001", "a capture names the bytes that were seen", "source")
def has_a_whole_capture(file: RecordFile, _: Known) -> Iterator[Fault]:
    """Check digest, number of bytes and media type."""
    capture = file.data.get("capture") or {}
    if "digest" in capture and not _DIGEST.fullmatch(capture["digest"]):
        yield Fault(("capture", "digest"), f"digest {capture['digest']!r}", _DIGEST_FORM)
    if capture.get("bytes", 1) < 1:
        yield Fault(("capture", "bytes"), f"{capture['bytes']} bytes", "give the size of the file")
    if "/" not in capture.get("media_type", "/"):
        what = f"media type {capture['media_type']!r}"
        yield Fault(("capture", "media_type"), what, "write type and subtype, such as text/plain")


@rule("SRC-002", "the parts of a source lie in its capture, one after the other", "source")
def has_parts_in_order(file: RecordFile, _: Known) -> Iterator[Fault]:
    """Compare the positions of parts with each other and with the size of the capture."""
    size = (file.data.get("capture") or {}).get("bytes", 0)
    after = 0
    for n, one in records_at(file.data, "parts"):
        start, end = one.get("start", 0), one.get("end", 0)
        if not after <= start < end <= size:
            what = f"from {start} to {end}, where {after} to {size} is left"
            yield Fault(("parts", n, "start"), what, "give the parts in order, without overlap, inside the capture")
        after = max(after, end)

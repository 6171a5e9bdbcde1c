"""Write the devices among the checked rows as a CycloneDX document, with the verdict on each as properties.

The document has no time of making, so that the same check gives the same bytes; its serial number is
made of its content. Rows that name neither a model nor anybody known are no devices: they are told
by place and text, so that none is lost. Components lie on disk until the head of the document is known.
"""

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from barred.publishing.files.spool import Spool, put_joined
from barred.publishing.report.inquiry import Inquiry
from barred.publishing.report.on_paper import inquiry_of
from barred.publishing.report.reported_row import CheckedRow, ReportHead

__all__ = ["CycloneDxReport"]

_VERSION = "1.6"
_SCHEMA = f"http://cyclonedx.org/schema/bom-{_VERSION}.schema.json"
# Any fixed one would do: it only keeps our serial numbers apart from those of others.
_SPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")


class CycloneDxReport:
    """The components in the making."""

    def __init__(self, path: Path, head: ReportHead) -> None:
        del head
        self._path = path
        self._components, self._others = Spool(path.parent), Spool(path.parent)
        # What `uuid.uuid5` computes of a whole document, of one that comes in parts.
        self._digest = hashlib.sha1(_SPACE.bytes, usedforsecurity=False)

    def add(self, table: str, rows: Iterable[CheckedRow]) -> None:
        """Take rows of a table."""
        for row in rows:
            if row.verdict is not None:
                subject: Any = row.verdict["subject"]
                place = f"{table}:{row.number}"
                if row.verdict["candidates"] or subject.get("fields", {}).get("model"):
                    self._put(self._components, _component(place, row.verdict))
                else:
                    told = f"{place}: {row.verdict['outcome']}: {subject['text']}"
                    self._put(self._others, {"name": "barred:row-without-device", "value": told})

    def finish(self, about: Mapping[str, str], inquiry: Inquiry | None = None) -> None:
        """Write the document, a component on each line."""
        whole = inquiry_of(inquiry)
        name, _, version = whole.program.partition(" ")
        tool = {"type": "application", "name": name, "version": version}
        asked = [{"name": f"barred:{name}", "value": value} for name, value in about.items()]
        for one in whole.unread:
            told = f"{one.table}:{one.row}: {one.why}"
            self._put(self._others, {"name": "barred:row-not-read", "value": told})
        self._digest.update(_line([tool, asked]).encode())
        serial = uuid.UUID(bytes=self._digest.digest()[:16], version=5)
        head = {"$schema": _SCHEMA, "bomFormat": "CycloneDX", "specVersion": _VERSION}
        numbered = {**head, "serialNumber": f"urn:uuid:{serial}", "version": 1}
        with self._path.open("w", encoding="utf-8", newline="\n") as out:
            out.write(
                f'{_line(numbered)[:-1]},\n"metadata": {{"tools": {{"components": [{_line(tool)}]}}, "properties": ['
            )
            put_joined(out, chain(map(_line, asked), self._others))
            out.write(']},\n"components": [')
            put_joined(out, self._components)
            out.write("]}\n")
        self.close()

    def close(self) -> None:
        """Let go of what lies on disk; the file itself is open only while it is written."""
        self._components.close()
        self._others.close()

    def _put(self, spool: Spool, told: Mapping[str, Any]) -> None:
        line = _line(told)
        self._digest.update(line.encode())
        spool.add(line)


def _line(told: object) -> str:
    return json.dumps(told, ensure_ascii=False)


def _component(place: str, verdict: Mapping[str, Any]) -> dict[str, Any]:
    subject = verdict["subject"]
    fields: Mapping[str, str] = subject.get("fields", {})
    found = verdict["candidates"]
    manufacturer = fields.get("brand") or (found[0]["brand"] or found[0]["organisation"] if found else "")
    told: dict[str, Any] = {"type": "device", "bom-ref": place}
    if manufacturer:
        told["manufacturer"] = {"name": manufacturer}
    told["name"] = fields.get("model") or subject["text"]
    if fields.get("description"):
        told["description"] = fields["description"]
    quantity = [("cdx:device:quantity", fields["quantity"])] if fields.get("quantity") else []
    told["properties"] = [{"name": name, "value": value} for name, value in (*quantity, *_verdict(verdict)) if value]
    return told


def _verdict(verdict: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    yield "barred:text", verdict["subject"]["text"]
    yield "barred:outcome", verdict["outcome"]
    for one in verdict["candidates"]:
        yield "barred:organisation", f"{one['organisation']} ({one['band']})"
        yield "barred:maker", one["maker"] or ""
    for one in verdict["restrictions"]:
        if one["applies"] != "no":
            yield f"barred:restriction:{one['applies']}", f"{one['id']}: {one['title']}"
            yield from (("barred:waiver", f"{key} covers {one['id']}") for key in one["waivers"])
    for one in verdict["questions"]:
        yield "barred:question", one["text"]

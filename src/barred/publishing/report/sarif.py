"""Write findings as SARIF 2.1.0, for tools that show results beside the lines of a text file.

Where row n of a file is line n, the result points to the line; elsewhere it tells the file and the
row's own place. Clear rows give no result. A row that was not recognised is one for review, never a pass.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from barred.publishing.files.spool import Spool, put_joined
from barred.publishing.report.inquiry import Inquiry
from barred.publishing.report.on_paper import inquiry_of
from barred.publishing.report.reported_row import CheckedRow, ReportHead
from barred.publishing.verdicts.verdict_text import OUTCOME_TOLD

__all__ = ["SarifReport"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# Kind and level of a result; the standard has no level but for those that failed (SARIF 2.1.0, 3.27.9).
_KINDS = {
    "barred": ("fail", "error"),
    "depends": ("open", "none"),
    "waived": ("fail", "error"),
    "noted": ("informational", "none"),
    "unidentified": ("review", "none"),
}


class SarifReport:
    """The results in the making; they lie on disk until the rules that stand before them are known."""

    def __init__(self, path: Path, head: ReportHead) -> None:
        del head
        self._path = path
        self._rules: dict[str, dict[str, Any]] = {}
        self._places: dict[str, int] = {}
        self._results = Spool(path.parent)

    def add(self, table: str, rows: Iterable[CheckedRow]) -> None:
        """Take rows of a table."""
        for row in rows:
            if row.verdict is not None and row.verdict["outcome"] in _KINDS:
                place = json.dumps([table, row.number], ensure_ascii=False)
                # A tab stands in no JSON; whether the row is a line is known at the end.
                self._results.add(f"{place}\t{json.dumps(self._result(row.verdict), ensure_ascii=False)}")

    def finish(self, about: Mapping[str, str], inquiry: Inquiry | None = None) -> None:
        """Write the log."""
        whole = inquiry_of(inquiry)
        name, _, version = whole.program.partition(" ")
        lined = frozenset(one.name for one in whole.tables if one.rows_are_lines)
        unread: list[dict[str, Any]] = [
            {
                "level": "error",
                "message": {"text": _unlinked(f"row not read: {one.why}")},
                "locations": [_place(one.table, one.row, lined)],
            }
            for one in whole.unread
        ]
        unread += [
            {"level": "error", "message": {"text": _unlinked(one.trouble)}} for one in whole.files if one.trouble
        ]
        run = {
            "tool": {"driver": {"name": name, "version": version, "rules": list(self._rules.values())}},
            "invocations": [{"executionSuccessful": not unread, "toolExecutionNotifications": unread}],
            "artifacts": [_artifact(one.name, one.digest) for one in whole.files if one.digest],
            "columnKind": "unicodeCodePoints",
            "properties": dict(about),
        }
        with self._path.open("w", encoding="utf-8", newline="\n") as out:
            out.write(f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [')
            out.write(f'{json.dumps(run, ensure_ascii=False)[:-1]},\n"results": [')
            put_joined(out, (_located(line, lined) for line in self._results))
            out.write("]}]}\n")
        self.close()

    def close(self) -> None:
        """Let go of what lies on disk; the file itself is open only while it is written."""
        self._results.close()

    def _result(self, verdict: Mapping[str, Any]) -> dict[str, Any]:
        outcome = str(verdict["outcome"])
        telling = [one for one in verdict["restrictions"] if one["applies"] != "no"]
        rule = telling[0]["id"] if telling else outcome
        if rule not in self._rules:
            self._places[rule] = len(self._rules)
            self._rules[rule] = _rule(rule, telling[0] if telling else None)
        kind, level = _KINDS[outcome]
        told: dict[str, Any] = {
            "ruleId": rule,
            "ruleIndex": self._places[rule],
            "kind": kind,
            "level": level,
            "message": {"text": _message(verdict, telling)},
            "properties": {"outcome": outcome, "restrictions": [one["id"] for one in telling]},
        }
        waivers = dict.fromkeys(key for one in telling for key in one["waivers"])
        if outcome == "waived":
            told["suppressions"] = [{"kind": "external", "status": "accepted", "justification": key} for key in waivers]
        return told


def _located(line: str, lined: frozenset[str]) -> str:
    """Add to a result where it is."""
    place, _, result = line.partition("\t")
    table, row = json.loads(place)
    return f'{result[:-1]}, "locations": [{json.dumps(_place(table, row, lined), ensure_ascii=False)}]}}'


def _rule(key: str, restriction: Mapping[str, Any] | None) -> dict[str, Any]:
    if restriction is None:
        return {"id": key, "shortDescription": {"text": OUTCOME_TOLD[key]}}
    address = next((one["address"] for one in restriction["citations"] if one["address"]), None)
    told: dict[str, Any] = {"id": key, "shortDescription": {"text": restriction["title"]}}
    return {**told, "helpUri": address} if address else told


def _message(verdict: Mapping[str, Any], telling: Iterable[Mapping[str, Any]]) -> str:
    told = f"{verdict['subject']['text']}: {verdict['outcome']} - {OUTCOME_TOLD[verdict['outcome']]}."
    named = "; ".join(f"{one['title']} [{one['id']}]" for one in telling)
    asked = " ".join(one["text"] for one in verdict["questions"])
    return _unlinked(" ".join(part for part in (told, f"{named}." if named else "", asked) if part))


def _unlinked(text: str) -> str:
    """Keep what a file says from becoming a link: `[words](address)` would be one (SARIF 2.1.0, 3.11.6)."""
    return text.replace("](", r"\](")


def _place(table: str, row: int, lined: frozenset[str]) -> dict[str, Any]:
    file, _, sheet = table.partition("#")
    told: dict[str, Any] = {"artifactLocation": {"uri": quote(file)}}
    if table in lined:
        told["region"] = {"startLine": row}
    name = f"{sheet}:{row}" if sheet else str(row)
    return {
        "physicalLocation": told,
        "logicalLocations": [{"name": f"row {name}", "fullyQualifiedName": f"{table}:{row}"}],
    }


def _artifact(name: str, digest: str) -> dict[str, Any]:
    return {"location": {"uri": quote(name)}, "hashes": {"sha-256": digest.removeprefix("sha256:")}}

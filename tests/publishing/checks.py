"""Whole verdicts as data, and an inquiry, for the tests of reports: small, invented and complete."""

from barred.publishing.report.inquiry import InputFile, Inquiry, SearchedTable, ToldWaiver, UnreadRow
from barred.publishing.report.reported_row import CheckedRow

__all__ = ["INQUIRY", "Verdict", "checked_row", "whole"]

Verdict = dict[str, object]

_CITED = {
    "source": "acme-act", "title": "The Acme Act", "address": "https://law.invalid/acme?a=1&b=2", "pinpoint": "s. 1",
    "proof": "primary", "selector": None, "digest": None,
}  # fmt: skip


def whole(
    outcome: str,
    text: str = "Acme AB-1",
    *,
    row: int = 2,
    waivers: tuple[str, ...] = (),
    notice: str = "Evidence, not advice.",
    **fields: str,
) -> Verdict:
    """Give a verdict as `as_data` gives it; one that is barred, waived, depends or noted names a restriction."""
    is_known = outcome != "unidentified"
    applies = {"barred": "yes", "waived": "yes", "depends": "open", "noted": "no"}.get(outcome)
    restriction = {
        "id": "xx-acme-act", "title": "Nobody buys from Acme", "applies": applies, "stage": "in-force",
        "waived": bool(waivers), "waivers": list(waivers),
        "why": [{"part": "target", "value": applies, "text": "names Acme"}], "citations": [_CITED],
    }  # fmt: skip
    question = {"part": "place", "text": "Where?", "options": ["xx"], "restrictions": ["xx-acme-act"]}
    signal = {"kind": "model-grammar", "text": "AB-1", "weight": 5.3, "source": "organisations:acme"}
    candidate = {"organisation": "acme", "brand": "Acme", "maker": "acme", "product": None, "probability": 1.0,
                 "band": "confirmed", "signals": [signal]}  # fmt: skip
    return {
        "subject": {"text": text, "kind": "row", "file": "quote.csv", "row": row, "fields": fields},
        "context": {"on": "2026-11-20"},
        "outcome": outcome,
        "candidates": [candidate] if is_known else [],
        "links": [],
        "restrictions": [restriction] if applies else [],
        "omitted": 0,
        "questions": [question] if outcome == "depends" else [],
        "citations": [],
        "listings": [],
        "snapshot": "sha256:00",
        "notice": notice,
    }


def checked_row(
    outcome: str, text: str = "Acme AB-1", *, row: int = 2, waivers: tuple[str, ...] = (), **told: str
) -> CheckedRow:
    """Give a row with its verdict; `notice` is that of the verdict, everything else a field."""
    return CheckedRow(row, [text], {"outcome": outcome}, whole(outcome, text, row=row, waivers=waivers, **told))


INQUIRY = Inquiry(
    asked=[("as", "the harbour office"), ("on", "2026-11-20")],
    files=[InputFile("quote.csv", 12, "sha256:aa"), InputFile("lost.csv", trouble="there is no such file")],
    tables=[
        SearchedTable(
            "quote.csv", 1, [("model", "Typ", "header 'Typ' is 'typ' (de)")], ["Preis"], rows_are_lines=True
        )
    ],
    snapshot="sha256:00",
    checked="2026-11-25",
    program="barred 0.1.0",
    notice="Evidence, not advice.",
    waivers=[
        ToldWaiver("w-1", "brand Acme", "xx-acme-act", "spare", "an office", "2026-01-01", "2027-01-01", "applied"),
        ToldWaiver("w-2", "brand Acme", "xx-acme-act", "old", "an office", "2024-01-01", "2025-01-01", "ended"),
    ],
    unread=[UnreadRow("quote.csv", 9, "not JSON")],
    aside=1,
    left_out=[("quote.csv: 2 components", "they are of other types")],
)  # fmt: skip

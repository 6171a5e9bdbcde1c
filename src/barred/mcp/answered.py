"""The schemas of what the tools give: a verdict is described once, by `verdict.schema.json`."""

import json
from typing import Any

from barred.model.verdict import BANDS, OUTCOMES
from barred.publishing.verdicts.verdict_data import verdict_schema

__all__ = ["answered"]

_Schema = dict[str, Any]
_COUNT: _Schema = {"type": "integer", "minimum": 0}
_TEXT: _Schema = {"type": "string"}
_DAY: _Schema = {"type": ["string", "null"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
_FRAME: _Schema = {
    "snapshot": {**_TEXT, "description": "The digest of the directory that gave the answer."},
    "checked": {**_TEXT, "description": "The day on which the directory was last checked."},
    "notice": {**_TEXT, "description": "What the answer is not; hand it on with the answer."},
}


def answered() -> dict[str, _Schema]:
    """Give the schema of the answer of each tool, by the name of the tool."""
    verdict = json.loads(verdict_schema())
    shared = verdict.pop("$defs")
    for name in ("$schema", "title"):
        del verdict[name]
    # The links that `trace` gives have the form that they have in a verdict.
    step = verdict["properties"]["links"]["items"]
    rows = _framed({"rows": _many({"type": "object"}), "total": _COUNT, "offset": _COUNT, "left_out": _COUNT})
    return {
        "lookup": {**_framed({"verdicts": _many(verdict)}), "$defs": shared},
        "check_text": {**_framed({"verdict": verdict, **_page()}), "$defs": shared},
        "trace": _framed({"on": _DAY, "known": _DAY, "traces": _many(_trace(step))}),
        "show": _framed({"records": _many(_record())}),
        "timeline": rows,
        "list": rows,
    }


def _page() -> _Schema:
    mention = _closed({"text": _TEXT, "start": _COUNT, "end": _COUNT})
    party = {
        "organisation": _TEXT,
        "maker": {"type": ["string", "null"]},
        "band": {"enum": list(BANDS)},
        "outcome": {"enum": list(OUTCOMES), "description": "As if the text named nobody else."},
        "applies": _many(_TEXT),
        "open": _many(_TEXT),
        "mentions": {**_many(mention), "description": "Signs of the text, counted from 0, the end excluded."},
        "mentions_left_out": _COUNT,
    }
    return {"signs": _COUNT, "parties": _many(_closed(party)), "parties_left_out": _COUNT}


def _trace(step: _Schema) -> _Schema:
    links = {**_many(step), "description": "The links as they hold on the day."}
    tree = {"type": "object", "description": "An organisation and the links that are recorded of it, to the end."}
    return _closed({"text": _TEXT, "is_recognised": {"type": "boolean"}, "trees": _many(tree), "links": links})


def _record() -> _Schema:
    standing = {"type": "object", "description": "How a restriction stands on the day."}
    told = {"kind": _TEXT, "snapshot": _TEXT, "record": {"type": "object"}, "citations": _many({"type": "object"})}
    said = {"on": _DAY, "known": _DAY, "standing": standing}
    return {**_closed({**told, **said}), "required": list(told)}


def _framed(properties: _Schema) -> _Schema:
    return _closed({**properties, **_FRAME})


def _closed(properties: _Schema) -> _Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _many(items: _Schema) -> _Schema:
    return {"type": "array", "items": items}

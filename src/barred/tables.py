"""Every Arrow schema: what the tables hold that leave the house.

A column is named after the field of the record that it shows, and a name has one type wherever it
stands. Dates are texts, as precise as their source; a `date32` would have to invent the day.
"""

import pyarrow as pa

__all__ = ["ASKED", "HITS", "LISTED", "SCHEMAS", "SCREENED"]

_TEXTS = pa.list_(pa.string())
# The columns that are no text, by name.
_TYPES: dict[str, pa.DataType] = {
    "bytes": pa.int64(),
    "claim": pa.int64(),
    "end": pa.int64(),
    "joint": pa.bool_(),
    "number": pa.int64(),
    "probability": pa.float64(),
    "left_row": pa.int64(),
    "right_row": pa.int64(),
    "row": pa.int64(),
    "score": pa.float64(),
    "share_least": pa.float64(),
    "share_most": pa.float64(),
    "start": pa.int64(),
    "weight": pa.float64(),
    **dict.fromkeys(
        (
            *("about", "aliases", "binds", "brands", "broader", "changes", "circumstances", "classes", "conduct"),
            *("conflicts", "evidence", "follows", "goods", "identifiers", "led_to", "makes", "models", "names"),
            *("places", "purposes", "rationales", "reach", "related", "sites", "stages", "supersedes", "targets"),
            *("traits", "types", "unclear", "via", "applies", "open", "questions"),
        ),
        _TEXTS,
    ),
}
_CASE = "binds conduct goods places sites purposes circumstances"
# A record has a row in the table of its kind; what it holds several of has tables of its own, whose
# rows name the record and the place in it, counted from 0.
_COLUMNS = {
    "event": "id title summary type date until place about led_to related known_since note recorded",
    "figure": (
        "id title measure value unit bound stated_by about most since until place method conflicts resolution "
        "related note recorded"
    ),
    "organisation": ("id title types country jurisdiction seat classes makes note recorded names identifiers"),
    "product": "id title product_class maker brands models since until related note recorded",
    "restriction": (
        "id title summary actor place action strength rationales instrument citation follows supersedes related "
        "note recorded stages targets"
    ),
    "source": (
        "id title type publisher proof author published address language via note recorded digest bytes media_type"
    ),
    "statement": ("id title summary speaker type topic date audience about changes change related note recorded"),
    "vocabulary": "id title definition kept_for",
    "citation": "kind record number key source pinpoint start end digest note",
    "claim": "record number capability note evidence",
    "exemption": f"record number type title effect {_CASE} since until evidence",
    "identifier": "record number scheme value evidence",
    "link": (
        "record number type to extent lines goods since until share_least share_most places known_since note evidence"
    ),
    "membership": "record number target_class basis since until evidence",
    "name": "record number text type language usage joint since until evidence",
    "objection": "kind record number relation what by against evidence",
    "part": "record number title start end publisher author published date_basis",
    "role": "record number organisation role note",
    "scope": f"record number {_CASE} unclear note evidence",
    "stage": "record number stage date known_since note evidence",
    "target": "record number organisation target_class reach since until known_since note evidence",
    "term": "record number id title definition boundary kept_for broader aliases traits",
    "wording": "record claim number language text note",
}


def _schema(columns: str) -> pa.Schema:
    return pa.schema([pa.field(name, _TYPES.get(name, pa.string())) for name in columns.split()])


SCHEMAS: dict[str, pa.Schema] = {table: _schema(columns) for table, columns in _COLUMNS.items()}

# What bulk screening takes: a row of a table, or a page whose text names things somewhere inside. A row
# that could not be read says so in `error`.
_PLACE = "file row uri date kind"
ASKED: pa.Schema = _schema(f"{_PLACE} text organisation brand model description identifier error")
# What it gives, one row for each that it took. `applies` and `open` hold ids of restrictions, `why` the
# signals, `listed` the entries of official lists, `mentions` where in `text` names stand: signs from `start`
# to before `end`, counted from 0.
_SIGNALS = pa.list_(pa.struct([*_schema("organisation kind text weight source")]))
_MENTIONS = pa.list_(pa.struct([*_schema("organisation text start end")]))
# An entry of an official list that a row names: `score` is the probability that it is the same body.
LISTED = pa.struct([*_schema("name list entry since until score"), pa.field("programmes", pa.string())])
SCREENED: pa.Schema = pa.unify_schemas([
    _schema(f"{_PLACE} text outcome organisation brand maker product probability band applies open questions"),
    pa.schema({"why": _SIGNALS, "mentions": _MENTIONS, "listed": pa.list_(LISTED)}),
    _schema("error snapshot index"),
])  # fmt: skip

# A hit of name matching. `why` is JSON: its form depends on what was compared.
HITS: pa.Schema = _schema(
    "left right class score row left_row right_row organisation kind list entry country since until why snapshot barred"
).append(pa.field("programmes", pa.string()))

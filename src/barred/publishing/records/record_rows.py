"""Records as flat rows: one table a kind, and one for each thing that a record may hold several of."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

__all__ = ["CHILD_TABLES", "FIELDS_OF_TABLES", "OF_SEVERAL_KINDS", "TOLD_COLUMNS", "rows_of"]

# The records inside a record: the field that holds them, and the table that they go to.
_CHILDREN = {
    "citations": "citation",
    "claims": "claim",
    "exemptions": "exemption",
    "identifiers": "identifier",
    "links": "link",
    "memberships": "membership",
    "names": "name",
    "objections": "objection",
    "parts": "part",
    "roles": "role",
    "scopes": "scope",
    "stages": "stage",
    "targets": "target",
    "terms": "term",
    "words": "wording",
}
# What the table of a kind tells of the records inside, so that it can be read alone.
_TOLD: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "identifiers": lambda one: f"{one['scheme']}:{one['value']}",
    "names": lambda one: str(one["text"]),
    "stages": lambda one: f"{one['stage']} {one['date']}",
    "targets": lambda one: str(one["organisation"] or f"class:{one['target_class']}"),
}
# Tables whose records belong to several kinds, and so say which.
OF_SEVERAL_KINDS = {"citation", "objection"}
# The other way round: the field of a record file that the rows of a table are read back into.
FIELDS_OF_TABLES = {table: "evidence" if field == "citations" else field for field, table in _CHILDREN.items()}

CHILD_TABLES: dict[str, tuple[str, ...]] = {
    "event": ("citation", "role"),
    "figure": ("citation", "objection"),
    "organisation": ("citation", "identifier", "link", "membership", "name"),
    "product": ("citation", "claim", "wording"),
    "restriction": ("citation", "exemption", "scope", "stage", "target"),
    "source": ("part",),
    "statement": ("citation", "objection"),
    "vocabulary": ("term",),
}

# The columns of a kind that only tell of other tables.
TOLD_COLUMNS: dict[str, tuple[str, ...]] = {
    kind: tuple(field for field, table in _CHILDREN.items() if field in _TOLD and table in tables)
    for kind, tables in CHILD_TABLES.items()
}

_Row = tuple[str, dict[str, Any]]


def rows_of(record: Mapping[str, Any]) -> Iterator[_Row]:
    """Give the rows of a record.

    Args:
        record: As `record_data` gives it.

    Returns:
        Pairs of a table of `barred.tables.SCHEMAS` and a row of it: the record first, then what it
        holds, in order. Cells are texts, numbers, truth values, lists of texts or None.
    """
    kind, key = record["kind"], record["id"]
    own = _flat(record)
    own.pop("kind")
    for field, told in _TOLD.items():
        if field in record:
            own[field] = [told(one) for one in record[field]]
    yield kind, own
    for field, table in _CHILDREN.items():
        place = {"kind": kind, "record": key} if table in OF_SEVERAL_KINDS else {"record": key}
        yield from _inside(table, record.get(field, ()), place)


def _inside(table: str, held: Any, place: Mapping[str, Any]) -> Iterator[_Row]:  # noqa: ANN401 - plain data
    for number, one in enumerate(held):
        cells = _flat(one)
        if table == "objection":
            # `record` is where a row comes from, in every table.
            cells["against"] = cells.pop("record")
        yield table, {**place, "number": number, **cells}
        yield from _inside("wording", one.get("words", ()), {**place, "claim": number})


def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for name, value in record.items():
        match name:
            case "capture":
                cells |= {part: (value or {}).get(part) for part in ("digest", "bytes", "media_type")}
            case "selector":
                cells |= {part: (value or {}).get(part) for part in ("start", "end")}
            case "unclear" | "traits":
                cells[name] = [f"{part}={_word(one)}" for part, many in value.items() for one in _each(many)]
            case _ if name not in _CHILDREN:
                cells[name] = value
    return cells


def _each(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)

"""Write a record in its one canonical form: load, write, same bytes."""

from collections.abc import Iterator, Mapping
from typing import Any

import tomli_w

from barred.directory.schema import KINDS, Field

__all__ = ["format_record"]


def format_record(kind: str, data: Mapping[str, Any]) -> str:
    """Give a record as canonical TOML.

    Args:
        kind: The kind of record.
        data: Its fields; empty ones are left out, unknown ones are kept at the end.

    Returns:
        The text of the file: fields in the order of the schema, line feed at the end.
    """
    return "\n".join(_blocks(_ordered(KINDS[kind], data), ""))


def _blocks(table: Mapping[str, Any], name: str) -> Iterator[str]:
    """Give a table and those inside it, each under its own header; left alone, the writer puts short ones on a line."""
    plain = tomli_w.dumps({key: value for key, value in table.items() if not _is_table(value)})
    inside = [(key, one) for key, value in table.items() if _is_table(value) for one in _each(value)]
    if name or plain:
        yield (f"{name}\n" if name else "") + plain
    for key, one in inside:
        path = f"{name.strip('[]')}.{key}".removeprefix(".")
        yield from _blocks(one, f"[[{path}]]" if isinstance(table[key], list) else f"[{path}]")


def _each(value: Any) -> list[Mapping[str, Any]]:  # noqa: ANN401 - what TOML holds
    return value if isinstance(value, list) else [value]


def _ordered(fields: tuple[Field, ...], data: Mapping[str, Any]) -> dict[str, Any]:
    known = {field.name: field for field in fields}
    names = [name for name in known if name in data] + sorted(set(data) - set(known))
    # Plain values come before tables, or TOML would read them as part of the last table.
    kept = {name: _value(known.get(name), data[name]) for name in names}
    kept = {name: value for name, value in kept.items() if value not in ("", [], {}, None)}
    return dict(sorted(kept.items(), key=lambda item: _is_table(item[1])))


def _value(field: Field | None, value: object) -> object:
    if field and field.type == "records" and isinstance(value, list):
        return [_ordered(field.fields, one) if isinstance(one, Mapping) else one for one in value]
    if field and field.type == "record" and isinstance(value, Mapping):
        return _ordered(field.fields, value)
    if isinstance(value, Mapping):
        return dict(sorted(value.items()))
    return value


def _is_table(value: object) -> bool:
    inside = value[0] if isinstance(value, list) and value else value
    return isinstance(inside, dict)

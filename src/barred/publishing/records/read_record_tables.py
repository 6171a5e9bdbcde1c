"""Read back what `record_tables` wrote: the rows of several tables as records.

The columns of a table of a kind that only tell of other tables (`names`, `stages` …) are not read.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from barred.directory.traits import TRAITS
from barred.errors import FileProblem
from barred.publishing.files.safe_cell import plain_cell
from barred.publishing.records.given_record import Given
from barred.publishing.records.record_rows import CHILD_TABLES, FIELDS_OF_TABLES, OF_SEVERAL_KINDS, TOLD_COLUMNS
from barred.publishing.records.record_tables import split_list
from barred.tables import SCHEMAS

__all__ = ["read_record_tables"]

_CAPTURE = ("digest", "bytes", "media_type")


class _Row(NamedTuple):
    """The cells of a row that are not empty, and where it stands."""

    cells: dict[str, Any]
    where: str


def read_record_tables(folder: Path, form: str) -> list[Given]:
    """Give the records of a folder that `barred export --format csv` or `parquet` wrote.

    Args:
        folder: The folder.
        form: `csv` or `parquet`.

    Raises:
        FileProblem: A table is missing or has other columns, a cell has another type, or a row
            belongs to no record.
    """
    if not folder.is_dir():
        raise FileProblem("no such folder", where=str(folder), remedy="give the folder that was exported to")
    kinds = [kind for kind in CHILD_TABLES if (folder / f"{kind}.{form}").exists()]
    if not kinds:
        expected = ", ".join(f"{kind}.{form}" for kind in CHILD_TABLES)
        raise FileProblem("no table of records", where=str(folder), remedy=f"expected some of {expected}")
    needed = sorted({child for kind in kinds for child in CHILD_TABLES[kind]})
    tables = {table: list(_rows(folder / f"{table}.{form}", table)) for table in (*kinds, *needed)}
    given = [_record(kind, row) for kind in kinds for row in tables[kind]]
    # Of a record given twice the first takes the parts; that it is there twice is told later.
    found = {(one.kind, str(one.data.get("id"))): one for one in reversed(given)}
    _hang(tables, found, kinds)
    return given


def _record(kind: str, row: _Row) -> Given:
    data = {name: value for name, value in row.cells.items() if name not in TOLD_COLUMNS.get(kind, ())}
    if kind == "source" and any(name in data for name in _CAPTURE):
        data["capture"] = {name: data.pop(name) for name in _CAPTURE if name in data}
    return Given(kind, data, row.where)


def _hang(tables: Mapping[str, list[_Row]], found: Mapping[tuple[str, str], Given], kinds: list[str]) -> None:
    """Put the rows of the tables of parts into the records that they name, by their number."""
    owners = {child: kind for kind in kinds for child in CHILD_TABLES[kind]}
    # A wording hangs on a claim, which must be there first.
    for table in sorted(owners, key=lambda one: one == "wording"):
        for row in sorted(tables[table], key=lambda one: one.cells.get("number") or 0):
            cells = dict(row.cells)
            kind = str(cells.pop("kind", "")) if table in OF_SEVERAL_KINDS else owners[table]
            record, number = str(cells.pop("record", "")), cells.pop("number", None)
            holder = found.get((kind, record))
            if holder is None:
                what = f"belongs to the {kind} {record!r}, which is not there"
                raise FileProblem(what, where=row.where, remedy=f"give it in the table {kind}")
            if table == "wording":
                _say(holder, cells, number, row.where)
                continue
            if table == "objection" and "against" in cells:
                cells["record"] = cells.pop("against")
            held = holder.data.setdefault(FIELDS_OF_TABLES[table], [])
            _append(held, _unfolded(cells, record), number, row.where)


def _say(holder: Given, cells: dict[str, Any], number: object, where: str) -> None:
    claims, position = holder.data.get("claims", []), cells.pop("claim", None)
    if not isinstance(position, int) or not 0 <= position < len(claims):
        raise FileProblem(f"claim is {position!r}, expected the number of a claim of the record", where=where)
    _append(claims[position].setdefault("words", []), cells, number, where)


def _append(held: list[Any], cells: dict[str, Any], number: object, where: str) -> None:
    if number != len(held):
        raise FileProblem(f"number is {number!r}, expected {len(held)}", where=where, remedy="number them from 0")
    held.append(cells)


def _unfolded(cells: dict[str, Any], record: str) -> dict[str, Any]:
    """Give the cells with `part=value` made a table again."""
    if "unclear" in cells:
        parts: dict[str, list[str]] = {}
        for one in cells["unclear"]:
            part, _, value = one.partition("=")
            parts.setdefault(part, []).append(value)
        cells["unclear"] = parts
    if "traits" in cells:
        cells["traits"] = _traits(cells["traits"], record)
    return cells


def _traits(told: list[str], vocabulary: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in told:
        name, _, value = one.partition("=")
        trait = TRAITS.get(vocabulary, {}).get(name)
        if trait and trait.type is list:
            found.setdefault(name, []).append(value)
        else:
            found[name] = value == "true" if trait and trait.type is bool else value
    return found


def _rows(path: Path, table: str) -> Iterator[_Row]:
    if not path.exists():
        raise FileProblem("the table is missing", where=str(path), remedy="export it with the kind that it belongs to")
    yield from _csv_rows(path, table) if path.suffix == ".csv" else _parquet_rows(path, table)


def _parquet_rows(path: Path, table: str) -> Iterator[_Row]:
    try:
        read = pq.ParquetFile(path).read()
    except (OSError, pa.ArrowInvalid) as trouble:
        raise FileProblem(f"cannot be read as Parquet: {trouble}", where=str(path)) from trouble
    _check_columns(read.column_names, table, str(path))
    for field in SCHEMAS[table]:
        given = read.schema.field(field.name).type
        if given != field.type:
            raise FileProblem(f"column {field.name} is {given}, expected {field.type}", where=str(path))
    for number, cells in enumerate(read.to_pylist()):
        kept = {name: value for name, value in cells.items() if value is not None and value != []}
        yield _Row(kept, f"{path}, row {number}")


def _csv_rows(path: Path, table: str) -> Iterator[_Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, [])
            _check_columns(header, table, str(path))
            for cells in reader:
                where = f"{path}:{reader.line_num}"
                if len(cells) != len(header):
                    raise FileProblem(f"{len(cells)} cells, expected {len(header)}", where=where)
                given = zip(header, cells, strict=True)
                told = {name: _cell(text, table, name, where) for name, text in given if text}
                yield _Row(told, where)
    except (OSError, UnicodeDecodeError, csv.Error) as trouble:
        raise FileProblem(f"cannot be read as CSV: {trouble}", where=str(path)) from trouble


def _check_columns(given: list[str], table: str, where: str) -> None:
    expected = SCHEMAS[table].names
    unknown = [one for one in given if one not in expected]
    missing = [one for one in expected if one not in given]
    doubled = sorted({one for one in given if given.count(one) > 1})
    for what, names in (("unknown", unknown), ("missing", missing), ("doubled", doubled)):
        if names:
            remedy = f"expected {', '.join(expected)}"
            raise FileProblem(f"{what} column {', '.join(map(repr, names))}", where=where, remedy=remedy)


def _cell(text: str, table: str, name: str, where: str) -> Any:  # noqa: ANN401 - what the column holds
    kind, plain = SCHEMAS[table].field(name).type, plain_cell(text)
    if pa.types.is_list(kind):
        return split_list(plain)
    if pa.types.is_boolean(kind) and plain in {"true", "false"}:
        return plain == "true"
    if pa.types.is_integer(kind) and re.fullmatch(r"-?\d+", plain):
        return int(plain)
    if pa.types.is_floating(kind) and re.fullmatch(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", plain):
        return float(plain)
    if pa.types.is_string(kind):
        return plain
    raise FileProblem(f"{name} is {text!r}, expected {kind}", where=where)

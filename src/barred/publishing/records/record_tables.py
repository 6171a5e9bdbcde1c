"""Records as tables: CSV for spreadsheets, Parquet for engines, with the columns of `barred.tables`.

In CSV a list is joined by `; `, a semicolon inside a value has a backslash before it, and a cell that a
spreadsheet would take for a formula is made safe; Parquet keeps lists, numbers and empty cells as they are.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TextIO

import pyarrow as pa
import pyarrow.parquet as pq

from barred.errors import FileProblem, UsageProblem
from barred.publishing.files.safe_cell import safe_cell
from barred.publishing.files.whole_file import replacing
from barred.publishing.records.record_data import Archive, chosen, records
from barred.publishing.records.record_rows import CHILD_TABLES, rows_of
from barred.tables import SCHEMAS

__all__ = ["print_table", "split_list", "write_tables"]

_INSIDE = "; "
# A value of a list: what is no sign of the list, or such a sign behind a backslash.
_VALUE = re.compile(r"((?:[^\\;]|\\[\\;])*)(?:; |$)")
_Rows = dict[str, list[dict[str, Any]]]


def write_tables(target: Path, kinds: Iterable[str], *, form: str, book: Archive) -> list[Path]:
    """Write the tables of some kinds.

    Args:
        target: A folder, made when it is missing, for one file a table; or a file whose suffix is
            that of the form, for one table.
        kinds: Kinds of record, or tables of what they hold, such as `link`; a kind brings what
            its records hold along. All when there is none.
        form: `csv` or `parquet`.
        book: The directory.

    Returns:
        The files, in order of the tables.

    Raises:
        UsageProblem: A kind is unknown, or one file is to hold several.
        FileProblem: The target cannot be written.
    """
    named = tuple(kinds)
    if target.suffix.lower() == f".{form}" and not target.is_dir():
        table = _only(named, f"-o {target}")
        _write(target, _gathered((table,), book)[table], table=table, book=book)
        return [target]
    wanted = chosen(named, SCHEMAS)
    tables = sorted({*wanted, *(child for kind in wanted for child in CHILD_TABLES.get(kind, ()))})
    # A thing that several kinds hold is told of those that were asked for.
    owners = [kind for kind in wanted if kind in CHILD_TABLES] if named else None
    gathered = _gathered(tables, book, owners=None if set(wanted) - set(CHILD_TABLES) else owners)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise FileProblem(f"no folder can be made there ({trouble.strerror})", where=str(target)) from None
    files = [target / f"{table}.{form}" for table in tables]
    for table, file in zip(tables, files, strict=True):
        _write(file, gathered[table], table=table, book=book)
    return files


def print_table(kinds: Iterable[str], out: TextIO, *, book: Archive) -> None:
    """Write the table of one kind as CSV.

    Raises:
        UsageProblem: The kind is unknown, or there are several.
    """
    table = _only(tuple(kinds), "standard output")
    _print(table, _gathered((table,), book)[table], out)


def split_list(cell: str) -> list[str]:
    r"""Give the values of a cell that lists several.

    Example:
        >>> split_list(r"a; b\; c")
        ['a', 'b; c']
    """
    values: list[str] = []
    position = 0
    while position < len(cell) and (found := _VALUE.match(cell, position)):
        values.append(re.sub(r"\\([\\;])", r"\1", found[1]))
        position = found.end()
    return [*values, cell[position:]] if position < len(cell) else values


def _only(kinds: tuple[str, ...], where: str) -> str:
    wanted = chosen(kinds, SCHEMAS)
    if len(wanted) != 1:
        remedy = "choose one with --kind, or a folder with -o"
        raise UsageProblem("one table has one kind", where=where, remedy=remedy)
    return wanted[0]


def _gathered(tables: Iterable[str], book: Archive, *, owners: Iterable[str] | None = None) -> _Rows:
    found: _Rows = {table: [] for table in tables}
    kinds = owners if owners is not None else _owners(found)
    for record in records(sorted(kinds), book=book):
        for table, row in rows_of(record):
            if table in found:
                found[table].append(row)
    return found


def _owners(tables: Iterable[str]) -> set[str]:
    wanted = set(tables)
    return {kind for kind, children in CHILD_TABLES.items() if wanted & {kind, *children}}


def _write(path: Path, rows: list[dict[str, Any]], *, table: str, book: Archive) -> None:
    with replacing(path) as part:
        if path.suffix.lower() == ".csv":
            with part.open("w", encoding="utf-8-sig", newline="") as file:
                _print(table, rows, file)
        else:
            schema = SCHEMAS[table].with_metadata({"barred.snapshot": book.digest, "barred.checked": book.checked})
            pq.write_table(pa.Table.from_pylist(rows, schema=schema), part, compression="zstd")


def _print(table: str, rows: Iterable[Mapping[str, Any]], out: TextIO) -> None:
    names = SCHEMAS[table].names
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([safe_cell(_cell(row[name])) for name in names] for row in rows)


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            return _INSIDE.join(re.sub(r"[\\;]", r"\\\g<0>", str(one)) for one in value)
        case _:
            return str(value)

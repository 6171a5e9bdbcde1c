"""Find the columns of a table that hold names and countries, for matching one list against another."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from barred.errors import FileProblem, UsageProblem
from barred.readers.headings.columns import find_column
from barred.readers.open_tables import open_tables
from barred.readers.table import BadRow, Table
from barred.text.fold import fold

__all__ = ["NAME_FIELDS", "PAIR_FIELDS", "NameBatch", "read_names"]

NAME_FIELDS = ("name", "country")
PAIR_FIELDS = ("name1", "name2", "country1", "country2")
# Headers that mean a field, the likeliest first, as folded.
_HEADERS = {
    "name": (
        *("name", "names", "company", "company name", "organisation", "organization", "organisation name"),
        *("organization name", "entity", "entity name", "legal name", "registrant", "supplier", "supplier name"),
        *("vendor", "vendor name", "party", "party name", "firm", "customer", "account name", "title", "text"),
        *("firma", "firmenname", "unternehmen", "nom", "raison sociale", "nombre", "razon social", "denominazione"),
        *("название", "наименование", "名称", "公司", "公司名称", "企业名称"),
    ),
    "country": (
        "country",
        "country code",
        "countries",
        "iso",
        "iso2",
        "jurisdiction",
        "nation",
        "land",
        "pays",
        "国家",
    ),
    "name1": ("name1", "name 1", "left", "name a", "a", "query", "source"),
    "name2": ("name2", "name 2", "right", "name b", "b", "candidate", "target"),
    "country1": ("country1", "country 1", "country a", "left country"),
    "country2": ("country2", "country 2", "country b", "right country"),
}
_MUST_BE = ("name", "name1", "name2")
_SIZE = 50_000
_LINE_SUFFIXES = (".txt", ".csv", ".lst", "")
_LONGEST_LINE = 65_536


class NameBatch(NamedTuple):
    """Rows of a table: the numbers that the user counts, and the cells of each field, empty where there is none."""

    numbers: Sequence[int]
    fields: Mapping[str, Sequence[str]]
    unreadable: Sequence[BadRow]


def read_names(
    path: Path, fields: Sequence[str], *, wanted: Mapping[str, str], encoding: str | None = None
) -> Iterator[NameBatch]:
    """Read the names of a file.

    Args:
        path: A file of a format that is read. Lines of text whose first holds nothing that parts
            cells are one name each; in a file that is no .csv a comma parts cells only where a cell
            of the first line is a known header.
        fields: `NAME_FIELDS` or `PAIR_FIELDS`.
        wanted: Field to column, which wins over the guess: a header, a letter or a number from 1.
        encoding: How a text file is encoded; needed for anything but UTF-8 and UTF-16 with a mark.

    Returns:
        Every row that is not blank, in file order.

    Raises:
        UsageProblem: No column holds the names, or a field or column is not known.
        FileProblem: The file cannot be read.
    """
    unknown = [name for name in wanted if name not in fields]
    if unknown:
        raise UsageProblem(
            f"{unknown[0]!r} is no field", where="--column", remedy=f"the fields are {', '.join(fields)}"
        )
    if fields == NAME_FIELDS and not wanted and _is_lines(path):
        yield from _line_batches(path, encoding)
        return
    for table in open_tables(path, encoding=encoding).tables:
        yield from _table_batches(table, fields, wanted)


def _is_lines(path: Path) -> bool:
    """Tell whether a file is lines of text with nothing that parts cells in the first."""
    if path.suffix.lower() not in _LINE_SUFFIXES or not path.is_file():
        return False
    with path.open("rb") as file:
        first = file.readline(_LONGEST_LINE)
    if any(sign in first for sign in (b";", b"\t", b"|", b"\0")):
        return False
    cells = [fold(cell) for cell in first.decode("utf-8-sig", "replace").split(",")]
    known = {header for headers in _HEADERS.values() for header in headers}
    return len(cells) == 1 or (path.suffix.lower() != ".csv" and not known & set(cells))


def _line_batches(path: Path, encoding: str | None) -> Iterator[NameBatch]:
    numbers: list[int] = []
    names: list[str] = []
    try:
        with path.open(encoding=encoding or "utf-8-sig", newline=None) as file:
            for number, line in enumerate(file, 1):
                # A cell that is quoted is what stands between the quotes.
                name = next(csv.reader([line]), [""])[0] if line.startswith('"') else line.strip()
                if name and not (number == 1 and fold(name) in _HEADERS["name"]):
                    numbers.append(number)
                    names.append(name)
                if len(names) == _SIZE:
                    yield NameBatch(numbers, {"name": names, "country": [""] * len(names)}, ())
                    numbers, names = [], []
    except (OSError, ValueError, LookupError) as trouble:
        raise FileProblem(f"cannot be read: {trouble}", where=str(path), remedy="name its encoding") from trouble
    yield NameBatch(numbers, {"name": names, "country": [""] * len(names)}, ())


def _table_batches(table: Table, fields: Sequence[str], wanted: Mapping[str, str]) -> Iterator[NameBatch]:
    header, first = table.header, 0
    for batch in table.batches(_SIZE):
        if not first and not table.header_row and batch.rows and _is_header(batch.rows[0], fields):
            header, first = batch.rows[0], batch.numbers[0]
        kept = [at for at, number in enumerate(batch.numbers) if number != first]
        places = {field: _place(table, header, field=field, wanted=wanted.get(field, "")) for field in fields}
        cells = {
            field: [batch.rows[at][place] if place is not None and place < len(batch.rows[at]) else "" for at in kept]
            for field, place in places.items()
        }
        yield NameBatch([batch.numbers[at] for at in kept], cells, batch.unreadable)


def _is_header(cells: Sequence[str], fields: Sequence[str]) -> bool:
    folded = [fold(cell) for cell in cells]
    return all(any(header in folded for header in _HEADERS[field]) for field in fields if field in _MUST_BE)


def _place(table: Table, header: Sequence[str], *, field: str, wanted: str) -> int | None:
    if wanted:
        return find_column(header, wanted)
    folded = [fold(one) for one in header]
    found = next((folded.index(one) for one in _HEADERS[field] if one in folded), None)
    if found is not None or field not in _MUST_BE:
        return found
    guessed = [*table.columns.of("organisation"), *table.columns.of("brand")]
    if field == "name" and (guessed or len(header) == 1):
        return guessed[0] if guessed else 0
    if field in {"name1", "name2"} and table.header_row == 0 and len(header) >= len(NAME_FIELDS):
        return int(field[-1]) - 1
    shown = ", ".join(repr(one) for one in header[:12])
    raise UsageProblem(
        f"no column of {table.name} is known to hold {field}; it has {shown}",
        where="--column",
        remedy=f"say --column {field}=COLUMN",
    )

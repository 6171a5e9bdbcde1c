"""Checks of bulk tables: sources and organisations that exist, patterns that compile."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from barred.directory.known import Known
from barred.directory.read import Stack, TableFile
from barred.directory.used_terms import TABLE_TERMS
from barred.identifiers import mac_block
from barred.model.finding import Finding

__all__ = ["TABLE_RULES", "find_in_tables"]

TABLE_RULES = {
    "TAB-002": "the rows of a table name known records and terms, and hold valid patterns and numbers",
    "TAB-003": "every row of a table has a source",
    "TAB-004": "tables of one name have the same columns",
    "TAB-005": "a MAC block has the form of its register and stands once in a table",
}
# What the cells of a column must name; empty ones name nothing.
_RECORDS = {"organisation": "organisation", "maker": "organisation", "source": "source"}
_NUMBERS = ("count", "priority", "weight")
_MEND = "write its record or correct the id"
# In the table of product words this is no class: it marks words behind which a companion is named.
_COMPANION = "with"

_Trouble = tuple[int, str, str, str]


def find_in_tables(stack: Stack) -> list[Finding]:
    """Check the headers and rows of bulk tables.

    Returns:
        Findings with the codes of `TABLE_RULES`.
    """
    known = Known(stack)
    first: dict[str, TableFile] = {}
    found = []
    for table in stack.tables:
        expected = first.setdefault(table.name, table)
        for line, code, what, remedy in (*_header_faults(table, expected), *_row_faults(table, known)):
            found.append(Finding(table.shown, line, code, what, remedy))
    return found


def _header_faults(table: TableFile, expected: TableFile) -> Iterator[_Trouble]:
    if "source" not in table.header:
        yield 1, "TAB-003", "no column 'source'", "add it, and name the source of each row"
    if set(table.header) != set(expected.header):
        columns = ", ".join(expected.header)
        yield 1, "TAB-004", f"other columns than {expected.shown}", f"use {columns}"


def _row_faults(table: TableFile, known: Known) -> Iterator[_Trouble]:
    for line, row in table.rows:
        if row.get("source") == "":
            yield line, "TAB-003", "no source", "name the source of the row"
        for what, remedy in (*_pointer_faults(row, known), *_value_faults(row)):
            yield line, "TAB-002", what, remedy
    blocks = Counter(row.get("block") for _, row in table.rows)
    for line, row in table.rows:
        for what, remedy in _block_faults(row.get("block"), blocks):
            yield line, "TAB-005", what, remedy


def _block_faults(block: str | None, blocks: Counter[str | None]) -> Iterator[tuple[str, str]]:
    if block is None:
        return
    why = mac_block.fault(block) or ("" if block in mac_block.blocks(block) else "it is a whole address")
    if why:
        yield f"{block!r} is no MAC block: {why}", "write 6, 7 or 9 digits in capitals"
    if blocks[block] > 1:
        yield f"{block!r} stands more than once", "keep the row that the register supports"


def _pointer_faults(row: Mapping[str, str], known: Known) -> Iterator[tuple[str, str]]:
    for column, kind in _RECORDS.items():
        if row.get(column) and not known.has(kind, row[column]):
            yield f"no {kind} {row[column]!r}", _MEND
    for column, name in TABLE_TERMS.items():
        terms = known.terms(name)
        if row.get(column) and terms is not None and row[column] not in {*terms, _COMPANION}:
            yield f"{row[column]!r} is not a term of {name!r}", f"use a term of vocabulary/{name}.toml or add one"


def _value_faults(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if "pattern" in row:
        try:
            re.compile(row["pattern"])
        except re.error as trouble:
            yield f"pattern {row['pattern']!r}: {trouble}", "correct the regular expression"
    for column in _NUMBERS:
        if row.get(column) and not _is_number(row[column]):
            yield f"{column} {row[column]!r} is no number", "write digits"


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True

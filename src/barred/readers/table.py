"""What a reader gives: tables, their batches of rows, and the rows that nobody could read.

Every row of a file ends in exactly one place: before the header (`Table.preamble`), in a batch
(`Batch.rows`, of some kind), counted as blank, or listed as unreadable.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from barred.readers.headings.columns import ColumnMap

__all__ = ["ASIDE", "HEADING", "ITEM", "BadRow", "Batch", "Grid", "LeftOut", "Opened", "PartGrid", "RawRow", "Table"]

# Kinds of row. An aside names nothing to check: a total, figures alone, the header once more.
ITEM = "item"
HEADING = "heading"
ASIDE = "aside"

RawRow = tuple[int, list[str]]


@dataclass(frozen=True)
class BadRow:
    """A row that could not be read, by its number in the file or sheet, and why."""

    row: int
    why: str


@dataclass
class Batch:
    """Rows in file order; `rows`, `numbers`, `kinds`, `texts` and `sections` run side by side.

    Args:
        columns: What the columns of these rows mean; a second header further down changes it.
        rows: The cells as the user sees them, as many in each row as the table has columns.
        numbers: The rows' numbers as the user counts them, from 1.
        kinds: `item`, `heading` or `aside`.
        texts: The words that identify each row; empty for an aside.
        sections: The heading under which each row stands; empty when there is none.
        unreadable: Rows that could not be read.
        blank: How many rows were empty.
    """

    columns: ColumnMap
    rows: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    unreadable: list[BadRow] = field(default_factory=list)
    blank: int = 0


class Grid(Protocol):
    """The cells of one table as its format gives them, before anybody asked what they mean.

    `across` holds the numbers of rows whose first cell is merged over most of the table.
    `declared` is the header where the format itself has one, and None where it is a row.
    """

    name: str
    size_bytes: int
    declared: list[str] | None
    across: frozenset[int]

    def rows(self) -> Iterator[RawRow | BadRow]:
        """Give every row from the first, blank ones too; each call starts anew."""
        ...

    def position(self) -> int:
        """Tell how many of `size_bytes` the latest walk has behind it."""
        ...


@runtime_checkable
class PartGrid(Protocol):
    """A grid that takes only some of what its file holds, and says what it left out."""

    left_out: tuple["LeftOut", ...]


@dataclass(frozen=True)
class Table:
    """One table of a file.

    Args:
        name: File name, and `#` and the sheet for a workbook.
        header: The names of the columns; spreadsheet letters when the table has no header.
        header_row: Number of the header's row; 0 when no row is the header.
        columns: What the columns mean, and why that is thought.
        preamble: The filled rows before the header; nobody takes them for items.
        size_bytes: What `position` runs up to: the table's share of its file.
    """

    name: str
    header: list[str]
    header_row: int
    columns: ColumnMap
    preamble: tuple[RawRow, ...]
    size_bytes: int
    walk: Callable[[int], Iterator[Batch]] = field(repr=False)
    position: Callable[[], int] = field(repr=False)

    def batches(self, size: int = 20_000) -> Iterator[Batch]:
        """Walk the rows after the header, `size` at most in a batch; each call starts anew.

        Raises:
            FileProblem: The file changed or broke after it was opened.
        """
        return self.walk(size)


@dataclass(frozen=True)
class LeftOut:
    """A sheet or part of a file that was not taken for rows, and why."""

    name: str
    why: str


@dataclass(frozen=True)
class Opened:
    """The tables of a file in its own order, and what of it holds none."""

    tables: tuple[Table, ...]
    left_out: tuple[LeftOut, ...] = ()

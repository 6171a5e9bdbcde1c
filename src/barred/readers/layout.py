"""Make a table of a grid: find its header, guess its columns, walk its rows in batches."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol

from barred.readers.headings.columns import ColumnMap, guess_columns, letters
from barred.readers.headings.header import find_header
from barred.readers.kinds import RowKinds
from barred.readers.table import ASIDE, HEADING, BadRow, Batch, Grid, RawRow, Table

__all__ = ["Guess", "lay_out"]

_PROBED = 500


class Guess(Protocol):
    """Tells what columns mean, as `guess_columns` does."""

    def __call__(
        self, header: Sequence[str], sample: Sequence[Sequence[str]], *, wanted: Mapping[str, str] | None = None
    ) -> ColumnMap:
        """Give the meaning of the columns of a header."""
        ...


def lay_out(grid: Grid, *, wanted: Mapping[str, str] | None = None, guess: Guess = guess_columns) -> Table:
    """Make a table of a grid.

    Args:
        grid: The cells.
        wanted: Meaning to column as the user named it.
        guess: Tells what the columns mean.

    Returns:
        The table; without rows when the grid has none.

    Raises:
        UsageProblem: A meaning or a column that the user named does not exist.
    """
    probe = [row for row in islice(grid.rows(), _PROBED) if not isinstance(row, BadRow)]
    at = None if grid.declared is not None else find_header(probe, wanted=wanted)
    header_row = 0 if at is None else probe[at][0]
    header = list(_header(grid, probe, at))
    below = [cells for number, cells in probe if number > header_row]
    columns = guess(header, [_fitted(cells, len(header)) for cells in below], wanted=wanted)
    walk = _Walk(grid, header, header_row, columns, guess)
    preamble = tuple((number, cells) for number, cells in probe if number < header_row and any(map(str.strip, cells)))
    return Table(grid.name, header, header_row, columns, preamble, grid.size_bytes, walk.batches, grid.position)


def _header(grid: Grid, probe: Sequence[RawRow], at: int | None) -> list[str]:
    if grid.declared is not None:
        return grid.declared
    if at is not None:
        return [" ".join(cell.split()) for cell in probe[at][1]]
    return [letters(index) for index in range(max((_width(cells) for _, cells in probe), default=0))]


def _width(cells: Sequence[str]) -> int:
    """Count the cells up to the last filled one."""
    return next((at for at in range(len(cells), 0, -1) if cells[at - 1].strip()), 0)


def _fitted(cells: list[str], width: int) -> list[str]:
    return cells[:width] + [""] * (width - len(cells))


@dataclass(frozen=True)
class _Walk:
    grid: Grid
    header: list[str]
    header_row: int
    columns: ColumnMap
    guess: Guess

    def batches(self, size: int) -> Iterator[Batch]:
        kinds, batch, section = RowKinds(self.columns, self.header), Batch(self.columns), ""
        for row in self._rows():
            if isinstance(row, BadRow):
                batch.unreadable.append(row)
            elif not any(map(str.strip, row[1])):
                batch.blank += 1
            else:
                text = kinds.text(row[1])
                kind = kinds.kind(row[1], text, section=section, is_across=row[0] in self.grid.across)
                if kind == HEADING:
                    section = text
                elif kind == ASIDE and self.grid.declared is None and kinds.is_new_header(row[1]):
                    yield batch
                    kinds = RowKinds(_columns_below(row[1], self.guess), row[1])
                    batch = Batch(kinds.columns)
                _append(batch, row, kind=kind, text=text, section=section)
            if len(batch.rows) + len(batch.unreadable) >= size:
                yield batch
                batch = Batch(kinds.columns)
        if batch.rows or batch.unreadable or batch.blank:
            yield batch

    def _rows(self) -> Iterator[RawRow | BadRow]:
        """Give the rows after the header, each with as many cells as the header has."""
        width = len(self.header)
        for row in self.grid.rows():
            if isinstance(row, BadRow):
                yield row
            elif row[0] > self.header_row:
                yield row if len(row[1]) == width else self._cut(*row)

    def _cut(self, number: int, cells: list[str]) -> RawRow | BadRow:
        if _width(cells) <= len(self.header):
            return number, _fitted(cells, len(self.header))
        return BadRow(number, f"{_width(cells)} cells, but the table has {len(self.header)} columns")


def _columns_below(header: Sequence[str], guess: Guess) -> ColumnMap:
    """Read a second header further down; with no rows to check it against, every cell below stays read."""
    found = guess(header, []).columns
    return ColumnMap(tuple(replace(one, basis="below") for one in found))


def _append(batch: Batch, row: RawRow, *, kind: str, text: str, section: str) -> None:
    batch.numbers.append(row[0])
    batch.rows.append(row[1])
    batch.kinds.append(kind)
    batch.texts.append(text if kind != ASIDE else "")
    batch.sections.append(section if kind != HEADING else "")

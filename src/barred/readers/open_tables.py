"""Open a file of any format that is read, and lay out the tables in it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from barred.errors import UsageProblem
from barred.readers.detect import detect
from barred.readers.headings.columns import guess_columns
from barred.readers.layout import Guess, lay_out
from barred.readers.options import Options
from barred.readers.registry import reader
from barred.readers.table import Grid, LeftOut, Opened, PartGrid, Table

__all__ = ["open_tables"]


def open_tables(
    path: Path | str,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    columns: Mapping[str, str] | None = None,
    guess: Guess = guess_columns,
) -> Opened:
    """Open the tables of a file.

    Args:
        path: The file; its first bytes tell the format.
        sheet: Read this sheet of a workbook and no other.
        encoding: How a text file is encoded; needed for anything but UTF-8 and UTF-16 with a mark.
        columns: Meaning to column, which wins over the guess: `{"brand": "Hersteller"}`. A column
            is a header, a spreadsheet letter or a number from 1.
        guess: Tells what columns mean; those of quotes and catalogues unless another is given.

    Returns:
        One table, or one for each sheet that has one, hidden sheets too. A sheet with neither a
        header nor a column of model numbers is left out and listed when another sheet is a table.
        A table may be without rows; that is for the caller to call incomplete.

    Raises:
        FileProblem: The file is missing, empty, damaged, protected, too large or of another format.
        UsageProblem: The sheet, the encoding, the meaning or the column does not exist.

    Cost:
        Text is read once through to prove its encoding, JSON lines once more for their keys;
        a workbook is held in memory, text and Parquet are not.
    """
    path = Path(path)
    name = detect(path)
    if sheet is not None and name not in {"xlsx", "xls", "ods"}:
        raise UsageProblem(f"{path.name} has no sheets", where="--sheet", remedy="leave the option out")
    grids = reader(name)(path, Options(sheet, encoding, columns or {}))
    tables = _laid_out(grids, columns or {}, guess=guess)
    apart = tuple(one for grid in grids if isinstance(grid, PartGrid) for one in grid.left_out)
    if len(tables) > 1 and any(map(_is_table, tables)):
        left_out = tuple(LeftOut(one.name, "no header and no model numbers") for one in tables if not _is_table(one))
        return Opened(tuple(filter(_is_table, tables)), left_out)
    return Opened(tuple(tables), apart)


def _laid_out(grids: Sequence[Grid], wanted: Mapping[str, str], *, guess: Guess) -> list[Table]:
    """Lay out every grid; a column that one sheet does not have is guessed there, but some sheet must have it."""
    tables: list[Table] = []
    problem: UsageProblem | None = None
    is_met = False
    for grid in grids:
        try:
            tables.append(lay_out(grid, wanted=wanted, guess=guess))
            is_met = True
        except UsageProblem as error:
            problem = problem or error
            tables.append(lay_out(grid, guess=guess))
    if problem is not None and not is_met:
        raise problem
    return tables


def _is_table(table: Table) -> bool:
    return table.header_row > 0 or any(one.basis == "user" or one.meaning == "model" for one in table.columns.columns)

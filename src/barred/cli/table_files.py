"""Files of rows as commands open them: what the user says about columns, and trouble with one file apart."""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from barred.errors import BarredError, FileProblem, UsageProblem
from barred.readers.columns import guess_columns
from barred.readers.layout import Guess
from barred.readers.open_tables import open_tables
from barred.readers.table import Table

__all__ = ["columns_said", "open_files"]


def columns_said(words: list[str]) -> dict[str, str]:
    """Give meaning to column, as `--column` says it.

    Raises:
        UsageProblem: A word is not of the form MEANING=COLUMN.
    """
    return dict(_column(word) for word in words)


def open_files(
    options: argparse.Namespace, columns: Mapping[str, str], *, guess: Guess = guess_columns
) -> tuple[list[Table], list[BarredError]]:
    """Open every file of the options; one that cannot be read does not stop the others."""
    tables: list[Table] = []
    troubles: list[BarredError] = []
    for path in options.file:
        try:
            found = open_tables(path, sheet=options.sheet, encoding=options.encoding, columns=columns, guess=guess)
        except FileProblem as trouble:
            troubles.append(trouble)
            continue
        taken = {table.name for table in tables}
        # Two files of one name, from different folders, must stay apart in the reports.
        tables += [_apart(table, path) if table.name in taken else table for table in found.tables]
        for one in found.left_out:
            print(f"barred: {one.name} left out: {one.why}", file=sys.stderr)
    return tables, troubles


def _apart(table: Table, path: Path) -> Table:
    return replace(table, name=f"{path.parent.name}/{table.name}")


def _column(word: str) -> tuple[str, str]:
    meaning, sign, column = word.partition("=")
    if not sign or not meaning or not column:
        raise UsageProblem(
            f"{word!r} names no column", where="--column", remedy="write MEANING=COLUMN, such as brand=Hersteller"
        )
    return meaning.strip(), column.strip()

"""Files of rows as commands open them: what the user says about columns, and trouble with one file apart."""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from barred.errors import BarredError, FileProblem, UsageProblem
from barred.readers.headings.columns import guess_columns
from barred.readers.layout import Guess
from barred.readers.open_tables import open_tables
from barred.readers.table import LeftOut, Table

__all__ = ["OpenedFiles", "columns_said", "open_files"]


def columns_said(words: list[str]) -> dict[str, str]:
    """Give meaning to column, as `--column` says it.

    Raises:
        UsageProblem: A word is not of the form MEANING=COLUMN.
    """
    return dict(_column(word) for word in words)


class OpenedFiles(NamedTuple):
    """The tables of some files, the files that could not be read with their trouble, and parts that hold no rows."""

    tables: list[Table]
    unread: dict[Path, BarredError]
    left_out: list[LeftOut]


def open_files(options: argparse.Namespace, columns: Mapping[str, str], *, guess: Guess = guess_columns) -> OpenedFiles:
    """Open every file of the options; one that cannot be read does not stop the others."""
    tables: list[Table] = []
    unread: dict[Path, BarredError] = {}
    left_out: list[LeftOut] = []
    for path in options.file:
        try:
            found = open_tables(path, sheet=options.sheet, encoding=options.encoding, columns=columns, guess=guess)
        except FileProblem as trouble:
            unread[path] = trouble
            continue
        taken = {table.name for table in tables}
        # Two files of one name, from different folders, must stay apart in the reports.
        tables += [_apart(table, path) if table.name in taken else table for table in found.tables]
        left_out += found.left_out
        for one in found.left_out:
            print(f"barred: {one.name} left out: {one.why}", file=sys.stderr)
    return OpenedFiles(tables, unread, left_out)


def _apart(table: Table, path: Path) -> Table:
    return replace(table, name=f"{path.parent.name}/{table.name}")


def _column(word: str) -> tuple[str, str]:
    meaning, sign, column = word.partition("=")
    if not sign or not meaning or not column:
        raise UsageProblem(
            f"{word!r} names no column", where="--column", remedy="write MEANING=COLUMN, such as brand=Hersteller"
        )
    return meaning.strip(), column.strip()

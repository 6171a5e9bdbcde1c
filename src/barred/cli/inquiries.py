"""What the reports of a check tell of its files: their digests, and how their tables were read."""

import argparse
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from barred.errors import BarredError
from barred.publishing.report.inquiry import InputFile, SearchedTable
from barred.publishing.report.report import suffix_of
from barred.publishing.report.searched_table import searched_table
from barred.readers.row_lines import rows_are_lines
from barred.readers.table import Table

__all__ = ["digest_of", "input_files", "searched_tables"]

_BLOCK_BYTES = 1 << 20


def digest_of(path: Path) -> str:
    """Give the SHA-256 of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
    return f"sha256:{digest.hexdigest()}"


def input_files(paths: Iterable[Path], unread: Mapping[Path, BarredError]) -> tuple[InputFile, ...]:
    """Give name, size and digest of each file, or why it was not read."""
    return tuple(
        InputFile(path.name, trouble=str(unread[path]))
        if path in unread
        else InputFile(path.name, path.stat().st_size, digest_of(path))
        for path in paths
    )


def searched_tables(tables: Iterable[Table], options: argparse.Namespace) -> list[SearchedTable]:
    """Tell how the tables of the options were read, and for a report that leads to lines which of them have lines."""
    lined = set()
    if any(suffix_of(path) == ".sarif" for path in options.output):
        lined = {path.name for path in options.file if _has_lines(path, options.encoding)}
    return [searched_table(table, rows_are_lines=table.name in lined) for table in tables]


def _has_lines(path: Path, encoding: str | None) -> bool:
    try:
        return rows_are_lines(path, encoding=encoding)
    except BarredError:
        return False  # it was not read at all, which is told elsewhere

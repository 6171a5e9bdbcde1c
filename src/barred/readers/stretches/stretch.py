"""A stretch: a piece of an input that can be read by itself, so that several processes share a file."""

from typing import NamedTuple

__all__ = ["Layout", "Stretch"]


class Layout(NamedTuple):
    """How the cells of a table are told apart, and what they mean.

    Args:
        header: The names of the columns.
        header_row: Number of the header's row; 0 when no row is the header.
        identifying: The columns whose cells say what a row is, by meaning; none when all do.
        identifiers: Those of them that count only when a letter is in them.
        meanings: A meaning and its columns, for those that identification reads by themselves.
        delimiter: The sign between the cells of a delimited text, else empty.
    """

    header: tuple[str, ...] = ()
    header_row: int = 0
    identifying: tuple[int, ...] = ()
    identifiers: tuple[int, ...] = ()
    meanings: tuple[tuple[str, tuple[int, ...]], ...] = ()
    delimiter: str = ""


class Stretch(NamedTuple):
    """A piece of an input.

    Args:
        file: The file as the user gave it.
        path: What is read: the file itself, or a copy that was unpacked or decoded.
        format: csv, json-lines, parquet or warc.
        start: Where it begins: a byte, or a row group of Parquet.
        stop: Where it ends; that byte or row group is no longer part of it.
        row: Number of its first row, as the user counts them from 1.
        line: Number of its first line, where it has lines.
        size_bytes: What progress counts it as.
        layout: The columns; without any for pages.
    """

    file: str
    path: str
    format: str
    start: int
    stop: int
    row: int
    line: int
    size_bytes: int
    layout: Layout

"""Tell whether the rows of a file are its lines, so that a row's number leads to its place in an editor."""

from pathlib import Path

from barred.readers.detect import detect
from barred.readers.options import Options
from barred.readers.registry import reader
from barred.readers.text_encoding import decide_encoding

__all__ = ["rows_are_lines"]


def rows_are_lines(path: Path, *, encoding: str | None = None) -> bool:
    """Tell whether row n is line n all through a file.

    Returns:
        Yes for JSON lines, and for delimited text in which no cell holds a line break; no for
        anything that has no lines, and where a single record takes two.

    Cost:
        Delimited text is read once more.
    """
    name = detect(path)
    if name not in {"csv", "tsv"}:
        return name == "json-lines"
    rows = sum(1 for grid in reader(name)(path, Options(None, encoding, {})) for _ in grid.rows())
    with path.open(encoding=decide_encoding(path, stated=encoding), newline="") as text:
        return rows == sum(1 for _ in text)

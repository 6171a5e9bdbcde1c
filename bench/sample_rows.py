"""Read the tables of samples and of the directory."""

import csv
from pathlib import Path

__all__ = ["rows_of"]


def rows_of(file: Path) -> list[dict[str, str]]:
    """Give the rows of a CSV file by column."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))

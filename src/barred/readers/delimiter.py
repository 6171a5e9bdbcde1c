"""Find the sign between the cells of a text table by how evenly it cuts the lines.

The standard library's sniffer weighs letters too and takes `e` for a delimiter of short files.
"""

import csv
import re
from collections import Counter
from collections.abc import Sequence

__all__ = ["ONE_COLUMN", "find_delimiter"]

ONE_COLUMN = "\x1f"  # a sign that no table contains: every line is one cell
_CANDIDATES = ("\t", ";", ",", "|")
_COVERED = 0.5
_EVEN = 0.6
_LONGEST = 100_000  # a longer line holds a cell that the parser would refuse
_DECIMAL = re.compile(r"(?<=\d),(?=\d)")


def find_delimiter(lines: Sequence[str], *, preferred: str | None = None) -> str:
    """Find the delimiter of the first lines of a table.

    Args:
        lines: Lines with their ends; titles may precede the table, and quoted cells hold anything.
        preferred: What the file's suffix says; it wins when it cuts the lines at all.

    Returns:
        Comma, semicolon, tab or bar, or `ONE_COLUMN`.

    Example:
        >>> find_delimiter(["Marke;Preis", "Example;1,50", "Other;2,50"]) == ";"
        True
    """
    lines = [line for line in lines if len(line) < _LONGEST]
    scores = {sign: _score(lines, sign) for sign in _CANDIDATES}
    if preferred and scores.get(preferred, 0.0) > 0:
        return preferred
    if sum(score > 0 for score in scores.values()) > 1:
        # Beside another delimiter, a comma between digits is a decimal mark.
        scores[","] = _score([_DECIMAL.sub("", line) for line in lines], ",")
    best = max(_CANDIDATES, key=lambda sign: scores[sign])
    return best if scores[best] > 0 else ONE_COLUMN


def _score(lines: Sequence[str], sign: str) -> float:
    """Give 0 to 1: how evenly a sign cuts the lines, from the first that it cuts on; more cells count more."""
    try:
        counts = [len(cells) for cells in csv.reader(lines, delimiter=sign) if any(map(str.strip, cells))]
    except csv.Error:
        return 0.0
    first = next((at for at, count in enumerate(counts) if count > 1), len(counts))
    cut = [count for count in counts[first:] if count > 1]
    if not cut:
        return 0.0
    usual, often = max(Counter(cut).items(), key=lambda one: (one[1], one[0]))
    covered, even = len(cut) / len(counts[first:]), often / len(cut)
    return covered * even * (1 - 1 / usual) if covered >= _COVERED and even >= _EVEN else 0.0

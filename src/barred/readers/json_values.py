"""Make rows of JSON values: an object is a row, its keys are the columns."""

import re
from collections.abc import Iterable, Iterator

from barred.errors import FileProblem
from barred.readers.table import BadRow, RawRow
from barred.readers.values.cells import shown

__all__ = ["TEXT_COLUMN", "JsonRow", "flatten", "header_of", "rows_of"]

TEXT_COLUMN = "text"
_MOST_COLUMNS = 2_000
_HALF = re.compile("[\ud800-\udfff]")  # JSON may escape half of a pair; no file could hold it again

JsonRow = tuple[int, dict[str, str]] | BadRow


def flatten(value: object) -> dict[str, str] | str:
    """Flatten a value by one level: `{"product": {"brand": …}}` has the column `product.brand`.

    Returns:
        Column to cell; the reason in words for a value that is no row.

    Example:
        >>> flatten({"product": {"brand": "Example", "sizes": [1, 2]}, "qty": 2})
        {'product.brand': 'Example', 'product.sizes': '1; 2', 'qty': '2'}
        >>> flatten("Example DS-1"), flatten(3)
        ({'text': 'Example DS-1'}, 'a number stands where an object or a text was expected')
    """
    if isinstance(value, str):
        value = {TEXT_COLUMN: value}
    if not isinstance(value, dict):
        return f"{_named(value)} stands where an object or a text was expected"
    cells: dict[str, str] = {}
    for key, inner in value.items():
        if isinstance(inner, dict):
            cells.update({f"{key}.{name}": shown(one) for name, one in inner.items()})
        else:
            cells[key] = shown(inner)
    if any(_HALF.search(one) for pair in cells.items() for one in pair):
        return "half a character (a lone surrogate) is in it"
    return cells


def _named(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, list):
        return "a list"
    return "a truth value" if isinstance(value, bool) else "a number"


def header_of(rows: Iterable[JsonRow], *, where: str) -> list[str]:
    """Collect the columns of all rows in order of first appearance.

    Raises:
        FileProblem: No row is readable, or the keys differ from row to row as if they were data.
    """
    header: dict[str, None] = {}
    bad: BadRow | None = None
    for row in rows:
        if isinstance(row, BadRow):
            bad = bad or row
            continue
        header.update(dict.fromkeys(row[1]))
        if len(header) > _MOST_COLUMNS:
            raise FileProblem(
                f"the objects have more than {_MOST_COLUMNS:,} different keys",
                where=where,
                remedy="give one object a row, with the same keys in each",
            )
    if not header and bad is not None:
        raise FileProblem(f"no line is a JSON object or text; line {bad.row}: {bad.why}", where=where)
    return list(header)


def rows_of(rows: Iterable[JsonRow], header: list[str]) -> Iterator[RawRow | BadRow]:
    """Lay the rows out under a header; a key that a row does not have is an empty cell."""
    for row in rows:
        yield row if isinstance(row, BadRow) else (row[0], [row[1].get(name, "") for name in header])

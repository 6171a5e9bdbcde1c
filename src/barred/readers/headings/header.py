"""Find the row that names the columns, below titles, addresses and blank rows."""

from collections.abc import Mapping, Sequence

from barred.errors import UsageProblem
from barred.readers.headings.columns import find_column
from barred.readers.headings.header_words import recognise
from barred.readers.table import RawRow
from barred.readers.values.cells import is_like_a_model, is_number

__all__ = ["find_header"]

_DEEPEST = 50
_WHOLE, _PART = 1.0, 0.5
_SURE = 1.5  # two whole header words, or one and part of another
_KNOWN_SHARE = 0.3
_FIGURES_SHARE = 0.34
_NEARLY_WIDEST = 0.6


def find_header(rows: Sequence[RawRow], *, wanted: Mapping[str, str] | None = None) -> int | None:
    """Find the header among the first rows.

    The first row that holds every column the user named is the header; failing that the first
    that surely says two listed words; failing that one with a single listed word that identifies,
    if it is the first filled row or nearly as wide as any. A row with a model number is never
    one, since taking an item for a header would leave it unchecked.

    Args:
        rows: The rows from the top.
        wanted: Meaning to column as the user named it.

    Returns:
        Its index in `rows`, or None when no row is a header.
    """
    top = [(at, cells) for at, (_, cells) in enumerate(rows[:_DEEPEST]) if any(map(str.strip, cells))]
    names = [name for name in (wanted or {}).values() if _is_name(name)]
    if names:
        for at, cells in top:
            if all(_has(cells, name) for name in names):
                return at
    for at, cells in top:
        if _score(cells) >= _SURE:
            return at
    widest = max((_filled(cells) for _, cells in top), default=0)
    for place, (at, cells) in enumerate(top):
        if (
            _score(cells) >= _WHOLE
            and _identifies(cells)
            and (place == 0 or _filled(cells) >= max(2, widest * _NEARLY_WIDEST))
        ):
            return at
    return None


def _is_name(named: str) -> bool:
    return not named.strip().isdecimal() and len(named.strip()) > 1


def _has(cells: Sequence[str], name: str) -> bool:
    try:
        at = find_column(cells, name)
    except UsageProblem:
        return False
    return bool(cells[at].strip())


def _filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def _identifies(cells: Sequence[str]) -> bool:
    """Tell whether a header names things: a lone `Site` may as well label the value beside it."""
    return any(word.meaning not in {"other", "quantity"} for cell in cells if (word := recognise(cell)))


def _score(cells: Sequence[str]) -> float:
    """Add up what the cells of a row say as headers; 0 for a row that cannot be one."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    # "Supplier:" with a value beside it labels that value and heads no column.
    words = [word for cell in filled if not cell.endswith((":", "：")) and (word := recognise(cell))]
    figures = sum(map(is_number, filled))
    if len(words) < _KNOWN_SHARE * len(filled) or figures > _FIGURES_SHARE * len(filled):
        return 0.0
    if any(map(is_like_a_model, filled)):
        return 0.0
    return sum(_WHOLE if word.is_whole else _PART for word in words)
